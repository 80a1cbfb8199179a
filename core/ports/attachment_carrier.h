// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace legwork {

/// Whoever carries the bytes of attachments between this device and the server, in the background. What is to be
/// carried stands in the store (core/storage/attachments).
class AttachmentCarrier
{
public:
    virtual ~AttachmentCarrier() = default;
    /// Something was put down to be carried, or may be carried now: look at once. On any thread; returns at once.
    virtual void lookNow() = 0;
};

} // namespace legwork
