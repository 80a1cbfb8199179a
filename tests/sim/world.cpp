// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/world.h"

#include "sync/protocol/codec.h"
#include "sync/server/rights.h"

namespace legwork::sim {
namespace {

constexpr qint64 kMinuteMs = 60'000;
constexpr qint64 kHourMs = 60 * kMinuteMs;
constexpr qint64 kDayMs = 24 * kHourMs;
constexpr qint64 kYearMs = 365 * kDayMs;
constexpr int kLead = Office::kPeople - 1;

QByteArray bearerOf(const QByteArray &token)
{
    return token.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace

World::Report World::live(quint64 seed, Trace::Keep keep)
{
    const Office &office = Office::instance();
    Q_UNUSED(office);
    seedEntropy(seed, Timeline::kBeginMs);
    World world(seed, keep);
    try {
        world.run();
    } catch (const Violation &violation) {
        world.m_report.violation = violation;
        world.m_trace.note(world.m_time.now(), "",
                           QStringLiteral("VIOLATED ") + violation.invariant + u' ' + violation.what);
    }
    world.m_report.traceHash = world.m_trace.hash();
    world.m_report.tail = world.m_trace.tail();
    return world.m_report;
}

World::World(quint64 seed, Trace::Keep keep)
    : m_office(Office::instance())
    , m_random(seed)
    , m_trace(keep)
    , m_server(m_time, m_office)
    , m_network(m_time, m_server, m_watcher, m_trace, m_random.fork())
    , m_deeds(m_office, m_random.fork())
{
}

// Answers under way hold views of the server's store, and are held by what is still planned.
World::~World() { m_network.breakAll(); }

void World::run()
{
    m_weather = Weather::drawn(m_random);
    m_network.onServerWorked([this](bool leftOpen) { serverWorked(leftOpen); });
    populate();
    m_days = int(m_random.between(1, 3));
    for (int day = 0; day < m_days; ++day) {
        const qint64 begin = day * kDayMs;
        m_now = m_weather;
        m_isClear = false;
        m_network.setWeather(m_now);
        planDay(begin);
        m_time.runUntil(begin + 22 * kHourMs);
        if (day + 1 == m_days || m_random.chance(400))
            reconcile();
    }
    for (const auto &[id, states] : m_watcher.spec().rows())
        m_report.conflicts += states.front().second.entityNo == Conflict::kEntityNo ? 1 : 0;
}

// ---------------------------------------------------------------- The beginning

void World::populate()
{
    must(m_server.start());
    SpecServer &spec = m_watcher.spec();
    spec.moveHead();
    for (const server::StoredRow &stored : m_office.rows()) {
        SpecServer::Row row{stored.entityNo, stored.scope, false, 1, {}, {}};
        for (const server::StoredField &field : stored.fields)
            row.fields[field.no] = {field.value, 1, 1'000, {}, {}};
        spec.putRow(stored.id, std::move(row));
    }
    const int people = int(m_random.between(2, m_random.chance(200) ? 7 : 4));
    const auto rightsOf = [&](int person) {
        const bool isLead = person == kLead;
        SpecServer::Rights rights{{m_office.company(), {ScopeKind::Company, isLead}}};
        const int home = int(m_random.below(2));
        for (int t = 0; t < Office::kTerritories; ++t) {
            if (isLead || t == home || m_random.chance(150))
                rights[m_office.territory(t)] = {ScopeKind::Territory, true};
        }
        return rights;
    };
    std::vector<int> everybody{kLead};
    for (int person = 0; person < people; ++person)
        everybody.push_back(person);
    for (const int person : everybody)
        setRights(person, rightsOf(person));
    for (const int person : everybody) {
        // Some have a tablet as well.
        const int devices = m_random.chance(150) ? 2 : 1;
        for (int i = 0; i < devices && m_owners.size() < Office::kPhones; ++i) {
            const int number = m_watcher.addMachine(m_office.person(person));
            m_owners.emplace_back().phone =
                std::make_unique<Phone>(m_time, m_office, m_watcher, number, m_office.person(person),
                                        m_random.chance(m_weather.oldApps) ? Version::Before : Version::Now);
        }
    }
    m_auditor = m_watcher.addMachine(m_office.person(kLead));
    for (Owner &owner : m_owners)
        enrol(*owner.phone);

    const QString code = m_server.issueCode(m_office.person(kLead));
    sync::EnrolRequest request;
    request.schema = kSchemaVersion;
    request.code = code;
    request.install = Uuid::generate();
    const auto reply = std::get<sync::EnrolReply>(
        must(sync::decodeSingle(m_server.ask("/v1/enrol", {}, sync::encode(request)).body)));
    m_auditToken = bearerOf(reply.token);
    m_auditDevice = reply.device;
    m_watcher.enrol(m_auditor, reply.device);
}

void World::enrol(Phone &phone)
{
    must(phone.open());
    const QString code = m_server.issueCode(phone.person());
    const auto response = m_server.ask("/v1/enrol", {}, sync::encode(phone.enrolRequest(code)));
    must(phone.enrol(code, response.body));
}

void World::setRights(int person, const SpecServer::Rights &rights)
{
    const Uuid id = m_office.person(person);
    auto transaction = must(m_server.store().write());
    SpecServer &spec = m_watcher.spec();
    const qint64 seq = transaction->head() + 1;
    const Instant now = Instant{m_time.wallMs()};
    std::map<Uuid, server::Grant> before;
    for (const server::Grant &grant : transaction->grants(id)) {
        before.emplace(grant.scope, grant);
        if (!rights.contains(grant.scope) && grant.right != server::Right::None)
            transaction->putGrant(
                id, changedGrant(grant, {grant.scope, grant.kind, server::Right::None, seq}, now));
    }
    for (const auto &[scope, right] : rights) {
        const auto had = before.find(scope);
        const Instant until = right.untilMs ? Instant{*right.untilMs} : Instant{};
        const server::Grant wanted{scope, right.kind,
                                   right.mayWrite ? server::Right::Write : server::Right::Read, seq, until};
        transaction->putGrant(
            id, changedGrant(had == before.end() ? std::nullopt : std::optional(had->second), wanted, now));
    }
    transaction->setHead(seq);
    must(transaction->commit());
    spec.setRights(id, rights, now.ms);
    spec.moveHead();
}

// ---------------------------------------------------------------- A day

void World::planDay(qint64 beginMs)
{
    for (Owner &owner : m_owners)
        planPhonesDay(*owner.phone, beginMs);
    planMishaps(beginMs);
}

void World::planPhonesDay(Phone &phone, qint64 beginMs)
{
    const int bursts = int(m_random.between(1, 3));
    for (int burst = 0; burst < bursts; ++burst) {
        // Most of it happens in the same hours, so that people meet.
        const qint64 at =
            beginMs + (m_random.chance(700) ? m_random.between(8, 10) : m_random.between(8, 20)) * kHourMs
            + qint64(m_random.below(kHourMs));
        const qint64 length = m_random.between(1, m_random.chance(200) ? 10 : 3) * kMinuteMs;
        m_time.at(at, [this, &phone, length] { wake(phone, length); });
        const int deeds = int(m_random.between(1, 5));
        for (int i = 0; i < deeds; ++i)
            m_time.at(at + qint64(m_random.below(quint64(length))), [this, &phone] { deed(phone); });
    }
}

void World::wake(Phone &phone, qint64 forMs)
{
    Owner &who = owner(phone);
    who.isAwake = true;
    who.isWithoutNetwork = m_random.chance(200);
    who.wokenUntil = m_time.now() + forMs;
    note(phone, who.isWithoutNetwork ? QStringLiteral("wakes without network") : QStringLiteral("wakes"));
    if (!phone.isOpen() && !phone.isDead())
        open(phone);
    if (who.isWithoutNetwork && m_random.chance(500)) {
        m_time.after(m_random.between(1, forMs), [this, &phone] {
            owner(phone).isWithoutNetwork = false;
            note(phone, QStringLiteral("has network"));
            phone.pacing().ask();
            pace(phone);
        });
    }
    phone.pacing().ask();
    pace(phone);
    m_time.after(forMs, [this, &phone] { sleep(phone); });
}

void World::sleep(Phone &phone)
{
    Owner &who = owner(phone);
    if (m_time.now() < who.wokenUntil || !who.isAwake)
        return;
    who.isAwake = false;
    note(phone, QStringLiteral("sleeps"));
    if (!phone.isOpen())
        return;
    if (who.exchange != 0 && m_random.chance(500)) {
        m_network.giveUp(std::exchange(who.exchange, 0));
        (void)phone.endSession(fail(QStringLiteral("net.cancelled"), Advice::Retry));
        lookAfter(phone);
    }
    // Programs in the background are ended sooner or later.
    if (phone.isOpen() && m_random.chance(150)) {
        if (who.exchange != 0)
            m_network.giveUp(std::exchange(who.exchange, 0));
        phone.close();
        lookAfter(phone);
    }
}

void World::deed(Phone &phone)
{
    if (!phone.isOpen())
        return;
    if (m_random.chance(m_now.phoneDies))
        phone.disk().dieAt(m_random.between(1, 40));
    if (m_random.chance(m_now.serverDies) && m_server.isUp())
        m_server.disk().dieAt(m_random.between(1, 40));
    if (m_random.chance(60) && !phone.disk().willDie()) {
        for (const auto &[opNo, outcome] : m_watcher.belief(phone.number()).settled()) {
            if (outcome.verdict == Verdict::Rejected) {
                (void)phone.handleAttention(opNo);
                note(phone, QStringLiteral("deals with op %1").arg(opNo));
                break;
            }
        }
        return;
    }
    const auto writes = m_deeds.next(phone);
    if (writes.empty())
        return;
    ++m_report.deeds;
    const Status done = phone.work(writes);
    QString what = done ? QStringLiteral("does") : done.error().code + QStringLiteral(" instead of");
    for (const Write &write : writes) {
        what += QStringLiteral(" [%1 %2").arg(int(write.kind)).arg(told(RowKey(write.entityNo, write.row)));
        for (const auto &[no, value] : write.fields)
            what += QStringLiteral(" %1=%2").arg(no).arg(told(value));
        what += u']';
    }
    note(phone, what);
    const bool isExcused = phone.isDead()
                           || (!done
                               && (done.error().code == QLatin1String("storage.full")
                                   || done.error().code == QLatin1String("storage.no-row")));
    if (!done && !isExcused)
        throw Violation{QStringLiteral("conservation"), QStringLiteral("a sound device refuses an edit: ")
                                                            + done.error().code + u' '
                                                            + done.error().arguments.join(u' ')};
    lookAfter(phone);
    pace(phone);
}

void World::planMishaps(qint64 beginMs)
{
    const auto sometimes = [&](int times, const std::function<void()> &mishap) {
        for (int i = 0; i < times; ++i)
            m_time.at(beginMs + m_random.between(8, 20) * kHourMs + qint64(m_random.below(kHourMs)), mishap);
    };
    const auto anybody = [this]() -> Phone & {
        return *m_owners[size_t(m_random.below(m_owners.size()))].phone;
    };
    sometimes(m_now.clockJumps, [this, anybody] {
        Phone &phone = anybody();
        const qint64 jump = m_random.chance(500) ? m_random.between(-10 * kYearMs, 10 * kYearMs)
                                                 : m_random.between(-kHourMs, kHourMs);
        phone.clock().jump(jump);
        note(phone, QStringLiteral("clock jumps by %1 s").arg(jump / 1000));
        if (m_random.chance(300))
            phone.clock().reboot();
    });
    sometimes(m_now.fullDisks, [this, anybody] {
        Phone &phone = anybody();
        phone.disk().setFull(true);
        note(phone, QStringLiteral("disk is full"));
        m_time.after(m_random.between(1, 120) * kMinuteMs, [&phone] { phone.disk().setFull(false); });
    });
    sometimes(m_now.keyStoreAway, [this, anybody] {
        Phone &phone = anybody();
        note(phone, QStringLiteral("key store is away"));
        phone.keys().failAlways(Error{QStringLiteral("keystore.unavailable"), Advice::Retry, {}});
        if (phone.isOpen() && m_random.chance(500)) {
            phone.disk().die();
            lookAfter(phone);
        }
        m_time.after(m_random.between(1, 120) * kMinuteMs, [&phone] { phone.keys().failAlways({}); });
    });
    sometimes(m_now.serverStops, [this] {
        if (m_server.isUp())
            serverDown(m_random.between(1, 90) * kMinuteMs);
    });
    sometimes(m_now.rightsChange, [this] { changeRights(); });
    sometimes(m_now.serverPutBack, [this] { backUpServer(); });
    sometimes(m_now.serverPutBack, [this] { putServerBack(); });
    sometimes(m_now.phonePutBack, [this, anybody] { backUp(anybody()); });
    sometimes(m_now.phonePutBack, [this] {
        for (Owner &each : m_owners) {
            if (each.backup)
                return putBack(*each.phone);
        }
    });
    sometimes(m_now.phoneCopied, [this, anybody] { copy(anybody()); });
    sometimes(m_now.upgrades, [this, anybody] { upgrade(anybody()); });
}

// ---------------------------------------------------------------- Copies

void World::backUpServer()
{
    if (!m_server.isUp() || m_server.disk().willDie() || m_watcher.hasOpenQuestion())
        return;
    m_backup = {m_server.disk().image(), m_watcher.era()};
    m_trace.note(m_time.now(), "server", QStringLiteral("is backed up at %1").arg(m_watcher.spec().head()));
}

void World::putServerBack()
{
    if (!m_backup || !m_server.isUp())
        return;
    m_trace.note(m_time.now(), "server",
                 QStringLiteral("is put back from %1 to %2")
                     .arg(m_watcher.spec().head())
                     .arg(m_backup->era.spec.head()));
    serverDown(m_random.between(1, 30) * kMinuteMs);
    m_server.disk().lay(m_backup->image);
    m_watcher.goBack(m_backup->era);
}

void World::backUp(Phone &phone)
{
    if (!phone.isOpen() || phone.isSyncing() || phone.disk().willDie())
        return;
    owner(phone).backup = phone.backUp();
    note(phone, QStringLiteral("is backed up"));
}

void World::putBack(Phone &phone)
{
    Owner &who = owner(phone);
    if (who.exchange != 0)
        m_network.giveUp(std::exchange(who.exchange, 0));
    phone.close();
    note(phone, QStringLiteral("is put back"));
    phone.putBack(*std::exchange(who.backup, std::nullopt));
    phone.revive(true, m_random);
    open(phone);
}

void World::copy(Phone &phone)
{
    if (m_owners.size() + 1 >= Office::kPhones || !phone.isOpen() || phone.isSyncing()
        || phone.disk().willDie())
        return;
    const int number = m_watcher.addMachine(phone.person());
    Owner &other = m_owners.emplace_back();
    other.phone =
        std::make_unique<Phone>(m_time, m_office, m_watcher, number, phone.person(), phone.version());
    note(phone, QStringLiteral("is copied to phone%1").arg(number));
    other.phone->putBack(phone.backUp());
    m_watcher.mayRenew(phone.number());
    open(*other.phone);
    planPhonesDay(*other.phone, m_time.now() / kDayMs * kDayMs);
}

void World::upgrade(Phone &phone)
{
    if (phone.version() == Version::Now || phone.isDead())
        return;
    Owner &who = owner(phone);
    if (who.exchange != 0)
        m_network.giveUp(std::exchange(who.exchange, 0));
    phone.close();
    note(phone, QStringLiteral("is upgraded"));
    phone.upgrade();
    if (m_random.chance(m_now.phoneDies))
        phone.disk().dieAt(m_random.between(1, 20));
    if (phone.isDead())
        return lookAfter(phone);
    open(phone);
}

void World::enrolAgain(Phone &phone)
{
    if (!m_server.isUp() || m_server.disk().willDie() || !phone.isOpen() || phone.isSyncing())
        return;
    note(phone, QStringLiteral("enrols again"));
    const QString code = m_server.issueCode(phone.person());
    const auto response = m_server.ask("/v1/enrol", {}, sync::encode(phone.enrolRequest(code)));
    if (m_server.disk().isDead() || response.status != 200)
        return serverWorked(false);
    (void)phone.enrol(code, response.body);
    if (phone.isDead())
        return lookAfter(phone);
    phone.pacing().ask();
    pace(phone);
}

void World::dismissLimbo()
{
    for (Owner &each : m_owners) {
        const auto limbo = m_watcher.belief(each.phone->number()).limbo();
        for (const auto &[id, row] : limbo) {
            if (!m_watcher.belief(each.phone->number()).scopes().contains(row.scope))
                continue;
            note(*each.phone, QStringLiteral("lets %1 go").arg(told(RowKey(row.entityNo, id))));
            must(each.phone->dismiss(id));
        }
        if (!limbo.empty()) {
            each.phone->pacing().ask();
            pace(*each.phone);
        }
    }
}

std::optional<qint64> World::coverEnd()
{
    if (m_random.chance(500))
        return std::nullopt;
    return m_time.wallMs() + m_random.between(10 * kMinuteMs, 30 * kHourMs);
}

void World::changeRights()
{
    if (!m_server.isUp() || m_server.disk().willDie())
        return;
    const int person = int(m_random.below(4));
    auto rights = m_watcher.spec().rights(m_office.person(person), m_time.wallMs());
    if (rights.empty())
        return;
    const Uuid scope = m_office.territory(int(m_random.below(Office::kTerritories)));
    const auto held = rights.find(scope);
    if (held == rights.end())
        rights[scope] = {ScopeKind::Territory, m_random.chance(700), coverEnd()};
    else if (m_random.chance(300))
        held->second.mayWrite = !held->second.mayWrite;
    else
        rights.erase(held);
    setRights(person, rights);
    m_trace.note(m_time.now(), "server",
                 QStringLiteral("rights of person %1: %2 scopes, at %3")
                     .arg(person)
                     .arg(rights.size())
                     .arg(m_watcher.spec().head()));
}

// ---------------------------------------------------------------- Phones

void World::open(Phone &phone)
{
    const Status opened = phone.open();
    note(phone, opened ? QStringLiteral("opens") : QStringLiteral("cannot open: ") + opened.error().code);
    if (phone.isDead())
        return lookAfter(phone);
    if (!opened) {
        const QString &code = opened.error().code;
        const bool isExcused =
            code == QLatin1String("keystore.unavailable") || code == QLatin1String("storage.full");
        if (!isExcused)
            throw Violation{QStringLiteral("crash"),
                            QStringLiteral("a device does not start any more: ") + code};
        m_time.after(5 * kMinuteMs, [this, &phone] {
            if (!phone.isOpen() && !phone.isDead())
                open(phone);
        });
        return;
    }
    phone.pacing().ask();
    pace(phone);
}

void World::lookAfter(Phone &phone)
{
    if (!phone.isDead())
        return;
    ++m_report.deaths;
    Owner &who = owner(phone);
    if (who.exchange != 0)
        m_network.giveUp(std::exchange(who.exchange, 0));
    phone.close();
    const bool isPowerFailure = m_random.chance(600);
    note(phone, isPowerFailure ? QStringLiteral("loses power") : QStringLiteral("is killed"));
    phone.revive(isPowerFailure, m_random);
    if (m_random.chance(150))
        phone.disk().dieAt(m_random.between(1, 20));
    m_time.after(m_random.between(1, 20) * kMinuteMs, [this, &phone] {
        if (!phone.isOpen() && !phone.isDead())
            open(phone);
    });
}

void World::pace(Phone &phone)
{
    Owner &who = owner(phone);
    if (!phone.isOpen() || phone.isSyncing() || !who.isAwake)
        return;
    const auto now = std::chrono::milliseconds(m_time.now());
    const auto due = phone.pacing().dueAt();
    if (!phone.pacing().isDue(now) && !due)
        return;
    const qint64 at = phone.pacing().isDue(now) ? m_time.now() : due->count();
    if (who.plannedLook >= m_time.now() && who.plannedLook <= at)
        return;
    who.plannedLook = at;
    m_time.at(at, [this, &phone, at] {
        Owner &sleeper = owner(phone);
        if (sleeper.plannedLook == at)
            sleeper.plannedLook = -1;
        if (!phone.isOpen() || phone.isSyncing() || !sleeper.isAwake)
            return;
        if (phone.pacing().isDue(std::chrono::milliseconds(m_time.now())))
            sync(phone);
        else
            pace(phone);
    });
}

void World::sync(Phone &phone)
{
    Owner &who = owner(phone);
    phone.pacing().begin();
    if (who.isWithoutNetwork)
        return;
    ++m_report.exchanges;
    const auto finish = [this, &phone](const Result<sync::SyncReport> &report) {
        const auto now = std::chrono::milliseconds(m_time.now());
        owner(phone).hasMore = !report || report->hasMore;
        if (report) {
            phone.pacing().succeeded(now, report->hasMore);
            m_report.rejected += report->rejected;
            note(phone, QStringLiteral("synced: sent %1, decided %2 (%3 rejected), rows %4%5, cursor %6")
                            .arg(report->operationsSent)
                            .arg(report->operationsDecided)
                            .arg(report->rejected)
                            .arg(report->rowsReceived)
                            .arg(report->hasMore ? QStringLiteral(", more") : QString())
                            .arg(m_watcher.belief(phone.number()).cursor()));
        } else {
            phone.pacing().failed(now, report.error().advice, double(m_random.below(1000)) / 1000,
                                  phone.isNarrowing());
            if (report.error().code == QLatin1String("sync.unauthorised"))
                m_time.after(kMinuteMs, [this, &phone] { enrolAgain(phone); });
            note(phone, QStringLiteral("sync fails: ") + report.error().code + u' '
                            + report.error().arguments.join(u' '));
        }
        pace(phone);
    };
    auto exchange = phone.beginSession();
    if (!exchange) {
        if (phone.isDead())
            return lookAfter(phone);
        return finish(forward(exchange));
    }
    if (const auto request = Watcher::requestOf(phone.number(), exchange->body, 0)) {
        const auto &header = request->header;
        note(phone, QStringLiteral("asks for %1 scopes from %2%3")
                        .arg(header.cursors.size())
                        .arg(header.cursors.empty() ? 0 : header.cursors.front().seq)
                        .arg(header.resume ? QStringLiteral(", going on with %1").arg(header.resume->target)
                                           : QString()));
    }
    who.exchange = m_network.carry(phone.number(), std::move(*exchange),
                                   {[this, &phone](QByteArrayView bytes) {
                                        const bool isWanted = phone.take(bytes);
                                        if (phone.isDead())
                                            lookAfter(phone);
                                        return isWanted;
                                    },
                                    [this, &phone, finish](const Status &status) {
                                        owner(phone).exchange = 0;
                                        const auto report = phone.endSession(status);
                                        if (phone.isDead())
                                            return lookAfter(phone);
                                        finish(report);
                                    }});
}

// ---------------------------------------------------------------- The server

void World::serverWorked(bool leftOpen)
{
    if (m_server.disk().isDead()) {
        ++m_report.deaths;
        m_trace.note(m_time.now(), "server", QStringLiteral("dies"));
        // In clear weather somebody is there to start it.
        serverDown(m_isClear ? 3'000 : m_random.between(1, 30) * kMinuteMs);
    } else if (leftOpen) {
        probe();
    }
}

void World::serverDown(qint64 forMs)
{
    m_network.breakAll();
    m_server.stop();
    if (m_server.disk().isDead()) {
        const bool isPowerFailure = m_random.chance(600);
        m_server.disk().revive(isPowerFailure, [this](quint64 bound) { return m_random.below(bound); });
    }
    m_server.disk().cancelDeath();
    m_time.after(forMs, [this] { serverUp(); });
}

void World::serverUp()
{
    if (m_server.isUp())
        return;
    const Status started = m_server.start();
    if (!started)
        throw Violation{QStringLiteral("crash"),
                        QStringLiteral("the server does not start any more: ") + started.error().code};
    m_trace.note(m_time.now(), "server", QStringLiteral("is up"));
    probe();
}

sync::SyncHeader World::auditHeader() const
{
    sync::SyncHeader header;
    header.schema = kSchemaVersion;
    header.device = m_auditDevice;
    return header;
}

void World::probe()
{
    sync::SyncHeader header = auditHeader(); // of no epoch, so that any cursor is taken
    for (const auto &[scope, right] : m_watcher.spec().rights(m_office.person(kLead), m_time.wallMs()))
        header.cursors.push_back({scope, std::numeric_limits<qint64>::max()});
    auto response = m_server.ask("/v1/sync", m_auditToken, sync::encode(header));
    sync::FrameReader reader;
    reader.append(response.body);
    while (response.rest) {
        const auto piece = response.rest->next();
        if (!piece)
            break;
        reader.append(*piece);
        while (auto message = must(reader.next())) {
            if (const auto *scopes = std::get_if<sync::ScopeList>(&*message)) {
                m_watcher.headSeen(scopes->target);
                return;
            }
        }
    }
    if (m_server.disk().isDead())
        return serverWorked(false); // and is asked again when it is up
    QString why;
    if (const auto said = sync::decodeSingle(response.body);
        said && std::holds_alternative<sync::Problem>(*said))
        why = std::get<sync::Problem>(*said).code;
    throw Violation{QStringLiteral("liveness"),
                    QStringLiteral("the server does not answer: %1 ").arg(response.status) + why};
}

// ---------------------------------------------------------------- Clear weather

bool World::isReconciled()
{
    for (const Owner &each : m_owners) {
        const Belief &belief = m_watcher.belief(each.phone->number());
        if (!each.phone->isOpen() || each.phone->isSyncing() || each.hasMore || belief.undecidedCount() > 0
            || belief.cursor() != m_watcher.spec().head() || !belief.hasCut())
            return false;
    }
    return true;
}

void World::lookAgain()
{
    for (Owner &each : m_owners) {
        each.hasMore = true;
        each.phone->pacing().ask();
        pace(*each.phone);
    }
    const qint64 limit = m_time.now() + kHourMs;
    while (!isReconciled() && m_time.step(limit)) {
    }
}

void World::reconcile()
{
    m_trace.note(m_time.now(), "", QStringLiteral("the weather clears"));
    m_now = {};
    m_isClear = true;
    m_network.setWeather(m_now);
    if (!m_server.isUp())
        serverUp();
    m_server.disk().cancelDeath();
    for (Owner &each : m_owners) {
        Phone &phone = *each.phone;
        phone.disk().setFull(false);
        phone.disk().cancelDeath();
        phone.keys().failAlways({});
        each.isAwake = true;
        each.isWithoutNetwork = false;
        each.wokenUntil = m_time.now() + kDayMs;
        if (!phone.isOpen())
            open(phone);
        pace(phone);
        // Nobody asks; but a phone that lay offline hears that there is a network again.
        phone.pacing().ask();
        pace(phone);
    }
    // The longest that anything waits is a quarter of an hour and a quarter of that.
    const qint64 limit = m_time.now() + kHourMs;
    while (!isReconciled() && m_time.step(limit)) {
    }
    // What is left are rows that only a device which was itself put back had made.
    dismissLimbo();
    lookAgain();
    // A copy may have learnt only now that it is one.
    lookAgain();
    if (!isReconciled()) {
        for (const Owner &each : m_owners) {
            const Belief &belief = m_watcher.belief(each.phone->number());
            note(*each.phone, QStringLiteral("waiting %1, cursor %2 of %3, open %4, syncing %5")
                                  .arg(belief.undecidedCount())
                                  .arg(belief.cursor())
                                  .arg(m_watcher.spec().head())
                                  .arg(each.phone->isOpen())
                                  .arg(each.phone->isSyncing()));
        }
        throw Violation{QStringLiteral("liveness"),
                        QStringLiteral("an hour of clear weather does not reconcile everybody")};
    }
    audit();
    for (Owner &each : m_owners)
        each.phone->showAll();
    for (Owner &each : m_owners) {
        checkIdle(*each.phone);
        each.isAwake = false;
        each.wokenUntil = 0;
    }
    m_trace.note(m_time.now(), "", QStringLiteral("all is one at %1").arg(m_watcher.spec().head()));
}

void World::audit()
{
    const QByteArray body = sync::encode(auditHeader());
    Watcher::Answer answer = m_watcher.begun(*Watcher::requestOf(m_auditor, body, m_time.wallMs()));
    auto response = m_server.ask("/v1/sync", m_auditToken, body);
    sync::FrameReader reader;
    std::set<Uuid> sent;
    while (response.rest) {
        const auto piece = response.rest->next();
        if (!piece)
            break;
        m_watcher.answered(answer, *piece);
        reader.append(*piece);
        while (auto message = must(reader.next())) {
            if (const auto *batch = std::get_if<RowBatch>(&*message))
                sent.insert(batch->ids.begin(), batch->ids.end());
        }
    }
    const SpecServer &spec = m_watcher.spec();
    for (const auto &[id, states] : spec.rows()) {
        if (SpecServer::at(states, spec.head())->deleted == sent.contains(id))
            throw Violation{QStringLiteral("fold"),
                            told(RowKey(states.front().second.entityNo, id))
                                + QStringLiteral(" is not with the server as it was decided")};
    }
}

void World::checkIdle(Phone &phone)
{
    const qint64 operations = phone.disk().operations();
    auto exchange = phone.beginSession();
    const QByteArray token = exchange->token;
    auto response = m_server.ask(exchange->path, token, exchange->body);
    qint64 bytes = exchange->body.size();
    while (response.rest) {
        const auto piece = response.rest->next();
        if (!piece)
            break;
        bytes += piece->size();
        if (!phone.take(*piece))
            break;
    }
    const auto report = phone.endSession({});
    if (!report || report->hasMore || bytes > 1024 || phone.disk().operations() != operations) {
        throw Violation{QStringLiteral("idle"),
                        QStringLiteral("%1: with nothing to do %2 bytes, %3 operations on the disk, %4")
                            .arg(QString::fromLatin1(phone.name()))
                            .arg(bytes)
                            .arg(phone.disk().operations() - operations)
                            .arg(report ? QStringLiteral("done") : report.error().code)};
    }
}

} // namespace legwork::sim
