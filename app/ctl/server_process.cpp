// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/server_process.h"

#include "app/ctl/device_process.h"
#include "sync/server/store/embedded_store.h"
#include "sync/server/store/row_packing.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QSet>
#include <QUrl>

#include <limits>

namespace legwork::ctl {
namespace {

constexpr int kStartPatienceMs = 60'000;
constexpr int kStopPatienceMs = 30'000;

tl::unexpected<Error> notStarted(const QString &why)
{
    return fail(QStringLiteral("server.not-started"), Advice::GiveUp, {why});
}

Status addRows(RowDigester &digester, server::ReadTransaction &read, const Uuid &scope, int entityNo)
{
    constexpr size_t kRows = 2'000;
    qint64 seq = 0;
    Uuid id;
    for (;;) {
        const auto rows =
            read.changedRows(scope, entityNo, seq, id, kRows, std::numeric_limits<qsizetype>::max());
        for (const server::PackedRow &packed : rows) {
            const auto row = server::unpack(packed);
            if (!row)
                return fail(QStringLiteral("storage.corrupt"), Advice::GiveUp);
            std::map<int, Value> fields;
            for (const server::StoredField &field : row->fields)
                fields[field.no] = field.value;
            if (!row->deleted)
                digester.add(row->entityNo, row->id, row->scope, fields);
        }
        if (rows.empty())
            return read.status();
        seq = rows.back().seq;
        id = rows.back().id;
    }
}

int readPort(const QString &path)
{
    QFile file(path);
    return !path.isEmpty() && file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt() : 0;
}

Status writePort(const QString &path, int port)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::number(port)) < 0)
        return notStarted(file.errorString());
    return {};
}

} // namespace

ServerProcess::ServerProcess(QString folder, QString database)
    : m_folder(std::move(folder))
    , m_database(std::move(database))
{
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    // What it logs is kept beside its data.
    m_process.setStandardErrorFile(m_folder + QStringLiteral(".log"), QIODevice::Append);
}

ServerProcess::~ServerProcess()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(kStopPatienceMs))
        m_process.kill();
    m_process.waitForFinished();
}

Status ServerProcess::start(const std::vector<Uuid> &people, const QString &portFile)
{
    QStringList arguments{QStringLiteral("--data"), m_folder, QStringLiteral("--listen"),
                          QStringLiteral("127.0.0.1:%1").arg(readPort(portFile)),
                          QStringLiteral("--seed-demo")};
    if (!m_database.isEmpty())
        arguments += {QStringLiteral("--database"), m_database};
    m_url.clear();
    m_links.clear();
    for (const Uuid &person : people)
        arguments += {QStringLiteral("--issue-code"), person.toText()};
    m_process.start(programFolder() + QStringLiteral("/server/legwork-server"), arguments);
    if (!m_process.waitForStarted())
        return notStarted(m_process.errorString());
    const QDeadlineTimer patience(kStartPatienceMs);
    while (m_url.isEmpty()) {
        while (m_process.canReadLine()) {
            const QStringList words = QString::fromUtf8(m_process.readLine()).trimmed().split(u' ');
            if (words.value(0) == QLatin1String("enrol"))
                m_links[words.value(1)].append(words.value(2));
            else if (words.value(0) == QLatin1String("listening"))
                m_url = words.value(1);
        }
        if (m_process.state() == QProcess::NotRunning || patience.hasExpired())
            return notStarted(QStringLiteral("see ") + m_folder + QStringLiteral(".log"));
        if (m_url.isEmpty())
            m_process.waitForReadyRead(100);
    }
    return portFile.isEmpty() ? Status() : writePort(portFile, QUrl(m_url).port());
}

Status ServerProcess::stop()
{
    m_process.terminate();
    if (!m_process.waitForFinished(kStopPatienceMs) || m_process.exitStatus() != QProcess::NormalExit
        || m_process.exitCode() != 0)
        return fail(QStringLiteral("server.not-stopped"), Advice::GiveUp,
                    {QStringLiteral("see ") + m_folder + QStringLiteral(".log")});
    return {};
}

void ServerProcess::kill()
{
    m_process.kill(); // SIGKILL
    m_process.waitForFinished();
}

Result<RowDigests> digestServer(const QString &folder, const std::vector<Uuid> &people)
{
    auto store = server::EmbeddedStore::open(folder);
    if (!store)
        return forward(store);
    return digestStore(**store, people);
}

Result<RowDigests> digestStore(server::ServerStore &store, const std::vector<Uuid> &people)
{
    auto read = store.read();
    if (!read)
        return forward(read);
    QSet<Uuid> scopes;
    for (const Uuid &person : people) {
        for (const server::Grant &grant : (*read)->grants(person))
            scopes.insert(grant.scope);
    }
    RowDigester digester;
    for (const Uuid &scope : std::as_const(scopes)) {
        for (const EntitySpec &entity : entities()) {
            if (const Status added = addRows(digester, **read, scope, entity.no); !added)
                return forward(added);
        }
    }
    return digester.result();
}

} // namespace legwork::ctl
