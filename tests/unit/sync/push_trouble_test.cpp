// SPDX-License-Identifier: Apache-2.0
#include "sync/client/push_trouble.h"

#include <QTest>

#include <cmath>
#include <set>
#include <vector>

using namespace legwork;
using namespace legwork::sync;
using Failure = PushTrouble::Failure;

namespace {

std::vector<Uuid> units(int count)
{
    std::vector<Uuid> all;
    for (int i = 0; i < count; ++i)
        all.push_back(Uuid::derive("unit", QByteArray::number(i)));
    return all;
}

/// A server that fails at some units, and a device that has nothing else to do.
struct Exchange {
    std::vector<Uuid> waiting;
    std::set<Uuid> poison;
    Failure how = Failure::Said;
    PushTrouble trouble = {};
    int requests = 0;
    std::vector<Uuid> parked = {};
    std::vector<Uuid> parkedUnseen = {};

    void run()
    {
        // As over restarts.
        trouble = PushTrouble::fromBytes(trouble.toBytes());
        const auto plan = trouble.plan(waiting);
        const std::vector<Uuid> sent(waiting.begin(), waiting.begin() + qptrdiff(plan.units));
        ++requests;
        const bool isPoisoned =
            std::ranges::any_of(sent, [this](const Uuid &unit) { return poison.contains(unit); });
        const bool isSaved =
            plan.park == Park::Unseen || (plan.park == Park::IfItFails && how == Failure::Said);
        if (isPoisoned && !isSaved)
            return trouble.failed(sent, how);
        if (isPoisoned)
            (plan.park == Park::Unseen ? parkedUnseen : parked).push_back(sent.front());
        trouble.succeeded(sent);
        waiting.erase(waiting.begin(), waiting.begin() + qptrdiff(sent.size()));
    }
};

} // namespace

class PushTroubleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneThatTheServerFailsAt_isPutAside_andDelaysTheOthersByFewRequests_data()
    {
        QTest::addColumn<bool>("dies");
        QTest::addColumn<int>("count");
        for (const bool dies : {false, true}) {
            for (const int count : {1, 2, 3, 7, 64, 1'000, 10'000})
                QTest::addRow("%s at one of %d", dies ? "dies" : "fails", count) << dies << count;
        }
    }
    void oneThatTheServerFailsAt_isPutAside_andDelaysTheOthersByFewRequests()
    {
        QFETCH(bool, dies);
        QFETCH(int, count);
        const auto all = units(count);
        for (const int place : {0, count / 3, count / 2, count - 1}) {
            Exchange exchange{all, {all[size_t(place)]}, dies ? Failure::Silent : Failure::Said};
            while (!exchange.waiting.empty() && exchange.requests < 100)
                exchange.run();
            QVERIFY(exchange.waiting.empty());
            QVERIFY(exchange.trouble.isClear());
            const std::vector<Uuid> wanted{all[size_t(place)]};
            QCOMPARE(exchange.parked, dies ? std::vector<Uuid>() : wanted);
            QCOMPARE(exchange.parkedUnseen, dies ? wanted : std::vector<Uuid>());
            // One would have done without it. A server that dies is asked whether it lives, in between.
            const int more = exchange.requests - 1;
            const int log = int(std::ceil(std::log2(count)));
            QVERIFY2(more <= log + (dies ? 10 : 4), qPrintable(QString::number(more)));
        }
    }

    void severalInOneRequest_areAllFound_andNothingElse()
    {
        const auto all = units(500);
        const std::set<Uuid> poison{all[0], all[1], all[250], all[499]};
        Exchange exchange{all, poison};
        while (!exchange.waiting.empty() && exchange.requests < 200)
            exchange.run();
        QCOMPARE(std::set<Uuid>(exchange.parked.begin(), exchange.parked.end()), poison);
        QCOMPARE(exchange.parked.size(), poison.size());
    }

    void passingTrouble_parksNothing()
    {
        const auto all = units(5);
        for (const Failure how : {Failure::Said, Failure::Silent}) {
            for (int failures = 1; failures < 40; ++failures) {
                Exchange exchange{all, {all.begin(), all.end()}, how};
                // An outage: nothing goes through, not even putting aside.
                for (int i = 0; i < failures; ++i) {
                    const auto plan = exchange.trouble.plan(exchange.waiting);
                    QVERIFY(plan.park != Park::Unseen);
                    exchange.trouble.failed(std::span(exchange.waiting).first(plan.units), how);
                }
                exchange.poison.clear();
                while (!exchange.waiting.empty() && exchange.requests < 20)
                    exchange.run();
                QVERIFY(exchange.waiting.empty() && exchange.trouble.isClear());
                QVERIFY(exchange.parked.empty() && exchange.parkedUnseen.empty());
            }
        }
    }

    void withoutTrouble_everythingGoesAtOnce_andNothingIsKept()
    {
        PushTrouble trouble;
        const auto all = units(9);
        QCOMPARE(trouble.plan(all).units, size_t(9));
        QVERIFY(trouble.isClear());
        trouble.failed({}, Failure::Silent);
        QVERIFY(trouble.isClear());
        QVERIFY(!trouble.isNarrowing());
        QVERIFY(PushTrouble::fromBytes("nonsense").isClear());
    }

    void suspectsThatHaveGoneElsewhere_areForgotten()
    {
        const auto all = units(9);
        PushTrouble trouble;
        for (int i = 0; i < 5; ++i)
            trouble.failed(std::span(all).first(trouble.plan(all).units), Failure::Said);
        const auto others = std::span(all).subspan(5);
        QCOMPARE(trouble.plan(others).units, others.size());
        trouble.succeeded(others);
        QCOMPARE(trouble.plan(std::span(all).first(0)).units, size_t(0));
    }
};

QTEST_APPLESS_MAIN(PushTroubleTest)
#include "push_trouble_test.moc"
