// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/connectivity.h"
#include "sync/client/transport.h"

#include <QUrl>

#include <memory>

namespace legwork::sync {

struct HttpSettings {
    QUrl server; ///< https://host[:port], without a path.
    /// The authorities to trust, PEM; they replace the system's. Empty: the system's.
    QByteArray authorities;
    int connectTimeoutMs = 10'000; ///< Until the connection stands and the request begins to leave.
    int idleTimeoutMs = 30'000;    ///< Without a byte in either direction.
    int totalTimeoutMs = 600'000;  ///< For a whole exchange; a download that is cut goes on where it was.
    qint64 answerBytesMax = qint64(512) * 1024 * 1024;
};

/// Transport over HTTPS: TLS 1.2 or newer, certificates always checked, redirects never followed, nothing
/// kept between exchanges but the connection. Runs its network on a thread of its own.
class HttpTransport final : public Transport
{
public:
    /// net.address for anything but an https address; net.authority (AskUser) for authorities that hold no
    /// certificate. `connectivity`, when given, is asked on the transport's thread before each exchange, so
    /// that flight mode holds whatever the operating system says; it must outlive the transport.
    [[nodiscard]] static Result<std::unique_ptr<HttpTransport>>
    create(HttpSettings settings, const Connectivity *connectivity = nullptr);
    /// Cancels what is under way and waits for its end.
    ~HttpTransport() override;

    void start(Exchange exchange, std::function<void(QByteArrayView)> onBytes,
               std::function<void(Status)> onEnd) override;
    void cancel() override;

private:
    struct Thread;
    explicit HttpTransport(std::unique_ptr<Thread> thread);
    std::unique_ptr<Thread> m_thread;
};

} // namespace legwork::sync
