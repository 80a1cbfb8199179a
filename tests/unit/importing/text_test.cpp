// SPDX-License-Identifier: Apache-2.0
#include "core/importing/table.h"
#include "core/importing/text_decoding.h"

#include <QElapsedTimer>
#include <QStringEncoder>
#include <QTest>

#include <rapidcheck.h>

using namespace legwork;
using namespace legwork::importing;

namespace {

const QString kSample = QStringLiteral(
    "客户名称,城市,电话\n北京蓝天商贸有限公司,北京,010-62345678\n上海远景百货,上海,021-5566 7788\n");

QByteArray encoded(const QString &text, const char *name, bool withMark = false)
{
    QStringEncoder encoder(name);
    QByteArray bytes = encoder.encode(withMark ? QChar(QChar::ByteOrderMark) + text : text);
    return bytes;
}

std::vector<QStringList> recordsOf(const QString &text, QChar separator = u',', qsizetype expected = 0)
{
    CsvReader reader(text, separator);
    reader.expectCells(expected);
    std::vector<QStringList> records;
    CsvRecord record;
    for (;;) {
        const auto more = reader.next(record);
        if (!more || !*more)
            break;
        records.push_back(QStringList(record.cells.begin(), record.cells.end()));
    }
    return records;
}

} // namespace

class ImportTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEncoding_isDetected_andGivesTheSameText_data();
    void everyEncoding_isDetected_andGivesTheSameText();
    void badByte_isRefusedWithItsLine_data();
    void badByte_isRefusedWithItsLine();
    void badByte_whenToldToGoOn_isReplaced();
    void truncatedCharacterAtTheEnd_isRefused();
    void emptyAndOversizedFiles_areRefused();

    void records_areCutAsTheRfcSays_data();
    void records_areCutAsTheRfcSays();
    void strayQuote_costsOneCell_notTheRestOfTheFile();
    void lineNumbers_countEmbeddedLineEnds();
    void separator_isDetected_data();
    void separator_isDetected();
    void boundsAreTypedErrors();
    void writtenRecords_areReadBack();
    void anyText_isReadToItsEnd_inLinearTime();

    void titleAndSeparatorLine_areNotTakenForTheHeading();
    void fileWithoutHeading_isNoticed();
    void row_isReadAgainAsItWas();
};

void ImportTextTest::everyEncoding_isDetected_andGivesTheSameText_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("encoding");
    QTest::addColumn<bool>("mark");
    QTest::newRow("UTF-8") << kSample.toUtf8() << int(TextEncoding::Utf8) << false;
    QTest::newRow("UTF-8 with mark") << "\xef\xbb\xbf" + kSample.toUtf8() << int(TextEncoding::Utf8) << true;
    QTest::newRow("GB18030") << encoded(kSample, "GB18030") << int(TextEncoding::Gb18030) << false;
    QTest::newRow("UTF-16LE") << encoded(kSample, "UTF-16LE") << int(TextEncoding::Utf16Le) << false;
    QTest::newRow("UTF-16BE") << encoded(kSample, "UTF-16BE") << int(TextEncoding::Utf16Be) << false;
    QTest::newRow("UTF-16LE with mark")
        << "\xff\xfe" + encoded(kSample, "UTF-16LE") << int(TextEncoding::Utf16Le) << true;
    QTest::newRow("UTF-16BE with mark")
        << "\xfe\xff" + encoded(kSample, "UTF-16BE") << int(TextEncoding::Utf16Be) << true;
}

void ImportTextTest::everyEncoding_isDetected_andGivesTheSameText()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, encoding);
    QFETCH(bool, mark);
    const auto decoded = decodeText(bytes);
    QVERIFY(decoded);
    QCOMPARE(int(decoded->encoding), encoding);
    QCOMPARE(decoded->hasByteOrderMark, mark);
    QCOMPARE(decoded->text, kSample);
    QVERIFY(!decoded->isDamaged);
}

void ImportTextTest::badByte_isRefusedWithItsLine_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QString>("line");
    QByteArray utf8 = kSample.toUtf8();
    utf8.insert(utf8.indexOf("上海"), '\xff');
    QTest::newRow("UTF-8, third line") << utf8 << QStringLiteral("UTF-8") << QStringLiteral("3");
    QByteArray gb = encoded(kSample, "GB18030");
    gb.insert(gb.indexOf("010"), '\xff');
    QTest::newRow("GB18030, second line") << gb << QStringLiteral("GB18030") << QStringLiteral("2");
    QByteArray utf16 = "\xff\xfe" + encoded(kSample, "UTF-16LE");
    utf16.insert(utf16.size() - 2, QByteArray("\x00\xd8", 2));
    QTest::newRow("lone surrogate, third line") << utf16 << QStringLiteral("UTF-16LE") << QStringLiteral("3");
}

