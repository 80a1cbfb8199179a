// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demo_company.h"
#include "tests/integration/server/live_device.h"

#include <QElapsedTimer>
#include <QTest>

using namespace legwork;
using namespace legwork::test;

/// How soon a device sees what another has written.
class LivenessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lookedAt_seesAColleaguesNoteAtOnce_andNotInTheBackground();
};

void LivenessTest::lookedAt_seesAColleaguesNoteAtOnce_andNotInTheBackground()
{
    const auto demo = DemoCompany::load(QDate(2026, 3, 2));
    QVERIFY(demo);
    ServerProcess server;
    QVERIFY(server.start());
    LiveDevice writer(server, demo->people[1].id.uuid);
    LiveDevice reader(server, demo->people[1].id.uuid);
    QTRY_VERIFY_WITH_TIMEOUT(writer.isIdle() && reader.isIdle(), 60'000);
    reader.sync->setInForeground(true);
    QTest::qWait(1'500); // a look, and then the question stands

    const auto noteWith = [&](const char *words) {
        Note note;
        note.id = Id<Note>::generate();
        note.scope = demo->territory.id.uuid;
        note.text = QString::fromUtf8(words);
        return note;
    };
    QElapsedTimer watch;
    watch.start();
    const Note first = noteWith("客户同意试用");
    writer.write(first);
    QTRY_VERIFY_WITH_TIMEOUT(reader.has(first.id), 20'000); // an interval is a minute
    qInfo("seen after %lld ms, of which the writer waited 1500 for further edits", watch.elapsed());

    // And again, from the new cursor on; then nobody looks any more.
    const Note second = noteWith("second");
    writer.write(second);
    QTRY_VERIFY_WITH_TIMEOUT(reader.has(second.id), 20'000);
    reader.sync->setInForeground(false);
    QTest::qWait(500);
    const qint64 sessions = reader.sync->status().sessions;
    const Note third = noteWith("third");
    writer.write(third);
    const qint64 written = writer.sync->status().sessions;
    QTRY_VERIFY_WITH_TIMEOUT(writer.sync->status().sessions > written, 20'000);
    QTest::qWait(3'000);
    QCOMPARE(reader.sync->status().sessions, sessions);
    QVERIFY(!reader.has(third.id));
    reader.sync->setInForeground(true);
    QTRY_VERIFY_WITH_TIMEOUT(reader.has(third.id), 20'000);
}

QTEST_GUILESS_MAIN(LivenessTest)
#include "liveness_test.moc"
