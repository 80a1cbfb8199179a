// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/demo_company.h"

#include <QHash>
#include <QJsonObject>

namespace legwork {

/// Turns the demo's document into rows, and remembers the first thing that does not fit. Used once.
class DemoReader
{
public:
    explicit DemoReader(QDate today)
        : m_today(today)
    {
    }

    [[nodiscard]] Result<DemoCompany> read(const QJsonObject &document);

private:
    using ReadEntry = void (DemoReader::*)(qsizetype index, const QJsonObject &from);

    void note(const char *code, const QString &where, const QString &what);
    /// A code from choices.def; unset when the member is absent.
    template<class E>
    Choice<E> choice(const QJsonObject &from, const char *name);
    QDate day(const QJsonObject &from, const char *name) const;
    /// The next row of a list of the account, with its id and scope.
    template<class E>
    E row(const char *list, qsizetype index) const;
    Id<Contact> contact(const QString &key);
    /// The account's visit on the `day` of an entry.
    Id<Visit> visitOf(const QJsonObject &from);
    void each(const QJsonObject &account, const char *list, ReadEntry readEntry);

    void readCompany(const QJsonObject &document);
    void readAccount(const QJsonObject &from);
    void readContact(qsizetype index, const QJsonObject &from);
    void readVisit(qsizetype index, const QJsonObject &from);
    void checkIn(Visit &visit, Instant start) const;
    void readMoment(const Visit &visit, qsizetype index, const QJsonObject &from);
    void readNeed(qsizetype index, const QJsonObject &from);
    void readObjection(qsizetype index, const QJsonObject &from);
    void readCommitment(qsizetype index, const QJsonObject &from);
    void readOpportunity(qsizetype index, const QJsonObject &from);
    void readNote(qsizetype index, const QJsonObject &from);
    void linkVisits(size_t firstVisit);
    void orderDays();

    QDate m_today;
    DemoCompany m_demo;
    std::optional<Error> m_error;
    QHash<QString, Person> m_people;
    QHash<QString, Id<Contact>> m_contacts; // by account key and contact key
    QHash<Id<Contact>, QString> m_contactNames;
    // of the account being read
    QString m_accountKey;
    Account m_account;
    Person m_owner;
    QHash<int, Id<Visit>> m_visitByDay;
};

} // namespace legwork
