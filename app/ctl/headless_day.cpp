// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/headless_day.h"

#include "app/ctl/command.h"
#include "app/ctl/scenario.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QUrl>

#include <algorithm>
#include <array>
#include <functional>

namespace legwork::ctl {
namespace {

constexpr int kVisits = 3;

DeviceProcess::Settings deviceAt(const QTemporaryDir &folder, const QString &name)
{
    return {name, folder.filePath(QStringLiteral("device-") + name),
            folder.filePath(QStringLiteral("key-") + name), QStringLiteral("zh_CN")};
}

Result<QJsonObject> perform(DeviceProcess &device, QJsonObject step, const char16_t *what)
{
    step.insert(QStringLiteral("do"), QString::fromUtf16(what));
    return device.step(step);
}

Status flight(DeviceProcess &device, bool on)
{
    const auto done = perform(device, {{QStringLiteral("on"), on}}, u"flight");
    if (!done)
        return forward(done);
    return {};
}

Result<QJsonObject> sync(DeviceProcess &device) { return perform(device, {}, u"sync"); }

Result<RowDigests> digestOf(DeviceProcess &device)
{
    const auto answer = perform(device, {}, u"digest");
    if (!answer)
        return forward(answer);
    RowDigests digests;
    const QJsonObject scopes = answer->value(QLatin1String("scopes")).toObject();
    for (auto scope = scopes.constBegin(); scope != scopes.constEnd(); ++scope) {
        const auto id = Uuid::fromText(scope.key());
        const QJsonObject digest = scope.value().toObject();
        if (id)
            digests[*id] = {digest.value(QLatin1String("rows")).toInteger(),
                            QByteArray::fromHex(digest.value(QLatin1String("sha256")).toString().toLatin1())};
    }
    return digests;
}

qint64 rowsIn(const RowDigests &digests)
{
    qint64 rows = 0;
    for (const auto &[scope, digest] : digests)
        rows += digest.rows;
    return rows;
}

/// Every scope that a device holds must be at the server, row for row.
bool holdsTheSame(const RowDigests &device, const RowDigests &server)
{
    return !device.empty() && std::all_of(device.cbegin(), device.cend(), [&](const auto &entry) {
        const auto found = server.find(entry.first);
        return found != server.cend() && found->second == entry.second;
    });
}

qint64 grown(const QJsonObject &now, const QJsonObject &before, const char *name)
{
    return now.value(QLatin1String(name)).toInteger() - before.value(QLatin1String(name)).toInteger();
}

QString idOf(const QJsonValue &row, const char *name)
{
    return row.toObject().value(QLatin1String(name)).toString();
}

} // namespace

HeadlessDay::HeadlessDay(Settings settings)
    : m_settings(std::move(settings))
    , m_gallery(m_settings.shotsFolder, m_settings.looks)
{
}

Status HeadlessDay::play()
{
    auto people = DemoPeople::load();
    if (!people)
        return forward(people);
    m_people = std::move(*people);
    m_server = std::make_unique<ServerProcess>(m_folder.filePath(QStringLiteral("server")));
    m_a = std::make_unique<DeviceProcess>(deviceAt(m_folder, QStringLiteral("A")));
    m_b = std::make_unique<DeviceProcess>(deviceAt(m_folder, QStringLiteral("B")));
    if (const Status started = m_server->start({m_people.first.id.uuid, m_people.second.id.uuid}); !started)
        return started;
    complain(QStringLiteral("server %1; devices A (%2) and B (%3); their keys lie in developer key files")
                 .arg(m_server->url(), m_people.first.name, m_people.second.name));
    const std::array<std::function<Status()>, 8> parts{
        [this] { return enrol(*m_a, m_people.first); },
        [this] { return importCustomers(); },
        [this] { return enrol(*m_b, m_people.second); },
        [this] { return chooseVisits(); },
        [this] { return workOffline(); },
        [this] { return reconcile(); },
        [this] { return photographTheRest(); },
        [this] { return m_gallery.writeIndex(); },
    };
    for (const auto &part : parts) {
        if (const Status done = part(); !done)
            return done;
    }
    return compare();
}

Status HeadlessDay::enrol(DeviceProcess &device, const Person &person)
{
    if (const Status started = device.start(); !started)
        return started;
    if (&device == m_a.get()) {
        if (const Status taken = m_gallery.take(device, QStringLiteral("enrol")); !taken)
            return taken;
    }
    const auto enrolled = perform(device,
                                  {{QStringLiteral("link"), m_server->linkFor(person.id.uuid)},
                                   {QStringLiteral("name"), device.name()}},
                                  u"enrol");
    if (!enrolled)
        return forward(enrolled);
    const auto synced = sync(device);
    if (!synced)
        return forward(synced);
    complain(QStringLiteral("%1: enrolled, %2 rows in %3 ms")
                 .arg(device.name())
                 .arg(synced->value(QLatin1String("received")).toInteger())
                 .arg(synced->value(QLatin1String("ms")).toInteger()));
    return openPage(device, QStringLiteral("today"));
}

/// The file goes through the import page, as a person would take it in.
Status HeadlessDay::importCustomers()
{
    const auto stepWell = [this](const QJsonObject &step, const char16_t *what) -> Status {
        const auto done = perform(*m_a, step, what);
        if (!done)
            return forward(done);
        return {};
    };
    const auto call = [&](const char16_t *method, const QJsonArray &with) {
        return stepWell(
            {{QStringLiteral("method"), QString::fromUtf16(method)}, {QStringLiteral("with"), with}},
            u"call");
    };
    const auto wait = [&](int phase) {
        return stepWell(
            {{QStringLiteral("property"), QStringLiteral("phase")}, {QStringLiteral("is"), phase}}, u"wait");
    };
    enum Phase { Pick, Columns, Check, Done }; // of ImportModel
    // Without a file of one's own, the demo's: a dozen prospects with what real files have wrong.
    QString path = m_settings.importFile;
    if (path.isEmpty()) {
        path = m_folder.filePath(QStringLiteral("prospects.csv"));
        if (!QFile::copy(QStringLiteral(":/legwork/demo/prospects.csv"), path))
            return fail(QStringLiteral("day.no-file"), Advice::GiveUp, {path});
    }
    const QString file = QUrl::fromLocalFile(QFileInfo(path).absoluteFilePath()).toString();
    const std::array<std::function<Status()>, 12> parts{
        [&] { return openPage(*m_a, QStringLiteral("import")); },
        [&] { return m_gallery.take(*m_a, QStringLiteral("import")); },
        [&] { return call(u"open", {file}); },
        [&] { return wait(Columns); },
        [&] { return m_gallery.take(*m_a, QStringLiteral("import-columns")); },
        [&] {
            return stepWell(
                {{QStringLiteral("property"), QStringLiteral("phase")}, {QStringLiteral("value"), Check}},
                u"set");
        },
        [&] { return wait(Check); },
        [&] { return stepWell({}, u"settle"); },
        [&] { return m_gallery.take(*m_a, QStringLiteral("import-check")); },
        [&] { return call(u"apply", {}); },
        [&] { return wait(Done); },
        [&] { return m_gallery.take(*m_a, QStringLiteral("import-done")); },
    };
    for (const auto &part : parts) {
        if (const Status done = part(); !done)
            return done;
    }
    const auto synced = sync(*m_a);
    if (!synced)
        return forward(synced);
    complain(QStringLiteral("A: imported and sent, %1 edits in %2 ms")
                 .arg(synced->value(QLatin1String("sent")).toInteger())
                 .arg(synced->value(QLatin1String("ms")).toInteger()));
    return {};
}

Status HeadlessDay::chooseVisits()
{
    const Moment moment = [this](const QString &name) { return m_gallery.take(*m_a, name); };
    const auto rows = m_settings.importFile.isEmpty() ? visitsToMake(*m_a, kVisits, moment)
                                                      : visitsInCity(*m_a, m_settings.city, kVisits, moment);
    if (!rows)
        return forward(rows);
    m_visits = *rows;
    for (const auto &[device, figures] :
         {std::pair(m_a.get(), &m_figuresA), std::pair(m_b.get(), &m_figuresB)}) {
        const auto synced = sync(*device);
        if (!synced)
            return forward(synced);
        figures->atStart = *synced;
        if (const Status offline = flight(*device, true); !offline)
            return offline;
    }
    return {};
}

Status HeadlessDay::workOffline()
{
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < kVisits; ++i) {
        const QJsonValue visit = m_visits.at(i);
        const Moment moment = [this, i](const QString &name) {
            return i == 0 ? m_gallery.take(*m_a, name) : Status();
        };
        complain(QStringLiteral("A: visit %1 at %2").arg(i + 1).arg(idOf(visit, "accountName")));
        if (const Status made = makeVisit(*m_a, idOf(visit, "id"), placeOf(visit), visitTexts(i), moment);
            !made)
            return made;
    }
    const QString first = idOf(m_visits.at(0), "accountId");
    const QString second = idOf(m_visits.at(1), "accountId");
    const std::array<std::function<Status()>, 3> edits{
        // The same fact of the same customer, on both devices, unseen by the other.
        [&] { return editAccount(*m_a, first, QStringLiteral("categoryOwner"), QStringLiteral("许文静")); },
        [&] { return editAccount(*m_b, first, QStringLiteral("categoryOwner"), QStringLiteral("许文靖")); },
        [&] { return editAccount(*m_b, second, QStringLiteral("industry"), QStringLiteral("连锁服务")); },
    };
    for (const auto &edit : edits) {
        if (const Status done = edit(); !done)
            return done;
    }
    m_workSeconds = double(timer.elapsed()) / 1000;
    return {};
}

