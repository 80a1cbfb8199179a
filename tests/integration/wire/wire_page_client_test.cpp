// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demo_company.h"
#include "tests/integration/server/server_process.h"
#include "tests/support/postgres_server.h"

#include <QTest>

using namespace legwork;
using namespace legwork::test;

/// sync/protocol/README.md is complete: a client in another language, whose author was given that page alone (the ids of
/// people he took from what he saw on the wire), enrols two devices, pushes, pulls in pieces, resolves conflicts, carries a file and is refused what the page says is refused
/// (wire_client.py). What it checks, it says line by line.
class WirePageClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto company = DemoCompany::load(QDate(2026, 3, 12));
        QVERIFY(company);
        m_people = {company->people[0].id.uuid, company->people[1].id.uuid};
        // The distribution's interpreter: it is the one that has the distribution's packages.
        QProcess python;
        python.start(kPython, {QStringLiteral("-c"), QStringLiteral("import cbor2")});
        QVERIFY2(python.waitForFinished() && python.exitCode() == 0,
                 "python3-cbor2 is not installed (./dev setup does that)");
    }

    void clientWrittenFromThePage_getsAlongWithTheServer_data()
    {
        QTest::addColumn<bool>("isDatabase");
        QTest::newRow("embedded") << false;
        QTest::newRow("PostgreSQL") << true;
    }
    void clientWrittenFromThePage_getsAlongWithTheServer()
    {
        QFETCH(bool, isDatabase);
        PostgresServer database;
        QStringList more;
        if (isDatabase) {
            QCOMPARE(database.start(), QString());
            more = QStringList{QStringLiteral("--database"), database.makeDatabase()};
        }
        ServerProcess server;
        QVERIFY(server.start(more));
        QProcess client;
        client.setProcessChannelMode(QProcess::MergedChannels);
        client.start(kPython, {QStringLiteral(WIRE_PAGE_CLIENT), server.linkFor(m_people[0]),
                               server.linkFor(m_people[1])});
        QVERIFY(client.waitForFinished(180'000));
        const QByteArray said = client.readAll();
        QVERIFY2(client.exitStatus() == QProcess::NormalExit && client.exitCode() == 0, said.constData());
        QVERIFY(said.count("ok ") > 100);
        QCOMPARE(server.stop(), 0);
    }

private:
    inline static const QString kPython = QStringLiteral("/usr/bin/python3");
    std::vector<Uuid> m_people;
};

QTEST_GUILESS_MAIN(WirePageClientTest)
#include "wire_page_client_test.moc"
