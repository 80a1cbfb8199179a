// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

#include <deque>

namespace legwork::sim {

/// What happened, line by line: all of it goes into a hash, the end of it is kept to be read.
class Trace
{
public:
    enum class Keep { Tail, PrintAll };
    explicit Trace(Keep keep = Keep::Tail)
        : m_keep(keep)
    {
    }

    void note(qint64 atMs, const QByteArray &who, const QString &what);
    /// FNV-1a, 64 bits, of every line so far.
    [[nodiscard]] quint64 hash() const { return m_hash; }
    [[nodiscard]] const std::deque<QByteArray> &tail() const { return m_tail; }

private:
    const Keep m_keep;
    quint64 m_hash = 0xcbf29ce484222325ULL;
    std::deque<QByteArray> m_tail;
};

/// A property that did not hold. Thrown where it is seen; ends the run of a seed.
struct Violation {
    QString invariant; ///< By the names of the list in README.md.
    QString what;
};

} // namespace legwork::sim
