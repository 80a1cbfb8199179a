// SPDX-License-Identifier: Apache-2.0
#include "platform/desktop/secret_service_key_store.h"

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>

#include <cstdio>

using namespace legwork;

namespace {

const QString kName = QStringLiteral("database");

QString said(const Status &status) { return status ? QStringLiteral("ok") : status.error().code; }
QString said(const Result<SecretKey> &key, QByteArrayView expected)
{
    if (!key)
        return key.error().code;
    return key->bytes() == expected ? QStringLiteral("same") : QStringLiteral("other");
}

/// What the program does when it is started again inside a bus: a line for each answer of the store.
int play(const QString &part)
{
    QTextStream out(stdout);
    const auto first = SecretKey::fromBytes(QByteArray(32, '\0'));
    const auto second = SecretKey::fromBytes(QByteArray(31, '\xff') + 'z');
    if (part == QLatin1String("whole")) {
        SecretServiceKeyStore store(QStringLiteral("legwork test"));
        out << said(store.load(kName), first->bytes()) << '\n';
        out << said(store.save(kName, *first)) << '\n';
        out << said(store.save(kName, *second)) << '\n';
        out << said(store.save(QStringLiteral("other"), *first)) << '\n';
        SecretServiceKeyStore another(QStringLiteral("legwork test"));
        out << said(another.load(kName), second->bytes()) << '\n';
        out << said(another.load(QStringLiteral("other")), first->bytes()) << '\n';
    } else if (part == QLatin1String("later")) {
        SecretServiceKeyStore store(QStringLiteral("legwork test"));
        out << said(store.load(kName), second->bytes()) << '\n';
        out << said(store.remove(kName)) << '\n';
        out << said(store.remove(kName)) << '\n';
        out << said(store.load(kName), second->bytes()) << '\n';
    } else {
        QElapsedTimer timer;
        timer.start();
        SecretServiceKeyStore store(QStringLiteral("legwork test"), std::chrono::seconds(20));
        out << said(store.load(kName), first->bytes()) << '\n';
        out << said(store.save(kName, *first)) << '\n';
        out << said(store.remove(kName)) << '\n';
        out << (timer.elapsed() < 10'000 ? "soon" : "late") << '\n';
    }
    return 0;
}

} // namespace

class SecretServiceKeyStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withKeyring_keysComeBack_alsoInTheNextProcess();
    void withBusButNoKeyring_isMissing_andLeavesNoFile();
    void withoutBus_isMissing_andLeavesNoFile();

private:
    QStringList run(const QString &shell, const QString &home, const QString &bus = {});
    QString m_self = QCoreApplication::applicationFilePath();
};

QStringList SecretServiceKeyStoreTest::run(const QString &shell, const QString &home, const QString &bus)
{
    QProcessEnvironment environment;
    for (const QString &name : {QStringLiteral("PATH"), QStringLiteral("LC_ALL"),
                                QStringLiteral("ASAN_OPTIONS"), QStringLiteral("LD_LIBRARY_PATH")}) {
        if (qEnvironmentVariableIsSet(name.toLatin1().constData()))
            environment.insert(name, qEnvironmentVariable(name.toLatin1().constData()));
    }
    QDir(home).mkpath(QStringLiteral("runtime"));
    QFile::setPermissions(home + QStringLiteral("/runtime"),
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    environment.insert(QStringLiteral("HOME"), home);
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), home + QStringLiteral("/runtime"));
    environment.insert(QStringLiteral("XDG_CURRENT_DESKTOP"), QStringLiteral("GNOME"));
    environment.insert(QStringLiteral("SELF"), m_self);
    if (!bus.isEmpty())
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), bus);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::SeparateChannels);
    process.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), shell});
    if (!process.waitForFinished(60'000)) {
        process.kill();
        process.waitForFinished();
        return {QStringLiteral("hangs")};
    }
    if (process.exitCode() != 0)
        qWarning("%s", process.readAllStandardError().constData());
    return QString::fromUtf8(process.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
}

void SecretServiceKeyStoreTest::withKeyring_keysComeBack_alsoInTheNextProcess()
{
    if (QStandardPaths::findExecutable(QStringLiteral("dbus-run-session")).isEmpty()
        || QStandardPaths::findExecutable(QStringLiteral("gnome-keyring-daemon")).isEmpty())
        QSKIP("dbus-run-session or gnome-keyring-daemon is not installed");
    QTemporaryDir home;
    const QStringList lines =
        run(QStringLiteral(
                "exec dbus-run-session -- /bin/sh -c 'printf password | gnome-keyring-daemon --unlock "
                "--components=secrets >/dev/null 2>&1 && \"$SELF\" --play whole && \"$SELF\" --play later'"),
            home.path());
    QCOMPARE(lines, QStringList({QStringLiteral("keystore.not-found"), QStringLiteral("ok"),
                                 QStringLiteral("ok"), QStringLiteral("ok"), QStringLiteral("same"),
                                 QStringLiteral("same"), QStringLiteral("same"), QStringLiteral("ok"),
                                 QStringLiteral("ok"), QStringLiteral("keystore.not-found")}));
}

static QStringList allMissing()
{
    const QString missing = QStringLiteral("keystore.missing");
    return {missing, missing, missing, QStringLiteral("soon")};
}

/// Nothing may be kept in the user's settings instead.
static QStringList filesBelow(const QString &home)
{
    return QDir(home + QStringLiteral("/.config")).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
}

void SecretServiceKeyStoreTest::withBusButNoKeyring_isMissing_andLeavesNoFile()
{
    if (QStandardPaths::findExecutable(QStringLiteral("dbus-daemon")).isEmpty())
        QSKIP("dbus-daemon is not installed");
    QTemporaryDir home;
    // A bus that can start no service.
    QFile config(home.filePath(QStringLiteral("bus.conf")));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>"
                 "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
                 "<allow eavesdrop=\"true\"/>"
                 "<allow own=\"*\"/></policy></busconfig>\n");
    config.close();
    const QStringList lines = run(
        QStringLiteral("exec dbus-run-session --config-file=\"$HOME/bus.conf\" -- \"$SELF\" --play missing"),
        home.path());
    QCOMPARE(lines, allMissing());
    QCOMPARE(filesBelow(home.path()), QStringList());
}

void SecretServiceKeyStoreTest::withoutBus_isMissing_andLeavesNoFile()
{
    QTemporaryDir home;
    const QStringList lines = run(QStringLiteral("exec \"$SELF\" --play missing"), home.path(),
                                  QStringLiteral("unix:path=/nonexistent"));
    QCOMPARE(lines, allMissing());
    QCOMPARE(filesBelow(home.path()), QStringList());
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--play") == 0)
        return play(QString::fromLatin1(argv[2]));
    SecretServiceKeyStoreTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "secret_service_key_store_test.moc"
