// SPDX-License-Identifier: Apache-2.0
// Search on real names: the public list of dealers in China and of resellers in North America.
#include "core/schema/rows.h"
#include "core/storage/pinyin.h"
#include "core/storage/search.h"
#include "core/storage/search_index.h"
#include "core/storage/search_marks.h"
#include "core/storage/search_typos.h"
#include "core/storage/store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_key_store.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace legwork;
using namespace legwork::storage;
using namespace Qt::StringLiterals;

namespace {

constexpr quint32 kSeed = 4711;
const Uuid kTerritory = Uuid::generate();

QString dataFolder()
{
    const QByteArray named = qgetenv("LEGWORK_SHARED");
    if (!named.isEmpty())
        return QString::fromUtf8(named) + u"/data"_s;
    QDir folder(qEnvironmentVariable("LEGWORK_SOURCE_DIR", u"."_s));
    for (const QString &up : {u"../shared/data"_s, u"../../shared/data"_s}) {
        if (folder.exists(up))
            return folder.filePath(up);
    }
    return {};
}

/// One column of a file without quoted commas in the columns before it.
QStringList column(const QString &file, int number)
{
    QStringList values;
    QFile csv(dataFolder() + u'/' + file);
    if (dataFolder().isEmpty() || !csv.open(QIODevice::ReadOnly))
        return values;
    (void)csv.readLine();
    while (!csv.atEnd()) {
        const QStringList cells = QString::fromUtf8(csv.readLine()).split(u',');
        if (cells.size() > number && !cells[number].trimmed().isEmpty())
            values.append(cells[number].trimmed());
    }
    values.removeDuplicates();
    return values;
}

QString marked(const QString &text, const QString &typed)
{
    QString shown = text;
    const auto marks = marksIn(text, typedWords(typed));
    for (auto mark = marks.rbegin(); mark != marks.rend(); ++mark) {
        shown.insert(mark->from + mark->length, u']');
        shown.insert(mark->from, u'[');
    }
    return shown;
}

} // namespace

class SearchTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    test::FakeKeyStore m_keys;
    test::FakeClock m_clock;
    std::unique_ptr<Store> m_store;
    QStringList m_chinese;
    QStringList m_latin;
    std::map<QString, qint64> m_rows;

    void keep(const QStringList &names)
    {
        const auto kept = m_store
                              ->write([&](UnitOfWork &unit) -> Status {
                                  for (const QString &name : names) {
                                      Account account;
                                      account.id = Id<Account>::generate();
                                      account.scope = kTerritory;
                                      account.name = name;
                                      if (auto made = unit.insert(account); !made)
                                          return made;
                                      m_rows[name] =
                                          unit.connection().number("SELECT max(_row) FROM account").value();
                                  }
                                  return {};
                              })
                              .result();
        QVERIFY(kept);
    }
    std::vector<FoundRow> found(const QString &typed, int most = 400)
    {
        return m_store
            ->read([&](Reader &reader) {
                return search(reader.connection(), {typed, {Account::kEntityNo, Note::kEntityNo}, most, {}});
            })
            .result()
            .value();
    }
    std::optional<SearchTier> tierOf(const QString &typed, const QString &name)
    {
        for (const FoundRow &row : found(typed)) {
            if (row.entityNo == Account::kEntityNo && row.row == m_rows.at(name))
                return row.tier;
        }
        return {};
    }
    bool finds(const QString &typed, const QString &name) { return tierOf(typed, name).has_value(); }

