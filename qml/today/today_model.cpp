// SPDX-License-Identifier: Apache-2.0
#include "qml/today/today_model.h"

#include "core/usecases/today.h"
#include "qml/session/row_making.h"

#include <algorithm>

namespace legwork {

namespace {
bool isOver(const VisitRow &visit)
{
    return visit.state == QLatin1String("done") || visit.state == QLatin1String("cancelled");
}
} // namespace

int TodayModel::done() const { return int(std::ranges::count_if(m_visits.rows(), isOver)); }

int TodayModel::next() const
{
    const auto &visits = m_visits.rows();
    auto found = std::ranges::find(visits, QStringLiteral("checked-in"), &VisitRow::state);
    if (found == visits.end())
        found = std::ranges::find_if_not(visits, isOver);
    return found == visits.end() ? -1 : int(found - visits.begin());
}

VisitRow TodayModel::nextVisit() const { return next() < 0 ? VisitRow() : m_visits.rows()[size_t(next())]; }

void TodayModel::load()
{
    read([library = &session()->library(), day = session()->todayDate()](
             storage::Reader &reader,
             const usecases::Context &context) { return usecases::today(reader, context, *library, day); },
         [this](const usecases::Today &today) {
             show({rowsOf(today.visits), rowsOf(today.promises), msOf(today.lastReceipt)});
         });
}

void TodayModel::show(Day day)
{
    m_visits.replace(std::move(day.visits));
    m_promises.replace(std::move(day.promises));
    m_lastReceiptMs = day.lastReceiptMs;
    setLoading(false);
    Q_EMIT shown();
}

} // namespace legwork
