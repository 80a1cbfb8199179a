// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QByteArrayView>

#include <functional>
#include <utility>
#include <vector>

namespace legwork::sync {

using HttpHeaders = std::vector<std::pair<QByteArray, QByteArray>>;

/// The head of an answer about a file.
struct FileHead {
    int status = 0;
    HttpHeaders headers; ///< Names in lower case.

    /// Empty when there is none.
    [[nodiscard]] QByteArray header(QByteArrayView name) const
    {
        for (const auto &[each, value] : headers) {
            if (each == name)
                return value;
        }
        return {};
    }
};

/// One request to the server. Its answer is a stream of frames (sync/protocol/codec.h).
struct Exchange {
    QByteArray path;    ///< "/v1/sync", "/v1/enrol" or "/v1/changes".
    QByteArray token;   ///< Bearer token; empty for enrolment.
    QByteArray body;    ///< Empty: a question (GET), which changes nothing.
    QByteArray query{}; ///< Of the address, without the question mark.

    /// Set for requests about files (sync/protocol/README.md, "Attachments"): body and answer are then bare bytes, and
    /// what the answer says stands in its head, which is heard before its bytes.
    QByteArray method{};
    HttpHeaders headers{};
    std::function<void(const FileHead &)> onHead{};
};

/// Carries requests to the server, one at a time. It knows nothing of what they say.
///
/// Errors, none of which says anything about the data on either side:
///   net.offline      Retry    no network, or flight mode
///   net.unreachable  Retry    argument 1: host; nobody answers there
///   net.timeout      Retry    argument 1: "connect", "idle" or "total"
///   net.cut          Retry    the connection broke before the answer was complete
///   net.certificate  Retry    argument 1: "untrusted", "expired", "not-yet-valid" (for these two the clock of
///                             this device may be wrong; argument 2: the date of the certificate's end or
///                             beginning, ISO 8601), "host", "other" (argument 2: the host asked for)
///   net.portal       Retry    somebody else answered, such as the log-in page of a public network
///   net.status       by code  argument 1: HTTP status
///   net.too-large    GiveUp   the answer is longer than any answer may be
///   net.cancelled    Retry    cancel() was called
///   net.authority    AskUser  the authorities to trust hold no certificate
///   net.address      AskUser  argument 1: the server's address, which is not https://host[:port]
class Transport
{
public:
    virtual ~Transport() = default;

    /// Sends the exchange and returns at once. `onBytes` gets the answer in pieces as they arrive, also when
    /// the status is a refusal but the answer is in our format (it then holds the reason); `onEnd` is called
    /// exactly once, after the last piece, with success only for a complete answer of status 200. Both run on
    /// the transport's thread, never within start(); bytes are valid during the call only. While they run
    /// nothing more is read, so a slow reader slows the sender. Not to be called while an exchange is under
    /// way.
    virtual void start(Exchange exchange, std::function<void(QByteArrayView)> onBytes,
                       std::function<void(Status)> onEnd) = 0;

    /// Ends the exchange under way, if there is one, with net.cancelled. Callable on any thread.
    virtual void cancel() = 0;
};

} // namespace legwork::sync
