// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/schema/operation.h"
#include "core/schema/schema.h"

#include <QHash>

#include <vector>

struct sqlite3;
struct sqlite3_value;

namespace legwork::storage {

/// Watches every write to a synced table from inside the database engine (its preupdate hook), so that no way of
/// writing, present or future, can change a row without the change being captured: inside a unit of work it is
/// recorded; outside one the transaction cannot commit. Lives on the writer's thread.
class Capture
{
public:
    explicit Capture(sqlite3 *writer);
    ~Capture();
    Capture(const Capture &) = delete;
    Capture &operator=(const Capture &) = delete;

    /// Begins recording; what was recorded before is forgotten.
    void begin();
    /// Ends recording and hands over what was done, row by row, in the order in which rows were first touched: one
    /// operation per row, unless it was deleted, brought back and edited in one unit, which are operations of their own,
    /// in the order of doing. Only kind, entityNo, rowId, scope, fields and base (of the row's own state) are filled in.
    /// Rows that ended as they began are left out.
    [[nodiscard]] std::vector<Operation> finish();
    void abandon();

    /// While the server's rows are applied nothing is recorded and nothing is refused.
    class Pause
    {
    public:
        explicit Pause(Capture &capture);
        ~Pause();
        Pause(const Pause &) = delete;
        Pause &operator=(const Pause &) = delete;

    private:
        Capture &m_capture;
    };

    /// True when a synced row was written outside a unit of work since the last transaction ended.
    [[nodiscard]] bool sawStrayWrite() const { return m_strayWrite; }

private:
    static void preupdate(void *self, sqlite3 *db, int what, const char *schema, const char *table,
                          long long oldRow, long long newRow);
    void install(bool watching);
    void record(int what, const EntitySpec &entity);
    void recordInsert(const EntitySpec &entity);
    void recordUpdate(const EntitySpec &entity);
    /// The operation that `kind` of change to the row belongs to: its last one, or a new one behind that.
    Operation &operationFor(const EntitySpec &entity, const Uuid &rowId, const Uuid &scope,
                            OperationKind kind);

    sqlite3 *m_writer;
    QHash<QByteArray, const EntitySpec *> m_tables;
    QHash<Uuid, size_t> m_index; ///< Row id to the place of its last one in m_operations.
    std::vector<Operation> m_operations;
    bool m_recording = false;
    bool m_strayWrite = false;
};

} // namespace legwork::storage
