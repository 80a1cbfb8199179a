// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/commitment_rules.h"
#include "core/domain/visit_rules.h"
#include "core/playbook/playbook_library.h"
#include "core/usecases/context.h"

#include <span>

/// Lines that several pages show: a row together with the names and states that belong beside it.
namespace legwork::usecases {

struct VisitLine {
    Id<Visit> id;
    Id<Account> accountId;
    QString accountName;
    Choice<AccountClass> accountClass;
    QString address; ///< One line: city, district, street.
    GeoPoint place;  ///< Of the account.
    QString phone;   ///< Of the account.
    Id<Person> personId;
    QString personName;
    Choice<VisitPurpose> purpose;
    QDate plannedOn;
    Instant plannedAt; ///< Appointment; unset when only the day is planned.
    std::optional<qint64> plannedMinutes;
    std::optional<qint64> position; ///< In the order of the day, from 1.
    Choice<VisitState> state;
    Choice<VisitStep> step;
    Instant checkInAt;
    Instant checkOutAt;
    QString summary;
    QString nextStep;
    QDate nextVisitOn;
    std::optional<qint64> score;         ///< Of the last moment scored on it.
    std::optional<double> fromPreviousM; ///< Great circle from the stop before; set by today() only.
    Preparation preparation;             ///< Set by today() and visitPage() only, as is the next.
    PreparationState prepared = PreparationState::NotBegun;
    int openPromises = 0; ///< Of the account; set by today() and visitPage() only, as are the next two.
    int promisesDue = 0;  ///< Endangered, due or overdue ones among them.
    int openObjections = 0;
};

struct PromiseLine {
    Id<Commitment> id;
    Id<Account> accountId;
    QString accountName;
    Id<Contact> contactId;
    QString contactName;
    QString what;
    Choice<CommitmentSide> side;
    Choice<CommitmentState> state;
    CommitmentStanding standing = CommitmentStanding::Ahead;
    QDate dueOn;
    QDate renegotiateBy; ///< Latest day on which the customer still has a choice.
    QString doneBy;
    QString progress;
    Instant announcedAt;
    Instant agreedAt;
};

struct ContactLine {
    Id<Contact> id;
    QString name;
    Choice<Sex> sex;
    QString post;
    QString department;
    Choice<DecisionRole> decisionRole;
    Choice<Channel> preferredChannel;
    QString mobile;
    QString officePhone;
    QString email;
    QDate birthday;
    QStringList hobbies;
    QDate lastMetOn;    ///< Invalid when never met on a recorded visit.
    bool isMet = false; ///< Met on the visit in question; set by visitPage() only.
};

struct MomentLine {
    Id<Moment> id;
    Id<Visit> visitId;
    QString touchPoint;
    qint64 score = 0;
    std::optional<qint64> idealScore;
    QString reason;
    QString personName;
    Instant happenedAt;
};

/// A need, an objection or a note: something heard from the customer.
struct HeardLine {
    int entityNo = 0; ///< Need, Objection or Note.
    Uuid id;
    Id<Visit> visitId;
    Id<Contact> contactId;
    QString who;    ///< The contact; for a note its author.
    QString text;   ///< Statement or text.
    QString type;   ///< Code of NeedDepth or ObjectionType.
    QString state;  ///< Code of NeedState or ObjectionState.
    QString answer; ///< Objection: what we answered. Need: how it is today.
    Instant at;     ///< When written or, for needs and objections, when the visit began.
};

/// Lines of the visits, in the order given by `condition` (see Reader::select).
template<class... Args>
[[nodiscard]] Result<std::vector<VisitLine>> visitLines(Reader &reader, std::string_view condition,
                                                        const Args &...args);
[[nodiscard]] Result<std::vector<VisitLine>> visitLinesOf(Reader &reader, std::vector<Visit> visits);
/// Lines of promises as they stand on `today`, most pressing first.
[[nodiscard]] Result<std::vector<PromiseLine>>
promiseLinesOf(Reader &reader, const std::vector<Commitment> &rows, QDate today);

/// Every one of an account's, newest or most pressing first; `openOnly` leaves out what is settled.
[[nodiscard]] Result<std::vector<PromiseLine>> promisesOf(Reader &reader, Id<Account> account, QDate today,
                                                          bool openOnly);
[[nodiscard]] Result<std::vector<ContactLine>> contactsOf(Reader &reader, Id<Account> account);
[[nodiscard]] Result<std::vector<MomentLine>> momentsOf(Reader &reader, Id<Account> account, int limit);
[[nodiscard]] Result<std::vector<HeardLine>> needsOf(Reader &reader, Id<Account> account, bool openOnly);
[[nodiscard]] Result<std::vector<HeardLine>> objectionsOf(Reader &reader, Id<Account> account, bool openOnly);
[[nodiscard]] Result<std::vector<HeardLine>> notesOf(Reader &reader, Id<Account> account, int limit);

/// "city district street" without doubles and line breaks, as one would write it on a list.
[[nodiscard]] QString addressLine(const QString &city, const QString &district, const QString &street);
/// The local day of a point in time; invalid when unset.
[[nodiscard]] QDate localDay(Instant at);

template<class... Args>
Result<std::vector<VisitLine>> visitLines(Reader &reader, std::string_view condition, const Args &...args)
{
    auto visits = reader.select<Visit>(condition, args...);
    if (!visits)
        return forward(visits);
    return visitLinesOf(reader, std::move(*visits));
}

} // namespace legwork::usecases
