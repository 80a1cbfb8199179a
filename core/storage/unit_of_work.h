// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/clock.h"
#include "core/schema/operation.h"
#include "core/storage/capture.h"
#include "core/storage/reader.h"

#include <functional>

namespace legwork::storage {

/// Rows touched by a commit, for whoever shows them.
struct ChangedRows {
    struct Row {
        int entityNo = 0;
        Uuid id;
    };
    std::vector<Row> rows;
    bool isFromServer = false; ///< Else by the person at this device.
};

/// One thing a person did, as one transaction: rows, the operations to send, the search index and the undo record
/// become durable together or not at all. Not committed, it never happened. Made by Store; lives on the writer's
/// thread; rows it has written are seen by its own reads.
class UnitOfWork : public Reader
{
public:
    UnitOfWork(sqlite::Connection &writer, Capture &capture, const Clock &clock);
    ~UnitOfWork();

    /// A new row; `row.id` and `row.scope` must be set.
    template<class E>
    [[nodiscard]] Status insert(const E &row)
    {
        return insertValues(*entity(E::kEntityNo), row.id.uuid, row.scope, fieldValues(row));
    }

    /// Changes a row as it stands now: `change(row)` edits it in place; only fields that differ are written.
    /// storage.no-row (GiveUp) when it is not there.
    template<class E, class Change>
    [[nodiscard]] Status edit(Id<E> id, Change &&change)
    {
        auto row = find(id);
        if (!row)
            return forward(row);
        if (!*row)
            return fail(QStringLiteral("storage.no-row"), Advice::GiveUp);
        const auto before = fieldValues(**row);
        change(**row);
        return updateValues(*entity(E::kEntityNo), id.uuid, before, fieldValues(**row));
    }

    /// Inserts the row, or edits the one that has its id; one that was deleted (an answer taken back, say) is brought
    /// back first.
    template<class E, class Change>
    [[nodiscard]] Status insertOrEdit(const E &row, Change &&change)
    {
        const auto present = isDeleted(E::kEntityNo, row.id.uuid);
        if (!present)
            return forward(present);
        if (present->value_or(false)) {
            if (auto back = markDeleted(E::kEntityNo, row.id.uuid, false); !back)
                return back;
        }
        if (*present)
            return edit(row.id, std::forward<Change>(change));
        E made = row;
        change(made);
        return insert(made);
    }

    /// Marks a row as deleted.
    template<class E>
    [[nodiscard]] Status remove(Id<E> id)
    {
        return markDeleted(E::kEntityNo, id.uuid, true);
    }

    /// Moves a row, and what hangs on it, to another scope of the same kind: here the row itself, the rest when the server
    /// has decided.
    template<class E>
    [[nodiscard]] Status move(Id<E> id, const Uuid &scope)
    {
        return moveRow(E::kEntityNo, id.uuid, scope);
    }

    // The same, for code that works on any entity. Errors of every write of a text: storage.long-text and
    // storage.bad-character (AskUser; arguments: table and field), for what could not be kept as it is.
    [[nodiscard]] Status insertValues(const EntitySpec &entity, const Uuid &id, const Uuid &scope,
                                      const std::vector<Value> &values);
    [[nodiscard]] Status setField(const EntitySpec &entity, const Uuid &id, int fieldNo, const Value &value);
    [[nodiscard]] Status markDeleted(int entityNo, const Uuid &id, bool deleted);
    /// Nothing when there is no such row at all.
    [[nodiscard]] Result<std::optional<bool>> isDeleted(int entityNo, const Uuid &id);
    [[nodiscard]] Status moveRow(int entityNo, const Uuid &id, const Uuid &scope);

    /// Keeps what is needed to take this unit back, under `id`; `label` is a code, shown translated.
    void keepUndo(const Uuid &id, const QString &label);

    /// Makes it durable. On an error nothing of it has happened.
    [[nodiscard]] Result<ChangedRows> commit();

    /// Begins the transaction; called once, by Store.
    [[nodiscard]] Status begin();

private:
    [[nodiscard]] Status updateValues(const EntitySpec &entity, const Uuid &id,
                                      const std::vector<Value> &before, const std::vector<Value> &after);
    [[nodiscard]] Status writeOutbox(std::vector<Operation> &operations);
    [[nodiscard]] Status writeShadow(const Operation &operation);
    [[nodiscard]] Status writeUndo(const std::vector<Operation> &operations, Instant now);

    Capture &m_capture;
    const Clock &m_clock;
    std::optional<sqlite::Transaction> m_transaction;
    Uuid m_undoId;
    QString m_undoLabel;
};

} // namespace legwork::storage
