// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "qml/accounts/account_model.h"
#include "qml/importing/import_model.h"
#include "qml/sync/conflicts_model.h"
#include "qml/sync/lost_rows_model.h"
#include "qml/sync/sync_model.h"
#include "qml/sync/team_sync_model.h"
#include "qml/today/day_plan_model.h"
#include "qml/today/today_model.h"
#include "qml/today/week_plan_model.h"
#include "qml/visit/visit_model.h"
#include "tests/qml/gallery/views.h"

/// From the usual content of a page, nothing or a great deal: what was typical becomes what the state asks for.
namespace legwork::sample {

using gallery::State;

void adapt(TodayModel::Day &day, State state);
void adapt(usecases::DayProposal &proposal, State state);
void adapt(usecases::WeekProposal &week, State state);
void adapt(std::vector<AccountRow> &accounts, State state);
void adapt(AccountModel::Account &account, State state);
void adapt(VisitModel::Visit &visit, State state);
void adapt(std::vector<EditRow> &edits, State state);
void adapt(std::vector<LostRowRow> &rows, State state);
void adapt(std::vector<TeamDeviceRow> &devices, State state);
void adapt(std::vector<ConflictRow> &conflicts, State state);
void adapt(ImportModel::Import &import, State state);

template<class Model, class Content>
void show(Model *model, Content content, State state)
{
    adapt(content, state);
    model->show(std::move(content));
}

} // namespace legwork::sample
