// SPDX-License-Identifier: Apache-2.0
#include "core/storage/capture.h"

#include "core/storage/tables.h"

#include <algorithm>
#include <sqlite3.h>

namespace legwork::storage {
namespace {

Value toValue(sqlite3_value *value)
{
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        return qint64(sqlite3_value_int64(value));
    case SQLITE_FLOAT:
        return sqlite3_value_double(value);
    case SQLITE_TEXT: {
        const auto *utf8 = reinterpret_cast<const char *>(sqlite3_value_text(value));
        return QString::fromUtf8(utf8, sqlite3_value_bytes(value));
    }
    case SQLITE_BLOB: {
        const auto *data = static_cast<const char *>(sqlite3_value_blob(value));
        return QByteArray(data, sqlite3_value_bytes(value));
    }
    default:
        return {};
    }
}

Uuid toId(sqlite3_value *value)
{
    const auto *data = static_cast<const char *>(sqlite3_value_blob(value));
    return Uuid::fromBytes(QByteArrayView(data, sqlite3_value_bytes(value))).value_or(Uuid());
}

/// Equal bytes of equal type, without making values of them.
bool isSame(sqlite3_value *left, sqlite3_value *right)
{
    const int type = sqlite3_value_type(left);
    if (type != sqlite3_value_type(right))
        return false;
    switch (type) {
    case SQLITE_NULL:
        return true;
    case SQLITE_INTEGER:
        return sqlite3_value_int64(left) == sqlite3_value_int64(right);
    case SQLITE_FLOAT:
        return sqlite3_value_double(left) == sqlite3_value_double(right);
    default: {
        const void *leftBytes = sqlite3_value_blob(left);
        const void *rightBytes = sqlite3_value_blob(right);
        const int size = sqlite3_value_bytes(left);
        return size == sqlite3_value_bytes(right)
               && (size == 0 || memcmp(leftBytes, rightBytes, size_t(size)) == 0);
    }
    }
}

} // namespace

Capture::Capture(sqlite3 *writer)
    : m_writer(writer)
{
    for (const EntitySpec &entity : entities())
        m_tables.insert(QByteArray(entity.table), &entity);
    install(true);
    sqlite3_commit_hook(
        m_writer, [](void *self) { return static_cast<Capture *>(self)->m_strayWrite ? 1 : 0; }, this);
    sqlite3_rollback_hook(
        m_writer, [](void *self) { static_cast<Capture *>(self)->m_strayWrite = false; }, this);
}

Capture::~Capture()
{
    install(false);
    sqlite3_commit_hook(m_writer, nullptr, nullptr);
    sqlite3_rollback_hook(m_writer, nullptr, nullptr);
}

void Capture::install(bool watching)
{
    sqlite3_preupdate_hook(m_writer, watching ? &Capture::preupdate : nullptr, this);
}

Capture::Pause::Pause(Capture &capture)
    : m_capture(capture)
{
    m_capture.install(false);
}

Capture::Pause::~Pause() { m_capture.install(true); }

void Capture::begin()
{
    m_operations.clear();
    m_index.clear();
    m_recording = true;
    m_strayWrite = false;
}

void Capture::abandon()
{
    m_recording = false;
    m_operations.clear();
    m_index.clear();
}

std::vector<Operation> Capture::finish()
{
    m_recording = false;
    m_index.clear();
    std::vector<Operation> operations;
    operations.reserve(m_operations.size());
    for (Operation &operation : m_operations) {
        std::erase_if(operation.fields, [](const FieldEdit &edit) { return edit.value == edit.was; });
        const bool isChange =
            operation.kind == OperationKind::Update || operation.kind == OperationKind::Move;
        if (isChange && operation.fields.empty())
            continue;
        std::sort(operation.fields.begin(), operation.fields.end(),
                  [](const FieldEdit &left, const FieldEdit &right) { return left.fieldNo < right.fieldNo; });
        operations.push_back(std::move(operation));
    }
    m_operations.clear();
    return operations;
}

