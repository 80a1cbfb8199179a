// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <memory>
#include <vector>

class QThread;

namespace legwork::test {

/// How a network treats what passes through it, each direction by itself.
struct NetworkWeather {
    int latencyMs = 0;         ///< One way.
    int jitterMs = 0;          ///< On top, at random up to this; the order stays.
    qint64 bytesPerSecond = 0; ///< 0: as fast as the machine goes.
    /// Of packets. TCP sends them again and hides it: what comes after waits, for a round trip or for a longer time-out.
    double lossShare = 0;
    double cutShare =
        0; ///< Of connections; these are reset after some number of bytes, up to `cutWithinBytes`.
    qint64 cutWithinBytes = 64 * 1024;
    double stallShare = 0; ///< Of connections; these fall silent for `stallMs` once.
    int stallMs = 0;
};

/// A TCP proxy on loopback that delays, slows, stalls and cuts, on a thread of its own. It cannot drop single packets,
/// so it does what loss does to a stream. With one seed the chances fall alike for the same bytes in the same order.
/// Functions are for one thread; they take effect for what passes from then on.
class RoughNetwork
{
public:
    explicit RoughNetwork(quint32 seed);
    ~RoughNetwork();

    /// The port it listens on; 0 when it could not.
    [[nodiscard]] quint16 port() const { return m_port; }
    /// Each new connection goes to one of these ports, by chance; none are refused.
    void leadTo(std::vector<quint16> ports);
    void setWeather(const NetworkWeather &weather);
    /// Resets every connection, as when a phone changes networks.
    void cutAll();

    struct Figures {
        qint64 connections = 0;
        qint64 cuts = 0;
        qint64 stalls = 0;
        qint64 losses = 0;
        qint64 bytesUp = 0;
        qint64 bytesDown = 0;
    };
    [[nodiscard]] Figures figures() const;

private:
    class Exchange;
    std::unique_ptr<QThread> m_thread;
    Exchange *m_exchange = nullptr; ///< Lives on the thread.
    quint16 m_port = 0;
};

} // namespace legwork::test
