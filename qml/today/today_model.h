// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "qml/session/rows.h"
#include "qml/session/rows_model.h"
#include "qml/session/view_model.h"

namespace legwork {

/// The day: visits in order, promises due, what waits to be sent.
class TodayModel : public legwork::ViewModel
{
    Q_OBJECT
    Q_PROPERTY(legwork::RowsModelBase *visits READ visits CONSTANT)
    Q_PROPERTY(legwork::RowsModelBase *promises READ promises CONSTANT)
    Q_PROPERTY(int done READ done NOTIFY shown)
    Q_PROPERTY(int next READ next NOTIFY shown)
    Q_PROPERTY(legwork::VisitRow nextVisit READ nextVisit NOTIFY shown)
    Q_PROPERTY(double lastReceiptMs READ lastReceiptMs NOTIFY shown)
    QML_ELEMENT

public:
    struct Day {
        std::vector<VisitRow> visits;
        std::vector<PromiseRow> promises;
        double lastReceiptMs = 0; ///< When the server last confirmed something.
    };

    using ViewModel::ViewModel;

    [[nodiscard]] RowsModelBase *visits() { return &m_visits; }
    [[nodiscard]] RowsModelBase *promises() { return &m_promises; }
    [[nodiscard]] int done() const;
    /// Index of the visit under way, else of the next one; -1 when the day is done.
    [[nodiscard]] int next() const;
    /// Empty when the day is done.
    [[nodiscard]] VisitRow nextVisit() const;
    [[nodiscard]] double lastReceiptMs() const { return m_lastReceiptMs; }

    void show(Day day);

Q_SIGNALS:
    void shown();

protected:
    void load() override;

private:
    RowsModel<VisitRow> m_visits;
    RowsModel<PromiseRow> m_promises;
    double m_lastReceiptMs = 0;
};

} // namespace legwork