Status HeadlessDay::reconcile()
{
    QElapsedTimer timer;
    timer.start();
    for (DeviceProcess *device : {m_a.get(), m_b.get()}) {
        if (const Status online = flight(*device, false); !online)
            return online;
    }
    // B hears of A's work and A of what came of meeting B's.
    for (DeviceProcess *device : {m_a.get(), m_b.get(), m_a.get(), m_b.get()}) {
        const auto synced = sync(*device);
        if (!synced)
            return forward(synced);
        (device == m_a.get() ? m_figuresA : m_figuresB).sync = *synced;
    }
    m_reconcileSeconds = double(timer.elapsed()) / 1000;
    for (DeviceProcess *device : {m_a.get(), m_b.get()}) {
        if (const Status opened = openPage(*device, QStringLiteral("conflicts")); !opened)
            return opened;
        const auto rows = listRows(*device, QStringLiteral("conflicts"));
        if (!rows)
            return forward(rows);
        m_conflicts += rows->size();
        if (!rows->isEmpty()) {
            if (const Status taken = m_gallery.take(*device, QStringLiteral("conflicts")); !taken)
                return taken;
        }
        auto digests = digestOf(*device);
        if (!digests)
            return forward(digests);
        Figures &figures = device == m_a.get() ? m_figuresA : m_figuresB;
        figures.rows = std::move(*digests);
        figures.acknowledged = device->acknowledgements().size();
    }
    return {};
}

