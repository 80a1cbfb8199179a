// SPDX-License-Identifier: Apache-2.0
// Documents that somebody damaged: the loader refuses or reads them, and never hangs, crashes or forgets to say where.
#include "core/playbook/playbook_lint.h"
#include "core/playbook/run_progress.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace legwork;

namespace {

constexpr int kRounds = 1'500;

std::vector<QByteArray> shippedDocuments()
{
    std::vector<QByteArray> documents;
    const QDir folder(QStringLiteral(":/legwork/playbook"));
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            documents.push_back(file.readAll());
    }
    return documents;
}

/// Puts something else somewhere into a document, still JSON.
class Damage
{
public:
    explicit Damage(QRandomGenerator &random)
        : m_random(random)
    {
    }

    QJsonValue apply(const QJsonValue &value)
    {
        if (value.isObject() && !value.toObject().isEmpty() && m_random.bounded(6) > 0) {
            QJsonObject object = value.toObject();
            const QString key = object.keys().at(m_random.bounded(int(object.size())));
            switch (m_random.bounded(8)) {
            case 0:
                object.remove(key);
                break;
            case 1:
                object.insert(key + u'x', object.take(key));
                break;
            default:
                object.insert(key, apply(object.value(key)));
            }
            return object;
        }
        if (value.isArray() && !value.toArray().isEmpty() && m_random.bounded(6) > 0) {
            QJsonArray list = value.toArray();
            const int at = m_random.bounded(int(list.size()));
            switch (m_random.bounded(8)) {
            case 0:
                list.removeAt(at);
                break;
            case 1:
                list.append(list.at(at)); // the same id twice
                break;
            default:
                list.replace(at, apply(list.at(at)));
            }
            return list;
        }
        return anything();
    }

private:
    QJsonValue anything()
    {
        switch (m_random.bounded(10)) {
        case 0:
            return {};
        case 1:
            return true;
        case 2:
            return -1;
        case 3:
            return 1e300;
        case 4:
            return QString();
        case 5:
            return QJsonArray();
        case 6:
            return QJsonObject();
        case 7:
            return QJsonObject{{QStringLiteral("var"), QStringLiteral("answers.nobody")}};
        case 8:
            return QJsonObject{{QStringLiteral("+"), QJsonArray{QStringLiteral("x"), 1}}};
        default:
            return QStringLiteral("end");
        }
    }

    QRandomGenerator &m_random;
};

} // namespace

class PlaybookFuzzTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_documents = shippedDocuments();
        QVERIFY(m_documents.size() >= 50);
        m_seed = qEnvironmentVariableIsSet("LEGWORK_FUZZ_SEED")
                     ? qEnvironmentVariableIntValue("LEGWORK_FUZZ_SEED")
                     : 20261122;
        qInfo("seed %d", m_seed);
    }
    void damagedJson_isRefusedWithItsPlace_orRuns();
    void damagedBytes_areRefused_orRun();
    void tenMegabytes_areReadOrRefused_inTime();
    void aRunWithAnswersOutOfPlace_staysInBounds();

private:
    static QString check(const QByteArray &json)
    {
        const auto playbook = Playbook::parse(json);
        if (!playbook) {
            const bool says = playbook.error().code.startsWith(QLatin1String("playbook."))
                              && playbook.error().arguments.value(0).startsWith(u'$');
            return says ? QString() : playbook.error().code;
        }
        (void)lint(*playbook);
        const RunProgress progress = RunProgress::of(*playbook, {});
        return progress.done <= progress.total ? QString() : QStringLiteral("more done than there is");
    }

    std::vector<QByteArray> m_documents;
    int m_seed = 0;
};

