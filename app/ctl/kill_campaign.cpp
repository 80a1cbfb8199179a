// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/kill_campaign.h"

#include "app/ctl/command.h"
#include "app/ctl/scenario.h"

#include <QDirIterator>
#include <QElapsedTimer>

namespace legwork::ctl {
namespace {

/// How long after its start the device may live before it is killed.
constexpr int kLifeMs = 5'000;

bool isGone(const Error &error) { return error.code == QLatin1String("device.gone"); }

/// Asks the system's own SQLite, in a process of its own so that ours cannot stand in for it.
Result<bool> opensAsPlainSqlite(const QString &path)
{
    const QString script = QStringLiteral(
        "import sqlite3, sys\n"
        "try:\n"
        "    sqlite3.connect(f'file:{sys.argv[1]}?mode=ro&immutable=1', uri=True)"
        ".execute('select count(*) from sqlite_master').fetchone()\n"
        "except sqlite3.DatabaseError as error:\n"
        "    sys.exit(3 if 'not a database' in str(error) or 'encrypted' in str(error) else 4)\n");
    QProcess python;
    python.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    python.start(QStringLiteral("python3"), {QStringLiteral("-c"), script, path});
    if (!python.waitForFinished() || python.exitStatus() != QProcess::NormalExit
        || (python.exitCode() != 0 && python.exitCode() != 3))
        return fail(QStringLiteral("campaign.no-sqlite"), Advice::GiveUp, {path});
    return python.exitCode() == 0;
}

} // namespace

KillCampaign::KillCampaign(int times, quint32 seed)
    : m_times(times)
    , m_seed(seed)
    , m_random(seed)
{
}

Status KillCampaign::run()
{
    Status status = prepare();
    for (int i = 0; status && i < m_times; ++i) {
        status = killOnce();
        if (i % 10 == 9)
            complain(QStringLiteral("%1 of %2 kills, %3 edits checked, %4 lost")
                         .arg(i + 1)
                         .arg(m_times)
                         .arg(m_checked)
                         .arg(m_missing.size()));
    }
    if (status) // once more over all of them
        status = m_device->start();
    if (status)
        status = verify(0);
    if (status)
        status = m_device->stop();
    if (status)
        status = m_server->stop();
    print();
    return status;
}

bool KillCampaign::isClean() const
{
    return m_kills == m_times && m_checked > 0 && m_missing.isEmpty() && m_wrong.isEmpty()
           && m_readable.isEmpty();
}

/// A device in the middle of its life: enrolled, synced, its day planned.
Status KillCampaign::prepare()
{
    auto people = DemoPeople::load();
    if (!people)
        return forward(people);
    m_people = std::move(*people);
    const Uuid person = m_people.first.id.uuid;
    m_server = std::make_unique<ServerProcess>(m_folder.filePath(QStringLiteral("server")));
    if (const Status started = m_server->start({person}); !started)
        return started;
    m_device = std::make_unique<DeviceProcess>(
        DeviceProcess::Settings{QStringLiteral("K"), m_folder.filePath(QStringLiteral("device")),
                                m_folder.filePath(QStringLiteral("key")), QStringLiteral("zh_CN")});
    QElapsedTimer timer;
    timer.start();
    if (const Status started = m_device->start(); !started)
        return started;
    m_startMs = int(timer.elapsed());
    const auto enrolled = m_device->step({{QStringLiteral("do"), QStringLiteral("enrol")},
                                          {QStringLiteral("link"), m_server->linkFor(person)},
                                          {QStringLiteral("name"), m_device->name()}});
    if (!enrolled)
        return forward(enrolled);
    const auto synced = m_device->step({{QStringLiteral("do"), QStringLiteral("sync")}});
    if (!synced)
        return forward(synced);
    const auto visits = visitsToMake(*m_device, 3);
    if (!visits)
        return forward(visits);
    for (const QJsonValue &visit : *visits) {
        const QJsonObject row = visit.toObject();
        m_visits.append(row.value(QLatin1String("id")).toString());
        m_places.insert(m_visits.constLast(),
                        m_people.placeOf(row.value(QLatin1String("accountId")).toString()));
    }
    return m_device->stop();
}

Status KillCampaign::killOnce()
{
    const qsizetype before = m_device->acknowledgements().size();
    m_device->killAfter(int(m_random.bounded(m_startMs / 2, m_startMs + kLifeMs)));
    const Status started = m_device->start();
    if (!started && !isGone(started.error()))
        return started;
    const Status worked = started ? work() : Status();
    if (!worked && !isGone(worked.error()))
        return worked;
    ++m_kills;
    m_killsAtStart += !started;
    if (const Status inspected = inspectFiles(); !inspected)
        return inspected;
    if (const Status again = m_device->start(); !again)
        return again;
    if (const Status verified = verify(before); !verified)
        return verified;
    // It ends as it lived: without a warning, but idle.
    m_device->killAfter(0);
    const auto last = m_device->step({{QStringLiteral("do"), QStringLiteral("settle")}});
    return last || isGone(last.error()) ? Status() : Status(forward(last));
}

/// Works until it is killed.
Status KillCampaign::work()
{
    for (;;) {
        const QString visit = m_visits.at(m_visit);
        const VisitTexts texts = visitTexts(m_texts++);
        const Status done = m_random.bounded(4) == 0
                                ? noteOnVisit(*m_device, visit, texts)
                                : workOnVisit(*m_device, visit, m_places.value(visit), texts);
        if (!done)
            return done;
        m_visit = (m_visit + 1) % m_visits.size();
    }
}

Status KillCampaign::verify(qsizetype from)
{
    QJsonArray acknowledgements;
    for (qsizetype i = from; i < m_device->acknowledgements().size(); ++i)
        acknowledgements.append(m_device->acknowledgements().at(i));
    const auto answer = m_device->step(
        {{QStringLiteral("do"), QStringLiteral("verify")}, {QStringLiteral("acks"), acknowledgements}});
    if (!answer)
        return forward(answer);
    m_checked += answer->value(QLatin1String("checked")).toInteger();
    for (const QJsonValue &missing : answer->value(QLatin1String("missing")).toArray())
        m_missing.append(missing.toString());
    for (const QJsonValue &wrong : answer->value(QLatin1String("wrong")).toArray())
        m_wrong.append(wrong.toString());
    return {};
}

Status KillCampaign::inspectFiles()
{
    const QByteArray canary = m_people.company.company.name.toUtf8();
    QDirIterator files(m_device->profile(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            return fail(QStringLiteral("campaign.no-file"), Advice::GiveUp,
                        {file.fileName(), file.errorString()});
        const QByteArray bytes = file.readAll();
        ++m_filesInspected;
        if (bytes.startsWith("SQLite format 3") || bytes.contains(canary))
            m_readable.append(file.fileName());
        if (!file.fileName().endsWith(QLatin1String(".db")) || bytes.isEmpty())
            continue;
        const auto opens = opensAsPlainSqlite(file.fileName());
        if (!opens)
            return forward(opens);
        if (*opens)
            m_readable.append(file.fileName());
    }
    return {};
}

void KillCampaign::print() const
{
    const auto line = [](const char *what, const QString &figure) {
        say(QStringLiteral("%1 %2").arg(QString::fromLatin1(what), -44).arg(figure));
    };
    line("seed", QString::number(m_seed));
    line("kills with SIGKILL", QString::number(m_kills));
    line("  of these while it was starting", QString::number(m_killsAtStart));
    line("durable edits acknowledged", QString::number(m_device ? m_device->acknowledgements().size() : 0));
    line("acknowledgements checked", QString::number(m_checked));
    line("acknowledged edits lost",
         QString::number(m_missing.size()) + u' ' + m_missing.mid(0, 5).join(u' '));
    line("values that do not show what was written last",
         QString::number(m_wrong.size()) + u' ' + m_wrong.mid(0, 5).join(u' '));
    line("files inspected", QString::number(m_filesInspected));
    line("files readable without the key",
         QString::number(m_readable.size()) + u' ' + m_readable.mid(0, 5).join(u' '));
}

} // namespace legwork::ctl
