// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demo_company.h"
#include "core/storage/store.h"
#include "sync/client/http/http_transport.h"
#include "sync/client/sync_scheduler.h"
#include "tests/integration/server/server_process.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_connectivity.h"
#include "tests/support/fake_key_store.h"

#include <QElapsedTimer>
#include <QTest>

using namespace legwork;
using namespace legwork::test;

namespace {

/// A device as the app puts it together, but without pages.
class LiveDevice
{
public:
    LiveDevice(ServerProcess &server, const Uuid &person)
    {
        auto opened = storage::Store::open({m_folder.path(), &m_keys, &m_clock});
        if (!opened)
            qFatal("%s", qPrintable(opened.error().code));
        store = std::move(*opened);
        const auto transports =
            [](const QUrl &address,
               const QByteArray &authorities) -> Result<std::unique_ptr<sync::Transport>> {
            sync::HttpSettings settings;
            settings.server = address;
            settings.authorities = authorities;
            auto made = sync::HttpTransport::create(std::move(settings));
            if (!made)
                return forward(made);
            return std::move(*made);
        };
        sync = std::make_unique<sync::SyncScheduler>(*store, m_connectivity, transports);
        const QString authority = QString::fromLatin1(server.authority().toDer().toBase64(
            QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
        const QString link = QStringLiteral("legwork://enrol?server=https://localhost:%1&code=%2&ca=%3")
                                 .arg(server.port())
                                 .arg(server.codeFor(person), authority);
        if (const Status enrolled = sync->enrol(link, QStringLiteral("device")); !enrolled)
            qFatal("%s", qPrintable(enrolled.error().code));
    }
    [[nodiscard]] bool has(Id<Note> id) const
    {
        return store->read([id](storage::Reader &reader) { return reader.find(id); })
            .result()
            .value()
            .has_value();
    }
    void write(const Note &note)
    {
        const Status done =
            store->write([&note](storage::UnitOfWork &unit) { return unit.insert(note); }).result();
        if (!done)
            qFatal("%s", qPrintable(done.error().code));
    }
    [[nodiscard]] bool isIdle() const { return sync->status().phase == sync::SyncStatus::Phase::Idle; }

private:
    QTemporaryDir m_folder; // outlives the store
    FakeKeyStore m_keys;
    FakeClock m_clock;
    FakeConnectivity m_connectivity;

public:
    std::unique_ptr<storage::Store> store;
    std::unique_ptr<sync::SyncScheduler> sync; // ends before the store
};

} // namespace

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
