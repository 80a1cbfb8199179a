// SPDX-License-Identifier: Apache-2.0
// Charts: drawn in every appearance, sent as a picture, told in words; what is not known is no zero.
#include <QAccessible>
#include <QImage>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

QSet<QRgb> coloursOf(const QImage &image)
{
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            colours.insert(image.pixel(x, y));
    }
    return colours;
}

} // namespace

class ChartsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_engine.addImportPath(u"qrc:/qt/qml"_s);
        QVERIFY(m_folder.isValid());
    }

    void everyChart_isDrawnAndSent_inEveryAppearance_data()
    {
        QTest::addColumn<QByteArray>("chart");
        QTest::addColumn<QString>("scheme");
        const std::pair<const char *, QByteArray> charts[] = {
            {"bars", "BarChart { names: ['A', 'B']; values: [3, -2]; targets: [2] }"},
            {"radar", "RadarChart { names: ['A', 'B', 'C']; values: [3, 2, 5]; targets: [4, 4, 4] }"},
            {"trend", "TrendChart { names: ['A', 'B']; values: [3, 5]; target: 4 }"},
            {"matrix", "MatrixChart { rows: ['A']; columns: ['B', 'C']; values: [3, -2] }"},
            {"multiples", "SmallMultiples { names: ['A', 'B']; values: [1, 2, 3, 2, 1, 3] }"}};
        for (const auto &[name, chart] : charts) {
            for (const char *scheme : {"light", "dark", "contrast"})
                QTest::addRow("%s %s", name, scheme) << chart << QString::fromLatin1(scheme);
        }
    }

    void everyChart_isDrawnAndSent_inEveryAppearance()
    {
        QFETCH(QByteArray, chart);
        QFETCH(QString, scheme);
        const auto made = make(chart);
        QVERIFY(made);
        setScheme(scheme);
        QVERIFY(made->implicitHeight() > 40);
        made->setSize({360, made->implicitHeight()});
        QCoreApplication::processEvents();
        made->ensurePolished();
        const QString file = m_folder.filePath(u"chart.png"_s);
        QVERIFY(save(made.get(), file));
        const QImage image(file);
        QVERIFY(image.width() >= 2 * 360);
        QCOMPARE(QColor(image.pixel(0, 0)), colour("surface"));
        const QSet<QRgb> colours = coloursOf(image);
        QVERIFY(colours.contains(colour("primary").rgb()));
        QVERIFY(colours.contains(colour("text").rgb()));
    }

    void chartWithoutRoomOrFolder_isNotWritten()
    {
        const auto made = make("BarChart { names: ['A']; values: [1] }");
        QVERIFY(made);
        QVERIFY(!save(made.get(), m_folder.filePath(u"no/such/folder/chart.png"_s)));
    }

    void whatIsShown_isToldInWords_data()
    {
        QTest::addColumn<QByteArray>("chart");
        QTest::addColumn<QString>("words");
        QTest::newRow("bars") << QByteArray(
            "BarChart { names: ['A', 'B', 'C']; values: [3, -2, undefined]; targets: [4] }")
                              << u"A: 3, wanted 4; B: −2; C: not known"_s;
        QTest::newRow("trend") << QByteArray("TrendChart { values: [3, undefined, 7, 5]; target: 6 }")
                               << u"From 3 to 5; lowest 3, highest 7, wanted 6"_s;
        QTest::newRow("trend without values") << QByteArray("TrendChart {}") << u"Nothing is known yet"_s;
        QTest::newRow("matrix") << QByteArray(
            "MatrixChart { rows: ['A', 'B']; columns: ['x', 'y']; values: [1, 2, 3, undefined] }")
                                << u"A: x: 1, y: 2; B: x: 3, y: not known"_s;
        QTest::newRow("multiples") << QByteArray(
            "SmallMultiples { decimals: 1; names: ['A', 'B']; values: [1, 2, 3, 2, 1, 0.5] }")
                                   << u"A: 3.0; B: 0.5"_s;
    }

    void whatIsShown_isToldInWords()
    {
        QFETCH(QByteArray, chart);
        QFETCH(QString, words);
        const auto made = make(chart);
        QVERIFY(made);
        QCOMPARE(made->property("summary").toString(), words);
        QAccessible::setActive(true);
        QAccessibleInterface *node = QAccessible::queryAccessibleInterface(made.get());
        QVERIFY(node);
        QCOMPARE(node->role(), QAccessible::Chart);
        QCOMPARE(node->text(QAccessible::Description), words);
    }

    void unknownAndZero_lookDifferent()
    {
        const auto drawn = [this](const QByteArray &value) {
            const auto made = make("BarChart { names: ['A', 'B']; values: [4, " + value + "] }");
            made->setSize({360, made->implicitHeight()});
            QCoreApplication::processEvents();
            made->ensurePolished();
            const QString file = m_folder.filePath(u"one.png"_s);
            return save(made.get(), file) ? QImage(file) : QImage();
        };
        QVERIFY(!drawn("0").isNull());
        QVERIFY(drawn("0") != drawn("undefined"));
    }

private:
    std::unique_ptr<QQuickItem> make(const QByteArray &chart)
    {
        QQmlComponent component(&m_engine);
        component.setData("import QtQuick\nimport Legwork.Charts\nimport Legwork.Theme\n" + chart, {});
        std::unique_ptr<QQuickItem> item(qobject_cast<QQuickItem *>(component.create()));
        if (!item)
            qWarning("%s", qPrintable(component.errorString()));
        return item;
    }

    static bool save(QQuickItem *chart, const QString &file)
    {
        bool written = false;
        QMetaObject::invokeMethod(chart, "savePicture", Q_RETURN_ARG(bool, written),
                                  Q_ARG(QUrl, QUrl::fromLocalFile(file)));
        return written;
    }

    QObject *theme()
    {
        if (!m_theme) {
            QQmlComponent component(&m_engine);
            component.setData(
                "import QtQml\nimport Legwork.Theme\nQtObject { readonly property QtObject theme: Theme }",
                {});
            m_holder.reset(component.create());
            m_theme = m_holder->property("theme").value<QObject *>();
        }
        return m_theme;
    }
    void setScheme(const QString &scheme) { theme()->setProperty("scheme", scheme); }
    QColor colour(const char *name) { return theme()->property(name).value<QColor>(); }

    QQmlEngine m_engine;
    std::unique_ptr<QObject> m_holder;
    QObject *m_theme = nullptr;
    QTemporaryDir m_folder;
};

QTEST_MAIN(ChartsTest)
#include "charts_test.moc"
