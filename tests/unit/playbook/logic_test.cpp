// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/logic/logic.h"
#include "core/playbook/logic/logic_suite.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <rapidcheck.h>

using namespace legwork;

namespace {

QJsonValue json(const char *text)
{
    return QJsonDocument::fromJson(QByteArray("[") + text + ']').array().at(0);
}

LogicSuite runFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {0, {path}};
    auto suite = LogicSuite::run(file.readAll());
    return suite ? *suite : LogicSuite{0, {path + u' ' + suite.error().code}};
}

/// Rules of every operator, in and out of their right shape.
QJsonValue anyRule(int depth)
{
    static const QStringList names = {QStringLiteral("var"),     QStringLiteral("val"),
                                      QStringLiteral("exists"),  QStringLiteral("missing"),
                                      QStringLiteral("if"),      QStringLiteral("and"),
                                      QStringLiteral("or"),      QStringLiteral("??"),
                                      QStringLiteral("try"),     QStringLiteral("throw"),
                                      QStringLiteral("!"),       QStringLiteral("=="),
                                      QStringLiteral("==="),     QStringLiteral("<"),
                                      QStringLiteral("+"),       QStringLiteral("-"),
                                      QStringLiteral("*"),       QStringLiteral("/"),
                                      QStringLiteral("%"),       QStringLiteral("max"),
                                      QStringLiteral("cat"),     QStringLiteral("substr"),
                                      QStringLiteral("in"),      QStringLiteral("merge"),
                                      QStringLiteral("length"),  QStringLiteral("map"),
                                      QStringLiteral("filter"),  QStringLiteral("reduce"),
                                      QStringLiteral("all"),     QStringLiteral("some"),
                                      QStringLiteral("none"),    QStringLiteral("missing_some"),
                                      QStringLiteral("nonsense")};
    const int kind = *rc::gen::inRange(0, depth > 0 ? 12 : 6);
    switch (kind) {
    case 0:
        return {};
    case 1:
        return *rc::gen::inRange(-3, 9);
    case 2:
        return QStringList{QString(), QStringLiteral("a"), QStringLiteral("rows"),
                           QStringLiteral("accumulator"), QStringLiteral("current")}
            .at(*rc::gen::inRange(0, 5));
    case 3:
        return *rc::gen::arbitrary<bool>();
    case 4:
        return QJsonObject{{QStringLiteral("var"), QStringLiteral("rows")}};
    case 5:
        return QJsonObject{{QStringLiteral("val"), QJsonArray()}};
    default:
        break;
    }
    QJsonArray args;
    const int count = *rc::gen::inRange(0, 4);
    for (int i = 0; i < count; ++i)
        args.append(anyRule(depth - 1));
    if (kind == 6)
        return args;
    const QString name = names.at(*rc::gen::inRange(0, int(names.size())));
    return QJsonObject{{name, kind == 7 ? anyRule(depth - 1) : QJsonValue(args)}};
}

int nestingOf(const QJsonValue &value)
{
    int deepest = 0;
    if (value.isArray()) {
        const QJsonArray list = value.toArray();
        for (const QJsonValue &element : list)
            deepest = std::max(deepest, 1 + nestingOf(element));
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (const QJsonValue &member : object)
            deepest = std::max(deepest, 1 + nestingOf(member));
    }
    return deepest;
}

} // namespace

class LogicTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownCases_pass();
    void conformanceSuites_pass();
    void aWrongResult_isReportedWithBothSides();
    void nestingBeyondTheBound_fails_andCannotBeCaught();
    void stepsBeyondTheBound_end_andCannotBeCaught();
    void textThatDoubles_endsAtTheMemoryBound();
    void listsMadeOfThemselves_endAtTheMemoryBound();
    void anyRule_endsWithinItsBounds_andTwiceTheSame();
    void unknownOperators_areNamed();
    void needs_areThePathsThatARuleReads();
    void whateverChangesTheResult_isAmongTheNeeds();
};

void LogicTest::ownCases_pass()
{
    const LogicSuite suite = runFile(QFINDTESTDATA("logic_cases.json"));
    QCOMPARE(suite.failures.join(u'\n'), QString());
    QVERIFY(suite.passed >= 60);
}

