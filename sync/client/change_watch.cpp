// SPDX-License-Identifier: Apache-2.0
#include "sync/client/change_watch.h"

#include "sync/client/sync_limits.h"
#include "sync/protocol/codec.h"

namespace legwork::sync {

ChangeWatch::ChangeWatch(std::unique_ptr<Transport> way, QByteArray bearer, std::function<void()> onNews)
    : m_bearer(std::move(bearer))
    , m_onNews(std::move(onNews))
    , m_way(std::move(way))
{
}

ChangeWatch::~ChangeWatch() { stop(); }

void ChangeWatch::follow(qint64 cursor)
{
    const std::lock_guard lock(m_mutex);
    m_wanted = cursor;
    if (!m_isAsking)
        ask();
    else if (m_asked != cursor)
        m_way->cancel(); // its end asks anew
}

void ChangeWatch::stop()
{
    const std::lock_guard lock(m_mutex);
    m_wanted.reset();
    if (m_isAsking)
        m_way->cancel();
}

void ChangeWatch::ask()
{
    m_isAsking = true;
    m_asked = *m_wanted;
    m_askedAt = std::chrono::steady_clock::now();
    m_answer.clear();
    Exchange question{"/v1/changes", m_bearer, {}};
    question.query = "after=" + QByteArray::number(m_asked);
    m_way->start(
        std::move(question), [this](QByteArrayView bytes) { m_answer.append(bytes.data(), bytes.size()); },
        [this](const Status &end) { hasEnded(end); });
}

void ChangeWatch::hasEnded(const Status &end)
{
    {
        const std::lock_guard lock(m_mutex);
        m_isAsking = false;
        if (!m_wanted)
            return;
        if (*m_wanted != m_asked) {
            ask();
            return;
        }
        const auto message = end ? decodeSingle(m_answer) : Result<Message>(forward(end));
        const auto *news = message ? std::get_if<SyncEnd>(&*message) : nullptr;
        const bool isQuick = std::chrono::steady_clock::now() - m_askedAt < limits::kChangesShortest;
        if (news && news->target == m_asked && !isQuick) {
            ask();
            return;
        }
        // News, or a server that cannot tell, or one that says "nothing" without waiting.
        m_wanted.reset();
        if (!news || news->target == m_asked)
            return;
    }
    m_onNews();
}

} // namespace legwork::sync
