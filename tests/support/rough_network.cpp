// SPDX-License-Identifier: Apache-2.0
#include "tests/support/rough_network.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <deque>
#include <optional>
#include <set>
#include <sys/socket.h>

namespace legwork::test {
namespace {

constexpr qint64 kPacketBytes = 1'400;
/// What a fast way holds in flight; a slow one holds two seconds' worth, as a phone's does.
constexpr qint64 kInFlightBytes = 4 * 1024 * 1024;
constexpr qint64 kInFlightLeast = 32 * 1024;
constexpr int kTimeoutLeastMs = 200;

/// Ends a connection so that the other side hears of it as of a fault.
void reset(QTcpSocket &socket)
{
    const linger atOnce{1, 0};
    if (socket.socketDescriptor() >= 0)
        ::setsockopt(int(socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    socket.abort();
}

} // namespace

/// All connections, on the network's thread.
class RoughNetwork::Exchange : public QObject
{
public:
    explicit Exchange(quint32 seed)
        : m_random(seed)
    {
        m_clock.start();
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *caller = m_server.nextPendingConnection())
                open(*caller);
        });
    }

    ~Exchange() override;

    quint16 listen() { return m_server.listen(QHostAddress::LocalHost) ? m_server.serverPort() : 0; }

    NetworkWeather weather;
    std::vector<quint16> ports;
    Figures figures;

    void cutAll()
    {
        // Cutting one takes it out of the set.
        for (Line *line : std::vector(m_lines.begin(), m_lines.end()))
            cut(*line);
    }

private:
    class Line;
    static void cut(Line &line);
    void open(QTcpSocket &caller);

    [[nodiscard]] bool happens(double share) { return share > 0 && m_random.generateDouble() < share; }
    [[nodiscard]] int upTo(int bound) { return bound > 0 ? int(m_random.bounded(bound)) : 0; }

    QTcpServer m_server{this};
    QRandomGenerator m_random;
    QElapsedTimer m_clock;
    std::set<Line *> m_lines;
};

/// One connection and what is on its way in it.
class RoughNetwork::Exchange::Line : public QObject
{
public:
    Line(Exchange &exchange, QTcpSocket &caller, quint16 port)
        : QObject(&exchange)
        , m_exchange(exchange)
        , m_up{&caller, new QTcpSocket(this)}
        , m_down{m_up.to, &caller}
    {
        const NetworkWeather &weather = exchange.weather;
        if (exchange.happens(weather.cutShare))
            m_cutAt = exchange.m_random.bounded(weather.cutWithinBytes);
        if (exchange.happens(weather.stallShare))
            m_stallAt = exchange.m_random.bounded(std::max<qint64>(weather.cutWithinBytes, 1));
        exchange.m_lines.insert(this);
        caller.setParent(this);
        for (QTcpSocket *socket : {m_up.from, m_up.to})
            socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        // Setting up takes a round trip of its own before the first byte moves.
        m_up.freeAtMs = m_down.freeAtMs = double(exchange.m_clock.elapsed() + 2 * weather.latencyMs);
        for (Direction *way : {&m_up, &m_down}) {
            way->timer.setSingleShot(true);
            way->timer.setTimerType(Qt::PreciseTimer);
            way->from->setReadBufferSize(kInFlightLeast);
            connect(&way->timer, &QTimer::timeout, this, [this, way] { deliver(*way); });
            connect(way->from, &QIODevice::readyRead, this, [this, way] { take(*way); });
            connect(way->to, &QIODevice::bytesWritten, this, [this, way] { take(*way); });
            connect(way->from, &QAbstractSocket::disconnected, this, [this, way] {
                take(*way);
                way->isOver = true;
                deliver(*way);
            });
        }
        connect(m_up.to, &QAbstractSocket::errorOccurred, this, [this] {
            if (m_up.to->state() == QAbstractSocket::UnconnectedState && !m_wasConnected)
                cut(); // nobody there
        });
        connect(m_up.to, &QAbstractSocket::connected, this, [this] { m_wasConnected = true; });
        m_up.to->connectToHost(QHostAddress::LocalHost, port);
        take(m_up);
    }
    ~Line() override
    {
        m_exchange.m_lines.erase(this);
        // Their last signals would come to a half-gone object.
        m_up.from->disconnect(this);
        m_up.to->disconnect(this);
    }

    void cut()
    {
        if (std::exchange(m_isCut, true))
            return;
        reset(*m_up.from);
        reset(*m_up.to);
        deleteLater();
    }

private:
    struct Piece {
        qint64 dueMs;
        QByteArray bytes;
    };
    struct Direction {
        QTcpSocket *from;
        QTcpSocket *to;
        std::deque<Piece> pieces{};
        qint64 inFlight = 0;
        double freeAtMs = 0; ///< When the last byte taken so far has left.
        qint64 lastDueMs = 0;
        bool isOver = false;
        QTimer timer{};
    };

    void take(Direction &way)
    {
        const NetworkWeather &weather = m_exchange.weather;
        const qint64 room = weather.bytesPerSecond > 0
                                ? std::clamp(2 * weather.bytesPerSecond, kInFlightLeast, kInFlightBytes)
                                : kInFlightBytes;
        while (!m_isCut && way.from->bytesAvailable() > 0 && way.inFlight + way.to->bytesToWrite() < room) {
            const QByteArray bytes =
                way.from->read(std::min<qint64>(kInFlightLeast, way.from->bytesAvailable()));
            m_passed += bytes.size();
            (&way == &m_up ? m_exchange.figures.bytesUp : m_exchange.figures.bytesDown) += bytes.size();
            if (m_cutAt && m_passed > *m_cutAt) {
                ++m_exchange.figures.cuts;
                return cut();
            }
            send(way, bytes);
        }
    }

