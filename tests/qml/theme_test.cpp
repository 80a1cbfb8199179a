// SPDX-License-Identifier: Apache-2.0
// Contrast of every pair of colours that carries text, by WCAG 2: 4.5 to 1 for text, in high contrast 7 to 1; 3 to 1 for
// the outlines of controls and the mark of the keyboard, in every appearance.
#include <QColor>
#include <QDirIterator>
#include <QFile>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {

double channel(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF())
           + 0.0722 * channel(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace

class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_engine.addImportPath(u"qrc:/qt/qml"_s);
        QQmlComponent component(&m_engine);
        component.setData(
            "import QtQml\nimport Legwork.Theme\nQtObject { readonly property QtObject theme: Theme }", {});
        m_holder.reset(component.create());
        QVERIFY2(m_holder, qPrintable(component.errorString()));
        m_theme = m_holder->property("theme").value<QObject *>();
        QVERIFY(m_theme);
    }

    void contrastOfWhiteAndBlack_is21()
    {
        QCOMPARE(std::round(contrast(Qt::white, Qt::black) * 10) / 10, 21.0);
    }

    void reducedMotion_leavesNothingMoving()
    {
        m_theme->setProperty("reducedMotion", false);
        QVERIFY(m_theme->property("motion").toInt() > 0);
        QVERIFY(m_theme->property("motionFast").toInt() > 0);
        m_theme->setProperty("reducedMotion", true);
        QCOMPARE(m_theme->property("motion").toInt(), 0);
        QCOMPARE(m_theme->property("motionFast").toInt(), 0);
        m_theme->setProperty("reducedMotion", false);
    }

    /// Each animation of ours takes its time from the theme, or does not run at all in reduced motion.
    void everyAnimation_heedsReducedMotion()
    {
        static const QRegularExpression begin(uR"(\b\w*Anima(tion|tor)\b(\s+on\s+[\w.]+)?\s*\{)"_s);
        int found = 0;
        QStringList bad;
        QDirIterator files(QStringLiteral(LEGWORK_PAGES), {u"*.qml"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString source = QString::fromUtf8(file.readAll());
            for (auto match = begin.globalMatch(source); match.hasNext();) {
                const qsizetype start = match.next().capturedEnd();
                const QString body = source.mid(start, source.indexOf(u'}', start) - start);
                ++found;
                if (!body.contains(u"duration: Theme.motion\n"_s) && !body.contains(u"Theme.motionFast"_s)
                    && !body.contains(u"!Theme.reducedMotion"_s))
                    bad.append(file.fileName() + u": "_s + body.simplified());
            }
        }
        QVERIFY(found >= 5); // it reads the right folder
        QVERIFY2(bad.isEmpty(), qPrintable(bad.join(u'\n')));
    }

    void textColours_areLegible_data()
    {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("ground");
        QTest::addColumn<double>("atLeast");
        const std::pair<const char *, const char *> pairs[] = {{"text", "background"},
                                                               {"text", "surface"},
                                                               {"text", "surfaceRaised"},
                                                               {"text", "surfaceSunken"},
                                                               {"textMuted", "background"},
                                                               {"textMuted", "surface"},
                                                               {"textMuted", "surfaceSunken"},
                                                               {"primary", "background"},
                                                               {"primary", "surface"},
                                                               {"primaryInk", "primary"},
                                                               {"primaryInk", "primaryPressed"},
                                                               {"primarySoftInk", "primarySoft"},
                                                               {"accent", "surface"},
                                                               {"accent", "background"},
                                                               {"accentInk", "accent"},
                                                               {"accentSoftInk", "accentSoft"},
                                                               {"successSoftInk", "successSoft"},
                                                               {"warningSoftInk", "warningSoft"},
                                                               {"success", "surface"},
                                                               {"warning", "surface"},
                                                               {"heroInk", "hero"},
                                                               {"heroMuted", "hero"},
                                                               {"hero", "heroInk"},
                                                               {"background", "text"},
                                                               {"text", "primarySoft"},
                                                               {"text", "accentSoft"},
                                                               {"heroMuted", "heroPressed"}};
        for (const char *scheme : {"light", "dark", "contrast"}) {
            for (const auto &[text, ground] : pairs)
                QTest::addRow("%s: %s on %s", scheme, text, ground)
                    << QString::fromLatin1(scheme) << QString::fromLatin1(text) << QString::fromLatin1(ground)
                    << (QByteArrayView(scheme) == "contrast" ? 7.0 : 4.5);
            QTest::addRow("%s: outline", scheme)
                << QString::fromLatin1(scheme) << u"outlineStrong"_s << u"surface"_s << 3.0;
            for (const char *ground : {"background", "surface", "surfaceSunken", "primarySoft"})
                QTest::addRow("%s: focus on %s", scheme, ground)
                    << QString::fromLatin1(scheme) << u"focus"_s << QString::fromLatin1(ground) << 3.0;
        }
    }

    void textColours_areLegible()
    {
        QFETCH(QString, scheme);
        QFETCH(QString, text);
        QFETCH(QString, ground);
        QFETCH(double, atLeast);
        m_theme->setProperty("scheme", scheme);
        const auto colour = [this](const QString &name) {
            return m_theme->property(name.toLatin1()).value<QColor>();
        };
        const double found = contrast(colour(text), colour(ground));
        QVERIFY2(found >= atLeast, qPrintable(u"%1 to 1"_s.arg(found, 0, 'f', 2)));
    }

    void scores_areLegible_data()
    {
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<int>("score");
        for (const char *scheme : {"light", "dark", "contrast"}) {
            for (int score = -3; score <= 3; ++score)
                QTest::addRow("%s: %d", scheme, score) << QString::fromLatin1(scheme) << score;
        }
    }

    void scores_areLegible()
    {
        QFETCH(QString, scheme);
        QFETCH(int, score);
        m_theme->setProperty("scheme", scheme);
        QColor ground;
        QColor ink;
        QVERIFY(QMetaObject::invokeMethod(m_theme, "scoreColour", Q_RETURN_ARG(QColor, ground),
                                          Q_ARG(int, score)));
        QVERIFY(QMetaObject::invokeMethod(m_theme, "scoreInk", Q_RETURN_ARG(QColor, ink), Q_ARG(int, score)));
        const double found = contrast(ink, ground);
        QVERIFY2(found >= (scheme == u"contrast"_s ? 7.0 : 4.5),
                 qPrintable(u"%1 to 1"_s.arg(found, 0, 'f', 2)));
    }

    void compact_bringsThingsCloser_butWhatIsTappedStays()
    {
        const auto number = [this](const char *name) { return m_theme->property(name).toInt(); };
        const int air = number("spaceL");
        m_theme->setProperty("compact", true);
        QVERIFY(number("spaceL") < air);
        QVERIFY(number("touch") >= 48 && number("rowMin") >= 48 && number("buttonHeight") >= 48);
        m_theme->setProperty("compact", false);
    }

    void reducedMotion_takesEveryMovementAway_butNotTheSignThatWorkGoesOn()
    {
        m_theme->setProperty("reducedMotion", true);
        QCOMPARE(m_theme->property("motion").toInt(), 0);
        QCOMPARE(m_theme->property("motionFast").toInt(), 0);
        m_theme->setProperty("reducedMotion", false);
        QVERIFY(m_theme->property("motion").toInt() > 0);
    }

private:
    QQmlEngine m_engine;
    std::unique_ptr<QObject> m_holder;
    QObject *m_theme = nullptr;
};

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
