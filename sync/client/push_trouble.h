// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/protocol/messages.h"

#include <QByteArray>

#include <span>

namespace legwork::sync {

/// Finds the one unit of work that makes the server fail, so that it does not keep all others waiting. After the same
/// units have failed kFailuresMax times they are sent by halves; what goes through is out of suspicion; the last one left
/// is sent with the request to put it aside if it cannot be decided, and, when the server dies of that too, to put it
/// aside unseen. Kept over sessions and restarts. Logic alone: no store, no clock.
class PushTrouble
{
public:
    static constexpr int kFailuresMax = 3;

    enum class Failure {
        Said,   ///< The server itself said that it failed.
        Silent, ///< It was reached, and then nothing came: it died of it, or the network did.
    };
    struct Plan {
        size_t units = 0; ///< From the front of what waits.
        Park park = Park::No;
    };

    /// How much of what waits to send now; `waiting` are units, oldest first.
    [[nodiscard]] Plan plan(std::span<const Uuid> waiting);
    /// What was sent got no outcomes. An empty plan's failure says nothing.
    void failed(std::span<const Uuid> sent, Failure how);
    /// It got them, or, with nothing sent, the server answered.
    void succeeded(std::span<const Uuid> sent);

    [[nodiscard]] bool isClear() const { return m_last.isNull(); }
    /// True while each failure brings it nearer: no reason to wait longer and longer.
    [[nodiscard]] bool isNarrowing() const { return m_failures >= kFailuresMax; }

    [[nodiscard]] QByteArray toBytes() const;
    /// Clear when the bytes are none of toBytes().
    [[nodiscard]] static PushTrouble fromBytes(const QByteArray &bytes);
    friend bool operator==(const PushTrouble &, const PushTrouble &) = default;

private:
    Uuid m_last;        ///< Of the units at the front of what waits, one of which is at fault; null: none is.
    int m_failures = 0; ///< In a row; from kFailuresMax on the suspects are halved.
    int m_silences = 0; ///< Of the last suspect, sent with Park::IfItFails.
    bool m_isReached = false; ///< The server has answered something since the last silence.
};

} // namespace legwork::sync
