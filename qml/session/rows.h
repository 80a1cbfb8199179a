// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

// What the delegates of lists show: flat gadgets of the interface. Ids are texts, days yyyy-MM-dd, points in time
// milliseconds since 1970 UTC (0: not set), choices the codes of choices.def. Words are made in QML.
namespace legwork {

struct VisitRow {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString accountId MEMBER accountId)
    Q_PROPERTY(QString accountName MEMBER accountName)
    Q_PROPERTY(QString accountClass MEMBER accountClass)
    Q_PROPERTY(QString address MEMBER address)
    Q_PROPERTY(QString purpose MEMBER purpose)
    Q_PROPERTY(QString plannedOn MEMBER plannedOn)
    Q_PROPERTY(double plannedAtMs MEMBER plannedAtMs)
    Q_PROPERTY(int minutes MEMBER minutes)
    Q_PROPERTY(QString state MEMBER state)
    Q_PROPERTY(double checkInAtMs MEMBER checkInAtMs)
    Q_PROPERTY(double checkOutAtMs MEMBER checkOutAtMs)
    Q_PROPERTY(int checklistDone MEMBER checklistDone)
    Q_PROPERTY(int checklistTotal MEMBER checklistTotal)
    Q_PROPERTY(bool prepared MEMBER prepared)
    Q_PROPERTY(int promisesDue MEMBER promisesDue)
    Q_PROPERTY(int openObjections MEMBER openObjections)
    Q_PROPERTY(QString summary MEMBER summary)
    Q_PROPERTY(QString nextStep MEMBER nextStep)
    Q_PROPERTY(bool scored MEMBER scored)
    Q_PROPERTY(int score MEMBER score)
    Q_PROPERTY(double distanceM MEMBER distanceM)
    QML_ANONYMOUS

public:
    QString id, accountId, accountName, accountClass, address, purpose, plannedOn;
    double plannedAtMs = 0;
    int minutes = 0;
    QString state;
    double checkInAtMs = 0;
    double checkOutAtMs = 0;
    int checklistDone = 0;
    int checklistTotal = 0;
    bool prepared = false;
    int promisesDue = 0;
    int openObjections = 0;
    QString summary, nextStep;
    bool scored = false;
    int score = 0;
    double distanceM = -1; ///< From the stop before; below 0 when not known.
};

struct PromiseRow {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString accountId MEMBER accountId)
    Q_PROPERTY(QString accountName MEMBER accountName)
    Q_PROPERTY(QString what MEMBER what)
    Q_PROPERTY(QString side MEMBER side)
    Q_PROPERTY(QString state MEMBER state)
    Q_PROPERTY(QString dueOn MEMBER dueOn)
    Q_PROPERTY(QString doneBy MEMBER doneBy)
    Q_PROPERTY(bool late MEMBER late)
    Q_PROPERTY(bool pressing MEMBER pressing)
    QML_ANONYMOUS

public:
    QString id, accountId, accountName, what, side, state, dueOn, doneBy;
    bool late = false;
    bool pressing = false; ///< Due today, or the days kept in hand have begun.
};

struct AccountRow {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString place MEMBER place)
    Q_PROPERTY(QString accountClass MEMBER accountClass)
    Q_PROPERTY(QString stage MEMBER stage)
    Q_PROPERTY(QString industry MEMBER industry)
    Q_PROPERTY(QString found MEMBER found)
    Q_PROPERTY(QString lastVisitOn MEMBER lastVisitOn)
    Q_PROPERTY(int openPromises MEMBER openPromises)
    QML_ANONYMOUS

public:
    QString id, name, place, accountClass, stage, industry;
    QString found; ///< What the search matched, where it was not the name.
    QString lastVisitOn;
    int openPromises = 0;
};

struct ContactRow {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString post MEMBER post)
    Q_PROPERTY(QString department MEMBER department)
    Q_PROPERTY(QString decisionRole MEMBER decisionRole)
    Q_PROPERTY(QString mobile MEMBER mobile)
    Q_PROPERTY(QString email MEMBER email)
    Q_PROPERTY(QString hobbies MEMBER hobbies)
    Q_PROPERTY(bool met MEMBER met)
    QML_ANONYMOUS

public:
    QString id, name, post, department, decisionRole, mobile, email, hobbies;
    bool met = false;
};

/// A need, an objection or a note: something heard from the customer.
struct HeardRow {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString kind MEMBER kind)
    Q_PROPERTY(QString text MEMBER text)
    Q_PROPERTY(QString type MEMBER type)
    Q_PROPERTY(QString state MEMBER state)
    Q_PROPERTY(QString who MEMBER who)
    Q_PROPERTY(double atMs MEMBER atMs)
    QML_ANONYMOUS

public:
    QString id;
    QString kind; ///< "need", "objection" or "note".
    QString text;
    QString type; ///< Depth of a need, type of an objection.
    QString state, who;
    double atMs = 0;
};

struct OpportunityRow {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString stage MEMBER stage)
    Q_PROPERTY(QString currency MEMBER currency)
    Q_PROPERTY(double amountMinor MEMBER amountMinor)
    Q_PROPERTY(QString closeOn MEMBER closeOn)
    Q_PROPERTY(int probability MEMBER probability)
    Q_PROPERTY(QString nextStep MEMBER nextStep)
    QML_ANONYMOUS

public:
    QString id, name, stage, currency;
    double amountMinor = 0;
    QString closeOn;
    int probability = -1;
    QString nextStep;
};

/// A named fact; `name` is the field's name in the schema.
struct FactLine {
    Q_GADGET
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString value MEMBER value)
    QML_ANONYMOUS

public:
    QString name, value;
};

} // namespace legwork
