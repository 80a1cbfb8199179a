// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/schema/rows.h"

#include <QByteArray>
#include <QDate>

#include <vector>

namespace legwork {

/// A made-up company with a territory full of history, so that the app can be tried, shown and tested. What is
/// in company.json is told relative to a day; README.md says how.
struct DemoCompany {
    Company company;
    Territory territory;
    std::vector<Person> people;
    std::vector<Account> accounts;
    std::vector<Contact> contacts;
    std::vector<Visit> visits;
    std::vector<Moment> moments;
    std::vector<Need> needs;
    std::vector<Objection> objections;
    std::vector<Commitment> commitments;
    std::vector<Opportunity> opportunities;
    std::vector<Note> notes;

    /// The demo as it stands on that day, in the device's time zone. The ids are the same every time, so that
    /// two devices, or one on two days, speak of the same rows.
    [[nodiscard]] static Result<DemoCompany> load(QDate today);
    /// The same from another document. Errors: `demo.not-json`, `demo.code-unknown` (a choice that choices.def
    /// lacks), `demo.reference-missing`, `demo.place-wrong`; the arguments say where and what.
    [[nodiscard]] static Result<DemoCompany> parse(const QByteArray &json, QDate today);

    /// The day so many working days (Monday to Friday) after `today`, or before it when negative; 0 is today
    /// itself, whatever day of the week it is.
    [[nodiscard]] static QDate workday(QDate today, int offset);

    /// Calls `visit(row)` for every row, those referred to before those that refer to them.
    template<class Visitor>
    void forEachRow(Visitor &&visit) const
    {
        visit(company);
        visit(territory);
        const auto each = [&](const auto &rows) {
            for (const auto &row : rows)
                visit(row);
        };
        each(people);
        each(accounts);
        each(contacts);
        each(visits);
        each(moments);
        each(needs);
        each(objections);
        each(commitments);
        each(opportunities);
        each(notes);
    }
};

} // namespace legwork
