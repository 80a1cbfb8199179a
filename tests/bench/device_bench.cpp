// SPDX-License-Identifier: Apache-2.0
#include "core/storage/remote_round.h"
#include "core/storage/store.h"
#include "tests/bench/bench.h"
#include "tests/bench/raw_loop.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_key_store.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

namespace legwork::bench {
namespace {

using namespace legwork::storage;

constexpr int kRows = 20'000;
constexpr int kChanges = 100'000;
constexpr int kRuns = 3;
constexpr size_t kBatchRows = 2'000;
const Uuid kScope = Uuid::derive("bench", "territory");

struct Device {
    QTemporaryDir folder;
    test::FakeKeyStore keys;
    test::FakeClock clock;
    std::unique_ptr<Store> store;

    Device()
    {
        auto opened = Store::open({folder.path(), &keys, &clock});
        if (!opened)
            giveUp(opened.error().code);
        store = std::move(*opened);
    }

    void apply(const std::vector<RowBatch> &batches, qint64 target)
    {
        const Status done = store
                                ->synchronise([&](sqlite::Connection &writer, Capture &capture) -> Status {
                                    RemoteRound round(writer, capture);
                                    if (auto begun = round.begin(); !begun)
                                        return begun;
                                    const std::vector<ScopeGrant> grants{{kScope, int(ScopeKind::Territory)}};
                                    if (auto granted = round.grant(grants); !granted)
                                        return granted;
                                    for (const RowBatch &batch : batches) {
                                        if (auto applied = round.apply(batch); !applied)
                                            return applied;
                                    }
                                    auto committed = round.commitCut(target);
                                    return committed ? Status() : Status(forward(committed));
                                })
                                .result();
        if (!done)
            giveUp(done.error().code + u' ' + done.error().arguments.join(u' '));
    }
};

std::vector<RowBatch> wholeRows(const std::vector<Contact> &rows)
{
    std::vector<RowBatch> batches;
    for (size_t i = 0; i < rows.size(); ++i) {
        if (i % kBatchRows == 0) {
            RowBatch batch;
            batch.entityNo = Contact::kEntityNo;
            for (const FieldSpec &field : entity(Contact::kEntityNo)->fields) {
                batch.fieldNos.push_back(field.no);
                batch.columns.emplace_back();
            }
            batches.push_back(std::move(batch));
        }
        RowBatch &batch = batches.back();
        batch.ids.push_back(rows[i].id.uuid);
        batch.scopes.push_back(kScope);
        batch.seqs.push_back(1);
        batch.deleted.push_back(false);
        const auto values = fieldValues(rows[i]);
        for (size_t c = 0; c < values.size(); ++c)
            batch.columns[c].append(values[c]);
    }
    return batches;
}

/// Five changed text fields in each row, a different five from row to row.
std::vector<RowBatch> changedFields(const std::vector<Contact> &rows)
{
    constexpr int kTextFields[] = {field::Contact::department,  field::Contact::post,
                                   field::Contact::mobile,      field::Contact::officePhone,
                                   field::Contact::email,       field::Contact::memberType,
                                   field::Contact::externalRef, field::Contact::businessInterests};
    constexpr size_t kCount = std::size(kTextFields);
    std::vector<RowBatch> batches;
    for (size_t i = 0; i < rows.size(); ++i) {
        if (i % kBatchRows == 0) {
            RowBatch batch;
            batch.entityNo = Contact::kEntityNo;
            batch.fieldNos.assign(std::begin(kTextFields), std::end(kTextFields));
            std::sort(batch.fieldNos.begin(), batch.fieldNos.end());
            batch.columns.resize(kCount);
            batches.push_back(std::move(batch));
        }
        RowBatch &batch = batches.back();
        batch.ids.push_back(rows[i].id.uuid);
        batch.scopes.push_back(kScope);
        batch.seqs.push_back(2);
        batch.deleted.push_back(false);
        for (size_t c = 0; c < kCount; ++c) {
            const bool changed = (c + i) % kCount < size_t(kChanges / kRows);
            batch.columns[c].append(changed ? std::optional<Value>(QStringLiteral("changed %1").arg(i))
                                            : std::nullopt);
        }
    }
    return batches;
}

} // namespace

void benchDevice()
{
    const auto rows = sampleContacts(kRows, kScope, Id<Account>::generate());
    QTemporaryDir rawFolder;
    constexpr int kEdits = 300;
    const RawTimes raw = rawLoop(rawFolder.path(), rows, kChanges, kEdits);
    std::printf(
        "raw: insert of %d rows %.0f ms; %d single-column updates %.0f ms; one committed update %.2f ms\n",
        kRows, raw.insertMs, kChanges, raw.updateMs, raw.commitMs);

    const auto whole = wholeRows(rows);
    const auto changes = changedFields(rows);
    std::unique_ptr<Device> device;
    print({QStringLiteral("apply 20,000 rows x 12 fields to an empty store"),
           measure(
               kRuns, [&] { device = std::make_unique<Device>(); }, [&] { device->apply(whole, 1); }),
           raw.insertMs, QStringLiteral("raw insert"), QStringLiteral("(part of W1)"),
           QStringLiteral("search index and checkpoint follow")});
    print({QStringLiteral("W3 merge 100,000 remote field changes"),
           measure(
               kRuns,
               [&] {
                   device = std::make_unique<Device>();
                   device->apply(whole, 1);
               },
               [&] { device->apply(changes, 2); }),
           raw.updateMs, QStringLiteral("raw updates"), QStringLiteral("0.5"),
           QStringLiteral("search index and checkpoint follow")});

    const auto edit = [&](int i) {
        const Id<Contact> id = rows[size_t(i) * 7919 % rows.size()].id;
        const Status done = device->store
                                ->write([&](UnitOfWork &unit) {
                                    return unit.edit(id, [&](Contact &row) {
                                        row.department = QStringLiteral("部门 %1").arg(i);
                                    });
                                })
                                .result();
        if (!done)
            giveUp(done.error().code);
    };
    // A plain table in the same file, written on the same thread: what the way there and back costs by itself.
    const auto onWriter = [&](auto work) {
        if (const Status done = device->store->synchronise(work).result(); !done)
            giveUp(done.error().code);
    };
    onWriter([&](sqlite::Connection &writer, Capture &) -> Status {
        auto transaction = sqlite::Transaction::begin(writer);
        auto made = writer.execute("CREATE TABLE plain(id BLOB PRIMARY KEY, f TEXT)");
        for (size_t i = 0; made && i < rows.size(); ++i)
            made = writer.run("INSERT INTO plain VALUES(?, ?)", rows[i].id, rows[i].businessInterests);
        return made ? transaction->commit() : made;
    });
    const auto plain = [&](int i) {
        onWriter([&](sqlite::Connection &writer, Capture &) -> Status {
            auto transaction = sqlite::Transaction::begin(writer);
            auto done = writer.run("UPDATE plain SET f = ? WHERE id = ?", QStringLiteral("部门 %1").arg(i),
                                   rows[size_t(i) * 7919 % rows.size()].id);
            return done ? transaction->commit() : done;
        });
    };
    constexpr int kCommitRuns = 9;
    int edited = 0;
    rest(*device->store);
    const auto times = [&](const auto &deed) {
        return [&] {
            for (int i = 0; i < kEdits; ++i)
                deed(++edited);
        };
    };
    const auto timed = [](const auto &deeds) {
        QElapsedTimer timer;
        timer.start();
        deeds();
        return double(timer.nsecsElapsed()) / 1e6;
    };
    print(lineOf(QStringLiteral("captured edit, committed (300 of them)"),
                 measurePaired(
                     kCommitRuns, [] {}, [&] { return timed(times(plain)); }, times(edit)),
                 QStringLiteral("plain commits there"), QStringLiteral("1.5"),
                 QStringLiteral("read, outbox, shadow; both on the store's writer")));
    print(lineOf(
        QStringLiteral("  plain commit on the store's writer"),
        measurePaired(
            kCommitRuns, [] {}, [&] { return rawLoop(rawFolder.path(), rows, 0, kEdits).commitMs * kEdits; },
            times(plain)),
        QStringLiteral("raw commits"), QStringLiteral("-"), QStringLiteral("two hops between threads")));
}

} // namespace legwork::bench
