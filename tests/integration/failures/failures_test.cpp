// SPDX-License-Identifier: Apache-2.0
#include "app/composition/row_digest.h"
#include "app/ctl/server_process.h"
#include "app/demo/demo_company.h"
#include "app/player/page_driver.h"
#include "app/program.h"
#include "core/storage/outbox.h"
#include "core/storage/profile.h"
#include "platform/desktop/file_key_store.h"
#include "qml/session/error_text.h"
#include "qml/session/language.h"
#include "qml/session/router.h"

#include <QDir>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace legwork;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 60'000;

/// Everything that a person can read on the window.
QString textsOn(const QQuickItem *item)
{
    if (!item->isVisible())
        return {};
    QString texts = item->property("text").toString() + u'\n';
    for (const QQuickItem *child : item->childItems())
        texts += textsOn(child);
    return texts;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::ReadWrite) && file.write(bytes) == bytes.size() && file.resize(bytes.size());
}

/// Programs started meanwhile live so many days from now.
class ShiftedClock
{
public:
    explicit ShiftedClock(int days)
    {
        const QStringList found = QDir(u"/usr/lib"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString &folder : found) {
            const QString path = u"/usr/lib/%1/faketime/libfaketime.so.1"_s.arg(folder);
            if (QFile::exists(path))
                m_library = path.toUtf8();
        }
        qputenv("LD_PRELOAD", m_library);
        qputenv("FAKETIME", QByteArray(days < 0 ? "" : "+") + QByteArray::number(days) + "d");
        qputenv("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    }
    ~ShiftedClock()
    {
        qunsetenv("LD_PRELOAD");
        qunsetenv("FAKETIME");
        qunsetenv("FAKETIME_DONT_FAKE_MONOTONIC");
    }
    [[nodiscard]] bool isThere() const { return !m_library.isEmpty(); }

private:
    QByteArray m_library;
};

} // namespace

/// Each thing that can be in the way is brought about for real. Then the person reads on the page what happened, what
/// it means and what to do, in either language, and when it is out of the way everything is there as before.
class FailuresTest : public QObject
{
    Q_OBJECT

private:
    struct Phone {
        QTemporaryDir folder;
        std::unique_ptr<Program> program;

        [[nodiscard]] QString profile() const { return folder.filePath(u"profile"_s); }
        [[nodiscard]] QString database() const { return profile() + u"/legwork.db"_s; }
        [[nodiscard]] QString keyFile() const { return folder.filePath(u"key"_s); }
        [[nodiscard]] PageDriver page() { return PageDriver(program->shell()); }

        /// Until the app is open, or stands before a page that says why not: the error, or nothing.
        std::optional<Error> start(bool withKeyFile = true)
        {
            LaunchOptions options;
            options.profile = profile();
            options.developerKeyFile = withKeyFile ? keyFile() : QString();
            options.language = u"zh_CN"_s;
            options.serverIsHere = true;
            program = std::make_unique<Program>(options);
            std::optional<Error> error;
            bool isOpen = false;
            QObject::connect(program.get(), &Program::ready, program.get(), [&] { isOpen = true; });
            QObject::connect(program.get(), &Program::refused, program.get(),
                             [&](const Error &why) { error = why; });
            if (const Status started = program->start(); !started)
                return started.error();
            (void)QTest::qWaitFor([&] { return isOpen || error; }, kPatienceMs);
            program->disconnect();
            return isOpen || error ? error : Error{u"test.too-late"_s, Advice::GiveUp, {}};
        }

        void enrol(const QString &link)
        {
            program->shell().router().openPage(u"enrol"_s, {});
            QVERIFY(page().setProperty({}, u"code"_s, link));
            QVERIFY(page().call({}, u"enrol"_s, {}));
        }
        [[nodiscard]] QString pageError(const QString &property = u"errorCode"_s)
        {
            return page().property({}, property).value_or(QVariant()).toString();
        }
        [[nodiscard]] QStringList pageArguments(const QString &property = u"errorArguments"_s)
        {
            return page().property({}, property).value_or(QVariant()).toStringList();
        }