void LogicTest::conformanceSuites_pass()
{
    QString folder = qEnvironmentVariable("LEGWORK_SHARED");
    if (folder.isEmpty())
        folder =
            qEnvironmentVariable("LEGWORK_SOURCE_DIR", QStringLiteral(".")) + QStringLiteral("/../shared");
    folder += QStringLiteral("/data/jsonlogic");
    if (!QDir(folder).exists())
        QSKIP("no conformance suites beside the checkout");
    int passed = 0;
    QDirIterator files(folder, {QStringLiteral("*.json")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const LogicSuite suite = runFile(files.next());
        QVERIFY2(suite.failures.isEmpty(), qPrintable(suite.failures.join(u'\n')));
        passed += suite.passed;
    }
    QVERIFY2(passed >= 575, qPrintable(QString::number(passed)));
}

void LogicTest::aWrongResult_isReportedWithBothSides()
{
    const auto suite = LogicSuite::run(
        R"([{"description": "sum", "rule": {"+": [1, 2]}, "result": 4}, {"rule": 1, "error": {"type": "NaN"}}])");
    QVERIFY(suite);
    QCOMPARE(suite->passed, 0);
    QCOMPARE(suite->failures.size(), 2);
    QVERIFY(suite->failures[0].contains(QStringLiteral("expected result 4, came result 3")));
    QVERIFY(!LogicSuite::run("{}"));
}

void LogicTest::nestingBeyondTheBound_fails_andCannotBeCaught()
{
    QJsonValue rule = 1;
    for (int i = 0; i < Logic::kDepthMax + 5; ++i)
        rule = QJsonObject{{QStringLiteral("try"), QJsonArray{rule, 0}}};
    const Logic logic(rule);
    QVERIFY(logic.isTooDeep());
    QVERIFY(!logic.evaluate({}));
    QVERIFY(logic.evaluate({}).error().isFinal);
}

void LogicTest::stepsBeyondTheBound_end_andCannotBeCaught()
{
    // Five lists in each other: a hundred thousand rounds.
    const QJsonValue rule = json(R"({"try": [{"map": [{"var": "ten"}, {"map": [{"val": [[2], "ten"]},
        {"map": [{"val": [[4], "ten"]}, {"map": [{"val": [[6], "ten"]}, {"map": [{"val": [[8], "ten"]}, 1]}]}]}]}]}, 0]})");
    const QJsonValue data = json(R"({"ten": [0,1,2,3,4,5,6,7,8,9]})");
    const LogicResult result = Logic(rule).evaluate(data, {50'000, 10'000'000});
    QVERIFY(!result);
    QCOMPARE(result.error().type(), QStringLiteral("logic.steps"));
    QVERIFY(Logic(rule).evaluate(data, {1'000'000, 10'000'000}));
}

void LogicTest::textThatDoubles_endsAtTheMemoryBound()
{
    QJsonArray rounds;
    for (int i = 0; i < 100; ++i)
        rounds.append(i);
    const QJsonValue rule =
        QJsonObject{{QStringLiteral("reduce"),
                     QJsonArray{rounds, json(R"({"cat": [{"var": "accumulator"}, {"var": "accumulator"}]})"),
                                QStringLiteral("x")}}};
    const LogicResult result = Logic(rule).evaluate({});
    QVERIFY(!result);
    QCOMPARE(result.error().type(), QStringLiteral("logic.memory"));
}

void LogicTest::listsMadeOfThemselves_endAtTheMemoryBound()
{
    QJsonArray rounds;
    for (int i = 0; i < 100; ++i)
        rounds.append(i);
    for (const char *doubling : {R"([{"var": "accumulator"}, {"var": "accumulator"}])",
                                 R"({"map": [[1, 2], {"val": [[2], "accumulator"]}]})"}) {
        const QJsonValue rule =
            QJsonObject{{QStringLiteral("reduce"), QJsonArray{rounds, json(doubling), 1}}};
        const LogicResult result = Logic(rule).evaluate({});
        QVERIFY(!result);
        QCOMPARE(result.error().type(), QStringLiteral("logic.memory"));
    }
}

void LogicTest::anyRule_endsWithinItsBounds_andTwiceTheSame()
{
    const QJsonValue data = json(R"({"a": 3, "rows": [1, "2", [3, 4], {"a": 5}, null, 6, 7, 8]})");
    const bool well = rc::check("a rule ends, and soon", [&] {
        const Logic logic(anyRule(6));
        QElapsedTimer timer;
        timer.start();
        const LogicResult first = logic.evaluate(data, {20'000, 20'000});
        RC_ASSERT(timer.elapsed() < 2'000);
        const LogicResult second = logic.evaluate(data, {20'000, 20'000});
        RC_ASSERT(first.has_value() == second.has_value());
        if (first) {
            RC_ASSERT(*first == *second);
            RC_ASSERT(nestingOf(*first) <= 2 * Logic::kDepthMax);
            RC_ASSERT(!first->isDouble() || std::isfinite(first->toDouble()));
        } else {
            RC_ASSERT(!first.error().error.toObject().isEmpty());
        }
    });
    QVERIFY(well);
}

void LogicTest::unknownOperators_areNamed()
{
    QCOMPARE(Logic(json(R"({"if": [{"plus": [1]}, {"+": [{"minus": 2}]}]})")).unknownOperators(),
             QStringList({QStringLiteral("plus"), QStringLiteral("minus")}));
    QVERIFY(Logic(json(R"({"preserve": {"plus": 1}})")).unknownOperators().isEmpty());
}

void LogicTest::needs_areThePathsThatARuleReads()
{
    const auto needs = [](const char *rule) { return Logic(json(rule)).needs(); };
    const auto paths = needs(R"({"and": [{"var": "answers.a"}, {"val": ["answers", "b.c"]},
                                         {"missing": ["about.d"]}, {"exists": ["results", "e"]}]})");
    QVERIFY(!paths.isAnything);
    QCOMPARE(paths.paths.size(), size_t(4));
    QCOMPARE(paths.paths[1], QStringList({QStringLiteral("answers"), QStringLiteral("b.c")}));
    // What an iteration sees comes from its list; what it climbs up to is read from the root.
    const auto inside =
        needs(R"({"map": [{"var": "answers.rows"}, {"+": [{"var": "n"}, {"val": [[2], "about", "x"]}]}]})");
    QCOMPARE(inside.paths.size(), size_t(2));
    QCOMPARE(inside.paths[1], QStringList({QStringLiteral("about"), QStringLiteral("x")}));
    QVERIFY(needs(R"({"var": ""})").isAnything);
    QVERIFY(needs(R"({"val": []})").isAnything);
    QVERIFY(needs(R"({"var": {"cat": ["answers.", {"var": "about.x"}]}})").isAnything);
    QVERIFY(Logic(json("[1, 2]")).isConstant());
}

void LogicTest::whateverChangesTheResult_isAmongTheNeeds()
{
    const QStringList names = {QStringLiteral("a"), QStringLiteral("rows"), QStringLiteral("current")};
    const bool well = rc::check("data that a rule does not need does not change its result", [&] {
        const Logic logic(anyRule(5));
        const Logic::Needs needs = logic.needs();
        const QString name = names.at(*rc::gen::inRange(0, 3));
        const bool needed =
            needs.isAnything
            || std::any_of(needs.paths.begin(), needs.paths.end(),
                           [&](const QStringList &path) { return path.constFirst() == name; });
        if (needed)
            return;
        QJsonObject data = json(R"({"a": 3, "rows": [1, 2], "current": "x"})").toObject();
        const LogicResult before = logic.evaluate(data, {20'000, 20'000});
        data.insert(name, QJsonArray{9, 9, 9});
        const LogicResult after = logic.evaluate(data, {20'000, 20'000});
        RC_ASSERT(before.has_value() == after.has_value());
        RC_ASSERT(!before || *before == *after);
    });
    QVERIFY(well);
}

QTEST_APPLESS_MAIN(LogicTest)
#include "logic_test.moc"
