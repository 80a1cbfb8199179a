// SPDX-License-Identifier: Apache-2.0
#include "core/schema/codec.h"
#include "sync/merge/text_merge.h"
#include "tests/support/text_on_page.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <array>
#include <rapidcheck.h>
#include <set>

using namespace legwork;
using namespace legwork::sync;

namespace {

using Pieces = std::vector<QString>;

QString textOf(const Pieces &pieces)
{
    QString text;
    for (const QString &piece : pieces)
        text += piece;
    return text;
}

/// Words that stand apart, each another: three people may work on them in any order.
QString sentence(int words, const QString &mark)
{
    QString text;
    for (int i = 0; i < words; ++i)
        text += mark + QString::number(i) + u' ';
    return text;
}

/// A text over so few pieces that the same ones meet again and again.
Pieces anyPieces(int most)
{
    static const Pieces kOf{QStringLiteral("甲"), QStringLiteral("，"), QStringLiteral("a"),
                            QStringLiteral(" "), QStringLiteral("b")};
    Pieces pieces;
    for (int i = *rc::gen::inRange(0, most); i > 0; --i)
        pieces.push_back(*rc::gen::elementOf(kOf));
    return pieces;
}

Pieces changed(Pieces pieces)
{
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        const auto place = pieces.begin() + *rc::gen::inRange<qptrdiff>(0, qptrdiff(pieces.size()) + 1);
        if (place != pieces.end() && *rc::gen::arbitrary<bool>())
            pieces.erase(place);
        else
            pieces.insert(place,
                          *rc::gen::element(QStringLiteral("c"), QStringLiteral("a"), QStringLiteral("乙")));
    }
    return pieces;
}

} // namespace

class TextMergeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pieces_areWordsClausesAndSingleCharacters_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("pieces");
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("latin") << QStringLiteral("Met Wang, 3 pcs.")
                               << QStringLiteral("Met| |Wang|,| |3| |pcs|.");
        QTest::newRow("chinese") << QStringLiteral("见了王总，谈价。")
                                 << QStringLiteral("见了王总|，|谈价|。");
        QTest::newRow("mixed") << QStringLiteral("用ABC12型号") << QStringLiteral("用|ABC12|型号");
        QTest::newRow("marks") << QStringLiteral("cafe\u0301 \u0301x")
                               << QStringLiteral("cafe\u0301| |\u0301x");
        QTest::newRow("korean") << QStringLiteral("가격 협상") << QStringLiteral("가격| |협상");
        QTest::newRow("beyond 16 bits")
            << QStringLiteral("\U0002070E\U0001F600好") << QStringLiteral("\U0002070E|\U0001F600|好");
        QTest::newRow("half a pair") << QString(QChar(0xd83d)) + u'a'
                                     << QString(QChar(0xd83d)) + QStringLiteral("|a");
    }
    void pieces_areWordsClausesAndSingleCharacters()
    {
        QFETCH(QString, text);
        QFETCH(QString, pieces);
        QStringList found;
        for (const QStringView piece : piecesOf(text))
            found += piece.toString();
        QCOMPARE(found.join(u'|'), pieces);
        QCOMPARE(found.join(QString()), text);
    }

    void changesApart_areBothIn_andChangesThatTouchAreNot_data()
    {
        QTest::addColumn<QString>("was");
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        QTest::addColumn<QString>("joined"); // "!": a conflict
        const auto row = [](const char *name, const char *was, const char *one, const char *other,
                            const char *joined) {
            QTest::newRow(name) << QString::fromUtf8(was) << QString::fromUtf8(one)
                                << QString::fromUtf8(other) << QString::fromUtf8(joined);
        };
        row("two words", "one two three", "1 two three", "one two 3", "1 two 3");
        row("two clauses", "见了王总，谈了价格，下周再去。", "见了李总，谈了价格，下周再去。",
            "见了王总，谈了价格，下月再去。", "见了李总，谈了价格，下月再去。");
        row("before and behind", "b", "a b", "b c", "a b c");
        row("the same change", "a b c", "a x c", "a x c", "a x c");
        row("the same and another", "a b c d e", "a x c d e", "a x c d y", "a x c d y");
        row("taken out and put in", "a b c d", "c d", "a b c d e", "c d e");
        row("one word", "a b c", "a x c", "a y c", "!");
        row("one place", "a b", "a x b", "a y b", "!");
        row("both at the end", "a", "a b", "a c", "!");
        row("both from nothing", "", "a", "b", "!");
        row("neighbours", "a b", "a xb", "c b", "c xb");
        row("taken out and changed", "a b c", "a c", "a bb c", "!");
        row("emptied and changed", "a b c", "", "a b d", "!");
        row("nothing at all", "", "", "", "");
        row("one side only", "a", "a", "b", "b");
    }
    void changesApart_areBothIn_andChangesThatTouchAreNot()
    {
        QFETCH(QString, was);
        QFETCH(QString, one);
        QFETCH(QString, other);
        QFETCH(QString, joined);
        const auto result = joinTexts(was, one, other);
        QCOMPARE(result.value_or(QStringLiteral("!")), joined);
        QCOMPARE(joinTexts(was, other, one), result);
    }

    void anyTexts_mergeAsThePageSays_andEitherSideFirst()
    {
        QVERIFY(rc::check("as worked out from the page alone", [] {
            const Pieces start = anyPieces(14);
            const QString was = textOf(start);
            const QString one = textOf(*rc::gen::inRange(0, 5) == 0 ? anyPieces(14) : changed(start));
            const QString other = textOf(changed(start));
            const auto joined = joinTexts(was, one, other);
            const auto expected = legwork::test::textOnPage(toValue(was), toValue(one), toValue(other));
            RC_ASSERT(joined.has_value() == expected.has_value());
            if (joined)
                RC_ASSERT(toValue(*joined) == *expected);
            RC_ASSERT(joinTexts(was, other, one) == joined);
            RC_ASSERT(joinTexts(was, one, was) == std::optional(one));
            RC_ASSERT(joinTexts(was, one, one) == std::optional(one));
        }));
    }

    void noWordOfEitherSide_isLost()
    {
        QVERIFY(rc::check("what either added is in, what neither took out is in, nothing else is", [] {
            // Every word another, so that one can tell where each has gone.
            const QString was = sentence(12, QStringLiteral("词"));
            int words = 0;
            const auto someChanges = [&] {
                QStringList text = was.split(u' ', Qt::SkipEmptyParts);
                for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
                    const auto place = *rc::gen::inRange<qsizetype>(0, text.size());
                    if (*rc::gen::arbitrary<bool>())
                        text.removeAt(place);
                    else
                        text.insert(place, QStringLiteral("新x%1").arg(++words));
                }
                return text;
            };
            const QStringList one = someChanges();
            const QStringList other = someChanges();
            const auto joined = joinTexts(was, one.join(u' ') + u' ', other.join(u' ') + u' ');
            if (!joined)
                return;
            const QStringList both = joined->split(u' ', Qt::SkipEmptyParts);
            const QStringList start = was.split(u' ', Qt::SkipEmptyParts);
            QStringList all = start + one + other;
            all.removeDuplicates();
            for (const QString &word : all) {
                const bool isOld = start.contains(word);
                const bool isWanted = isOld ? one.contains(word) && other.contains(word) : true;
                RC_ASSERT(both.count(word) == (isWanted ? 1 : 0));
            }
        }));
    }

    void threePeople_inAnyOrder_makeOneText()
    {
        QVERIFY(rc::check("changes of different words", [] {
            const QString was = sentence(30, QStringLiteral("词"));
            std::array<QString, 3> texts;
            for (size_t i = 0; i < texts.size(); ++i) {
                Pieces pieces;
                for (const QStringView piece : piecesOf(was))
                    pieces.push_back(piece.toString());
                // Each in a third of his own, with a word of nobody's between.
                const auto place = pieces.begin() + qptrdiff(i) * 30 + *rc::gen::inRange<qptrdiff>(2, 26);
                const QString fresh = QStringLiteral("新") + QChar(u'a' + ushort(i));
                switch (*rc::gen::inRange(0, 3)) {
                case 0:
                    *place = fresh;
                    break;
                case 1:
                    pieces.insert(place, {fresh, fresh});
                    break;
                default:
                    pieces.erase(place, place + 2);
                }
                texts[i] = textOf(pieces);
            }
            std::set<QString> results;
            std::array order{0, 1, 2};
            do {
                QString held = texts[size_t(order[0])];
                for (const int i : {order[1], order[2]}) {
                    const auto joined = joinTexts(was, held, texts[size_t(i)]);
                    RC_ASSERT(joined.has_value());
                    held = *joined;
                }
                results.insert(held);
            } while (std::next_permutation(order.begin(), order.end()));
            RC_ASSERT(results.size() == 1u);
        }));
    }

    void rewrittenTexts_areAConflict_andTakeNoTime()
    {
        // As long as a value may be, and as repetitive as can be: the worst that can come.
        QString was;
        QString one;
        while (was.size() < 64 * 1024 - 4) {
            was += QStringLiteral("a ");
            one += one.size() % 6 == 0 ? QStringLiteral("b ") : QStringLiteral("a ");
        }
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!joinTexts(was, one, was + QStringLiteral("c")));
        QVERIFY(!joinTexts(was, was + QStringLiteral("c"), one));
        QVERIFY(joinTexts(was, was + QStringLiteral("c"), QStringLiteral("c ") + was));
        QVERIFY2(timer.elapsed() < 2'000, qPrintable(QString::number(timer.elapsed())));

        // Just as many changes as may be, and one more.
        const QString words = sentence(kTextChangesMax, QStringLiteral("w"));
        const QString fewer = words.section(u' ', kTextChangesMax / 2);
        QCOMPARE(joinTexts(words, fewer, words + QStringLiteral("end")),
                 std::optional(fewer + QStringLiteral("end")));
        QVERIFY(!joinTexts(words, u'x' + fewer, words + QStringLiteral("end")));
    }
};

QTEST_APPLESS_MAIN(TextMergeTest)
#include "text_merge_test.moc"
