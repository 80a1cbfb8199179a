// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/schema/rows.h"
#include "core/storage/unit_of_work.h"

/// What a person does with the app, one function per question or deed. Queries take a Reader and run through
/// Store::read, commands take a UnitOfWork and run through Store::write; nothing here has a thread, a clock or a
/// word for users of its own. Times are handed in, days are days in the local calendar.
namespace legwork::usecases {

using storage::Reader;
using storage::UnitOfWork;

/// Names under which enrolment keeps what the device knows about itself (storage::setMeta). Ids are kept as their
/// 16 bytes, the rest as text.
namespace known {
inline constexpr QLatin1String kPerson("person");   ///< Id of the Person row of the user.
inline constexpr QLatin1String kCompany("company"); ///< Id of the Company row.
inline constexpr QLatin1String
    kTerritory("territory");                      ///< Id of the Territory in which new accounts are made.
inline constexpr QLatin1String kDevice("device"); ///< Id of this device at the server.
inline constexpr QLatin1String kDeviceName("device-name");
inline constexpr QLatin1String kServer("server"); ///< Where the server is, as shown to people.
inline constexpr QLatin1String kSex("sex");       ///< Code of Sex, for checklists that differ.
} // namespace known

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