void ImportTextTest::badByte_isRefusedWithItsLine()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, encoding);
    QFETCH(QString, line);
    const auto decoded = decodeText(bytes);
    QVERIFY(!decoded);
    QCOMPARE(decoded.error(),
             (Error{QStringLiteral("import.undecodable"), Advice::AskUser, {encoding, line}}));
}

void ImportTextTest::badByte_whenToldToGoOn_isReplaced()
{
    QByteArray bytes = kSample.toUtf8();
    bytes.insert(bytes.indexOf("上海"), '\xff');
    DecodeOptions options;
    options.keepGoing = true;
    const auto decoded = decodeText(bytes, options);
    QVERIFY(decoded);
    QVERIFY(decoded->isDamaged);
    QCOMPARE(decoded->text.count(QChar::ReplacementCharacter), 1);
    QCOMPARE(QString(decoded->text).remove(QChar::ReplacementCharacter), kSample);
}

void ImportTextTest::truncatedCharacterAtTheEnd_isRefused()
{
    QByteArray utf8 = QStringLiteral("名称\n上海北京").toUtf8();
    utf8.chop(1);
    QCOMPARE(decodeText(utf8).error().arguments, (QStringList{QStringLiteral("UTF-8"), QStringLiteral("2")}));
    QByteArray gb = encoded(QStringLiteral("名称\n上海"), "GB18030");
    gb.chop(1);
    QCOMPARE(decodeText(gb).error().arguments, (QStringList{QStringLiteral("GB18030"), QStringLiteral("2")}));
    QByteArray utf16 = "\xff\xfe" + encoded(QStringLiteral("a\nb"), "UTF-16LE");
    utf16.chop(1);
    QCOMPARE(decodeText(utf16).error().arguments,
             (QStringList{QStringLiteral("UTF-16LE"), QStringLiteral("2")}));
}

void ImportTextTest::emptyAndOversizedFiles_areRefused()
{
    QCOMPARE(decodeText({}).error().code, QStringLiteral("import.empty"));
    QCOMPARE(decodeText("\xef\xbb\xbf \r\n").error().code, QStringLiteral("import.empty"));
    QCOMPARE(decodeText(QByteArray(kFileBytesMax + 1, 'a')).error().code, QStringLiteral("import.too-large"));
}

void ImportTextTest::records_areCutAsTheRfcSays_data()
{
    using Records = std::vector<QStringList>;
    QTest::addColumn<QString>("text");
    QTest::addColumn<Records>("records");
    QTest::newRow("plain") << QStringLiteral("a,b\nc,d")
                           << Records{{QStringLiteral("a"), QStringLiteral("b")},
                                      {QStringLiteral("c"), QStringLiteral("d")}};
    QTest::newRow("CRLF, CR and LF") << QStringLiteral("a\r\nb\rc\nd\n")
                                     << Records{{QStringLiteral("a")},
                                                {QStringLiteral("b")},
                                                {QStringLiteral("c")},
                                                {QStringLiteral("d")}};
    QTest::newRow("quoted separator")
        << QStringLiteral("\"a,b\",c") << Records{{QStringLiteral("a,b"), QStringLiteral("c")}};
    QTest::newRow("quoted line end") << QStringLiteral("\"a\r\nb\",c")
                                     << Records{{QStringLiteral("a\nb"), QStringLiteral("c")}};
    QTest::newRow("doubled quotes") << QStringLiteral("\"say \"\"hi\"\"\",x")
                                    << Records{{QStringLiteral("say \"hi\""), QStringLiteral("x")}};
    QTest::newRow("quotes round quotes")
        << QStringLiteral("\"\"\"a\",b") << Records{{QStringLiteral("\"a"), QStringLiteral("b")}};
    QTest::newRow("empty quoted") << QStringLiteral("\"\",a")
                                  << Records{{QStringLiteral(""), QStringLiteral("a")}};
    QTest::newRow("blanks round quotes")
        << QStringLiteral(" \"a,b\" ,c") << Records{{QStringLiteral("a,b"), QStringLiteral("c")}};
    QTest::newRow("stray inside") << QStringLiteral("5\" pipe,b")
                                  << Records{{QStringLiteral("5\" pipe"), QStringLiteral("b")}};
    QTest::newRow("text after the closing mark")
        << QStringLiteral("\"a\" b,c") << Records{{QStringLiteral("\"a\" b"), QStringLiteral("c")}};
    QTest::newRow("never closed") << QStringLiteral("\"a,b\nc,d")
                                  << Records{{QStringLiteral("\"a"), QStringLiteral("b")},
                                             {QStringLiteral("c"), QStringLiteral("d")}};
    QTest::newRow("empty line") << QStringLiteral(
        "a\n\nb") << Records{{QStringLiteral("a")}, {QStringLiteral("")}, {QStringLiteral("b")}};
    QTest::newRow("trailing separator")
        << QStringLiteral("a,\nb,")
        << Records{{QStringLiteral("a"), QStringLiteral("")}, {QStringLiteral("b"), QStringLiteral("")}};
}

