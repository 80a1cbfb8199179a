// SPDX-License-Identifier: Apache-2.0
#include "qml/session/row_making.h"

namespace legwork {

VisitRow rowOf(const usecases::VisitLine &line)
{
    VisitRow row;
    row.id = textOf(line.id);
    row.accountId = textOf(line.accountId);
    row.accountName = line.accountName;
    row.accountClass = line.accountClass.code();
    row.address = line.address;
    row.purpose = line.purpose.code();
    row.plannedOn = isoOf(line.plannedOn);
    row.plannedAtMs = msOf(line.plannedAt);
    row.minutes = int(line.plannedMinutes.value_or(0));
    row.state = line.state.code();
    row.checkInAtMs = msOf(line.checkInAt);
    row.checkOutAtMs = msOf(line.checkOutAt);
    row.checklistDone = line.preparation.done;
    row.checklistTotal = line.preparation.total;
    row.prepared = line.prepared == PreparationState::Ready;
    row.promisesDue = line.promisesDue;
    row.openObjections = line.openObjections;
    row.summary = line.summary;
    row.nextStep = line.nextStep;
    row.scored = line.score.has_value();
    row.score = int(line.score.value_or(0));
    row.distanceM = line.fromPreviousM.value_or(-1);
    return row;
}

PromiseRow rowOf(const usecases::PromiseLine &line)
{
    PromiseRow row;
    row.id = textOf(line.id);
    row.accountId = textOf(line.accountId);
    row.accountName = line.accountName;
    row.what = line.what;
    row.side = line.side.code();
    row.state = line.state.code();
    row.dueOn = isoOf(line.dueOn);
    row.doneBy = line.doneBy;
    row.late = line.standing == CommitmentStanding::Overdue;
    row.pressing =
        line.standing == CommitmentStanding::Endangered || line.standing == CommitmentStanding::Due;
    return row;
}

ContactRow rowOf(const usecases::ContactLine &line)
{
    return {textOf(line.id),
            line.name,
            line.post,
            line.department,
            line.decisionRole.code(),
            line.mobile,
            line.email,
            line.hobbies.join(QStringLiteral("、")),
            line.isMet};
}

HeardRow rowOf(const usecases::HeardLine &line)
{
    HeardRow row;
    row.id = line.id.toText();
    row.kind = line.entityNo == Need::kEntityNo        ? QStringLiteral("need")
               : line.entityNo == Objection::kEntityNo ? QStringLiteral("objection")
                                                       : QStringLiteral("note");
    row.text = line.text;
    row.type = line.type;
    row.state = line.state;
    row.who = line.who;
    row.atMs = msOf(line.at);
    return row;
}

OpportunityRow rowOf(const Opportunity &opportunity)
{
    OpportunityRow row;
    row.id = textOf(opportunity.id);
    row.name = opportunity.name;
    row.stage = opportunity.stage.code();
    row.currency = opportunity.currency;
    row.amountMinor = double(opportunity.amountMinor.value_or(0));
    row.closeOn = isoOf(opportunity.closeOn);
    row.probability = int(opportunity.probability.value_or(-1));
    row.nextStep = opportunity.nextStep;
    return row;
}

} // namespace legwork
