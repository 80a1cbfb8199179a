// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/client/transport.h"

namespace legwork::sync {

/// What the server said about a file.
struct FileAnswer {
    FileHead head;
    /// What it refused and why; empty code when it did not. By the status when it says no more.
    Error refusal;
    [[nodiscard]] bool isGood() const { return head.status >= 200 && head.status < 300; }
};

/// Asks and waits for the end of the answer; for the thread of the attachments, and tests. `onHead`, when given, may
/// refuse the answer before its bytes come, and `onBytes` takes them; an error of either ends the exchange and is the
/// result. Without `onBytes` what comes is passed over. Errors: those of the transport; a refusal by the server is no
/// error.
[[nodiscard]] Result<FileAnswer> askAboutFile(Transport &way, Exchange exchange,
                                              const std::function<Status(const FileHead &)> &onHead = {},
                                              const std::function<Status(QByteArrayView)> &onBytes = {});

} // namespace legwork::sync