void ImportTextTest::records_areCutAsTheRfcSays()
{
    QFETCH(QString, text);
    QFETCH(std::vector<QStringList>, records);
    QCOMPARE(recordsOf(text), records);
}

void ImportTextTest::strayQuote_costsOneCell_notTheRestOfTheFile()
{
    // The forgotten mark of the second line would otherwise close at the one of the fourth.
    const QString text = QStringLiteral("name,city\n\"北京商场,北京\n上海商场,上海\n\"广州商场\",广州\n");
    const auto records = recordsOf(text, u',', 2);
    QCOMPARE(records.size(), size_t(4));
    QCOMPARE(records[1], (QStringList{QStringLiteral("\"北京商场"), QStringLiteral("北京")}));
    QCOMPARE(records[3], (QStringList{QStringLiteral("广州商场"), QStringLiteral("广州")}));
    // A mark at the end of a later cell would close it: the width tells.
    const QString swallowing = QStringLiteral("a,b\n\"x,1\ny,2\nz\",3\n");
    QCOMPARE(recordsOf(swallowing, u',', 2).size(), size_t(2)); // fits as one cell over lines: a legal record
    const QString wide = QStringLiteral("a,b\n\"x,1\ny,2\nz\",3,4\n");
    QCOMPARE(recordsOf(wide, u',', 2).size(), size_t(4));
}

void ImportTextTest::lineNumbers_countEmbeddedLineEnds()
{
    const QString text = QStringLiteral("a\r\n\"b\r\nb\r\nb\"\r\n\r\nc");
    CsvReader reader(text, u',');
    CsvRecord record;
    std::vector<qint64> lines;
    while (reader.next(record).value())
        lines.push_back(record.line);
    QCOMPARE(lines, (std::vector<qint64>{1, 2, 5, 6}));
}

void ImportTextTest::separator_isDetected_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QChar>("separator");
    QTest::newRow("comma") << QStringLiteral("a,b,c\n1;2,3,4\n") << QChar(u',');
    QTest::newRow("semicolon with decimal commas") << QStringLiteral("a;b;c\n1,5;2,5;3,5\n") << QChar(u';');
    QTest::newRow("tab") << QStringLiteral("a\tb\n1, 2\t3\n") << QChar(u'\t');
    QTest::newRow("bar") << QStringLiteral("a|b|c\n1|2|3\n") << QChar(u'|');
    QTest::newRow("wide comma") << QStringLiteral("名称，城市\n甲，北京\n") << QChar(u'，');
    QTest::newRow("one column") << QStringLiteral("a\nb\n") << QChar(u',');
}

void ImportTextTest::separator_isDetected()
{
    QFETCH(QString, text);
    QFETCH(QChar, separator);
    QCOMPARE(detectSeparator(text), separator);
}

void ImportTextTest::boundsAreTypedErrors()
{
    const QString longCell = QStringLiteral("name\n") + QString(kCellCharsMax + 1, u'x');
    QCOMPARE(Table::read(longCell).error(), (Error{QStringLiteral("import.cell-too-long"),
                                                   Advice::AskUser,
                                                   {QStringLiteral("2"), QString::number(kCellCharsMax)}}));
    const QString wide = QStringLiteral("name\n") + QString(kCellsMax, u',');
    QCOMPARE(Table::read(wide).error().code, QStringLiteral("import.too-many-columns"));
    QString many = QStringLiteral("name\n");
    many.reserve(2 * Table::kRowsMax + 16);
    for (qsizetype i = 0; i <= Table::kRowsMax; ++i)
        many += QStringLiteral("a\n");
    QCOMPARE(Table::read(many).error().code, QStringLiteral("import.too-many-rows"));
    many.chop(2);
    QCOMPARE(Table::read(many)->rowCount(), Table::kRowsMax);
}

