// SPDX-License-Identifier: Apache-2.0
#include "core/schema/rows.h"
#include "core/storage/attachments/attachment_files.h"
#include "core/storage/attachments/local_files.h"
#include "core/storage/known_names.h"
#include "core/storage/outbox.h"
#include "core/storage/remote_round.h"
#include "core/storage/store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_key_store.h"

#include <QDir>
#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

using namespace legwork;
using namespace legwork::storage;

namespace {

const Uuid kTerritory = Uuid::derive("test", "territory");
const Uuid kEpoch = Uuid::derive("test", "epoch");

} // namespace

class AttachmentFilesTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    test::FakeKeyStore m_keys;
    test::FakeClock m_clock;
    std::unique_ptr<Store> m_store;

    void open()
    {
        m_store.reset();
        auto store = Store::open({m_folder->path(), &m_keys, &m_clock});
        QVERIFY(store);
        m_store = std::move(*store);
    }
    ContentHash taken(const QByteArray &bytes)
    {
        auto import = m_store->files().begin();
        Q_ASSERT(import);
        (void)(*import)->take(bytes);
        return (*import)->finish().value();
    }
    /// Imported at this minute, and named by a row unless told otherwise.
    ContentHash added(const QByteArray &bytes, int minute, bool isNamed = true)
    {
        const ContentHash content = taken(bytes);
        const Status done =
            m_store
                ->write([&](UnitOfWork &unit) -> Status {
                    if (isNamed) {
                        Attachment row;
                        row.id = Id<Attachment>::generate();
                        row.scope = kTerritory;
                        row.sha256 = content.toText();
                        if (auto made = unit.insert(row); !made)
                            return made;
                    }
                    return noteHere(unit.connection(), content, bytes.size(), Instant{minute * 60'000LL});
                })
                .result();
        Q_ASSERT(done);
        return content;
    }
    template<class Work>
    auto synchronised(Work work)
    {
        return m_store->synchronise([work](sqlite::Connection &writer, Capture &) { return work(writer); })
            .result();
    }
    void setEpoch(const Uuid &epoch)
    {
        QVERIFY(synchronised([&](sqlite::Connection &writer) {
            return setMeta(writer, known::kEpoch, Value(epoch.toBytes()));
        }));
    }
    void confirm(const ContentHash &content)
    {
        QVERIFY(synchronised([&](sqlite::Connection &writer) -> Status {
            LocalFile file = **localFile(writer, content);
            file.receipt = kEpoch;
            return putLocalFile(writer, file);
        }));
    }
    static std::vector<ContentHash> contentsOf(const Result<std::vector<LocalFile>> &files)
    {
        std::vector<ContentHash> all;
        for (const LocalFile &file : files.value())
            all.push_back(file.content);
        return all;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
        setEpoch(kEpoch);
    }
    void cleanup() { m_store.reset(); }

    void importedFile_comesBack_andNothingOnTheDiskTellsWhatItIs()
    {
        const QByteArray canary("CANARY of a picture that nobody but its owner may see");
        const QByteArray bytes = canary.repeated(5'000);
        const ContentHash content = taken(bytes);
        QCOMPARE(content, ContentHash::of(bytes));
        const auto reader = m_store->files().open(content, bytes.size());
        QVERIFY(reader);
        QCOMPARE((*reader)->read(canary.size(), canary.size()).value(), canary);
        QVERIFY(m_store->files().check(content));
        int files = 0;
        for (QDirIterator it(m_folder->path(), QDir::Files, QDirIterator::Subdirectories); it.hasNext();
             ++files) {
            QFile file(it.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray raw = file.readAll();
            QVERIFY(!raw.contains("CANARY"));
            QVERIFY(!it.fileName().contains(content.toText().first(8)));
        }
        QVERIFY(files >= 3);
    }

    void importGivenUp_leavesNothing_alsoAfterACrash()
    {
        const QDir folder(m_folder->filePath(QStringLiteral("files")));
        {
            auto import = m_store->files().begin();
            QVERIFY((*import)->take("half"));
            QCOMPARE(folder.entryList(QDir::Files).size(), 1);
        }
        QCOMPARE(folder.entryList(QDir::Files).size(), 0);
        QFile crashed(folder.filePath(QStringLiteral("0.new")));
        QVERIFY(crashed.open(QIODevice::WriteOnly));
        crashed.close();
        open();
        QCOMPARE(folder.entryList(QDir::Files).size(), 0);
    }

    void sameContentTwice_isOneFile_andADamagedOneIsReplaced()
    {
        const QByteArray bytes(200'000, 'x');
        const ContentHash content = taken(bytes);
        QCOMPARE(taken(bytes), content);
        const QDir folder(m_folder->filePath(QStringLiteral("files")));
        QCOMPARE(folder.entryList(QDir::Files).size(), 1);
        QFile file(folder.filePath(folder.entryList(QDir::Files).first()));
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(70'000));
        file.write("damage");
        file.close();
        QCOMPARE(m_store->files().check(content).error().code, QStringLiteral("storage.file-damaged"));
        QCOMPARE(taken(bytes), content);
        QVERIFY(m_store->files().check(content));
    }

    void fileCutShort_isFoundOutByItsLength()
    {
        const ContentHash content = taken(QByteArray(3 * sealed::kPieceBytes, 'x'));
        const QDir folder(m_folder->filePath(QStringLiteral("files")));
        QFile file(folder.filePath(folder.entryList(QDir::Files).first()));
        QVERIFY(file.resize(48 + 2 * (sealed::kPieceBytes + 28)));
        const auto reader = m_store->files().open(content, 3 * sealed::kPieceBytes);
        QCOMPARE(reader.error().code, QStringLiteral("storage.file-damaged"));
    }

    void fetchedFile_takesItsPlaceOnlyWhenItIsWhatItShouldBe()
    {
        const QByteArray bytes = QByteArray("picture").repeated(20'000);
        const ContentHash content = ContentHash::of(bytes);
        const AttachmentFiles &files = m_store->files();
        {
            auto writer = files.fetch(content);
            QVERIFY((*writer)->write(QByteArrayView(bytes).first(100'000)));
            QVERIFY((*writer)->flush());
        }
        QVERIFY(!files.has(content));
        {
            auto writer = files.fetch(content);
            QCOMPARE((*writer)->size(), 100'000);
            QVERIFY((*writer)->write(QByteArrayView(bytes).sliced(100'000)));
            QVERIFY((*writer)->flush());
        }
        QVERIFY(files.fetched(content));
        QVERIFY(files.check(content));
        const ContentHash other = ContentHash::of("other");
        {
            auto writer = files.fetch(other);
            QVERIFY((*writer)->write("not what was asked for"));
            QVERIFY((*writer)->flush());
        }
        QCOMPARE(files.fetched(other).error().code, QStringLiteral("storage.file-damaged"));
        QVERIFY(!files.has(other));
        QCOMPARE((*files.fetch(other))->size(), 0);
    }

    void fileWithoutReceipt_isToBeSent_andNeverGoes()
    {
        const ContentHash first = added("first", 1);
        const ContentHash second = added("second", 2);
        QVERIFY(synchronised([&](sqlite::Connection &writer) -> Status {
            if (contentsOf(filesToSend(writer, 10)) != std::vector{first, second})
                return fail(QStringLiteral("order"), Advice::GiveUp);
            if (!filesToEvict(writer, 0, Instant{0})->empty())
                return fail(QStringLiteral("evicted"), Advice::GiveUp);
            return {};
        }));
        confirm(first);
        QVERIFY(synchronised([&](sqlite::Connection &writer) -> Status {
            if (contentsOf(filesToSend(writer, 10)) != std::vector{second})
                return fail(QStringLiteral("sent again"), Advice::GiveUp);
            if (contentsOf(filesToEvict(writer, 0, Instant{0})) != std::vector{first})
                return fail(QStringLiteral("eviction"), Advice::GiveUp);
            if (!filesToEvict(writer, 1000, Instant{0})->empty())
                return fail(QStringLiteral("evicted though there is room"), Advice::GiveUp);
            return {};
        }));
    }

    void serverGoneBack_receiptsAreVoid_andFilesAreOfferedAgain()
    {
        const ContentHash content = added("content", 1);
        confirm(content);
        // A server that was merely started anew has lost nothing.
        setEpoch(Uuid::derive("test", "later epoch"));
        QVERIFY(synchronised([&](sqlite::Connection &writer) -> Status {
            return filesToSend(writer, 10)->empty() ? Status() : fail(QStringLiteral("void"), Advice::GiveUp);
        }));
        const auto gone = m_store->synchronise([](sqlite::Connection &writer, Capture &capture) -> Status {
            RemoteRound round(writer, capture);
            if (auto begun = round.begin(); !begun)
                return begun;
            if (auto back = round.goBack(0); !back)
                return back;
            const auto done = round.commitAsItIs();
            return done ? Status() : Status(forward(done));
        });
        QVERIFY(gone.result());
        QVERIFY(synchronised([&](sqlite::Connection &writer) -> Status {
            const bool holds = contentsOf(filesToSend(writer, 10)) == std::vector{content}
                               && filesToEvict(writer, 0, Instant{0})->empty()
                               && sendingState(writer)->files == 1;
            return holds ? Status() : fail(QStringLiteral("still confirmed"), Advice::GiveUp);
        }));
    }

    void leastRecentlyUsed_goesFirst()
    {
        const ContentHash a = added("aaaaaaaaaa", 1);
        const ContentHash b = added("bbbbbbbbbb", 2);
        const ContentHash c = added("cccccccccc", 3);
        for (const ContentHash &each : {a, b, c})
            confirm(each);
        QVERIFY(synchronised([&](sqlite::Connection &writer) -> Status {
            if (auto used = noteUsed(writer, a, Instant{10 * 60'000}); !used)
                return used;
            const bool holds = contentsOf(filesToEvict(writer, 20, Instant{0})) == std::vector{b}
                               && contentsOf(filesToEvict(writer, 10, Instant{0})) == std::vector{b, c};
            return holds ? Status() : fail(QStringLiteral("order"), Advice::GiveUp);
        }));
    }

    void removedAttachment_isNotSent_andGoesAfterAWhile()
    {
        const ContentHash content = added("removed", 5);
        QVERIFY(m_store
                    ->write([&](UnitOfWork &unit) -> Status {
                        const auto rows = unit.select<Attachment>("sha256 = ?", content.toText());
                        return rows ? unit.remove(rows->front().id) : Status(forward(rows));
                    })
                    .result());
        QVERIFY(synchronised([&](sqlite::Connection &writer) -> Status {
            const bool holds =
                filesToSend(writer, 10)->empty() && sendingState(writer)->files == 0
                && filesToEvict(writer, 0, Instant{5 * 60'000})->empty()
                && contentsOf(filesToEvict(writer, 1000, Instant{6 * 60'000})) == std::vector{content};
            return holds ? Status() : fail(QStringLiteral("kept or sent"), Advice::GiveUp);
        }));
    }

    // A right was taken away before the bytes had gone: the row is not here any more, but the work is.
    void bytesWhoseRowIsNotHereAnyMore_areSentAllTheSame_andStayUntilThen()
    {
        const ContentHash content = added("the row went, the work did not", 5, false);
        QVERIFY(synchronised([&](sqlite::Connection &writer) -> Status {
            const bool holds = contentsOf(filesToSend(writer, 10)) == std::vector{content}
                               && filesToEvict(writer, 0, Instant{6 * 60'000})->empty();
            return holds ? Status() : fail(QStringLiteral("given up"), Advice::GiveUp);
        }));
        confirm(content);
        QVERIFY(synchronised([&](sqlite::Connection &writer) -> Status {
            const bool holds = contentsOf(filesToEvict(writer, 0, Instant{0})) == std::vector{content};
            return holds ? Status() : fail(QStringLiteral("kept for ever"), Advice::GiveUp);
        }));
    }

    void bytesWithoutAnyRecord_goAfterADay_thoseWithOneStay()
    {
        const ContentHash known = added("known", 1);
        const ContentHash unknown = taken("a crash came before its row");
        m_store->files().removeUnknown(std::span(&known, 1));
        QVERIFY(m_store->files().has(unknown));
        const QDir folder(m_folder->filePath(QStringLiteral("files")));
        for (const QString &name : folder.entryList(QDir::Files)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadWrite));
            QVERIFY(file.setFileTime(QDateTime::currentDateTime().addDays(-2),
                                     QFileDevice::FileModificationTime));
        }
        m_store->files().removeUnknown(std::span(&known, 1));
        QVERIFY(m_store->files().has(known));
        QVERIFY(!m_store->files().has(unknown));
    }

    void wantedFile_isFetchedBeforeOlderWishes()
    {
        const auto named = [&](const char *text) {
            const ContentHash content = ContentHash::of(text);
            Attachment row;
            row.id = Id<Attachment>::generate();
            row.scope = kTerritory;
            row.sha256 = content.toText();
            (void)m_store->write([row](UnitOfWork &unit) -> Status { return unit.insert(row); }).result();
            return content;
        };
        const ContentHash a = named("a");
        const ContentHash b = named("b");
        QVERIFY(synchronised([&](sqlite::Connection &writer) -> Status {
            (void)noteWanted(writer, a, 1, Instant{1});
            (void)noteWanted(writer, b, 1, Instant{2});
            const bool holds = contentsOf(filesToFetch(writer, 10)) == std::vector{b, a}
                               && filesToSend(writer, 10)->empty() && !rowNaming(writer, a)->isNull();
            return holds ? Status() : fail(QStringLiteral("order"), Advice::GiveUp);
        }));
    }
};

QTEST_GUILESS_MAIN(AttachmentFilesTest)
#include "attachment_files_test.moc"
