// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/day_planning.h"
#include "qml/session/rows_model.h"
#include "qml/session/view_model.h"

#include <QObject>

namespace legwork {

/// One stop of a proposed day.
struct StopRow {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString accountName MEMBER accountName)
    Q_PROPERTY(QString accountClass MEMBER accountClass)
    Q_PROPERTY(QString address MEMBER address)
    Q_PROPERTY(QString purpose MEMBER purpose)
    Q_PROPERTY(double startMs MEMBER startMs)
    Q_PROPERTY(int minutes MEMBER minutes)
    Q_PROPERTY(double distanceM MEMBER distanceM)
    Q_PROPERTY(int travelMinutes MEMBER travelMinutes)
    Q_PROPERTY(bool placed MEMBER placed)
    Q_PROPERTY(bool appointed MEMBER appointed)
    Q_PROPERTY(bool proposed MEMBER proposed)
    QML_ANONYMOUS

public:
    QString id, accountName, accountClass, address, purpose;
    double startMs = 0;
    int minutes = 0;
    double distanceM = 0;
    int travelMinutes = 0;
    bool placed = true;     ///< Its position on the map is known.
    bool appointed = false; ///< The customer expects us at that time.
    bool proposed = false;  ///< Not a visit yet, only a good idea.
};

/// The proposal for the order of a day, changed by hand and accepted as a whole.
class DayPlanModel : public legwork::ViewModel
{
    Q_OBJECT
    Q_PROPERTY(legwork::RowsModelBase *stops READ stops CONSTANT)
    Q_PROPERTY(double distanceM READ distanceM NOTIFY shown)
    Q_PROPERTY(int travelMinutes READ travelMinutes NOTIFY shown)
    Q_PROPERTY(double endMs READ endMs NOTIFY shown)
    Q_PROPERTY(int unplaced READ unplaced NOTIFY shown)
    Q_PROPERTY(bool changedByHand READ changedByHand NOTIFY shown)
    QML_ELEMENT

public:
    using ViewModel::ViewModel;

    [[nodiscard]] RowsModelBase *stops() { return &m_stops; }
    [[nodiscard]] double distanceM() const { return m_proposal.distanceM; }
    [[nodiscard]] int travelMinutes() const { return m_proposal.travelMinutes; }
    [[nodiscard]] double endMs() const;
    /// Stops whose place is not known; they stand at the end.
    [[nodiscard]] int unplaced() const;
    [[nodiscard]] bool changedByHand() const { return m_changedByHand; }

    /// Proposes anew, the shortest way; what was moved by hand is forgotten.
    Q_INVOKABLE void propose();
    Q_INVOKABLE void move(int from, int to);
    Q_INVOKABLE void removeStop(int index);
    /// Makes it the plan of the day.
    Q_INVOKABLE void accept();

    void show(usecases::DayProposal proposal);

Q_SIGNALS:
    void shown();
    void accepted();

protected:
    void load() override;

private:
    usecases::DayProposal m_proposal;
    RowsModel<StopRow> m_stops;
    bool m_changedByHand = false;
};

} // namespace legwork
