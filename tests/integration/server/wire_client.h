// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/protocol/codec.h"

#include <QSslSocket>

#include <memory>

namespace legwork::test {

struct WireAnswer {
    int status = 0; ///< 0: the connection ended without one.
    QByteArray head;
    QByteArray body;
    bool isWhole = false;
    std::vector<sync::Message> messages;

    /// The messages of one kind.
    template<class T>
    [[nodiscard]] std::vector<T> all() const
    {
        std::vector<T> found;
        for (const sync::Message &message : messages) {
            if (const T *held = std::get_if<T>(&message))
                found.push_back(*held);
        }
        return found;
    }
    /// Code of the problem it holds, or what is wrong with it.
    [[nodiscard]] QString problem() const;
};

/// One connection, byte by byte under the test's control. Blocks.
class WireClient
{
public:
    WireClient(quint16 port, const QSslCertificate &authority,
               QSsl::SslProtocol protocol = QSsl::TlsV1_2OrLater);

    [[nodiscard]] bool isConnected() const { return m_socket.isEncrypted(); }
    void send(const QByteArray &bytes);
    /// Reads one answer to its end, or to the end of the connection.
    [[nodiscard]] WireAnswer read(int timeoutMs = 30'000);
    /// Whether the server closes the connection within that time.
    [[nodiscard]] bool isClosedWithin(int timeoutMs);

    [[nodiscard]] WireAnswer post(const QByteArray &path, const QByteArray &body,
                                  const QByteArray &token = {});
    [[nodiscard]] static QByteArray headOf(const QByteArray &path, qsizetype bodySize,
                                           const QByteArray &token = {});

private:
    QSslSocket m_socket;
};

} // namespace legwork::test