Status HeadlessDay::photographTheRest()
{
    const QJsonObject account{{QStringLiteral("accountId"), idOf(m_visits.at(0), "accountId")}};
    const QList<std::pair<QString, QJsonObject>> pages{
        {QStringLiteral("today"), {}},    {QStringLiteral("weekplan"), {}},
        {QStringLiteral("accounts"), {}}, {QStringLiteral("account"), account},
        {QStringLiteral("sync"), {}},     {QStringLiteral("more"), {}},
        {QStringLiteral("settings"), {}},
    };
    for (const auto &[page, with] : pages) {
        if (const Status opened = openPage(*m_a, page, with); !opened)
            return opened;
        const QString name = page == QLatin1String("today") ? QStringLiteral("today-after") : page;
        if (const Status taken = m_gallery.take(*m_a, name); !taken)
            return taken;
    }
    // What stands there when the data cannot be opened.
    for (const auto *code :
         {"keystore.missing", "storage.wrong-key", "storage.corrupt", "storage.newer-schema"}) {
        const QString reason = QString::fromLatin1(code);
        if (const Status opened =
                openPage(*m_a, QStringLiteral("unlock"), {{QStringLiteral("reasonCode"), reason}});
            !opened)
            return opened;
        if (const Status taken = m_gallery.take(*m_a, QStringLiteral("unlock-") + reason.section(u'.', 1));
            !taken)
            return taken;
    }
    return {};
}

