// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/trace.h"

#include <cstdio>

namespace legwork::sim {
namespace {

constexpr size_t kTailLines = 60;

} // namespace

void Trace::note(qint64 atMs, const QByteArray &who, const QString &what)
{
    const qint64 s = atMs / 1000;
    const QByteArray line = QString::asprintf("%lldd %02lld:%02lld:%02lld.%03lld ", s / 86'400,
                                              s / 3'600 % 24, s / 60 % 60, s % 60, atMs % 1000)
                                .toLatin1()
                            + who.leftJustified(8) + ' ' + what.toUtf8();
    for (const char byte : line)
        m_hash = (m_hash ^ quint8(byte)) * 0x100000001b3ULL;
    if (m_keep == Keep::PrintAll)
        std::printf("%s\n", line.constData());
    m_tail.push_back(line);
    if (m_tail.size() > kTailLines)
        m_tail.pop_front();
}

} // namespace legwork::sim
