// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/schema/rows.h"
#include "core/storage/store.h"

#include <QDate>
#include <QStringList>

/// A territory as large as one gets: 200,000 records of 5,000 customers, made up, the same for the same seed.
namespace legwork::bench {

struct TerritorySize {
    int accounts = 5'000;
    int contacts = 20'000;
    int visits = 60'000;
    int runs = 5'000;
    int answers = 45'000;
    int promises = 25'000;
    int moments = 20'000;
    int notes = 12'000;
    int objections = 5'000;
    int needs = 3'000;
    [[nodiscard]] int all() const
    {
        return accounts + contacts + visits + runs + answers + promises + moments + notes + objections
               + needs;
    }
};

struct TerritoryMade {
    Id<Account> busiest; ///< A customer with several hundred visits.
    int visitsToday = 0;
    int doneToday = 0;
    QStringList typed; ///< What somebody would type, to find things that are there, and some that are not.
};

/// Enrols a person in an empty store, and brings the territory in as a download brings it, index and all.
[[nodiscard]] Result<TerritoryMade> fillTerritory(storage::Store &store, const TerritorySize &size,
                                                  quint32 seed, QDate today);

} // namespace legwork::bench
