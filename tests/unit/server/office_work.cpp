// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/server/office_work.h"

#include <algorithm>

namespace legwork::server::test {
namespace {

Value setOf(const QStringList &items) { return toValue(StringSet(items)); }

ModelConflict conflictOf(const StoredRow &row)
{
    const auto valueOf = [&](int no) {
        const StoredField *field = row.field(no);
        return field ? field->value : Value();
    };
    const auto numberOf = [&](int no) { return std::get<qint64>(valueOf(no)); };
    const auto idIn = [&](int no) {
        const Value value = valueOf(no);
        const auto *bytes = std::get_if<QByteArray>(&value);
        return bytes ? Uuid::fromBytes(*bytes).value_or(Uuid()) : Uuid();
    };
    const auto packedIn = [&](int no) {
        Packed packed;
        fromValue(valueOf(no), packed);
        return packed.value().value_or(Value());
    };
    namespace F = field::Conflict;
    ModelConflict conflict;
    conflict.scope = row.scope;
    conflict.entityNo = int(numberOf(F::entityNo));
    conflict.row = idIn(F::rowId);
    conflict.fieldNo = int(numberOf(F::fieldNo));
    conflict.base = packedIn(F::baseValue);
    conflict.kept = packedIn(F::keptValue);
    conflict.other = packedIn(F::otherValue);
    conflict.keptBy = idIn(F::keptBy);
    conflict.otherBy = idIn(F::otherBy);
    conflict.keptAtMs = numberOf(F::keptAt);
    conflict.otherAtMs = numberOf(F::otherAt);
    return conflict;
}

} // namespace

const std::vector<Editable> &editables()
{
    const QString a = QStringLiteral("甲"), b = QStringLiteral("b"), c = QStringLiteral("c");
    const std::vector<Value> texts{text("苏州"), text("Suzhou"), text("无锡"), {}};
    const std::vector<Value> sets{setOf({a}), setOf({a, b}), setOf({b, c}), {}};
    const std::vector<Value> accounts{
        idOf("row0").toBytes(), idOf("row1").toBytes(), idOf("row5").toBytes(), idOf("nobody").toBytes(), {}};
    const std::vector<Value> stories{text("见了王总，谈了价格。"),
                                     text("见了王总，谈好了价格。"),
                                     text("周三见了王总，谈了价格。下周再去。"),
                                     text("谈了价格。"),
                                     {}};
    static const std::vector<Editable> all{
        {Account::kEntityNo, field::Account::city, texts},
        {Account::kEntityNo, field::Account::phone, texts},
        {Account::kEntityNo, field::Account::staffCount, {qint64(1), qint64(2), text("many"), {}}},
        {Account::kEntityNo, field::Account::businessScope, stories},
        {Account::kEntityNo, field::Account::categoryBudgetMinor, {qint64(100), qint64(200), {}}},
        {Account::kEntityNo, field::Account::tags, sets},
        {Account::kEntityNo, field::Account::samplesOut, {qint64(1), qint64(2), qint64(7), {}}},
        {Visit::kEntityNo, field::Visit::accountId, accounts},
        {Visit::kEntityNo, field::Visit::plannedMinutes, {qint64(30), qint64(45), {}}},
        {Visit::kEntityNo,
         field::Visit::state,
         {text("planned"), text("cancelled"), text("checked-in"), text("done"), text("postponed"), {}}},
        {Visit::kEntityNo, field::Visit::checkInAt, {qint64(1'000), qint64(2'000), {}}},
        {Visit::kEntityNo, field::Visit::metContacts, sets},
        {Company::kEntityNo, field::Company::name, texts},
    };
    return all;
}

EditStamp RandomWork::stamp()
{
    const Uuid boot = idOf(pick(3) == 0 ? "boot-1" : "boot-2");
    return {Instant{1'700'000'000'000 + qint64(pick(1'000'000)) * 100'000}, boot,
            1'000'000 + qint64(pick(20'000))};
}

Operation RandomWork::operation(Gadget &gadget, const Uuid &unit, bool maySeeTheFuture)
{
    Operation operation;
    operation.opNo = gadget.nextOpNo++;
    operation.unit = unit;
    const auto dice = pick(100);
    operation.kind = dice < 30   ? OperationKind::Insert
                     : dice < 80 ? OperationKind::Update
                     : dice < 90 ? OperationKind::Delete
                                 : OperationKind::Undelete;
    const quint32 number = pick(10);
    operation.entityNo = number < 6 ? Account::kEntityNo : Visit::kEntityNo;
    operation.rowId = idOf(QByteArray("row" + QByteArray::number(number)).constData());
    operation.scope = idOf(number == 5 || pick(3) == 0 ? "south" : "north");
    if (pick(12) == 0)
        operation.entityNo = Visit::kEntityNo;
    if (pick(25) == 0)
        operation.scope = idOf(oneOf(std::vector<const char *>{"south", "company", "nowhere"}));
    if (pick(15) == 0) {
        operation.entityNo = Company::kEntityNo;
        operation.rowId = operation.scope = idOf("company");
        operation.kind = OperationKind::Update;
    }
    operation.base = gadget.cursor;
    if (pick(4) == 0)
        operation.base = pick(size_t(gadget.cursor) + (maySeeTheFuture ? 3 : 1));
    operation.at = stamp();
    if (operation.kind != OperationKind::Insert && operation.entityNo != Company::kEntityNo && pick(8) == 0) {
        operation.kind = OperationKind::Move;
        const Value to = pick(30) == 0
                             ? Value(text("far away"))
                             : Value(idOf(oneOf(std::vector<const char *>{"south", "north"})).toBytes());
        operation.fields = {{kScopeFieldNo, to, operation.scope.toBytes()}};
        return operation;
    }
    if (operation.kind == OperationKind::Delete || operation.kind == OperationKind::Undelete)
        return operation;
    for (const Editable &editable : editables()) {
        if (editable.entityNo == operation.entityNo && pick(2) == 0)
            operation.fields.push_back({editable.fieldNo, oneOf(editable.values), oneOf(editable.values)});
    }
    return operation;
}

std::vector<std::vector<Operation>> RandomWork::units(Gadget &gadget, bool maySeeTheFuture)
{
    std::vector<std::vector<Operation>> units(1 + pick(4));
    for (auto &unit : units) {
        const Uuid name = Uuid::generate();
        for (quint32 i = 0, count = 1 + pick(3); i < count; ++i)
            unit.push_back(operation(gadget, name, maySeeTheFuture));
    }
    return units;
}

OfficeModel modelOfOffice()
{
    OfficeModel model;
    const Uuid company = idOf("company");
    model.head = 1;
    const auto add = [&](int entityNo, const char *name) {
        const ModelCell version{text(name), 1, 1'000, {}, {}};
        model.rows[idOf(name)] = {entityNo, company, 1, false, version, {{1, version}}};
    };
    add(Company::kEntityNo, "company");
    add(Territory::kEntityNo, "north");
    add(Territory::kEntityNo, "south");
    for (const char *person : {"Ann", "Bo", "Cid", "Dot"}) {
        add(Person::kEntityNo, person);
        const bool isDot = QByteArrayView(person) == QByteArrayView("Dot");
        model.grants[idOf(person)][company] = {ScopeKind::Company, isDot};
    }
    for (const char *person : {"Ann", "Bo"})
        model.grants[idOf(person)][idOf("north")] = {ScopeKind::Territory, true};
    model.grants[idOf("Cid")][idOf("south")] = {ScopeKind::Territory, true};
    return model;
}

QString differenceOf(const OfficeModel &model, const std::map<Uuid, StoredRow> &rows)
{
    std::vector<ModelConflict> conflicts;
    for (const auto &[id, row] : rows) {
        if (row.entityNo == Conflict::kEntityNo) {
            conflicts.push_back(conflictOf(row));
            continue;
        }
        const ModelRow &expected = model.rows.at(id);
        if (row.entityNo != expected.entityNo || row.scope != expected.scope || row.seq != expected.seq
            || row.deleted != expected.isDeleted || row.fields.size() != expected.cells.size())
            return QStringLiteral("another row %1").arg(id.toText());
        for (const StoredField &field : row.fields) {
            const auto cell = expected.cells.find(field.no);
            if (cell == expected.cells.end() || cell->second.value != field.value
                || cell->second.seq != field.version.seq || cell->second.timeMs != field.version.editedAt.ms
                || cell->second.device != field.version.device)
                return QStringLiteral("another field %1 of %2").arg(field.no).arg(id.toText());
        }
    }
    if (rows.size() != model.rows.size() + model.conflicts.size()
        || !std::is_permutation(conflicts.begin(), conflicts.end(), model.conflicts.begin(),
                                model.conflicts.end()))
        return QStringLiteral("other conflicts");
    return {};
}

} // namespace legwork::server::test
