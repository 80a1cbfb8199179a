// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/playbook_library.h"

#include <QTest>

using namespace legwork;

namespace {

QByteArray script(const QByteArray &steps)
{
    return R"({"format":1,"id":"script.sample","version":3,"kind":"script","methods":["M1"],)"
           R"("title":{"zh_CN":"样本","en":"Sample"},"purposes":["care"],"steps":)"
           + steps + "}";
}

QByteArray checklist(const QByteArray &items)
{
    return R"({"format":1,"id":"checklist.sample","version":1,"kind":"checklist","methods":["V4"],)"
           R"("title":{"zh_CN":"样本","en":"Sample"},"items":)"
           + items + "}";
}

QByteArray step(const QByteArray &id, const QByteArray &more = {})
{
    return R"({"id":")" + id + R"(","phase":"explore","does":"say","text":{"zh_CN":"说","en":"Say"})" + more
           + "}";
}

QByteArray item(const QByteArray &id, const QByteArray &more = {})
{
    return R"({"id":")" + id + R"(","text":{"zh_CN":"项","en":"Item"})" + more + "}";
}

} // namespace

class PlaybookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goodScript_isReadWhole();
    void goodChecklist_isReadWhole();
    void badDocument_isRefused_namingPathAndReason_data();
    void badDocument_isRefused_namingPathAndReason();
    void tooLargeDocument_isRefusedUnread();
    void text_isTakenInTheNearestLanguage();
    void library_givesNewestForNewRuns_andOldVersionsForOldOnes();
    void library_listsByKindAndPurpose_particularOnesFirst();
    void library_withTwins_isRefused();
};

void PlaybookTest::goodScript_isReadWhole()
{
    const auto playbook = Playbook::parse(
        script("["
               + step("a", R"(,"options":[{"id":"yes","text":{"zh_CN":"是","en":"Yes"},"goto":"c"},)"
                           R"({"id":"no","text":{"zh_CN":"否","en":"No"},"goto":"end"},)"
                           R"({"id":"so","text":{"zh_CN":"都行","en":"So-so"}}],"captures":"objection")")
               + ","
               + R"({"id":"b","phase":"act","does":"ask","style":"open","text":{"zh_CN":"问","en":"Ask"},)"
                 R"("hint":{"zh_CN":"慢","en":"Slowly"},"next":"a"})"
               + "," + step("c") + "]"));
    QVERIFY2(playbook,
             playbook ? "" : qPrintable(playbook.error().code + playbook.error().arguments.join(u' ')));
    QCOMPARE(playbook->id(), QStringLiteral("script.sample"));
    QCOMPARE(playbook->version(), 3);
    QCOMPARE(playbook->kind(), PlaybookKind::Script);
    QCOMPARE(playbook->methods(), QStringList{QStringLiteral("M1")});
    QVERIFY(playbook->suits(VisitPurpose::Care));
    QVERIFY(!playbook->suits(VisitPurpose::Routine));
    QVERIFY(!playbook->checklist());
    const auto &steps = playbook->script()->steps;
    QCOMPARE(steps.size(), size_t(3));
    QCOMPARE(steps[0].next, 1);
    QCOMPARE(steps[0].option(QStringLiteral("yes"))->target, 2);
    QCOMPARE(steps[0].option(QStringLiteral("no"))->target, Script::kEnd);
    QCOMPARE(steps[0].option(QStringLiteral("so"))->target, 1);
    QVERIFY(steps[0].capture == Capture::Objection);
    QCOMPARE(steps[1].phase, VisitStep::Act);
    QVERIFY(steps[1].style == QuestionStyle::Open);
    QCOMPARE(steps[1].next, 0);
    QCOMPARE(steps[1].hint.in(QStringLiteral("en")), QStringLiteral("Slowly"));
    QCOMPARE(steps[2].next, Script::kEnd);
}

void PlaybookTest::goodChecklist_isReadWhole()
{
    const auto playbook = Playbook::parse(checklist(
        "[" + item("tie", R"(,"mandatory":true,"forSex":"male","group":{"zh_CN":"男士","en":"Men"})") + ","
        + item("why", R"(,"answer":"text")") + "]"));
    QVERIFY(playbook);
    const auto &items = playbook->checklist()->items;
    QVERIFY(items[0].mandatory);
    QVERIFY(items[0].forSex == Sex::Male);
    QCOMPARE(items[0].group.in(QStringLiteral("zh_CN")), QStringLiteral("男士"));
    QCOMPARE(items[0].answer, ItemAnswer::Tick);
    QVERIFY(!items[1].mandatory);
    QCOMPARE(items[1].answer, ItemAnswer::Text);
    QVERIFY(playbook->suits(VisitPurpose::Negotiation));
    QVERIFY(playbook->suitsAll());
}