private Q_SLOTS:
    void initTestCase()
    {
        m_store = Store::open({m_folder.path(), &m_keys, &m_clock}).value();
        m_chinese = column(u"dealers-cn.csv"_s, 1);
        m_latin = column(u"resellers-accounts.csv"_s, 1);
        if (m_chinese.isEmpty() || m_latin.isEmpty())
            QSKIP("the shared data is not here");
        keep(m_chinese + m_latin);
    }

    void everyTitle_isFoundByEachOfItsBeginnings()
    {
        for (const QString &name : m_chinese + m_latin) {
            for (qsizetype length = 1; length <= name.size(); ++length) {
                const QString typed = name.left(length);
                if (typedWords(typed).empty())
                    continue;
                const auto rows = found(typed, 2000);
                const bool isThere = std::any_of(rows.begin(), rows.end(), [&](const FoundRow &row) {
                    return row.row == m_rows.at(name) && row.tier <= SearchTier::InTitle;
                });
                QVERIFY2(isThere, qPrintable(u"%1 by %2"_s.arg(name, typed)));
            }
        }
    }

    void everyChineseTitle_isFoundByInitials_fromAnyCharacterOn_inEachReading()
    {
        QRandomGenerator random(kSeed);
        for (const QString &name : m_chinese) {
            QString initials;
            for (const QChar c : folded(name).text) {
                if (const Readings readings = pinyinOf(c.unicode()); readings.count > 0)
                    initials +=
                        QLatin1Char(readings.syllables[size_t(random.bounded(int(readings.count)))].front());
                else if (c.isLetterOrNumber())
                    initials += c;
            }
            const qsizetype from = random.bounded(std::max(1, int(initials.size()) - 1));
            // More than three doubtful characters in a name, and the later ones are read as usual.
            const auto doubtful = std::count_if(name.begin(), name.end(),
                                                [](QChar c) { return pinyinOf(c.unicode()).count > 1; });
            if (doubtful > 2)
                continue;
            QVERIFY2(finds(initials.left(12), name), qPrintable(name + u' ' + initials));
            QVERIFY2(finds(initials.mid(from, 6), name), qPrintable(name + u' ' + initials.mid(from, 6)));
        }
    }

    void everyLatinTitle_isFoundInSpiteOfOneTypingError()
    {
        QRandomGenerator random(kSeed);
        for (const QString &name : m_latin) {
            const auto words = typedWords(name);
            for (size_t at = 0; at < words.size(); ++at) {
                const QString &word = words[at].text;
                const bool isPlain =
                    std::all_of(word.begin(), word.end(), [](QChar c) { return c.isLower(); });
                if (word.size() < 4 || !isPlain)
                    continue;
                QString typed = word;
                const qsizetype place = random.bounded(int(word.size()));
                switch (random.bounded(4)) {
                case 0:
                    typed[place] = QChar(u'a' + char16_t(random.bounded(26)));
                    break;
                case 1:
                    typed.remove(place, 1);
                    break;
                case 2:
                    typed.insert(place, QChar(u'a' + char16_t(random.bounded(26))));
                    break;
                default:
                    if (place + 1 < word.size())
                        std::swap(typed[place], typed[place + 1]);
                }
                QString all;
                for (size_t i = 0; i < words.size(); ++i)
                    all += (i == at ? typed : words[i].text) + u' ';
                QVERIFY2(finds(all, name), qPrintable(u"%1 by %2 (seed %3)"_s.arg(name, all).arg(kSeed)));
            }
        }
    }

    void ranking_isBeginning_thenInside_thenSound_thenTypo()
    {
        keep({u"Harbour Freight"_s, u"The Harbour Inn"_s, u"哈尔滨船舶"_s, u"Harvour Lights"_s});
        QCOMPARE(tierOf(u"harbour"_s, u"Harbour Freight"_s), SearchTier::TitleBegins);
        QCOMPARE(tierOf(u"harbour"_s, u"The Harbour Inn"_s), SearchTier::InTitle);
        QCOMPARE(tierOf(u"hebcb"_s, u"哈尔滨船舶"_s), SearchTier::BySound);
        QCOMPARE(tierOf(u"haerbin"_s, u"哈尔滨船舶"_s), SearchTier::BySound);
        QCOMPARE(tierOf(u"harbour"_s, u"Harvour Lights"_s), SearchTier::ByTypo);
    }

    void doubtfulCharacters_areFoundInBothReadings_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("typed");
        QTest::newRow("重庆") << u"重庆长安"_s
                              << QStringList{u"cqca"_s, u"chongqing"_s, u"zqca"_s, u"changan"_s,
                                             u"chongqingchang"_s};
        QTest::newRow("银行") << u"农业银行"_s << QStringList{u"nyyh"_s, u"yinhang"_s, u"nyyx"_s};
        QTest::newRow("单") << u"单田芳茶社"_s << QStringList{u"stf"_s, u"shantian"_s, u"dtf"_s};
        QTest::newRow("曾解") << u"曾解之"_s << QStringList{u"zxz"_s, u"zengxie"_s, u"cjz"_s};
        QTest::newRow("仇区") << u"仇区生"_s << QStringList{u"qos"_s, u"qiuou"_s, u"cqs"_s};
        QTest::newRow("朴查") << u"朴查理"_s << QStringList{u"piaozha"_s, u"pzl"_s, u"pcl"_s};
        QTest::newRow("盖乐") << u"盖乐天"_s << QStringList{u"geyue"_s, u"glt"_s, u"gyt"_s};
        QTest::newRow("吕") << u"吕女士"_s << QStringList{u"lvnv"_s, u"lns"_s};
    }
    void doubtfulCharacters_areFoundInBothReadings()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, typed);
        keep({name});
        for (const QString &letters : typed)
            QVERIFY2(finds(letters, name), qPrintable(letters));
    }

    void words_mayComeInAnyOrder_andMixed()
    {
        keep({u"苏州瑞康医疗 Medical"_s});
        for (const QString &typed :
             {u"医疗 苏州"_s, u"medical 瑞康"_s, u"rk 苏州"_s, u"ruikang szrk"_s, u"瑞康med"_s})
            QVERIFY2(finds(typed, u"苏州瑞康医疗 Medical"_s), qPrintable(typed));
        QVERIFY(!finds(u"医疗 无锡"_s, u"苏州瑞康医疗 Medical"_s));
    }

    void caseAccentsAndWidth_makeNoDifference()
    {
        keep({u"Café MÜLLER"_s, u"ＡＢＣ商贸"_s, u"Łódź Øst"_s});
        for (const QString &typed : {u"cafe muller"_s, u"CAFÉ"_s, u"müll"_s, u"ｃａｆｅ"_s, u"cafe\u0301"_s})
            QVERIFY2(finds(typed, u"Café MÜLLER"_s), qPrintable(typed));
        QVERIFY(finds(u"abc"_s, u"ＡＢＣ商贸"_s));
        QVERIFY(finds(u"lodz ost"_s, u"Łódź Øst"_s));
    }

    void anyInput_isNoError_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("operators") << u"\"a\" OR NOT (b* ^ NEAR(x, 2) title: {body}"_s;
        QTest::newRow("control characters") << QString(u"a\0b\a\x1b"_s) + QChar(0);
        QTest::newRow("lone surrogates") << QString(QChar(0xd83d)) + u"甲"_s + QChar(0xdc00);
        QTest::newRow("emoji") << u"👩‍👩‍👧 甲"_s;
        QTest::newRow("right to left") << u"\u202eשלום مرحبا"_s;
        QTest::newRow("long") << QString(10'000, u'字');
        QTest::newRow("long latin") << QString(10'000, u'x');
        QTest::newRow("many words") << u"ab cd "_s.repeated(2'000);
        QTest::newRow("rare characters") << QString::fromUcs4(U"𠮷𠀀野");
    }
    void anyInput_isNoError()
    {
        QFETCH(QString, typed);
        const auto rows = m_store
                              ->read([&](Reader &reader) {
                                  return search(reader.connection(), {typed, {Account::kEntityNo}, 20, {}});
                              })
                              .result();
        QVERIFY2(rows, rows ? "" : qPrintable(rows.error().arguments.join(u' ')));
        (void)marksIn(typed, typedWords(typed));
        const QString name = typed.left(50) + u"尾"_s;
        if (!name.isValidUtf16() || name.contains(QChar(0)))
            return; // the store refuses it
        keep({name});
        QVERIFY(finds(u"尾"_s, name));
    }

    void aSearchNotWantedAnyMore_stops()
    {
        int asked = 0;
        const auto rows =
            m_store
                ->read([&](Reader &reader) {
                    return search(reader.connection(),
                                  {u"北京"_s, {Account::kEntityNo}, 20, [&] { return ++asked > 1; }});
                })
                .result()
                .value();
        QVERIFY(rows.empty());
        QCOMPARE(asked, 1);
    }

    void indexOfAnotherForm_isMadeAnewFromTheRows()
    {
        const QString name = m_chinese.front();
        m_store
            ->write([](UnitOfWork &unit) {
                return unit.connection().run("UPDATE meta SET value = 0 WHERE name = 'search-form'");
            })
            .waitForFinished();
        m_store.reset();
        m_store = Store::open({m_folder.path(), &m_keys, &m_clock}).value();
        QVERIFY(finds(name.left(4), name)); // by its title, until its turn comes
        const QString initials = soundOf(name).initials.section(u' ', 0, 0);
        QTRY_VERIFY_WITH_TIMEOUT(finds(initials, name), 20'000);
    }

    void typos_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("word");
        QTest::addColumn<int>("typos");
        QTest::newRow("same") << u"bicycle"_s << u"bicycle"_s << 0;
        QTest::newRow("on the way") << u"bicy"_s << u"bicycle"_s << 0;
        QTest::newRow("swapped") << u"bicylce"_s << u"bicycle"_s << 1;
        QTest::newRow("two in a short one") << u"bizylce"_s << u"bicycle"_s << -1;
        QTest::newRow("two in a long one") << u"profesionnal"_s << u"professional"_s << 2;
        QTest::newRow("short") << u"cat"_s << u"bat"_s << -1;
        QTest::newRow("one missing of four") << u"bke"_s << u"bike"_s << 1;
        QTest::newRow("first letter") << u"vicycle"_s << u"bicycle"_s << 1;
        QTest::newRow("error on the way") << u"bict"_s << u"bicycle"_s << 1;
    }
    void typos()
    {
        QFETCH(QString, typed);
        QFETCH(QString, word);
        QFETCH(int, typos);
        QCOMPARE(typosToMean(typed.toStdString(), word.toStdString()), typos);
    }

    void marks_areWhereTheHitIs_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("shown");
        QTest::newRow("characters") << u"苏州瑞康医疗"_s << u"瑞康"_s << u"苏州[瑞康]医疗"_s;
        QTest::newRow("initials") << u"苏州瑞康医疗"_s << u"rk"_s << u"苏州[瑞康]医疗"_s;
        QTest::newRow("pinyin begun") << u"苏州瑞康医疗"_s << u"ruikan"_s << u"苏州[瑞康]医疗"_s;
        QTest::newRow("beginning") << u"Blue Bicycle Bikes"_s << u"bi"_s << u"Blue [Bi]cycle [Bi]kes"_s;
        QTest::newRow("not within a word") << u"Rabbit Bit"_s << u"bit"_s << u"Rabbit [Bit]"_s;
        QTest::newRow("accents") << u"Café MÜLLER"_s << u"muller"_s << u"Café [MÜLLER]"_s;
        QTest::newRow("decomposed") << u"Cafe\u0301 x"_s << u"café"_s << u"[Cafe\u0301] x"_s;
        QTest::newRow("typo") << u"Blue Bicycle"_s << u"bicylce"_s << u"Blue [Bicycle]"_s;
        QTest::newRow("several") << u"苏州瑞康医疗"_s << u"医疗 sz"_s << u"[苏州]瑞康[医疗]"_s;
        QTest::newRow("none") << u"苏州瑞康医疗"_s << u"xyz"_s << u"苏州瑞康医疗"_s;
    }
    void marks_areWhereTheHitIs()
    {
        QFETCH(QString, text);
        QFETCH(QString, typed);
        QTEST(marked(text, typed), "shown");
    }
};

QTEST_GUILESS_MAIN(SearchTest)
#include "search_test.moc"