void ImportTextTest::writtenRecords_areReadBack()
{
    QVERIFY(rc::check("what is written by the rules is read back", [] {
        const auto cell = rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab \",;\n\t'1")));
        const auto width = *rc::gen::inRange<size_t>(2, 6);
        const auto table = *rc::gen::container<std::vector<std::vector<std::string>>>(
            rc::gen::container<std::vector<std::string>>(width, cell));
        QString text;
        for (const auto &record : table) {
            QStringList cells;
            for (const auto &value : record)
                cells.append(u'"' + QString::fromStdString(value).replace(u'"', QStringLiteral("\"\""))
                             + u'"');
            text += cells.join(u',') + u'\n';
        }
        const auto records = recordsOf(text, u',', qsizetype(width));
        RC_ASSERT(records.size() == table.size());
        for (size_t i = 0; i < table.size(); ++i) {
            for (size_t k = 0; k < width; ++k)
                RC_ASSERT(records[i][qsizetype(k)] == QString::fromStdString(table[i][k]));
        }
    }));
}

void ImportTextTest::anyText_isReadToItsEnd_inLinearTime()
{
    QVERIFY(rc::check("every line is in exactly one record", [] {
        const auto raw = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab,\"\n\r ")));
        const QString text = QString::fromStdString(raw);
        CsvReader reader(text, u',');
        reader.expectCells(*rc::gen::inRange(0, 4));
        CsvRecord record;
        qsizetype before = -1;
        while (reader.next(record).value()) {
            RC_ASSERT(reader.position().offset > before);
            before = reader.position().offset;
        }
        RC_ASSERT(reader.position().offset == text.size());
        RC_ASSERT(reader.position().line - 1
                  == QString(text)
                             .replace(QStringLiteral("\r\n"), QStringLiteral("\n"))
                             .replace(u'\r', u'\n')
                             .count(u'\n')
                         + (text.isEmpty() || text.endsWith(u'\n') || text.endsWith(u'\r') ? 0 : 1));
    }));
    // Marks that never close properly make a naive reader look ahead to the end from every one of them.
    for (const QString &pattern :
         {QStringLiteral("\"a\"b,"), QStringLiteral("\"\"\"z,"), QStringLiteral(",\",\"\""),
          QStringLiteral("\"a\n"), QStringLiteral("\"\",\n\"x")}) {
        QString text;
        while (text.size() < 1'000'000)
            text += pattern + (text.size() % 900 < 10 ? QStringLiteral("\n") : QString());
        QElapsedTimer timer;
        timer.start();
        (void)recordsOf(text, u',', 3);
        QVERIFY2(timer.elapsed() < 5000, qPrintable(pattern + QString::number(timer.elapsed())));
    }
}

void ImportTextTest::titleAndSeparatorLine_areNotTakenForTheHeading()
{
    const auto table = Table::read(
        QStringLiteral("sep=;\n2024年客户资料表;;\n\n客户名称;城市;电话\n甲公司;北京;010-1234567\n;;\n"));
    QVERIFY(table);
    QCOMPARE(table->separator(), QChar(u';'));
    QCOMPARE(table->headings(),
             (QStringList{QStringLiteral("客户名称"), QStringLiteral("城市"), QStringLiteral("电话")}));
    QCOMPARE(table->rowCount(), 1);
    QCOMPARE(table->lineOf(0), 5);
    QCOMPARE(table->rowsAboveHeading(), 2);
    QCOMPARE(table->blankRows(), 2);
}

void ImportTextTest::fileWithoutHeading_isNoticed()
{
    const auto table = Table::read(QStringLiteral("甲公司,北京,13812345678\n乙公司,上海,13912345678\n"));
    QVERIFY(table);
    QVERIFY(!table->hasHeading());
    QCOMPARE(table->rowCount(), 2);
}

void ImportTextTest::row_isReadAgainAsItWas()
{
    const auto table = Table::read(QStringLiteral("a,b\n1,2\n\"x\ny\",\"z\"\n\n3,4\n"));
    QVERIFY(table);
    QCOMPARE(table->rowCount(), 3);
    QCOMPARE(table->row(2).cells, (std::vector<QString>{QStringLiteral("3"), QStringLiteral("4")}));
    QCOMPARE(table->row(1).cells, (std::vector<QString>{QStringLiteral("x\ny"), QStringLiteral("z")}));
    QCOMPARE(table->lineOf(1), 3);
    QCOMPARE(table->lineOf(2), 6);
}

QTEST_GUILESS_MAIN(ImportTextTest)
#include "text_test.moc"