    void send(Direction &way, const QByteArray &bytes)
    {
        const NetworkWeather &weather = m_exchange.weather;
        const qint64 now = m_exchange.m_clock.elapsed();
        way.freeAtMs = std::max(way.freeAtMs, double(now));
        if (weather.bytesPerSecond > 0)
            way.freeAtMs += double(bytes.size()) * 1'000 / double(weather.bytesPerSecond);
        if (weather.lossShare > 0)
            way.freeAtMs += lostFor(bytes.size());
        if (m_stallAt && m_passed > *m_stallAt) {
            m_stallAt.reset();
            ++m_exchange.figures.stalls;
            way.freeAtMs += weather.stallMs;
        }
        const qint64 due = qint64(way.freeAtMs) + weather.latencyMs + m_exchange.upTo(weather.jitterMs);
        way.lastDueMs = std::max(way.lastDueMs, due);
        way.inFlight += bytes.size();
        way.pieces.push_back({way.lastDueMs, bytes});
        schedule(way);
    }

    /// How long packets that got lost hold up the others.
    double lostFor(qint64 bytes)
    {
        const NetworkWeather &weather = m_exchange.weather;
        double heldUpMs = 0;
        for (qint64 sent = 0; sent < bytes; sent += kPacketBytes) {
            if (!m_exchange.happens(weather.lossShare))
                continue;
            ++m_exchange.figures.losses;
            // Mostly it is noticed by what arrives after it; else by a time-out, which doubles each time.
            int timeoutMs = std::max(kTimeoutLeastMs, 3 * weather.latencyMs);
            if (m_exchange.happens(0.7))
                timeoutMs = 2 * weather.latencyMs;
            heldUpMs += timeoutMs;
            while (m_exchange.happens(weather.lossShare)) {
                timeoutMs *= 2;
                heldUpMs += timeoutMs;
            }
        }
        return heldUpMs;
    }

    void schedule(Direction &way)
    {
        if (way.timer.isActive() || way.pieces.empty())
            return;
        way.timer.start(int(std::max<qint64>(way.pieces.front().dueMs - m_exchange.m_clock.elapsed(), 0)));
    }

    void deliver(Direction &way)
    {
        while (!way.pieces.empty() && way.pieces.front().dueMs <= m_exchange.m_clock.elapsed()) {
            way.to->write(way.pieces.front().bytes);
            way.inFlight -= way.pieces.front().bytes.size();
            way.pieces.pop_front();
        }
        take(way);
        schedule(way);
        if (way.isOver && way.pieces.empty() && way.from->bytesAvailable() == 0)
            way.to->disconnectFromHost();
        const auto isDone = [](const Direction &each) { return each.isOver && each.pieces.empty(); };
        if (isDone(m_up) && isDone(m_down))
            deleteLater();
    }

    Exchange &m_exchange;
    Direction m_up;
    Direction m_down;
    qint64 m_passed = 0;
    std::optional<qint64> m_cutAt;
    std::optional<qint64> m_stallAt;
    bool m_isCut = false;
    bool m_wasConnected = false;
};

RoughNetwork::Exchange::~Exchange()
{
    for (Line *line : std::vector(m_lines.begin(), m_lines.end()))
        delete line;
}

void RoughNetwork::Exchange::cut(Line &line) { line.cut(); }

void RoughNetwork::Exchange::open(QTcpSocket &caller)
{
    ++figures.connections;
    if (ports.empty()) {
        reset(caller);
        caller.deleteLater();
        return;
    }
    new Line(*this, caller, ports[size_t(upTo(int(ports.size())))]); // its parent's
}

RoughNetwork::RoughNetwork(quint32 seed)
    : m_thread(std::make_unique<QThread>())
    , m_exchange(new Exchange(seed))
{
    m_exchange->moveToThread(m_thread.get());
    QObject::connect(m_thread.get(), &QThread::finished, m_exchange, &QObject::deleteLater);
    m_thread->start();
    QMetaObject::invokeMethod(
        m_exchange, [this] { m_port = m_exchange->listen(); }, Qt::BlockingQueuedConnection);
}

RoughNetwork::~RoughNetwork()
{
    m_thread->quit();
    m_thread->wait();
}

void RoughNetwork::leadTo(std::vector<quint16> ports)
{
    QMetaObject::invokeMethod(m_exchange,
                              [exchange = m_exchange, ports = std::move(ports)] { exchange->ports = ports; });
}

void RoughNetwork::setWeather(const NetworkWeather &weather)
{
    QMetaObject::invokeMethod(m_exchange, [exchange = m_exchange, weather] { exchange->weather = weather; });
}

void RoughNetwork::cutAll()
{
    QMetaObject::invokeMethod(m_exchange, [exchange = m_exchange] { exchange->cutAll(); });
}

RoughNetwork::Figures RoughNetwork::figures() const
{
    Figures figures;
    QMetaObject::invokeMethod(
        m_exchange, [&] { figures = m_exchange->figures; }, Qt::BlockingQueuedConnection);
    return figures;
}

} // namespace legwork::test