void Capture::preupdate(void *self, sqlite3 *, int what, const char *, const char *table, long long,
                        long long)
{
    auto *capture = static_cast<Capture *>(self);
    const auto known = capture->m_tables.constFind(QByteArray::fromRawData(table, qsizetype(strlen(table))));
    if (known == capture->m_tables.cend())
        return;
    // A synced row is never removed, only marked; and never written unseen.
    if (!capture->m_recording || what == SQLITE_DELETE)
        capture->m_strayWrite = true;
    else
        capture->record(what, **known);
}

void Capture::record(int what, const EntitySpec &entity)
{
    if (what == SQLITE_INSERT)
        recordInsert(entity);
    else
        recordUpdate(entity);
}

void Capture::recordInsert(const EntitySpec &entity)
{
    sqlite3_value *value = nullptr;
    sqlite3_preupdate_new(m_writer, kIdColumn, &value);
    const Uuid rowId = toId(value);
    sqlite3_preupdate_new(m_writer, kScopeColumn, &value);
    Operation &operation = operationFor(entity, rowId, toId(value), OperationKind::Insert);
    for (const FieldSpec &field : entity.fields) {
        sqlite3_preupdate_new(m_writer, kFirstFieldColumn + field.no - 1, &value);
        if (sqlite3_value_type(value) != SQLITE_NULL)
            operation.fields.push_back({field.no, toValue(value), {}});
    }
}

void Capture::recordUpdate(const EntitySpec &entity)
{
    sqlite3_value *before = nullptr;
    sqlite3_value *after = nullptr;
    const auto load = [&](int column) {
        sqlite3_preupdate_old(m_writer, column, &before);
        sqlite3_preupdate_new(m_writer, column, &after);
    };
    load(kIdColumn);
    const Uuid rowId = toId(before);
    // The identity of a row is not an edit.
    if (!isSame(before, after))
        m_strayWrite = true;
    sqlite3_preupdate_old(m_writer, kSeqColumn, &before);
    const qint64 seq = sqlite3_value_int64(before);
    load(kScopeColumn);
    const Uuid scope = toId(before);
    if (!isSame(before, after)) {
        Operation &operation = operationFor(entity, rowId, scope, OperationKind::Move);
        operation.base = seq;
        if (operation.fields.empty())
            operation.fields.push_back({kScopeFieldNo, toValue(after), toValue(before)});
        else
            operation.fields.front().value = toValue(after);
    }

    load(kDeletedColumn);
    if (!isSame(before, after)) {
        const auto kind = sqlite3_value_int(after) != 0 ? OperationKind::Delete : OperationKind::Undelete;
        operationFor(entity, rowId, scope, kind).base = seq;
    }
    for (const FieldSpec &field : entity.fields) {
        load(kFirstFieldColumn + field.no - 1);
        if (isSame(before, after))
            continue;
        Operation &operation = operationFor(entity, rowId, scope, OperationKind::Update);
        operation.base = seq;
        const auto known = std::find_if(operation.fields.begin(), operation.fields.end(),
                                        [&](const FieldEdit &edit) { return edit.fieldNo == field.no; });
        // Several writes of one field in one unit are one edit: the first `was`, the last value.
        if (known != operation.fields.end())
            known->value = toValue(after);
        else
            operation.fields.push_back({field.no, toValue(after), toValue(before)});
    }
}

Operation &Capture::operationFor(const EntitySpec &entity, const Uuid &rowId, const Uuid &scope,
                                 OperationKind kind)
{
    const auto known = m_index.constFind(rowId);
    const bool isEdit = kind == OperationKind::Insert || kind == OperationKind::Update;
    if (known != m_index.cend()) {
        Operation &last = m_operations[*known];
        const bool goesOn = last.kind == OperationKind::Insert || last.kind == OperationKind::Update;
        if (isEdit ? goesOn : last.kind == kind)
            return last;
    }
    m_index.insert(rowId, m_operations.size());
    Operation operation;
    operation.kind = kind;
    operation.entityNo = entity.no;
    operation.rowId = rowId;
    operation.scope = scope;
    m_operations.push_back(std::move(operation));
    return m_operations.back();
}

} // namespace legwork::storage
