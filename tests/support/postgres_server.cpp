// SPDX-License-Identifier: Apache-2.0
#include "tests/support/postgres_server.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QThread>

#include <array>
#include <csignal>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace legwork::test {
namespace {

/// Where the distribution keeps the newest version's programs.
QString programs()
{
    const QDir versions(QStringLiteral("/usr/lib/postgresql"));
    int newest = 0;
    for (const QString &name : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (QFile::exists(versions.filePath(name + QStringLiteral("/bin/initdb"))))
            newest = std::max(newest, name.toInt());
    }
    return newest > 0 ? versions.filePath(QStringLiteral("%1/bin/").arg(newest)) : QString();
}

/// Whom to run it as when we are root; null when we are not, or when there is nobody.
const passwd *otherUser()
{
    if (::geteuid() != 0)
        return nullptr;
    const passwd *found = ::getpwnam("postgres");
    return found ? found : ::getpwnam("nobody");
}

} // namespace

PostgresServer::PostgresServer(Durability durability)
    : m_durability(durability)
{
    runAsOwner(m_process);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(m_folder.filePath(QStringLiteral("log")), QIODevice::Append);
}

PostgresServer::~PostgresServer() { kill(); }

QString PostgresServer::missing()
{
    if (programs().isEmpty())
        return QStringLiteral("PostgreSQL is not installed (package postgresql)");
    if (::geteuid() == 0 && !otherUser())
        return QStringLiteral("there is no user to run PostgreSQL as");
    return {};
}

void PostgresServer::runAsOwner(QProcess &process) const
{
    const passwd *user = otherUser();
    const uid_t uid = user ? user->pw_uid : ::geteuid();
    const gid_t gid = user ? user->pw_gid : ::getegid();
    const bool isRoot = ::geteuid() == 0;
    process.setWorkingDirectory(m_folder.path());
    process.setChildProcessModifier([isRoot, uid, gid] {
        if (isRoot && (::setgroups(0, nullptr) != 0 || ::setgid(gid) != 0 || ::setuid(uid) != 0))
            ::_exit(127);
        ::prctl(PR_SET_PDEATHSIG, SIGQUIT); // must not outlive a test that crashed
    });
}

bool PostgresServer::runTool(const QString &name, const QStringList &arguments, QString *output) const
{
    QProcess tool;
    runAsOwner(tool);
    tool.setProcessChannelMode(QProcess::MergedChannels);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8"));
    tool.setProcessEnvironment(environment);
    tool.start(programs() + name, arguments);
    const bool isGood =
        tool.waitForFinished(120'000) && tool.exitStatus() == QProcess::NormalExit && tool.exitCode() == 0;
    if (output)
        *output = QString::fromUtf8(tool.readAll()).trimmed();
    return isGood;
}

QString PostgresServer::start()
{
    if (m_process.state() != QProcess::NotRunning)
        return {};
    if (const QString why = missing(); !why.isEmpty())
        return why;
    const QString data = m_folder.filePath(QStringLiteral("data"));
    if (!QFile::exists(data)) {
        const passwd *user = otherUser();
        if (user && ::chown(QFile::encodeName(m_folder.path()).constData(), user->pw_uid, user->pw_gid) != 0)
            return QStringLiteral("chown failed");
        QString said;
        if (!runTool(QStringLiteral("initdb"),
                     {QStringLiteral("-D"), data, QStringLiteral("-U"), QStringLiteral("owner"),
                      QStringLiteral("-A"), QStringLiteral("trust"), QStringLiteral("-E"),
                      QStringLiteral("UTF8"), QStringLiteral("--locale=C.UTF-8"),
                      QStringLiteral("--no-sync")},
                     &said))
            return said;
    }
    QStringList arguments{QStringLiteral("-D"), data, QStringLiteral("-k"), m_folder.path()};
    std::vector<const char *> settings{"listen_addresses=", "max_connections=80", "shared_buffers=64MB",
                                       "logging_collector=off"};
    if (m_durability == Durability::Quick)
        settings.insert(settings.end(), {"fsync=off", "full_page_writes=off"});
    for (const char *setting : settings)
        arguments += {QStringLiteral("-c"), QLatin1String(setting)};
    m_process.start(programs() + QStringLiteral("postgres"), arguments);
    QElapsedTimer watch;
    watch.start();
    while (m_process.waitForStarted() && watch.elapsed() < 60'000
           && !m_process.waitForFinished(20)) { // which is how it says that it could not
        if (runTool(QStringLiteral("pg_isready"),
                    {QStringLiteral("-q"), QStringLiteral("-h"), m_folder.path(), QStringLiteral("-d"),
                     QStringLiteral("postgres")}))
            return {};
    }
    QFile log(m_folder.filePath(QStringLiteral("log")));
    return log.open(QIODevice::ReadOnly) ? QString::fromUtf8(log.readAll())
                                         : QStringLiteral("PostgreSQL did not start");
}

void PostgresServer::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    ::kill(pid_t(m_process.processId()), SIGINT); // "fast": ends what runs
    if (!m_process.waitForFinished(60'000))
        kill();
}

void PostgresServer::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    ::kill(pid_t(m_process.processId()), SIGQUIT); // "immediate": recovers from its log when it starts again
    if (!m_process.waitForFinished(20'000)) {
        m_process.kill();
        m_process.waitForFinished(10'000);
    }
}

QString PostgresServer::addressOf(const QString &database) const
{
    return QStringLiteral("postgresql:///%1?host=%2&user=owner").arg(database, m_folder.path());
}

QString PostgresServer::makeDatabase()
{
    const QString name = QStringLiteral("legwork%1").arg(++m_databases);
    const QString made =
        query(addressOf(QStringLiteral("postgres")), QStringLiteral("CREATE DATABASE %1").arg(name));
    return made == QLatin1String("CREATE DATABASE") ? addressOf(name) : QString();
}

QString PostgresServer::query(const QString &address, const QString &sql) const
{
    QString output;
    (void)runTool(QStringLiteral("psql"),
                  {QStringLiteral("-X"), QStringLiteral("-A"), QStringLiteral("-t"), QStringLiteral("-c"),
                   sql, QStringLiteral("-d"), address},
                  &output);
    return output;
}

} // namespace legwork::test