void PlaybookTest::badDocument_isRefused_namingPathAndReason_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *name, const QByteArray &document, const char *code, const char *path) {
        QTest::newRow(name) << document << QStringLiteral("playbook.") + QLatin1String(code)
                            << QString::fromLatin1(path);
    };
    row("not JSON", "{\"format\":1,", "not-json", "$");
    row("empty", "", "not-json", "$");
    row("an array", "[1]", "type-wrong", "$");
    row("later format", R"({"format":2,"kind":"song"})", "format-unknown", "$.format");
    row("no format", R"({"kind":"script"})", "member-missing", "$.format");
    row("unknown kind", R"({"format":1,"kind":"song"})", "kind-unknown", "$.kind");
    row("no id", R"({"format":1,"kind":"script","version":1})", "member-missing", "$.id");
    row("malformed id", R"({"format":1,"kind":"script","id":"Mein Skript"})", "id-malformed", "$.id");
    row("title in one language", QByteArray(script("[]")).replace(R"(,"en":"Sample")", ""),
        "language-missing", "$.title.en");
    row("step text in one language",
        script("[" + step("a") + "," + step("b").replace(R"("zh_CN":"说",)", "") + "]"), "language-missing",
        "$.steps[1].text.zh_CN");
    row("blank text", script("[" + step("a").replace("\"Say\"", "\"  \"") + "]"), "language-missing",
        "$.steps[0].text.en");
    row("unknown purpose", QByteArray(script("[" + step("a") + "]")).replace("care", "party"),
        "value-unknown", "$.purposes[0]");
    row("no steps", script("[]"), "list-empty", "$.steps");
    row("steps not a list", script("7"), "type-wrong", "$.steps");
    row("step not an object", script("[7]"), "type-wrong", "$.steps[0]");
    row("unknown phase", script("[" + step("a").replace("explore", "expel") + "]"), "value-unknown",
        "$.steps[0].phase");
    row("question without style", script("[" + step("a").replace("\"say\"", "\"ask\"") + "]"),
        "member-missing", "$.steps[0].style");
    row("style without question", script("[" + step("a", R"(,"style":"open")") + "]"), "member-unknown",
        "$.steps[0].style");
    row("misspelt member", script("[" + step("a", R"(,"nxt":"a")") + "]"), "member-unknown",
        "$.steps[0].nxt");
    row("unknown capture", script("[" + step("a", R"(,"captures":"birds")") + "]"), "value-unknown",
        "$.steps[0].captures");
    row("duplicate step", script("[" + step("a") + "," + step("a") + "]"), "id-duplicate", "$.steps[1].id");
    row("step called end", script("[" + step("end") + "]"), "id-duplicate", "$.steps[0].id");
    const QByteArray yes = R"({"id":"yes","text":{"zh_CN":"是","en":"Yes"}})";
    row("duplicate option", script("[" + step("a", ",\"options\":[" + yes + "," + yes + "]") + "]"),
        "id-duplicate", "$.steps[0].options[1].id");
    row("option to nowhere",
        script("[" + step("a", ",\"options\":[" + QByteArray(yes).replace("}}", R"(},"goto":"z"})") + "]")
               + "]"),
        "goto-nowhere", "$.steps[0].options[0].goto");
    row("next to nowhere", script("[" + step("a", R"(,"next":"z")") + "]"), "goto-nowhere",
        "$.steps[0].next");
    row("unreachable step",
        script("[" + step("a", R"(,"next":"c")") + "," + step("b") + "," + step("c") + "]"),
        "step-unreachable", "$.steps[1]");
    row("circle without end",
        script("[" + step("a") + "," + step("b", R"(,"next":"c")") + "," + step("c", R"(,"next":"b")") + "]"),
        "step-without-end", "$.steps[0]");
    row("duplicate item", checklist("[" + item("a") + "," + item("a") + "]"), "id-duplicate",
        "$.items[1].id");
    row("mandatory as text", checklist("[" + item("a", R"(,"mandatory":"yes")") + "]"), "type-wrong",
        "$.items[0].mandatory");
    row("unknown sex", checklist("[" + item("a", R"(,"forSex":"any")") + "]"), "value-unknown",
        "$.items[0].forSex");
    row("checklist with steps", checklist("[" + item("a") + "],\"steps\":[]"), "member-unknown", "$.steps");
}

