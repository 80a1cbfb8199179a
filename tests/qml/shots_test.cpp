// SPDX-License-Identifier: Apache-2.0
// Every page looks as it was approved. Approving what has changed on purpose: ./dev shots --approve, then look at the
// pictures before committing. A picture with the changed places framed lies beside this test when it fails.
#include "tests/qml/gallery/fingerprint.h"
#include "tests/qml/gallery/shots.h"

#include <QDir>
#include <QFontDatabase>
#include <QPainter>
#include <QTest>

using namespace legwork;
using namespace legwork::gallery;
using namespace Qt::StringLiterals;

class ShotsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(QFontDatabase::families().contains(u"Noto Sans CJK SC"_s),
                 "the approved pictures are set in Noto Sans CJK SC: install fonts-noto-cjk");
        m_stage = std::make_unique<Stage>();
        QVERIFY(m_stage->load());
    }

    void cleanupTestCase() { m_stage.reset(); }

    void fingerprint_survivesBeingWritten()
    {
        const Fingerprint made = Fingerprint::of(sample());
        const auto read = Fingerprint::fromText(made.toText());
        QVERIFY(read);
        QCOMPARE(read->toText(), made.toText());
        QVERIFY(made.differences(*read).empty());
        QVERIFY(!Fingerprint::fromText(made.toText().chopped(1)));
        QVERIFY(!Fingerprint::fromText(u"no picture"_s));
    }

    void fingerprint_tellsWhichPlaceChanged_byAWordOrALine()
    {
        const QImage before = sample();
        QImage after = before;
        QPainter painter(&after);
        painter.drawText(QRect(2 * Fingerprint::kCell + 8, Fingerprint::kCell + 10, 40, 30), Qt::AlignCenter,
                         u"拜访"_s);
        painter.drawLine(5, 5, 60, 5);
        painter.end();
        const auto found = Fingerprint::of(after).differences(Fingerprint::of(before));
        QCOMPARE(found, (std::vector<QPoint>{{0, 0}, {2, 1}}));
        QVERIFY(marked(after, found) != after);
    }

    void fingerprintOfAnotherSize_differsEverywhere()
    {
        const QImage picture = sample();
        const auto found =
            Fingerprint::of(picture).differences(Fingerprint::of(picture.copy(0, 0, 100, 100)));
        QCOMPARE(found.size(), 12u);
    }

    void everyView_looksAsApproved_data()
    {
        QTest::addColumn<int>("number");
        for (size_t i = 0; i < everyView().size(); ++i)
            QTest::newRow(qPrintable(everyView()[i].name)) << int(i);
    }

    void everyView_looksAsApproved()
    {
        QFETCH(int, number);
        const View &view = everyView()[size_t(number)];
        const Approved approved(approvedFile(QStringLiteral(LEGWORK_APPROVED), view));
        QVERIFY2(
            !approved.names().isEmpty(),
            "nothing of this view is approved as yet: ./dev shots --approve --only its name, and look at it");
        QStringList changed;
        QStringList taken;
        QVERIFY(takeShots(*m_stage, view, approvedLooks, [&](const Shot &shot) {
            taken.append(shot.name());
            const auto before = approved.find(shot.name());
            const auto cells =
                before ? Fingerprint::of(shot.picture).differences(*before) : std::vector<QPoint>{};
            if (before && cells.empty())
                return;
            const QString file = u"shots-differences/%1-%2.png"_s.arg(view.name, shot.name());
            QDir().mkpath(u"shots-differences"_s);
            marked(shot.picture, cells).save(file);
            changed.append(u"%1: %2 (%3)"_s.arg(
                shot.name(), before ? u"%1 places differ"_s.arg(cells.size()) : u"never approved"_s,
                QDir::current().absoluteFilePath(file)));
        }));
        QVERIFY2(changed.isEmpty(), qPrintable(changed.join(u'\n')));
        taken.sort();
        QCOMPARE(approved.names(), taken); // none approved that is no longer taken
    }

private:
    static QImage sample()
    {
        QImage image(4 * Fingerprint::kCell - 20, 3 * Fingerprint::kCell, QImage::Format_RGB32);
        image.fill(QColor(245, 242, 235));
        QPainter painter(&image);
        painter.fillRect(70, 70, 50, 50, QColor(14, 90, 85));
        return image;
    }

    std::unique_ptr<Stage> m_stage;
};

int main(int argc, char *argv[])
{
    Stage::prepare();
    QGuiApplication app(argc, argv);
    ShotsTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "shots_test.moc"
