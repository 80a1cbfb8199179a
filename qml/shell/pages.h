// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace legwork {

class Router;

/// Tells the router every page there is, by the name under which it is opened.
void addPages(Router &router);

} // namespace legwork