void PlaybookTest::badDocument_isRefused_namingPathAndReason()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, code);
    QFETCH(QString, path);
    const auto playbook = Playbook::parse(document);
    QVERIFY(!playbook);
    QCOMPARE(playbook.error().code, code);
    QCOMPARE(playbook.error().arguments.value(0), path);
    const bool newer =
        code.endsWith(QLatin1String("format-unknown")) || code.endsWith(QLatin1String("kind-unknown"));
    QCOMPARE(playbook.error().advice, newer ? Advice::Update : Advice::AskUser);
}

void PlaybookTest::tooLargeDocument_isRefusedUnread()
{
    const QByteArray good = script("[" + step("a") + "]");
    const QByteArray limit = good + QByteArray(Playbook::kBytesMax - good.size(), ' ');
    QVERIFY(Playbook::parse(limit));
    const auto playbook = Playbook::parse(limit + ' ');
    QVERIFY(!playbook);
    QCOMPARE(playbook.error().code, QStringLiteral("playbook.too-large"));
}

void PlaybookTest::text_isTakenInTheNearestLanguage()
{
    const LocalizedText text(
        {{QStringLiteral("zh_CN"), QStringLiteral("你好")}, {QStringLiteral("en"), QStringLiteral("Hello")}});
    QCOMPARE(text.in(QStringLiteral("zh_CN")), QStringLiteral("你好"));
    QCOMPARE(text.in(QStringLiteral("zh-Hans-CN")), QStringLiteral("你好"));
    QCOMPARE(text.in(QStringLiteral("en_GB")), QStringLiteral("Hello"));
    QCOMPARE(text.in(QStringLiteral("fr_FR")), QStringLiteral("Hello"));
    QCOMPARE(LocalizedText().in(QStringLiteral("en")), QString());
}

void PlaybookTest::library_givesNewestForNewRuns_andOldVersionsForOldOnes()
{
    const QByteArray third = script("[" + step("a") + "]");
    const QByteArray twelfth = QByteArray(third).replace("\"version\":3", "\"version\":12");
    const auto library = PlaybookLibrary::of({*Playbook::parse(third), *Playbook::parse(twelfth)});
    QVERIFY(library);
    const QString id = QStringLiteral("script.sample");
    QCOMPARE(library->newest(id)->version(), 12);
    QCOMPARE(library->find(id, 3)->version(), 3);
    QVERIFY(!library->find(id, 4));
    QVERIFY(!library->newest(QStringLiteral("script.other")));
    const auto listed = library->list(PlaybookKind::Script);
    QCOMPARE(listed.size(), size_t(1));
    QCOMPARE(listed[0]->version(), 12);
}

void PlaybookTest::library_listsByKindAndPurpose_particularOnesFirst()
{
    const QByteArray particular = script("[" + step("a") + "]");
    const QByteArray general =
        QByteArray(particular).replace("script.sample", "script.all").replace(R"("purposes":["care"],)", "");
    const auto library = PlaybookLibrary::of({*Playbook::parse(particular), *Playbook::parse(general),
                                              *Playbook::parse(checklist("[" + item("a") + "]"))});
    QVERIFY(library);
    QCOMPARE(library->list(PlaybookKind::Script, VisitPurpose::Routine).size(), size_t(1));
    const auto care = library->list(PlaybookKind::Script, VisitPurpose::Care);
    QCOMPARE(care.size(), size_t(2));
    QCOMPARE(care[0]->id(), QStringLiteral("script.sample"));
    QCOMPARE(library->list(PlaybookKind::Checklist).size(), size_t(1));
    QVERIFY(library->list(PlaybookKind::Cards).empty());
}

void PlaybookTest::library_withTwins_isRefused()
{
    const Playbook one = *Playbook::parse(script("[" + step("a") + "]"));
    const auto library = PlaybookLibrary::of({one, one});
    QVERIFY(!library);
    QCOMPARE(library.error().code, QStringLiteral("playbook.id-duplicate"));
}

QTEST_APPLESS_MAIN(PlaybookTest)
#include "playbook_test.moc"
