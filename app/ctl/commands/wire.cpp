// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/command.h"
#include "core/schema/schema.h"
#include "sync/protocol/codec.h"

#include <QFile>

namespace legwork::ctl {
namespace {

QString fieldName(int entityNo, int fieldNo)
{
    const EntitySpec *spec = entity(entityNo);
    const FieldSpec *field = spec ? spec->field(fieldNo) : nullptr;
    return field ? QString::fromLatin1(field->name) : QStringLiteral("#%1").arg(fieldNo);
}

QString entityName(int entityNo)
{
    const EntitySpec *spec = entity(entityNo);
    return spec ? QString::fromLatin1(spec->table) : QStringLiteral("#%1").arg(entityNo);
}

QString kindName(OperationKind kind)
{
    switch (kind) {
    case OperationKind::Insert:
        return QStringLiteral("insert");
    case OperationKind::Update:
        return QStringLiteral("update");
    case OperationKind::Delete:
        return QStringLiteral("delete");
    case OperationKind::Undelete:
        return QStringLiteral("undelete");
    case OperationKind::Move:
        return QStringLiteral("move");
    }
    return QStringLiteral("unknown");
}

QString verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Applied:
        return QStringLiteral("applied");
    case Verdict::Merged:
        return QStringLiteral("merged");
    case Verdict::Rejected:
        return QStringLiteral("rejected");
    }
    return QStringLiteral("unknown");
}

// Fields are named and values are not: traffic may be decoded in front of others.

void tell(const sync::SyncHeader &header)
{
    say(QStringLiteral("header    protocol %1, schema %2, device %3, epoch %4, %5 cursors%6")
            .arg(header.protocol)
            .arg(header.schema)
            .arg(header.device.toText(), header.epoch.toText())
            .arg(header.cursors.size())
            .arg(header.resume ? QStringLiteral(", resuming cut %1").arg(header.resume->target) : QString()));
}

void tell(const std::vector<Operation> &operations)
{
    say(QStringLiteral("operations %1").arg(operations.size()));
    for (const Operation &operation : operations) {
        QStringList fields;
        for (const FieldEdit &edit : operation.fields)
            fields.append(fieldName(operation.entityNo, edit.fieldNo));
        say(QStringLiteral("  %1 (unit %2) %3 %4 %5 base %6: %7")
                .arg(operation.opNo)
                .arg(operation.unit.toText())
                .arg(kindName(operation.kind), entityName(operation.entityNo), operation.rowId.toText())
                .arg(operation.base)
                .arg(fields.join(QStringLiteral(", "))));
    }
}

void tell(const std::vector<Outcome> &outcomes)
{
    say(QStringLiteral("outcomes  %1").arg(outcomes.size()));
    for (const Outcome &outcome : outcomes)
        say(QStringLiteral("  %1 %2 at %3 %4 %5")
                .arg(outcome.opNo)
                .arg(verdictName(outcome.verdict))
                .arg(outcome.seq)
                .arg(outcome.code, outcome.arguments.join(u' ')));
}

void tell(const sync::ScopeList &list)
{
    say(QStringLiteral("scopes    cut %1, %2 scopes").arg(list.target).arg(list.grants.size()));
    for (const ScopeGrant &grant : list.grants)
        say(QStringLiteral("  %1 kind %2, %3%4")
                .arg(grant.scope.toText())
                .arg(grant.kind)
                .arg(grant.mayWrite ? QStringLiteral("write") : QStringLiteral("read"),
                     grant.until.isSet() ? QStringLiteral(" until %1").arg(grant.until.ms) : QString()));
}

void tell(const RowBatch &batch)
{
    QStringList fields;
    for (const int no : batch.fieldNos)
        fields.append(fieldName(batch.entityNo, no));
    say(QStringLiteral("rows      %1 of %2: %3")
            .arg(batch.size())
            .arg(entityName(batch.entityNo), fields.join(QStringLiteral(", "))));
}

void tell(const sync::LeaveList &list)
{
    say(QStringLiteral("leaves    %1").arg(list.leaves.size()));
    for (const Leave &leave : list.leaves)
        say(QStringLiteral("  %1 %2 left %3 at %4")
                .arg(entityName(leave.entityNo), leave.rowId.toText(), leave.scope.toText())
                .arg(leave.seq));
}

void tell(const sync::SyncEnd &end)
{
    say(QStringLiteral("end       cut %1, decided up to %2, epoch %3")
            .arg(end.target)
            .arg(end.highestOpNo)
            .arg(end.epoch.toText()));
}

void tell(const sync::Problem &problem)
{
    say(QStringLiteral("problem   %1 %2").arg(problem.code, problem.arguments.join(u' ')));
}

void tell(const sync::EnrolRequest &request)
{
    say(QStringLiteral("enrol     install %1, %2").arg(request.install.toText(), request.deviceName));
}

void tell(const sync::EnrolReply &reply)
{
    say(QStringLiteral("enrolled  device %1, person %2").arg(reply.device.toText(), reply.person.toText()));
}

} // namespace

int runWire(const QStringList &arguments)
{
    if (arguments.size() != 2 || arguments.constFirst() != QLatin1String("decode")) {
        complain(QStringLiteral("legworkctl wire decode FILE"));
        return kMisused;
    }
    QFile file(arguments.at(1));
    if (!file.open(QIODevice::ReadOnly))
        return report(
            {QStringLiteral("wire.no-file"), Advice::AskUser, {file.fileName(), file.errorString()}});
    sync::FrameReader reader;
    reader.append(file.readAll());
    for (;;) {
        const auto message = reader.next();
        if (!message)
            return report(message.error());
        if (!*message)
            break;
        std::visit([](const auto &known) { tell(known); }, **message);
    }
    if (reader.pending() > 0)
        return report({QStringLiteral("wire.truncated"), Advice::Retry, {QString::number(reader.pending())}});
    return kWell;
}

} // namespace legwork::ctl
