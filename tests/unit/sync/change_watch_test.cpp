// SPDX-License-Identifier: Apache-2.0
#include "sync/client/change_watch.h"
#include "sync/client/sync_limits.h"
#include "sync/protocol/codec.h"

#include <QTest>

using namespace legwork;
using namespace legwork::sync;

namespace {

/// Answers when the test says so.
class ToldTransport final : public Transport
{
public:
    std::vector<Exchange> asked;
    int cancelled = 0;

    void start(Exchange exchange, std::function<void(QByteArrayView)> onBytes,
               std::function<void(Status)> onEnd) override
    {
        QVERIFY(!m_onEnd);
        asked.push_back(std::move(exchange));
        m_onBytes = std::move(onBytes);
        m_onEnd = std::move(onEnd);
    }
    void cancel() override { ++cancelled; }

    void answer(qint64 target)
    {
        const QByteArray frame = encode(SyncEnd{{}, target, {}, 0});
        m_onBytes(QByteArrayView(frame).first(5));
        m_onBytes(QByteArrayView(frame).sliced(5));
        end({});
    }
    void end(Status status) { std::exchange(m_onEnd, nullptr)(std::move(status)); }

private:
    std::function<void(QByteArrayView)> m_onBytes;
    std::function<void(Status)> m_onEnd;
};

struct Watched {
    ToldTransport *way = new ToldTransport;
    int news = 0;
    ChangeWatch watch{std::unique_ptr<Transport>(way), "token", [this] { ++news; }};
};

} // namespace

class ChangeWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void question_namesTheCursor_andIsAGet();
    void news_areToldOnce_andNothingIsAskedUntilTheNextFollow();
    void nothingNew_isAskedAgain_butNotOfAServerThatDoesNotWait();
    void failure_isNotInsistedOn();
    void otherCursor_replacesTheQuestion();
    void stopped_saysNothingMore();
};

void ChangeWatchTest::question_namesTheCursor_andIsAGet()
{
    Watched it;
    it.watch.follow(42);
    QCOMPARE(it.way->asked.size(), size_t(1));
    QCOMPARE(it.way->asked[0].path, QByteArray("/v1/changes"));
    QCOMPARE(it.way->asked[0].query, QByteArray("after=42"));
    QCOMPARE(it.way->asked[0].token, QByteArray("token"));
    QVERIFY(it.way->asked[0].body.isEmpty());
}

void ChangeWatchTest::news_areToldOnce_andNothingIsAskedUntilTheNextFollow()
{
    Watched it;
    it.watch.follow(42);
    it.way->answer(43);
    QCOMPARE(it.news, 1);
    QCOMPARE(it.way->asked.size(), size_t(1));
    it.watch.follow(43);
    QCOMPARE(it.way->asked.size(), size_t(2));
    it.way->answer(7); // the server went back to an older state
    QCOMPARE(it.news, 2);
}

void ChangeWatchTest::nothingNew_isAskedAgain_butNotOfAServerThatDoesNotWait()
{
    Watched it;
    it.watch.follow(42);
    it.way->answer(42);
    QCOMPARE(it.way->asked.size(), size_t(1));
    it.watch.follow(42);
    QTest::qWait(int(limits::kChangesShortest.count()) + 50);
    it.way->answer(42);
    QCOMPARE(it.way->asked.size(), size_t(3));
    QCOMPARE(it.news, 0);
}

void ChangeWatchTest::failure_isNotInsistedOn()
{
    Watched it;
    it.watch.follow(42);
    it.way->end(fail(QStringLiteral("net.status"), Advice::GiveUp, {QStringLiteral("404")}));
    it.watch.follow(42);
    it.way->end({}); // complete, but says nothing
    QCOMPARE(it.way->asked.size(), size_t(2));
    QCOMPARE(it.news, 0);
}

void ChangeWatchTest::otherCursor_replacesTheQuestion()
{
    Watched it;
    it.watch.follow(42);
    it.watch.follow(42);
    QCOMPARE(it.way->cancelled, 0);
    it.watch.follow(50);
    QCOMPARE(it.way->cancelled, 1);
    it.way->end(fail(QStringLiteral("net.cancelled"), Advice::Retry));
    QCOMPARE(it.way->asked.size(), size_t(2));
    QCOMPARE(it.way->asked[1].query, QByteArray("after=50"));
}

void ChangeWatchTest::stopped_saysNothingMore()
{
    Watched it;
    it.watch.follow(42);
    it.watch.stop();
    QCOMPARE(it.way->cancelled, 1);
    it.way->answer(43);
    QCOMPARE(it.news, 0);
    QCOMPARE(it.way->asked.size(), size_t(1));
}

QTEST_GUILESS_MAIN(ChangeWatchTest)
#include "change_watch_test.moc"
