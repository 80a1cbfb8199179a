// SPDX-License-Identifier: Apache-2.0
// legworkctl import as somebody runs it: a process, a profile on the disk, its output and exit code.
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

class CtlImportTest : public QObject
{
    Q_OBJECT

private:
    struct Ran {
        int exitCode = -1;
        QString out;
        QString err;
    };
    Ran run(const QStringList &arguments)
    {
        QProcess process;
        process.start(QStringLiteral(LEGWORKCTL), QStringList(QStringLiteral("import")) + arguments);
        if (!process.waitForFinished(60'000))
            return {};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }
    QString fileWith(const QString &text)
    {
        const QString path = m_folder->filePath(QStringLiteral("list.csv"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            qFatal("cannot write %s", qPrintable(path));
        file.write(text.toUtf8());
        return path;
    }
    QStringList profile()
    {
        return {QStringLiteral("--profile"), m_folder->filePath(QStringLiteral("profile")),
                QStringLiteral("--developer-key-file"), m_folder->filePath(QStringLiteral("keys"))};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    const QStringList m_territory{QStringLiteral("--territory"),
                                  QStringLiteral("018f3a3e-7b1c-7000-8000-000000000001")};
    const QString m_list =
        QStringLiteral("客户编号,客户名称,城市\nK1,蓝天商贸,北京\nK2,,上海\nK3,远景百货,上海\n");

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void preview_tellsEveryLine_andMakesNoProfile()
    {
        const Ran ran = run({fileWith(m_list), QStringLiteral("--preview")});
        QCOMPARE(ran.exitCode, 0);
        QVERIFY2(ran.out.contains(QStringLiteral("3 data rows = 2 imported + 0 merged + 1 set aside")),
                 qPrintable(ran.out));
        QVERIFY(ran.out.contains(QRegularExpression(QStringLiteral("line 3 +name\\.missing"))));
        QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("profile"))));
    }

    void import_isStored_andTakenBack()
    {
        const QString file = fileWith(m_list);
        const Ran first = run(QStringList(file) + profile() + m_territory);
        QCOMPARE(first.exitCode, 0);
        QVERIFY2(first.out.contains(QStringLiteral("2 customers new")), qPrintable(first.out));
        const auto id =
            QRegularExpression(QStringLiteral("--undo ([0-9a-f-]{36})")).match(first.out).captured(1);
        QVERIFY(!id.isEmpty());
        QVERIFY(run(QStringList(file) + profile() + m_territory)
                    .out.contains(QStringLiteral("0 imported + 2 merged + 1 set aside")));
        const QStringList undo{QStringLiteral("--undo"), id};
        QCOMPARE(run(undo + profile()).exitCode, 0);
        QCOMPARE(run(undo + profile()).exitCode, 1);
        const Ran after = run(QStringList{file, QStringLiteral("--preview")} + profile());
        QVERIFY2(after.out.contains(QStringLiteral("2 imported + 0 merged")), qPrintable(after.out));
    }

    void mainlandCoordinates_areAskedFor_beforeAnythingIsStored()
    {
        const QString file = fileWith(QStringLiteral("name,latitude,longitude\n甲,116.404,39.915\n"));
        const Ran asked = run(QStringList(file) + profile() + m_territory);
        QCOMPARE(asked.exitCode, 2);
        QVERIFY(asked.err.contains(QStringLiteral("--coordinates")));
        QVERIFY(asked.out.contains(QStringLiteral("the wrong way round")));
        const Ran told = run(QStringList{file, QStringLiteral("--coordinates"), QStringLiteral("gcj02")}
                             + profile() + m_territory);
        QCOMPARE(told.exitCode, 0);
        QVERIFY2(told.out.contains(QStringLiteral("1 customers new")), qPrintable(told.out));
    }

    void deviceOfNobody_isRefused()
    {
        const Ran ran = run(QStringList(fileWith(m_list)) + profile());
        QCOMPARE(ran.exitCode, 1);
        QVERIFY2(ran.err.contains(QStringLiteral("session.not-enrolled")), qPrintable(ran.err));
    }

    void columnIsMappedAsTold_andWrongOptionsAreNamed()
    {
        const QString file = fileWith(QStringLiteral("name,odd\nA,x\n"));
        const Ran mapped = run({file, QStringLiteral("--preview"), QStringLiteral("--map"),
                                QStringLiteral("odd=businessScope")});
        QVERIFY2(mapped.out.contains(QRegularExpression(QStringLiteral("odd +Account\\.businessScope"))),
                 qPrintable(mapped.out));
        QCOMPARE(
            run({file, QStringLiteral("--preview"), QStringLiteral("--map"), QStringLiteral("odd=nothing")})
                .exitCode,
            1);
        QCOMPARE(
            run({file, QStringLiteral("--preview"), QStringLiteral("--coordinates"), QStringLiteral("mars")})
                .exitCode,
            2);
        QCOMPARE(run({file}).exitCode, 2);
        QCOMPARE(run({m_folder->filePath(QStringLiteral("none.csv")), QStringLiteral("--preview")}).exitCode,
                 1);
    }
};

QTEST_GUILESS_MAIN(CtlImportTest)
#include "import_test.moc"
