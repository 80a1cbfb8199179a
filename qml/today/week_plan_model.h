// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/week_planning.h"
#include "qml/session/rows_model.h"
#include "qml/session/view_model.h"

#include <QVariantList>

#include <atomic>
#include <memory>

namespace legwork {

/// A stop of a proposed day. Reasons are codes (see usecases::WeekLeftOut); PlanWords.qml has the words.
struct WeekStopRow {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString accountId MEMBER accountId)
    Q_PROPERTY(QString accountName MEMBER accountName)
    Q_PROPERTY(QString accountClass MEMBER accountClass)
    Q_PROPERTY(QString address MEMBER address)
    Q_PROPERTY(QString purpose MEMBER purpose)
    Q_PROPERTY(QString day MEMBER day)
    Q_PROPERTY(QString plannedOn MEMBER plannedOn)
    Q_PROPERTY(QString pinnedTo MEMBER pinnedTo)
    Q_PROPERTY(QString reason MEMBER reason)
    Q_PROPERTY(QStringList arguments MEMBER arguments)
    Q_PROPERTY(double startMs MEMBER startMs)
    Q_PROPERTY(double endMs MEMBER endMs)
    Q_PROPERTY(int minutes MEMBER minutes)
    Q_PROPERTY(int travelMinutes MEMBER travelMinutes)
    Q_PROPERTY(bool lunch MEMBER lunch)
    Q_PROPERTY(bool timed MEMBER timed)
    Q_PROPERTY(bool appointed MEMBER appointed)
    Q_PROPERTY(bool placed MEMBER placed)
    Q_PROPERTY(bool fresh MEMBER fresh)
    Q_PROPERTY(bool moved MEMBER moved)
    QML_ANONYMOUS

public:
    QString id, accountId, accountName, accountClass, address, purpose;
    QString day;       ///< On which it is proposed.
    QString plannedOn; ///< As it is now; empty: a new visit.
    QString pinnedTo;
    QString reason;
    QStringList arguments;
    double startMs = 0;
    double endMs = 0;
    int minutes = 0;
    int travelMinutes = 0;
    bool lunch = false;     ///< A break, no visit.
    bool timed = true;      ///< False: it stays on its day, but no time fits it.
    bool appointed = false; ///< The customer expects us at that time.
    bool placed = true;     ///< Its position on the map is known.
    bool fresh = false;     ///< Not a visit yet.
    bool moved = false;     ///< Planned on another day now.
};

struct WeekDayRow {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QVariantList stops MEMBER stops)
    Q_PROPERTY(int visits MEMBER visits)
    Q_PROPERTY(int changes MEMBER changes)
    Q_PROPERTY(int travelMinutes MEMBER travelMinutes)
    Q_PROPERTY(double endMs MEMBER endMs)
    Q_PROPERTY(QStringList leaving MEMBER leaving)
    QML_ANONYMOUS

public:
    QString id; ///< The day.
    QVariantList stops;
    int visits = 0;
    int changes = 0; ///< Visits that are new on it, come to it or leave it.
    int travelMinutes = 0;
    double endMs = 0;
    QStringList leaving; ///< Names of those planned on it now that would go to another day.
};

struct LeftOutRow {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString accountId MEMBER accountId)
    Q_PROPERTY(QString accountName MEMBER accountName)
    Q_PROPERTY(QString accountClass MEMBER accountClass)
    Q_PROPERTY(QString address MEMBER address)
    Q_PROPERTY(QString reason MEMBER reason)
    Q_PROPERTY(QStringList arguments MEMBER arguments)
    Q_PROPERTY(QString pinnedTo MEMBER pinnedTo)
    Q_PROPERTY(QString fitsOn MEMBER fitsOn)
    Q_PROPERTY(QStringList insteadOf MEMBER insteadOf)
    Q_PROPERTY(int moreMinutes MEMBER moreMinutes)
    QML_ANONYMOUS

public:
    QString id, accountId, accountName, accountClass, address, reason;
    QStringList arguments;
    QString pinnedTo;
    QString fitsOn;        ///< The day on which it costs least to put it in; empty: there is none.
    QStringList insteadOf; ///< Who would give way.
    int moreMinutes = 0;   ///< On the way.
};

/// The proposal for the next working days beside what is planned now. Planned on a worker thread, again whenever what
/// it rests on has changed or something is pinned; accepted as a whole, by day or by visit.
class WeekPlanModel : public legwork::ViewModel
{
    Q_OBJECT
    Q_PROPERTY(legwork::RowsModelBase *days READ days CONSTANT)
    Q_PROPERTY(legwork::RowsModelBase *leftOut READ leftOut CONSTANT)
    Q_PROPERTY(int workingDays READ workingDays WRITE setWorkingDays NOTIFY workingDaysChanged)
    Q_PROPERTY(bool hasProposal READ hasProposal NOTIFY shown)
    Q_PROPERTY(int visits READ visits NOTIFY shown)
    Q_PROPERTY(int changes READ changes NOTIFY shown)
    Q_PROPERTY(int travelMinutes READ travelMinutes NOTIFY shown)
    QML_ELEMENT

public:
    explicit WeekPlanModel(QObject *parent = nullptr);
    ~WeekPlanModel() override;

    [[nodiscard]] RowsModelBase *days() { return &m_days; }
    [[nodiscard]] RowsModelBase *leftOut() { return &m_leftOut; }
    [[nodiscard]] int workingDays() const { return m_workingDays; }
    void setWorkingDays(int days);
    [[nodiscard]] bool hasProposal() const { return m_hasProposal; }
    [[nodiscard]] int visits() const { return m_visits; }
    /// Visits that are new or would move.
    [[nodiscard]] int changes() const { return m_changes; }
    [[nodiscard]] int travelMinutes() const { return m_proposal.travelMinutes; }

    /// Plans anew from what is planned in the store; what was pinned is forgotten.
    Q_INVOKABLE void propose();
    /// Wants the visit or account on that day and plans again.
    Q_INVOKABLE void pin(const QString &item, const QString &day);
    Q_INVOKABLE void unpin(const QString &item);
    Q_INVOKABLE void acceptAll();
    Q_INVOKABLE void acceptDay(const QString &day);
    Q_INVOKABLE void acceptVisit(const QString &day, const QString &item);

    void show(usecases::WeekProposal proposal);

Q_SIGNALS:
    void workingDaysChanged();
    void shown();
    /// So many visits are new or have moved.
    void accepted(int changes);

protected:
    void load() override;

private:
    void plan(const usecases::WeekMatter &matter);
    void stopPlanning();
    void accept(const usecases::WeekShare &share);
    void forgetPins(const usecases::WeekShare &share);

    int m_workingDays = 5;
    std::vector<usecases::WeekPin> m_pins;
    bool m_isShownKept = false; ///< The next plan keeps to the one that is shown where it can.
    QString m_mark;             ///< Of the problem that is planned or being planned.
    std::shared_ptr<std::atomic_bool> m_cancelled; ///< Set while planning.
    usecases::WeekProposal m_proposal;
    bool m_hasProposal = false;
    int m_visits = 0;
    int m_changes = 0;
    RowsModel<WeekDayRow> m_days;
    RowsModel<LeftOutRow> m_leftOut;
};

} // namespace legwork
