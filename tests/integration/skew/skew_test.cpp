// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

const QString kOlder = QStringLiteral(LEGWORK_OLDER_PEER);
const QString kNewer = QStringLiteral(LEGWORK_NEWER_PEER);

} // namespace

/// Programs of two versions of the product, which know different fields, entities and choices, with one another.
class SkewTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_error; ///< What the last program said of its trouble.

    QString at(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    QString run(const QString &peer, const QStringList &words)
    {
        QProcess process;
        process.start(peer, words);
        process.waitForFinished(-1);
        m_error = QString::fromUtf8(process.readAllStandardError()).trimmed();
        return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    }
    /// One that must succeed.
    QString good(const QString &peer, const QStringList &words)
    {
        const QString said = run(peer, words);
        if (!m_error.isEmpty())
            qWarning("%s: %s", qPrintable(words.join(u' ')), qPrintable(m_error));
        return said;
    }
    QString sync(const QString &peer, const char *device, const QString &server)
    {
        return good(peer, {QStringLiteral("sync"), at(device), server, at("server")});
    }
    QString show(const QString &peer, const char *device, const QString &table, const QString &id)
    {
        return good(peer, {QStringLiteral("show"), at(device), table, id});
    }
    int count(const QString &peer, const char *device, const char *what)
    {
        return good(peer, {QStringLiteral("count"), at(device), QLatin1String(what)}).toInt();
    }
    void set(const QString &peer, const char *device, const QString &id, const char *field, const char *value)
    {
        good(peer, {QStringLiteral("set"), at(device), QStringLiteral("account"), id, QLatin1String(field),
                    QString::fromUtf8(value)});
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        good(kOlder, {QStringLiteral("make"), at("server")});
        good(kOlder, {QStringLiteral("enrol"), at("server"), at("old"), QStringLiteral("ann")});
        good(kNewer, {QStringLiteral("enrol"), at("server"), at("new"), QStringLiteral("bo")});
    }

    void olderServerAndApp_keepAndHandOn_whatTheyDoNotKnow()
    {
        const QString id =
            good(kNewer, {QStringLiteral("add"), at("new"), QStringLiteral("account"), QStringLiteral("name"),
                          QStringLiteral("太湖"), QStringLiteral("parking"), QStringLiteral("后门"),
                          QStringLiteral("stage"), QStringLiteral("partner")});
        const QString rival =
            good(kNewer, {QStringLiteral("add"), at("new"), QStringLiteral("rival"), QStringLiteral("name"),
                          QStringLiteral("德方"), QStringLiteral("accountId"), id});
        // Nothing of it is refused, and nothing waits for the server's update.
        QCOMPARE(sync(kNewer, "new", kOlder).section(u' ', 0, 1), QStringLiteral("sent 2"));
        QCOMPARE(count(kNewer, "new", "outbox"), 0);
        QCOMPARE(count(kNewer, "new", "attention"), 0);

        sync(kOlder, "old", kOlder);
        QVERIFY(show(kOlder, "old", QStringLiteral("account"), id).contains(QStringLiteral("stage=partner")));
        set(kOlder, "old", id, "city", "苏州");
        QCOMPARE(sync(kOlder, "old", kOlder), QStringLiteral("sent 1 received 1 refused 0"));

        // The older app's round trip has left alone what it does not know.
        sync(kNewer, "new", kOlder);
        const QString whole = show(kNewer, "new", QStringLiteral("account"), id);
        for (const char *line : {"name=太湖", "city=苏州", "parking=后门", "stage=partner"})
            QVERIFY2(whole.contains(QString::fromUtf8(line)), line);
        QVERIFY(show(kNewer, "new", QStringLiteral("rival"), rival).contains(QStringLiteral("name=德方")));
    }

    void updatedApp_hasWhatLayAside_withoutFetchingIt_andItsUnsentWorkGoes()
    {
        const QString id =
            good(kNewer, {QStringLiteral("add"), at("new"), QStringLiteral("account"), QStringLiteral("name"),
                          QStringLiteral("太湖"), QStringLiteral("parking"), QStringLiteral("后门")});
        const QString rival = good(kNewer, {QStringLiteral("add"), at("new"), QStringLiteral("rival"),
                                            QStringLiteral("name"), QStringLiteral("德方")});
        sync(kNewer, "new", kOlder);
        sync(kOlder, "old", kOlder);
        set(kOlder, "old", id, "city", "苏州");
        set(kOlder, "old", id, "phone", "123");

        // The same device after its update, without a network.
        QVERIFY(show(kNewer, "old", QStringLiteral("account"), id).contains(QStringLiteral("parking=后门")));
        QVERIFY(show(kNewer, "old", QStringLiteral("rival"), rival).contains(QStringLiteral("name=德方")));
        QCOMPARE(good(kNewer, {QStringLiteral("find"), at("old"), QStringLiteral("德方")}),
                 QStringLiteral("1"));
        QCOMPARE(count(kNewer, "old", "outbox"), 2);
        set(kNewer, "old", id, "auditOn", "2026-03-01");

        // The server is updated meanwhile as well.
        QCOMPARE(sync(kNewer, "old", kNewer), QStringLiteral("sent 3 received 1 refused 0"));
        sync(kNewer, "new", kNewer);
        const QString whole = show(kNewer, "new", QStringLiteral("account"), id);
        for (const char *line : {"city=苏州", "phone=123", "parking=后门", "auditOn=2026-03-01"})
            QVERIFY2(whole.contains(QString::fromUtf8(line)), line);
    }

    void appThatIsPutBack_isRefused_andLosesNothing()
    {
        const QString id = good(kOlder, {QStringLiteral("add"), at("old"), QStringLiteral("account"),
                                         QStringLiteral("name"), QStringLiteral("太湖")});
        set(kNewer, "old", id, "parking", "后门");
        run(kOlder, {QStringLiteral("show"), at("old"), QStringLiteral("account"), id});
        QCOMPARE(m_error, QStringLiteral("storage.newer-schema"));
        run(kOlder, {QStringLiteral("sync"), at("old"), kOlder, at("server")});
        QCOMPARE(m_error, QStringLiteral("storage.newer-schema"));
        QCOMPARE(count(kNewer, "old", "outbox"), 2);
        QCOMPARE(sync(kNewer, "old", kOlder), QStringLiteral("sent 2 received 5 refused 0"));
        QVERIFY(show(kNewer, "old", QStringLiteral("account"), id).contains(QStringLiteral("parking=后门")));
    }

    void olderApp_goesOnWithANewerServer_andConflictsAboutUnknownFieldsAreKept()
    {
        const QString id = good(kNewer, {QStringLiteral("add"), at("new"), QStringLiteral("account"),
                                         QStringLiteral("name"), QStringLiteral("太湖")});
        sync(kNewer, "new", kNewer);
        sync(kOlder, "old", kNewer);
        // The old device gets a colleague on a new one; both change what the old one does not know.
        good(kNewer, {QStringLiteral("enrol"), at("server"), at("third"), QStringLiteral("ann")});
        sync(kNewer, "third", kNewer);
        set(kNewer, "third", id, "parking", "前门");
        set(kNewer, "new", id, "parking", "后门");
        set(kOlder, "old", id, "city", "苏州");
        sync(kNewer, "third", kNewer);
        sync(kNewer, "new", kNewer);
        QCOMPARE(sync(kOlder, "old", kNewer).section(u' ', 0, 1), QStringLiteral("sent 1"));
        QCOMPARE(count(kOlder, "old", "conflict"), 1);
        QCOMPARE(count(kOlder, "old", "attention"), 0);
        sync(kNewer, "new", kNewer);
        QVERIFY(show(kNewer, "new", QStringLiteral("account"), id).contains(QStringLiteral("city=苏州")));
    }
};

QTEST_GUILESS_MAIN(SkewTest)
#include "skew_test.moc"