        [[nodiscard]] RowDigests digest()
        {
            return program->device()
                .store()
                ->read([](storage::Reader &reader) { return digestDevice(reader.connection()); })
                .result()
                .value();
        }
        [[nodiscard]] int unsent()
        {
            return int(
                program->device()
                    .store()
                    ->read([](storage::Reader &reader) { return storage::outboxState(reader.connection()); })
                    .result()
                    ->count);
        }
        void note(const QString &text)
        {
            const Uuid scope = m_scope;
            QVERIFY(program->device()
                        .store()
                        ->write([&](storage::UnitOfWork &unit) {
                            Note row;
                            row.id = Id<Note>::generate();
                            row.scope = scope;
                            row.text = text;
                            return unit.insert(row);
                        })
                        .result());
        }
        Uuid m_scope;
    };

    /// The window says all three sentences, in Chinese and in English.
    void readsOn(Phone &phone, const QString &code, const QStringList &arguments)
    {
        for (const QString &language : {u"en"_s, u"zh_CN"_s}) {
            phone.program->shell().language().setCurrent(language);
            const ErrorWords words = ErrorText::words(code, arguments);
            const bool isChinese =
                std::any_of(words.happened.cbegin(), words.happened.cend(),
                            [](QChar letter) { return letter.script() == QChar::Script_Han; });
            QCOMPARE(isChinese, language == u"zh_CN");
            for (const QString &sentence : {words.happened, words.means, words.todo}) {
                QVERIFY2(!sentence.isEmpty(), qPrintable(code));
                QTRY_VERIFY2(textsOn(phone.program->shell().window()->contentItem()).contains(sentence),
                             qPrintable(code + u": "_s + sentence));
            }
        }
    }