Status HeadlessDay::compare()
{
    for (const auto &stop :
         {std::function([this] { return m_a->stop(); }), std::function([this] { return m_b->stop(); }),
          std::function([this] { return m_server->stop(); })}) {
        if (const Status stopped = stop(); !stopped)
            return stopped;
    }
    auto rows = digestServer(m_folder.filePath(QStringLiteral("server")),
                             {m_people.first.id.uuid, m_people.second.id.uuid});
    if (!rows)
        return forward(rows);
    m_serverRows = std::move(*rows);
    const bool areEqual =
        holdsTheSame(m_figuresA.rows, m_serverRows) && holdsTheSame(m_figuresB.rows, m_serverRows);
    printTable(areEqual);
    if (!areEqual)
        return fail(QStringLiteral("day.not-equal"), Advice::GiveUp);
    return {};
}

void HeadlessDay::printTable(bool areEqual) const
{
    const auto line = [](const QString &what, const QString &a, const QString &b, const QString &server) {
        say(QStringLiteral("%1 %2 %3 %4").arg(what, -26).arg(a, 12).arg(b, 12).arg(server, 12));
    };
    const auto both = [&](const QString &what, const char *name) {
        line(what, QString::number(grown(m_figuresA.sync, m_figuresA.atStart, name)),
             QString::number(grown(m_figuresB.sync, m_figuresB.atStart, name)), {});
    };
    const auto equal = [](bool isEqual) { return isEqual ? QStringLiteral("yes") : QStringLiteral("NO"); };
    line({}, QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("server"));
    line(QStringLiteral("visits made"), QString::number(kVisits), QStringLiteral("0"), {});
    both(QStringLiteral("operations sent"), "sent");
    both(QStringLiteral("operations decided"), "decided");
    both(QStringLiteral("  of these merged"), "merged");
    both(QStringLiteral("  of these refused"), "rejected");
    both(QStringLiteral("rows received"), "received");
    both(QStringLiteral("bytes sent"), "bytesSent");
    both(QStringLiteral("bytes received"), "bytesReceived");
    line(QStringLiteral("durable edits acknowledged"), QString::number(m_figuresA.acknowledged),
         QString::number(m_figuresB.acknowledged), {});
    line(QStringLiteral("rows held"), QString::number(rowsIn(m_figuresA.rows)),
         QString::number(rowsIn(m_figuresB.rows)), QString::number(rowsIn(m_serverRows)));
    line(QStringLiteral("equal to the server's"), equal(holdsTheSame(m_figuresA.rows, m_serverRows)),
         equal(holdsTheSame(m_figuresB.rows, m_serverRows)), {});
    say(QStringLiteral("conflicts kept             %1").arg(m_conflicts));
    say(QStringLiteral("seconds                    %1 of work offline, %2 to reconcile")
            .arg(m_workSeconds, 0, 'f', 1)
            .arg(m_reconcileSeconds, 0, 'f', 1));
    say(QStringLiteral("rows equal on A, B and server: ") + equal(areEqual));
}

GeoPoint HeadlessDay::placeOf(const QJsonValue &visit) const
{
    const GeoPoint known = m_people.placeOf(idOf(visit, "accountId"));
    // An imported customer's place is known to the app alone: stand in the middle of Suzhou and say why.
    return known.isSet() ? known : *GeoPoint::fromDegrees(31.2989, 120.5853);
}

} // namespace legwork::ctl
