// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/schema/rows.h"
#include "core/storage/known_names.h"
#include "core/storage/unit_of_work.h"

/// What a person does with the app, one function per question or deed. Queries take a Reader and run through
/// Store::read, commands take a UnitOfWork and run through Store::write; nothing here has a thread, a clock or a
/// word for users of its own. Times are handed in, days are days in the local calendar.
namespace legwork::usecases {

using storage::Reader;
using storage::UnitOfWork;

namespace known = storage::known;

/// Who uses the app on which device; the same for all queries and commands until the next enrolment.
struct Context {
    Id<Person> person;
    QString personName;
    Id<Company> company;
    QString companyName;
    QString currency; ///< ISO 4217 code for new amounts.
    Uuid territory;   ///< Scope of new accounts.
    QString territoryName;
    std::optional<Sex> sex;
    Uuid device;
    QString deviceName;
    QString server;
};

/// session.not-enrolled (AskUser) when this device belongs to nobody yet. The territory is the one enrolment named,
/// else the first this device holds.
[[nodiscard]] Result<Context> context(Reader &reader);

} // namespace legwork::usecases