    std::unique_ptr<ctl::ServerProcess> serverIn(const QString &folder)
    {
        auto server = std::make_unique<ctl::ServerProcess>(folder);
        const Status started = server->start({m_person}, m_folder.filePath(u"port"_s));
        return started ? std::move(server) : nullptr;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<ctl::ServerProcess> m_server;
    Uuid m_person;
    Uuid m_territory;
    Phone m_phone;
    RowDigests m_rows;

private Q_SLOTS:
    void initTestCase()
    {
        qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // a machine without a secret service
        const auto demo = DemoCompany::load(QDate::currentDate());
        QVERIFY(demo);
        m_person = demo->people.front().id.uuid;
        m_territory = demo->territory.id.uuid;
        m_server = serverIn(m_folder.filePath(u"server"_s));
        QVERIFY(m_server);
        QVERIFY(!m_phone.start());
        m_phone.m_scope = m_territory;
        m_phone.enrol(m_server->linkFor(m_person));
        QTRY_VERIFY_WITH_TIMEOUT(m_phone.program->device().sync()->status().sessions > 0
                                     && m_phone.program->device().sync()->status().error.code.isEmpty(),
                                 kPatienceMs);
        m_phone.program->device().connectivity().setFlightMode(true);
        m_phone.note(u"写在飞行模式里"_s);
        m_rows = m_phone.digest();
        QVERIFY(!m_rows.empty());
        QCOMPARE(m_phone.unsent(), 1);
        m_phone.program.reset();
        // Away until it is wanted again: what is unsent stays unsent.
        QVERIFY(m_server->stop());
        m_server.reset();
    }
    void cleanup() { m_phone.program.reset(); }

    void cannotBeOpened_data()
    {
        QTest::addColumn<QString>("code");
        QTest::newRow("wrong key") << u"storage.wrong-key"_s;
        QTest::newRow("missing key store") << u"keystore.missing"_s;
        QTest::newRow("corrupt file") << u"storage.corrupt"_s;
        QTest::newRow("newer schema") << u"storage.newer-schema"_s;
    }
    void cannotBeOpened()
    {
        QFETCH(QString, code);
        const QByteArray key = contentOf(m_phone.keyFile());
        const QByteArray data = contentOf(m_phone.database());
        const auto keyName = storage::loadProfile(m_phone.profile()).value()->keyName;
        const auto raise = [&](const char *version) {
            const SecretKey secret = FileKeyStore(m_phone.keyFile()).load(keyName).value();
            auto connection = sqlite::Connection::open(m_phone.database(), secret.derive("db/v1"),
                                                       sqlite::Connection::Mode::Writer);
            return connection && (*connection)->execute(version) && (*connection)->checkpoint();
        };
        if (code == u"storage.wrong-key")
            QVERIFY(FileKeyStore(m_phone.keyFile()).save(keyName, SecretKey::generate()));
        if (code == u"storage.corrupt")
            QVERIFY(put(m_phone.database(), QByteArray(8192, 'x') + data.sliced(8192)));
        if (code == u"storage.newer-schema")
            QVERIFY(raise("PRAGMA user_version = 9999"));
        const QByteArray damaged = contentOf(m_phone.database());

        const auto error = m_phone.start(code != u"keystore.missing");
        QVERIFY(error);
        QCOMPARE(error->code, code);
        readsOn(m_phone, error->code, error->arguments);
        QVERIFY(textsOn(m_phone.program->shell().window()->contentItem()).contains(code));
        m_phone.program.reset();
        QCOMPARE(contentOf(m_phone.database()), damaged);

        if (code == u"storage.newer-schema")
            QVERIFY(
                raise(("PRAGMA user_version = " + QByteArray::number(storage::kFileVersion)).constData()));
        else
            QVERIFY(put(m_phone.database(), data));
        QVERIFY(put(m_phone.keyFile(), key));
        QVERIFY(!m_phone.start());
        QVERIFY(m_phone.digest() == m_rows);
        QCOMPARE(m_phone.unsent(), 1);
    }

    void enrolledAgain_keepsTheFileThatCannotBeOpened()
    {
        Phone phone;
        QVERIFY(QDir().mkpath(phone.profile()));
        QVERIFY(QFile::copy(m_phone.keyFile(), phone.keyFile()));
        for (const QString &name :
             QDir(m_phone.profile()).entryList({u"legwork.db"_s, u"profile.json"_s, u"made"_s}))
            QVERIFY(QFile::copy(m_phone.profile() + u'/' + name, phone.profile() + u'/' + name));
        const QByteArray data = contentOf(phone.database());
        QVERIFY(data.size() > 8192);
        QVERIFY(put(phone.database(), QByteArray(8192, 'x') + data.sliced(8192)));
        const QByteArray damaged = contentOf(phone.database());
        QCOMPARE(phone.start().value_or(Error()).code, u"storage.corrupt"_s);
        QVERIFY(phone.page().call({}, u"enrolAnew"_s, {}));
        // The enrolment follows: it is the page that knows of codes.
        QTRY_VERIFY_WITH_TIMEOUT(phone.page().property({}, u"plausible"_s).has_value(), kPatienceMs);
        const QStringList kept = QDir(phone.folder.path()).entryList({u"profile-kept-*"_s}, QDir::Dirs);
        QCOMPARE(kept.size(), 1);
        QCOMPARE(contentOf(phone.folder.filePath(kept.first() + u"/legwork.db"_s)), damaged);
    }

    void serverAway_orNotTrusted_losesNothing()
    {
        QVERIFY(!m_phone.start());
        m_phone.program->shell().router().openPage(u"sync"_s, {});
        QVERIFY(m_phone.page().call({}, u"syncNow"_s, {}));
        QTRY_COMPARE_WITH_TIMEOUT(m_phone.pageError(u"syncErrorCode"_s), u"net.unreachable"_s, kPatienceMs);
        readsOn(m_phone, u"net.unreachable"_s, m_phone.pageArguments(u"syncErrorArguments"_s));
        QCOMPARE(m_phone.unsent(), 1);

        // Another server at the same address, with a certificate of its own making.
        auto other = serverIn(m_folder.filePath(u"other"_s));
        QVERIFY(other);
        QVERIFY(m_phone.page().call({}, u"syncNow"_s, {}));
        QTRY_COMPARE_WITH_TIMEOUT(m_phone.pageError(u"syncErrorCode"_s), u"net.certificate"_s, kPatienceMs);
        readsOn(m_phone, u"net.certificate"_s, m_phone.pageArguments(u"syncErrorArguments"_s));
        QCOMPARE(m_phone.unsent(), 1);
        QVERIFY(m_phone.digest() == m_rows);
        QVERIFY(other->stop());

        m_server = serverIn(m_folder.filePath(u"server"_s));
        QVERIFY(m_server);
        QVERIFY(m_phone.page().call({}, u"syncNow"_s, {}));
        QTRY_COMPARE_WITH_TIMEOUT(m_phone.unsent(), 0, kPatienceMs);
        QVERIFY(m_phone.digest() == m_rows);
    }

    void wrongEnrolmentCode_isSaid_andTheRightOneWorksAfterwards()
    {
        Phone phone;
        QVERIFY(!phone.start());
        const QString link = m_server->linkFor(m_person);
        QString wrong = link;
        wrong.replace(QRegularExpression(u"code=[^&]*"_s), u"code=AAAA-AAAA"_s);
        QVERIFY(wrong != link);
        phone.enrol(wrong);
        QTRY_COMPARE_WITH_TIMEOUT(phone.pageError(), u"enrol.wrong-code"_s, kPatienceMs);
        readsOn(phone, u"enrol.wrong-code"_s, {});
        phone.enrol(link);
        QTRY_VERIFY_WITH_TIMEOUT(phone.program->device().sync()->status().sessions > 0, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(phone.digest() == m_rows, kPatienceMs);
    }

    void clockAYearAhead_isSaid_andNothingIsLost()
    {
        QVERIFY(m_server->stop());
        m_server.reset();
        std::unique_ptr<ctl::ServerProcess> server;
        {
            const ShiftedClock aYearAgo(-365); // seen from there, this device is a year ahead
            QVERIFY2(aYearAgo.isThere(), "the package faketime is missing");
            server = serverIn(m_folder.filePath(u"past"_s));
        }
        QVERIFY(server);
        Phone phone;
        phone.m_scope = m_territory;
        QVERIFY(!phone.start());
        phone.enrol(server->linkFor(m_person));
        QTRY_VERIFY_WITH_TIMEOUT(phone.program->device().sync()->status().sessions > 0, kPatienceMs);
        phone.note(u"一年以后"_s);
        phone.program->shell().router().openPage(u"sync"_s, {});
        QVERIFY(phone.page().call({}, u"syncNow"_s, {}));
        QTRY_COMPARE_WITH_TIMEOUT(phone.unsent(), 0, kPatienceMs);
        const auto says = [&phone](const QString &language, const QString &sentence) {
            phone.program->shell().language().setCurrent(language);
            QTRY_VERIFY_WITH_TIMEOUT(
                textsOn(phone.program->shell().window()->contentItem()).contains(sentence), kPatienceMs);
        };
        says(u"en"_s, u"The clock of this device is wrong"_s);
        says(u"zh_CN"_s, u"本机时钟不准"_s);
        phone.program.reset();
        QVERIFY(server->stop());
    }

    void clockAYearBehind_isSaid_andNothingIsLost()
    {
        std::unique_ptr<ctl::ServerProcess> server;
        {
            const ShiftedClock inAYear(365); // its certificate is not valid yet by our clock
            QVERIFY2(inAYear.isThere(), "the package faketime is missing");
            server = serverIn(m_folder.filePath(u"future"_s));
        }
        QVERIFY(server);
        Phone phone;
        QVERIFY(!phone.start());
        phone.enrol(server->linkFor(m_person));
        QTRY_COMPARE_WITH_TIMEOUT(phone.pageError(), u"net.certificate"_s, kPatienceMs);
        QCOMPARE(phone.pageArguments().value(0), u"not-yet-valid"_s);
        readsOn(phone, u"net.certificate"_s, phone.pageArguments());
        phone.program.reset();
        QVERIFY(server->stop());
    }
};

QTEST_MAIN(FailuresTest)
#include "failures_test.moc"
