// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/postgres/change_listener.h"

#include <array>
#include <cstdint>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace legwork::server::postgres {
namespace {

constexpr qsizetype kNoticeMax = 7'900;
constexpr int kLookAfterMs = 60'000; // so that a connection that died without a word is noticed
constexpr int kReconnectMs = 1'000;

} // namespace

QByteArray changeNotice(qint64 head, const std::set<Uuid> &scopes)
{
    QByteArray notice = QByteArray::number(head);
    for (const Uuid &scope : scopes)
        notice += ' ' + scope.toBytes().toHex();
    return notice.size() <= kNoticeMax ? notice : QByteArray::number(head) + " *";
}

ChangeListener::ChangeListener(const Address &address, ChangeBell &bell)
    : m_address(address)
    , m_bell(bell)
    , m_stop(::eventfd(0, EFD_CLOEXEC))
    , m_thread([this] { run(); })
{
}

ChangeListener::~ChangeListener()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m_stop, &one, sizeof one); // fails only when it is full
    m_thread.join();
    ::close(m_stop);
}

bool ChangeListener::wait(int socket, int timeoutMs) const
{
    std::array<pollfd, 2> waiting{pollfd{m_stop, POLLIN, 0}, pollfd{socket, POLLIN, 0}};
    (void)::poll(waiting.data(), socket < 0 ? 1 : 2, timeoutMs);
    return (waiting[0].revents & POLLIN) == 0;
}

void ChangeListener::run()
{
    do {
        auto connection = Connection::open(m_address);
        if (connection)
            (void)listen(**connection);
    } while (wait(-1, kReconnectMs));
}

Status ChangeListener::listen(Connection &connection)
{
    if (auto done = connection.script("LISTEN legwork_change"); !done)
        return done;
    // Read after LISTEN: what is committed from here on is heard, and what was before lies below this number.
    const auto head = connection.run("SELECT seq FROM feed_head");
    if (!head)
        return forward(head);
    m_bell.startFrom(head->integer(0, 0));
    while (wait(connection.socket(), kLookAfterMs)) {
        auto heard = connection.notifications();
        if (!heard)
            return forward(heard);
        for (const QByteArray &notice : *heard)
            hear(notice);
        if (heard->empty()) {
            if (auto alive = connection.script("SELECT 1"); !alive)
                return alive;
        }
    }
    return {};
}

void ChangeListener::hear(const QByteArray &notice)
{
    const QList<QByteArray> words = notice.split(' ');
    const qint64 head = words.first().toLongLong();
    std::vector<Uuid> scopes;
    for (const QByteArray &word : words.sliced(1)) {
        const auto scope = Uuid::fromBytes(QByteArray::fromHex(word));
        if (!scope) // anywhere
            return m_bell.startFrom(head);
        scopes.push_back(*scope);
    }
    m_bell.ring(head, scopes);
}

} // namespace legwork::server::postgres
