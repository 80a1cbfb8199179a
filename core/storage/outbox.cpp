// SPDX-License-Identifier: Apache-2.0
#include "core/storage/outbox.h"

#include <QSet>

#include <algorithm>
#include <iterator>
#include <span>
#include <string>

namespace legwork::storage {
namespace {

constexpr auto kEditColumns = "op_no, unit, kind, entity, row_id, scope, wall_ms, edits";

/// Fills an operation from kEditColumns at the first eight columns.
Result<Operation> operationOf(const sqlite::Statement &row)
{
    Operation operation;
    operation.opNo = row.integer(0);
    operation.unit = row.id(1);
    operation.kind = OperationKind(row.integer(2));
    operation.entityNo = int(row.integer(3));
    operation.rowId = row.id(4);
    operation.scope = row.id(5);
    operation.at.wall = Instant{row.integer(6)};
    auto edits = decodeEdits(row.bytes(7));
    if (!edits)
        return fail(QStringLiteral("storage.corrupt"), Advice::GiveUp);
    operation.fields = std::move(*edits);
    return operation;
}

Result<std::vector<EditFate>> fatesOf(sqlite::Statement &statement)
{
    std::vector<EditFate> fates;
    for (;;) {
        const auto more = statement.step();
        if (!more)
            return forward(more);
        if (!*more)
            return fates;
        auto operation = operationOf(statement);
        if (!operation)
            return forward(operation);
        EditFate fate;
        fate.operation = std::move(*operation);
        if (!statement.isNull(8)) {
            Outcome outcome;
            outcome.opNo = fate.operation.opNo;
            outcome.verdict = Verdict(statement.integer(8));
            outcome.seq = statement.integer(9);
            outcome.code = statement.text(10);
            outcome.arguments = statement.text(11).split(QChar(0x1f), Qt::SkipEmptyParts);
            fate.outcome = std::move(outcome);
            fate.settledAt = Instant{statement.integer(12)};
        }
        fates.push_back(std::move(fate));
    }
}

/// Rows that a server which has gone back does not have, as far as is known.
Result<QSet<Uuid>> rowsInLimbo(sqlite::Connection &connection)
{
    QSet<Uuid> rows;
    auto statement = connection.prepare("SELECT row_id FROM limbo");
    if (!statement)
        return forward(statement);
    for (;;) {
        const auto more = statement->step();
        if (!more)
            return forward(more);
        if (!*more)
            return rows;
        rows.insert(statement->id(0));
    }
}

/// Leaves out the units that speak of rows in limbo, which the server would refuse, and those that speak of rows that a
/// unit left out touches. One that makes a row in limbo anew goes.
class Sendable
{
public:
    explicit Sendable(QSet<Uuid> rowsInLimbo)
        : m_missing(std::move(rowsInLimbo))
    {
    }
    [[nodiscard]] bool may(std::span<const Operation> unit)
    {
        if (m_missing.isEmpty())
            return true;
        QSet<Uuid> made;
        QSet<Uuid> touched;
        for (const Operation &operation : unit) {
            touched.insert(operation.rowId);
            if (operation.kind == OperationKind::Insert)
                made.insert(operation.rowId);
        }
        const auto isMissing = [&](const Uuid &id) { return m_missing.contains(id) && !made.contains(id); };
        const bool waits = std::any_of(unit.begin(), unit.end(), [&](const Operation &operation) {
            return isMissing(operation.rowId)
                   || std::any_of(operation.fields.begin(), operation.fields.end(),
                                  [&](const FieldEdit &edit) {
                                      const auto *bytes = std::get_if<QByteArray>(&edit.value);
                                      const auto id = bytes ? Uuid::fromBytes(*bytes) : std::nullopt;
                                      return id && isMissing(*id);
                                  });
        });
        if (waits)
            m_missing.unite(touched); // or an older edit would come after a newer one
        return !waits;
    }

private:
    QSet<Uuid> m_missing;
};

} // namespace

Result<std::vector<Operation>> operationsOf(sqlite::Connection &connection, const char *table,
                                            std::string_view condition, const Value &argument)
{
    std::vector<Operation> operations;
    auto statement =
        connection.prepare(std::string("SELECT ") + kEditColumns + ", base, boot, monotonic_ms FROM " + table
                           + ' ' + std::string(condition));
    if (!statement)
        return forward(statement);
    statement->bind(argument);
    for (;;) {
        const auto more = statement->step();
        if (!more)
            return forward(more);
        if (!*more)
            return operations;
        auto operation = operationOf(*statement);
        if (!operation)
            return forward(operation);
        operation->base = statement->integer(8);
        operation->at.boot = statement->id(9);
        operation->at.monotonicMs = statement->integer(10);
        operations.push_back(std::move(*operation));
    }
}

Result<std::vector<Operation>> undecided(sqlite::Connection &connection, size_t countMax)
{
    auto limbo = rowsInLimbo(connection);
    if (!limbo)
        return forward(limbo);
    Sendable sendable(std::move(*limbo));
    std::vector<Operation> chosen;
    qint64 after = 0;
    // One more than asked for shows where the last unit ends; a larger unit takes another look.
    for (qint64 window = qint64(std::min(countMax, size_t(1) << 40)) + 1;; window *= 2) {
        auto waiting =
            operationsOf(connection, "outbox",
                         "WHERE op_no > " + std::to_string(after) + " ORDER BY op_no LIMIT ?", Value(window));
        if (!waiting)
            return forward(waiting);
        const bool isAll = qint64(waiting->size()) < window;
        size_t from = 0;
        while (from < waiting->size()) {
            size_t to = from + 1;
            while (to < waiting->size() && (*waiting)[to].unit == (*waiting)[from].unit)
                ++to;
            if (to == waiting->size() && !isAll)
                break; // its end has not been read
            if (chosen.size() >= countMax)
                return chosen;
            after = (*waiting)[to - 1].opNo;
            if (sendable.may(std::span(*waiting).subspan(from, to - from)))
                std::move(waiting->begin() + ptrdiff_t(from), waiting->begin() + ptrdiff_t(to),
                          std::back_inserter(chosen));
            from = to;
        }
        if (isAll || chosen.size() >= countMax)
            return chosen;
    }
}

Result<OutboxState> outboxState(sqlite::Connection &connection)
{
    auto statement =
        connection.prepare("SELECT (SELECT count(*) FROM outbox), (SELECT min(wall_ms) FROM outbox),"
                           " (SELECT count(*) FROM settled WHERE verdict = 3 AND handled = 0),"
                           " (SELECT ifnull(sum(length(edits)), 0) FROM outbox)");
    if (!statement)
        return forward(statement);
    const auto more = statement->step();
    if (!more)
        return forward(more);
    OutboxState state;
    state.count = statement->integer(0);
    if (!statement->isNull(1))
        state.oldest = Instant{statement->integer(1)};
    state.inAttention = statement->integer(2);
    state.bytes = statement->integer(3);
    return state;
}

Result<std::vector<EditFate>> fates(sqlite::Connection &connection, const Uuid &rowId, int limit)
{
    const std::string columns = kEditColumns;
    auto statement = connection.prepare("SELECT " + columns
                                        + ", NULL, NULL, NULL, NULL, NULL FROM outbox"
                                          " WHERE ?1 IS NULL OR row_id = ?1"
                                          " UNION ALL SELECT "
                                        + columns
                                        + ", verdict, seq, code, arguments, settled_ms FROM settled"
                                          " WHERE ?1 IS NULL OR row_id = ?1 ORDER BY 1 DESC LIMIT ?2");
    if (!statement)
        return forward(statement);
    if (rowId.isNull())
        statement->bindNull();
    else
        statement->bindNext(rowId);
    statement->bindNext(limit);
    return fatesOf(*statement);
}

Result<std::vector<EditFate>> attention(sqlite::Connection &connection)
{
    auto statement = connection.prepare(std::string("SELECT ") + kEditColumns
                                        + ", verdict, seq, code, arguments, settled_ms FROM settled"
                                          " WHERE verdict = 3 AND handled = 0 ORDER BY op_no");
    if (!statement)
        return forward(statement);
    return fatesOf(*statement);
}

Status markHandled(sqlite::Connection &writer, qint64 opNo)
{
    return writer.run("UPDATE settled SET handled = 1 WHERE op_no = ?", opNo);
}

Result<std::vector<ScopeCursor>> cursors(sqlite::Connection &connection)
{
    std::vector<ScopeCursor> all;
    auto statement = connection.prepare("SELECT scope, seq FROM cursor ORDER BY scope");
    if (!statement)
        return forward(statement);
    for (;;) {
        const auto more = statement->step();
        if (!more)
            return forward(more);
        if (!*more)
            return all;
        all.push_back({statement->id(0), statement->integer(1)});
    }
}

Result<Value> meta(sqlite::Connection &connection, const QString &name)
{
    return connection.single("SELECT value FROM meta WHERE name = ?", name);
}

Result<qint64> metaNumber(sqlite::Connection &connection, const QString &name)
{
    const auto value = meta(connection, name);
    if (!value)
        return forward(value);
    const auto *number = std::get_if<qint64>(&*value);
    return number ? *number : 0;
}

Status setMeta(sqlite::Connection &writer, const QString &name, const Value &value)
{
    if (isNull(value))
        return writer.run("DELETE FROM meta WHERE name = ?", name);
    return writer.run("INSERT OR REPLACE INTO meta(name, value) VALUES(?, ?)", name, value);
}

} // namespace legwork::storage
