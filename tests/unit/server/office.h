// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/schema/codec.h"
#include "core/schema/rows.h"
#include "sync/server/enrolment.h"
#include "sync/server/rights.h"
#include "sync/server/sync_service.h"
#include "tests/support/fake_clock.h"
#include "tests/unit/server/store_place.h"

#include <map>

namespace legwork::server::test {

[[nodiscard]] Uuid idOf(const char *name);

/// Rows as a device holds them: id, then number, then value.
using Held = std::map<Uuid, std::map<int, Value>>;

/// What one download brought.
struct Download {
    sync::ScopeList scopes;
    std::vector<RowBatch> batches;
    std::vector<Leave> leaves;
    sync::SyncEnd end;

    [[nodiscard]] size_t rowCount() const;
    /// Lays the rows over what is held; returns how many cells came.
    size_t applyTo(Held &held) const;
};

/// A device as the server sees it: it numbers its operations and knows how far it has come.
struct Gadget {
    Device device;
    Uuid epoch;
    qint64 nextOpNo = 1;
    qint64 cursor = 0;
    Held held;

    [[nodiscard]] Operation make(OperationKind kind, int entityNo, const Uuid &row, const Uuid &scope,
                                 std::vector<FieldEdit> fields, const EditStamp &at);
};

/// A server with a company, two territories and people: Ann and Bo work the north, Cid the south; Dot administers.
class Office
{
public:
    /// In a fresh place of the kind the program is built for, or in the one given.
    explicit Office(std::unique_ptr<StorePlace> where = LEGWORK_STORE_PLACE());

    [[nodiscard]] Gadget enrol(const char *person);
    [[nodiscard]] sync::SyncHeader headerOf(const Gadget &gadget) const;
    [[nodiscard]] Result<std::vector<Outcome>> push(Gadget &gadget, const std::vector<Operation> &operations);
    /// Fetches everything since the gadget's cursor and moves that on.
    [[nodiscard]] Download pull(Gadget &gadget);
    [[nodiscard]] Download pull(const Gadget &gadget, const std::optional<sync::Resume> &resume,
                                size_t batchesMax);

    /// Operations by `gadget`, stamped now.
    [[nodiscard]] Operation insert(Gadget &gadget, int entityNo, const Uuid &row,
                                   std::vector<FieldEdit> fields, const Uuid &scope = idOf("north"));
    [[nodiscard]] Operation update(Gadget &gadget, int entityNo, const Uuid &row,
                                   std::vector<FieldEdit> fields);
    [[nodiscard]] Operation remove(Gadget &gadget, int entityNo, const Uuid &row);
    [[nodiscard]] Operation undelete(Gadget &gadget, int entityNo, const Uuid &row);
    /// As the gadget's person has it in `from`.
    [[nodiscard]] Operation move(Gadget &gadget, const Uuid &row, const char *from, const char *to);
    /// Changes what a person may do with a territory, now.
    void setRight(const char *person, const char *scope, Right right, Instant until = {});
    /// Puts an account of the north there, by Ann, and returns its id.
    Uuid addAccount(Gadget &gadget, const char *name);

    [[nodiscard]] std::optional<StoredRow> row(const Uuid &id);
    [[nodiscard]] Value value(const Uuid &id, int fieldNo);
    void restart();

    legwork::test::FakeClock clock;
    std::unique_ptr<StorePlace> place;
    std::unique_ptr<ServerStore> store;
    std::unique_ptr<SyncService> service;

private:
    void open();
};

[[nodiscard]] inline Value text(const char *words) { return QString::fromUtf8(words); }

} // namespace legwork::server::test