void PlaybookFuzzTest::damagedJson_isRefusedWithItsPlace_orRuns()
{
    QRandomGenerator random{quint32(m_seed)};
    int refused = 0;
    for (int round = 0; round < kRounds; ++round) {
        const QByteArray &whole = m_documents[size_t(random.bounded(int(m_documents.size())))];
        QJsonValue document = QJsonDocument::fromJson(whole).object();
        for (int i = random.bounded(1, 4); i > 0; --i)
            document = Damage(random).apply(document);
        const QByteArray json = QJsonDocument(document.toObject()).toJson(QJsonDocument::Compact);
        const QString fault = check(json);
        QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("round %1: %2").arg(round).arg(fault)));
        refused += !Playbook::parse(json);
    }
    // Most damage must be noticed, but some of it (a text changed, an item taken out) leaves a good document.
    QVERIFY2(refused > kRounds / 2 && refused < kRounds, qPrintable(QString::number(refused)));
}

void PlaybookFuzzTest::damagedBytes_areRefused_orRun()
{
    QRandomGenerator random{quint32(m_seed) + 1};
    for (int round = 0; round < kRounds / 3; ++round) {
        QByteArray json = m_documents[size_t(random.bounded(int(m_documents.size())))];
        for (int i = random.bounded(1, 6); i > 0; --i)
            json[random.bounded(int(json.size()))] = char(random.bounded(256));
        if (random.bounded(4) == 0)
            json.truncate(random.bounded(int(json.size())));
        const QString fault = check(json);
        QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("round %1: %2").arg(round).arg(fault)));
    }
}

void PlaybookFuzzTest::tenMegabytes_areReadOrRefused_inTime()
{
    QByteArray steps;
    int count = 0;
    while (steps.size() < Playbook::kBytesMax - 1024) {
        if (count > 0)
            steps += ',';
        steps += R"({"id":"s)" + QByteArray::number(count++)
                 + R"(","phase":"explore","does":"say","shownIf":true,"text":{"zh_CN":"说","en":"Say"}})";
    }
    const QByteArray json = R"({"format":1,"id":"large","version":1,"kind":"script","methods":["M1"],)"
                            R"("title":{"zh_CN":"大","en":"Large"},"steps":[)"
                            + steps + "]}";
    QElapsedTimer timer;
    timer.start();
    const auto playbook = Playbook::parse(json);
    QVERIFY2(playbook, playbook ? "" : qPrintable(playbook.error().code));
    QCOMPARE(RunProgress::of(*playbook, {}).next, QStringLiteral("s0"));
    QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
    const auto tooLarge = Playbook::parse(json + QByteArray(2048, ' '));
    QVERIFY(!tooLarge);
    QCOMPARE(tooLarge.error().code, QStringLiteral("playbook.too-large"));
}

void PlaybookFuzzTest::aRunWithAnswersOutOfPlace_staysInBounds()
{
    QRandomGenerator random{quint32(m_seed) + 2};
    for (const QByteArray &json : m_documents) {
        const auto playbook = Playbook::parse(json);
        QVERIFY(playbook);
        RunAnswers answers;
        for (const RuleItem &item : playbook->rules()->items) {
            static const QStringList odd{
                QStringLiteral("7"), QStringLiteral("-1e300"),     QStringLiteral("no such option"),
                QString(),           QStringLiteral("yes\nnoted"), QStringLiteral("NaN")};
            answers.insert(item.id, {random.bounded(5) == 0 ? AnswerState::Skipped : AnswerState::Answered,
                                     odd.at(random.bounded(int(odd.size()))), Instant{random.bounded(1000)}});
        }
        answers.insert(QStringLiteral("nobody"), {AnswerState::Answered, QStringLiteral("x"), {}});
        const RunState state(*playbook, answers);
        const RunProgress progress = RunProgress::of(*playbook, answers, {}, state);
        QVERIFY(progress.done <= progress.total);
        QVERIFY(progress.route.size() <= qsizetype(playbook->rules()->items.size()));
    }
}

QTEST_APPLESS_MAIN(PlaybookFuzzTest)
#include "playbook_fuzz_test.moc"
