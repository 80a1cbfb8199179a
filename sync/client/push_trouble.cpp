// SPDX-License-Identifier: Apache-2.0
#include "sync/client/push_trouble.h"

#include <algorithm>

namespace legwork::sync {

PushTrouble::Plan PushTrouble::plan(std::span<const Uuid> waiting)
{
    const auto last = std::ranges::find(waiting, m_last);
    if (last == waiting.end()) {
        *this = {}; // decided by another way
        return {waiting.size(), Park::No};
    }
    const auto suspects = size_t(last - waiting.begin()) + 1;
    if (!isNarrowing())
        return {waiting.size(), Park::No};
    if (suspects > 1)
        return {suspects / 2, Park::No};
    // A server that answers everything but this dies of it; before that is sure nothing is given up unseen.
    if (m_silences > 0 && !m_isReached)
        return {0, Park::No};
    return {1, m_silences >= kFailuresMax ? Park::Unseen : Park::IfItFails};
}

void PushTrouble::failed(std::span<const Uuid> sent, Failure how)
{
    if (sent.empty())
        return;
    const bool wasAlone = isNarrowing() && sent.size() == 1 && sent.front() == m_last;
    m_last = sent.back();
    m_failures = std::min(m_failures + 1, kFailuresMax);
    if (wasAlone && how == Failure::Silent)
        m_silences = std::min(m_silences + 1, kFailuresMax);
    m_isReached = how == Failure::Said;
}

void PushTrouble::succeeded(std::span<const Uuid> sent)
{
    m_isReached = true;
    if (sent.empty())
        return;
    m_silences = 0;
    if (std::ranges::find(sent, m_last) != sent.end())
        *this = {};
}

QByteArray PushTrouble::toBytes() const
{
    QByteArray bytes = m_last.toBytes();
    bytes += char(m_failures);
    bytes += char(m_silences);
    bytes += char(m_isReached);
    return bytes;
}

PushTrouble PushTrouble::fromBytes(const QByteArray &bytes)
{
    PushTrouble trouble;
    if (bytes.size() != 19)
        return trouble;
    trouble.m_last = *Uuid::fromBytes(bytes.first(16));
    trouble.m_failures = std::clamp<int>(bytes[16], 0, kFailuresMax);
    trouble.m_silences = std::clamp<int>(bytes[17], 0, kFailuresMax);
    trouble.m_isReached = bytes[18] != 0;
    return trouble;
}

} // namespace legwork::sync
