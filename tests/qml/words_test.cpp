// SPDX-License-Identifier: Apache-2.0
#include "core/schema/rows.h"
#include "qml/session/error_text.h"
#include "qml/session/language.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>
#include <array>

using namespace legwork;
using namespace Qt::StringLiterals;

namespace {

QDir sources() { return QDir(qEnvironmentVariable("LEGWORK_SOURCE_DIR")); }

/// Sources without a finished translation.
QStringList unfinished(const QString &catalogue)
{
    QFile file(catalogue);
    if (!file.open(QIODevice::ReadOnly))
        return {u"cannot read "_s + catalogue};
    QStringList missing;
    QXmlStreamReader xml(&file);
    QString source;
    int messages = 0;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"source") {
            source = xml.readElementText();
            ++messages;
        } else if (xml.name() == u"translation") {
            const bool flagged = xml.attributes().hasAttribute(u"type"_s);
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
            if (flagged || text.isEmpty())
                missing.append(source);
        }
    }
    if (messages == 0)
        missing.append(u"no messages in "_s + catalogue);
    return missing;
}

} // namespace

class WordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void catalogue_holdsEveryTextOfTheSources_andNothingIsUnfinished_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QStringList>("options");
        QTest::newRow("zh_CN") << u"zh_CN"_s << QStringList();
        QTest::newRow("en") << u"en"_s << QStringList{u"-pluralonly"_s};
    }

    void catalogue_holdsEveryTextOfTheSources_andNothingIsUnfinished()
    {
        QFETCH(QString, language);
        QFETCH(QStringList, options);
        QTemporaryDir folder;
        const QString copy = folder.filePath(u"words.ts"_s);
        QVERIFY(QFile::copy(sources().filePath(u"qml/i18n/legwork_%1.ts"_s.arg(language)), copy));
        QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner));
        QProcess lupdate;
        lupdate.setWorkingDirectory(sources().path());
        lupdate.start(QStringLiteral(LEGWORK_LUPDATE),
                      options
                          + QStringList{u"-silent"_s, u"-locations"_s, u"none"_s, u"-I"_s, u"."_s, u"qml"_s,
                                        u"-ts"_s, copy});
        QVERIFY(lupdate.waitForFinished(60'000));
        QCOMPARE(lupdate.exitCode(), 0);
        // A text that is new in the sources comes out unfinished, one that has gone comes out as vanished.
        QCOMPARE(unfinished(copy).join(u'\n'), QString());
    }

    void everyErrorOfTheProduct_hasSentences()
    {
        const QRegularExpression pattern(u"fail\\(\\s*QStringLiteral\\(\"([a-z0-9.-]+)\"\\)"_s);
        QSet<QString> codes;
        for (const QString &folder : {u"core"_s, u"sync/client"_s, u"sync/protocol"_s, u"platform"_s}) {
            QDirIterator files(sources().filePath(folder), {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                               QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                auto matches = pattern.globalMatch(QString::fromUtf8(file.readAll()));
                while (matches.hasNext())
                    codes.insert(matches.next().captured(1));
            }
        }
        QVERIFY(codes.size() > 20);
        const ErrorWords general = ErrorText::words(u"no.such-code"_s, {});
        QStringList wordless;
        for (const QString &code : codes) {
            const ErrorWords words = ErrorText::words(code, {});
            if (words.happened == general.happened || words.happened.isEmpty() || words.todo.isEmpty())
                wordless.append(code);
        }
        wordless.sort();
        QCOMPARE(wordless.join(u' '), QString());
    }

    void everyFieldThatPeopleSee_hasAName()
    {
        QFile file(sources().filePath(u"qml/session/Words.qml"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString words = QString::fromUtf8(file.readAll());
        QStringList nameless;
        for (const EntitySpec &spec : entities()) {
            const std::array shownOtherwise{Conflict::kEntityNo, ImportBatch::kEntityNo,
                                            DeviceState::kEntityNo};
            if (std::find(shownOtherwise.begin(), shownOtherwise.end(), spec.no) != shownOtherwise.end())
                continue; // never field by field
            for (const FieldSpec &field : spec.fields) {
                if (!words.contains(u"case \"%1\": return qsTr("_s.arg(QLatin1String(field.name))))
                    nameless.append(QLatin1String(field.name));
            }
        }
        QCOMPARE(nameless.join(u' '), QString());
    }

    void errors_speakTheLanguageThatIsSet()
    {
        Language language(nullptr);
        language.setCurrent(u"en"_s);
        const ErrorWords english = ErrorText::words(u"storage.wrong-key"_s, {});
        language.setCurrent(u"zh_CN"_s);
        const ErrorWords chinese = ErrorText::words(u"storage.wrong-key"_s, {});
        QVERIFY(english.happened != chinese.happened);
        QVERIFY(chinese.happened.contains(u"密钥"));
    }

    void arguments_fillTheSentence_andUnknownCodesAreNamed()
    {
        Language language(nullptr);
        language.setCurrent(u"en"_s);
        QVERIFY(ErrorText::words(u"keystore.failed"_s, {u"bus error"_s}).means.contains(u"bus error"));
        QVERIFY(ErrorText::words(u"new.code"_s, {}).todo.contains(u"new.code"));
        QVERIFY(ErrorText::words(u"storage.never-heard-of"_s, {}).todo.contains(u"storage.never-heard-of"));
        QVERIFY(ErrorText::words(QString(), {}).happened.isEmpty());
    }
};

QTEST_GUILESS_MAIN(WordsTest)
#include "words_test.moc"
