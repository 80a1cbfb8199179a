// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/server/office.h"

#include <cstdlib>

namespace legwork::server::test {
namespace {

/// The office cannot work on what failed; a test that gets here is broken itself.
template<class T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().code + u' ' + result.error().arguments.join(u' ')));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

StoredRow rowOf(int entityNo, const char *name, const Uuid &scope)
{
    const sync::FieldVersion version{1, Instant{1'000}, {}, {}};
    return {entityNo, idOf(name), scope, 1, 1, false, version, {{1, text(name), version}}};
}

} // namespace

Uuid idOf(const char *name) { return Uuid::derive("office", name); }

size_t Download::rowCount() const
{
    size_t count = 0;
    for (const RowBatch &batch : batches)
        count += batch.size();
    return count;
}

size_t Download::applyTo(Held &held) const
{
    size_t cells = 0;
    for (const RowBatch &batch : batches) {
        for (size_t r = 0; r < batch.size(); ++r) {
            if (batch.deleted[r]) {
                held.erase(batch.ids[r]);
                continue;
            }
            auto &row = held[batch.ids[r]];
            for (size_t c = 0; c < batch.fieldNos.size(); ++c) {
                if (!batch.columns[c][r])
                    continue;
                row[batch.fieldNos[c]] = *batch.columns[c][r];
                ++cells;
            }
        }
    }
    return cells;
}

Operation Gadget::make(OperationKind kind, int entityNo, const Uuid &row, const Uuid &scope,
                       std::vector<FieldEdit> fields, const EditStamp &at)
{
    const qint64 opNo = nextOpNo++;
    return {opNo, Uuid::generate(), kind, entityNo, row, scope, cursor, at, std::move(fields)};
}

Office::Office(std::unique_ptr<StorePlace> where)
    : place(std::move(where))
{
    open();
    auto transaction = must(store->write());
    const Uuid company = idOf("company");
    std::vector<StoredRow> rows{rowOf(Company::kEntityNo, "company", company),
                                rowOf(Territory::kEntityNo, "north", company),
                                rowOf(Territory::kEntityNo, "south", company)};
    for (const char *person : {"Ann", "Bo", "Cid", "Dot"}) {
        const bool isDot = QByteArrayView(person) == QByteArrayView("Dot");
        rows.push_back(rowOf(Person::kEntityNo, person, company));
        transaction->putGrant(idOf(person),
                              {company, ScopeKind::Company, isDot ? Right::Write : Right::Read, 1});
    }
    for (const char *person : {"Ann", "Bo"})
        transaction->putGrant(idOf(person), {idOf("north"), ScopeKind::Territory, Right::Write, 1});
    transaction->putGrant(idOf("Cid"), {idOf("south"), ScopeKind::Territory, Right::Write, 1});
    transaction->putRows(rows);
    transaction->setHead(1);
    must(transaction->commit());
}

void Office::open()
{
    store = must(place->open());
    service = std::make_unique<SyncService>(*store, clock);
}

void Office::restart()
{
    service.reset();
    store.reset();
    open();
}

Gadget Office::enrol(const char *person)
{
    Enrolment enrolment(*store, clock);
    const QString code = must(enrolment.issueCode(idOf(person)));
    const auto reply = must(enrolment.enrol({sync::kProtocolVersion, kSchemaVersion, code, Uuid::generate(),
                                             QStringLiteral("gadget"), clock.now().wall}));
    Gadget gadget;
    gadget.device = *must(store->read())->device(reply.device);
    gadget.epoch = reply.epoch;
    return gadget;
}

sync::SyncHeader Office::headerOf(const Gadget &gadget) const
{
    sync::SyncHeader header;
    header.schema = kSchemaVersion;
    header.epoch = gadget.epoch;
    header.device = gadget.device.id;
    header.now = clock.now();
    if (gadget.cursor > 0) {
        for (const char *scope : {"company", "north", "south"})
            header.cursors.push_back({idOf(scope), gadget.cursor});
    }
    return header;
}

Result<std::vector<Outcome>> Office::push(Gadget &gadget, const std::vector<Operation> &operations)
{
    return service->push(gadget.device, headerOf(gadget), operations);
}

Download Office::pull(const Gadget &gadget, const std::optional<sync::Resume> &resume, size_t batchesMax)
{
    sync::SyncHeader header = headerOf(gadget);
    header.resume = resume;
    auto feed = must(service->pull(gadget.device, header));
    Download download;
    while (download.batches.size() < batchesMax) {
        auto message = must(feed->next());
        if (!message)
            break;
        if (auto *scopes = std::get_if<sync::ScopeList>(&*message))
            download.scopes = std::move(*scopes);
        else if (auto *batch = std::get_if<RowBatch>(&*message))
            download.batches.push_back(std::move(*batch));
        else if (auto *left = std::get_if<sync::LeaveList>(&*message))
            download.leaves.insert(download.leaves.end(), left->leaves.begin(), left->leaves.end());
        else
            download.end = std::get<sync::SyncEnd>(*message);
    }
    return download;
}

Download Office::pull(Gadget &gadget)
{
    Download download = pull(gadget, std::nullopt, size_t(-1));
    download.applyTo(gadget.held);
    gadget.cursor = download.end.target;
    gadget.epoch = download.end.epoch;
    return download;
}

Operation Office::insert(Gadget &gadget, int entityNo, const Uuid &row, std::vector<FieldEdit> fields,
                         const Uuid &scope)
{
    return gadget.make(OperationKind::Insert, entityNo, row, scope, std::move(fields), clock.now());
}

Operation Office::update(Gadget &gadget, int entityNo, const Uuid &row, std::vector<FieldEdit> fields)
{
    return gadget.make(OperationKind::Update, entityNo, row, {}, std::move(fields), clock.now());
}

Operation Office::remove(Gadget &gadget, int entityNo, const Uuid &row)
{
    return gadget.make(OperationKind::Delete, entityNo, row, {}, {}, clock.now());
}

Operation Office::undelete(Gadget &gadget, int entityNo, const Uuid &row)
{
    return gadget.make(OperationKind::Undelete, entityNo, row, {}, {}, clock.now());
}

Operation Office::move(Gadget &gadget, const Uuid &row, const char *from, const char *to)
{
    return gadget.make(OperationKind::Move, Account::kEntityNo, row, idOf(from),
                       {{kScopeFieldNo, idOf(to).toBytes(), idOf(from).toBytes()}}, clock.now());
}

void Office::setRight(const char *person, const char *scope, Right right, Instant until)
{
    auto transaction = must(store->write());
    std::optional<Grant> before;
    for (const Grant &grant : transaction->grants(idOf(person))) {
        if (grant.scope == idOf(scope))
            before = grant;
    }
    const qint64 seq = transaction->head() + 1;
    transaction->putGrant(
        idOf(person),
        changedGrant(before, {idOf(scope), ScopeKind::Territory, right, seq, until}, clock.now().wall));
    transaction->setHead(seq);
    must(transaction->commit());
}

Uuid Office::addAccount(Gadget &gadget, const char *name)
{
    const Uuid id = idOf(name);
    const auto outcomes = must(push(gadget, {insert(gadget, Account::kEntityNo, id,
                                                    {{field::Account::name, text(name), {}},
                                                     {field::Account::city, text("苏州"), {}}})}));
    if (outcomes.front().verdict != Verdict::Applied)
        qFatal("%s", qPrintable(outcomes.front().code));
    return id;
}

std::optional<StoredRow> Office::row(const Uuid &id)
{
    auto rows = must(store->read())->rows(std::span(&id, 1));
    return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

Value Office::value(const Uuid &id, int fieldNo)
{
    const auto stored = row(id);
    const StoredField *held = stored ? stored->field(fieldNo) : nullptr;
    return held ? held->value : Value();
}

} // namespace legwork::server::test
