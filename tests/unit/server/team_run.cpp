// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/server/team_run.h"

#include <algorithm>
#include <thread>

namespace legwork::server::test {
namespace {

const EditStamp kSentAt{Instant{1'800'000'000'000}, idOf("boot-2"), 1'020'000};

std::vector<Operation> flat(const std::vector<std::vector<Operation>> &units)
{
    std::vector<Operation> all;
    for (const auto &unit : units)
        all.insert(all.end(), unit.begin(), unit.end());
    return all;
}

} // namespace

TeamRun::TeamRun(quint32 seed, size_t servers)
    : m_office(std::make_unique<PostgresPlace>())
    , m_seed(seed)
{
    place = static_cast<PostgresPlace *>(m_office.place.get());
    for (size_t i = 0; i < servers; ++i) {
        auto opened = place->open();
        if (!opened)
            qFatal("%s", qPrintable(opened.error().code));
        Server &server = m_servers.emplace_back();
        server.store = std::move(*opened);
        server.service = std::make_unique<SyncService>(*server.store, m_office.clock);
    }
    auto transaction = m_office.store->write();
    for (const auto &[device, person] : {std::pair("ann-phone", "Ann"), std::pair("ann-tablet", "Ann"),
                                         std::pair("bo-phone", "Bo"), std::pair("dot-phone", "Dot")}) {
        Member &member = m_team.emplace_back();
        member.name = QLatin1String(device);
        member.gadget.device = {idOf(device), idOf(person), idOf("install"), 0, m_office.clock.now().wall};
        member.gadget.epoch = (*m_office.store->read())->epoch();
        (*transaction)->putDevice(member.gadget.device, idOf(device).toBytes(), member.name);
    }
    if (!(*transaction)->commit())
        qFatal("no devices");
}

void TeamRun::trouble(const QString &what)
{
    const std::lock_guard lock(m_mutex);
    if (m_trouble.isEmpty())
        m_trouble = what;
}

TeamRun::Server &TeamRun::anyServer(RandomWork &work) { return m_servers[work.pick(m_servers.size())]; }

bool TeamRun::pushUntilAnswered(Member &member, RandomWork &work, const std::vector<Operation> &operations)
{
    sync::SyncHeader header = m_office.headerOf(member.gadget);
    header.now = kSentAt;
    for (int attempt = 0; attempt < 2'000; ++attempt) {
        // Now and then the same request at two servers at once, as when a device gave up waiting for the first.
        Result<std::vector<Outcome>> other = fail(QStringLiteral("not asked"), Advice::Retry);
        std::thread twin;
        if (work.pick(4) == 0) {
            SyncService &service = *anyServer(work).service;
            twin = std::thread([&] { other = service.push(member.gadget.device, header, operations); });
        }
        auto outcomes = anyServer(work).service->push(member.gadget.device, header, operations);
        if (twin.joinable())
            twin.join();
        if (outcomes && other && *outcomes != *other)
            trouble(member.name + QStringLiteral(": two servers told different outcomes"));
        if (!outcomes && other)
            outcomes = std::move(other);
        if (outcomes) {
            member.outcomes.insert(member.outcomes.end(), outcomes->begin(), outcomes->end());
            ++answered;
            return true;
        }
        if (outcomes.error().advice != Advice::Retry) {
            trouble(member.name + QStringLiteral(": ") + outcomes.error().code);
            return false;
        }
        ++refused;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    trouble(member.name + QStringLiteral(": never answered"));
    return false;
}

void TeamRun::pull(Member &member, RandomWork &work)
{
    auto feed = anyServer(work).service->pull(member.gadget.device, m_office.headerOf(member.gadget));
    if (!feed) {
        ++refused;
        return;
    }
    Download download;
    for (;;) {
        auto message = (*feed)->next();
        if (!message) {
            ++refused;
            return; // cut off: nothing of it counts
        }
        if (!*message)
            break;
        if (auto *batch = std::get_if<RowBatch>(&**message))
            download.batches.push_back(std::move(*batch));
        else if (auto *end = std::get_if<sync::SyncEnd>(&**message))
            download.end = *end;
    }
    if (download.end.target < member.gadget.cursor)
        trouble(member.name + QStringLiteral(": the cursor went back"));
    download.applyTo(member.gadget.held);
    member.gadget.cursor = download.end.target;
}

void TeamRun::workOf(Member &member, quint32 seed, int requests)
{
    RandomWork work(seed);
    for (int i = 0; i < requests; ++i) {
        if (work.pick(2) == 0)
            pull(member, work);
        const auto units = work.units(member.gadget, false);
        member.units.insert(member.units.end(), units.begin(), units.end());
        if (!pushUntilAnswered(member, work, flat(units)))
            return;
    }
}

void TeamRun::work(int requestsEach)
{
    std::vector<std::thread> threads;
    for (size_t i = 0; i < m_team.size(); ++i)
        threads.emplace_back(
            [this, i, requestsEach] { workOf(m_team[i], m_seed * 100 + quint32(i), requestsEach); });
    for (std::thread &thread : threads)
        thread.join();
    isOver = true;
}

QString TeamRun::check()
{
    if (!m_trouble.isEmpty())
        return m_trouble;
    struct Told {
        const Member *member;
        const std::vector<Operation> *unit;
        std::vector<Outcome> outcomes;
    };
    std::vector<Told> all;
    std::set<Uuid> conflictIds;
    for (const Member &member : m_team) {
        size_t at = 0;
        for (const auto &unit : member.units) {
            if (at + unit.size() > member.outcomes.size())
                return member.name + QStringLiteral(": operations without an outcome");
            const auto from = member.outcomes.begin() + ptrdiff_t(at);
            all.push_back({&member, &unit, {from, from + ptrdiff_t(unit.size())}});
            at += unit.size();
            for (const Outcome &outcome : all.back().outcomes)
                conflictIds.insert(outcome.conflicts.begin(), outcome.conflicts.end());
        }
        auto view = m_office.store->read();
        if (!view)
            return view.error().code;
        std::vector<Uuid> units;
        for (const auto &unit : member.units)
            units.push_back(unit.front().unit);
        const auto decisions = (*view)->decisionsOn(units);
        const auto operations = flat(member.units);
        if (decisions.size() != operations.size())
            return member.name
                   + QStringLiteral(": %1 decisions on %2 operations")
                         .arg(decisions.size())
                         .arg(operations.size());
        for (size_t i = 0; i < decisions.size(); ++i) {
            if (decisions[i].operation != operations[i] || decisions[i].outcome != member.outcomes[i])
                return member.name + QStringLiteral(": told otherwise than decided, at %1").arg(i + 1);
        }
    }
    // What holds has a number of its own; what does not comes after what holds at its number.
    std::stable_sort(all.begin(), all.end(), [](const Told &a, const Told &b) {
        const auto key = [](const Told &told) {
            return std::pair(told.outcomes.front().seq, told.outcomes.front().verdict == Verdict::Rejected);
        };
        return key(a) < key(b);
    });
    OfficeModel model = modelOfOffice();
    for (const Told &told : all) {
        const OfficeModel::Sender sender{told.member->gadget.device.id, told.member->gadget.device.person,
                                         kSentAt, m_office.clock.now().wall};
        const auto expected = model.decide(sender, *told.unit);
        for (size_t i = 0; i < expected.size(); ++i) {
            const Outcome &got = told.outcomes[i];
            if (ModelOutcome{got.verdict, got.seq, got.code, got.conflicts.size()} != expected[i])
                return QStringLiteral(
                           "%1 operation %2: verdict %3 %4 at %5, but one after the other %6 %7 at %8")
                    .arg(told.member->name)
                    .arg(got.opNo)
                    .arg(int(got.verdict))
                    .arg(got.code)
                    .arg(got.seq)
                    .arg(int(expected[i].verdict))
                    .arg(expected[i].code)
                    .arg(expected[i].seq);
        }
    }
    std::vector<Uuid> ids(conflictIds.begin(), conflictIds.end());
    for (const auto &[id, row] : model.rows)
        ids.push_back(id);
    std::map<Uuid, StoredRow> rows;
    {
        auto view = m_office.store->read();
        if (!view || (*view)->head() != model.head)
            return QStringLiteral("another head");
        for (StoredRow &row : (*view)->rows(ids))
            rows.emplace(row.id, std::move(row));
    }
    if (const QString difference = differenceOf(model, rows); !difference.isEmpty())
        return difference;
    // Whoever followed with a cursor holds what one holds who asks for everything now.
    RandomWork work(m_seed);
    for (Member &member : m_team) {
        pull(member, work);
        Member fresh{member.name, member.gadget, {}, {}};
        fresh.gadget.cursor = 0;
        fresh.gadget.held.clear();
        pull(fresh, work);
        if (fresh.gadget.cursor != model.head || fresh.gadget.held != member.gadget.held)
            return member.name
                   + QStringLiteral(": following brought something else than asking for everything");
    }
    return {};
}

} // namespace legwork::server::test
