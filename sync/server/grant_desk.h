// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/clock.h"
#include "sync/server/store/server_store.h"

namespace legwork::server {

/// As administrators write it: "none", "read", "write".
[[nodiscard]] QLatin1String rightName(Right right);
[[nodiscard]] std::optional<Right> rightNamed(QStringView name);
/// ISO 8601 with its offset: without, nobody knows which hour is meant. Nothing when it is something else.
[[nodiscard]] std::optional<Instant> endNamed(const QString &text);

/// Who may do what in which scope, as somebody in charge changes it; every change is kept with who made it and when.
///
/// Errors besides the store's (all AskUser): enrol.unknown-person (argument 1: id), grant.unknown-scope (argument 1: id),
/// grant.past-end (an end that is not in the future), grant.nobody (nobody signs for it).
class GrantDesk
{
public:
    GrantDesk(ServerStore &store, const Clock &clock)
        : m_store(store)
        , m_clock(clock)
    {
    }

    struct Order {
        Uuid person;
        Uuid scope; ///< The id of the company's, territory's or person's row.
        Right right = Right::None;
        Instant until{}; ///< When it ends by itself: somebody is covered for. Unset: it does not.
        QString by;      ///< Who gives or takes it.
    };
    /// What is asked for holds from now on, whatever held before; what was done under a right that is taken away, or
    /// that ran out, is still let in for a while (rights.h).
    [[nodiscard]] Result<Grant> change(const Order &order);

    struct Record {
        std::vector<Grant> grants; ///< Those in force.
        std::vector<GrantChange> changes;
    };
    [[nodiscard]] Result<Record> of(const Uuid &person);

private:
    ServerStore &m_store;
    const Clock &m_clock;
};

} // namespace legwork::server
