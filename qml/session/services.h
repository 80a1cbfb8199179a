// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace legwork {

class Clock;
class Connectivity;
class PositionSource;

/// What the pages work with, put together by app/. Not owned; everything outlives the shell.
struct Services {
    const Clock *clock = nullptr;
    PositionSource *positions = nullptr;
    Connectivity *connectivity = nullptr;
};

} // namespace legwork
