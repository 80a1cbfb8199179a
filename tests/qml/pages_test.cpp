// SPDX-License-Identifier: Apache-2.0
// Every page, filled, in both sizes and languages: it loads without a complaint of the engine, everything that can be
// tapped is large enough and has a name, and nothing is cut off at the edges of the window.
#include "qml/session/language.h"
#include "qml/session/router.h"
#include "qml/session/session.h"
#include "qml/shell/shell.h"
#include "tests/qml/gallery/sample_content.h"

#include <QAccessible>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTest>

using namespace legwork;
using namespace Qt::StringLiterals;

namespace {

constexpr int kTouch = 48;
QStringList s_complaints;

void collect(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    if (type == QtWarningMsg || type == QtCriticalMsg)
        s_complaints.append(message);
}

bool isTapped(QAccessible::Role role)
{
    return role == QAccessible::Button || role == QAccessible::CheckBox || role == QAccessible::RadioButton
           || role == QAccessible::PageTab || role == QAccessible::EditableText
           || role == QAccessible::ListItem;
}

void walk(QAccessibleInterface *node, const std::function<void(QAccessibleInterface *)> &visit)
{
    if (!node || !node->isValid())
        return;
    visit(node);
    for (int i = 0; i < node->childCount(); ++i)
        walk(node->child(i), visit);
}

QVariantMap argumentsOf(const QString &page)
{
    if (page == u"visit"_s)
        return {{u"visitId"_s, u"v"_s}};
    if (page == u"account"_s)
        return {{u"accountId"_s, u"a"_s}};
    if (page == u"picture"_s)
        return {{u"pictureId"_s, u"p"_s}};
    if (page == u"unlock"_s)
        return {{u"reasonCode"_s, u"storage.corrupt"_s}};
    return {};
}

} // namespace

class PagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QAccessible::setActive(true);
        m_shell = std::make_unique<Shell>(Services{});
        const Status loaded = m_shell->load();
        QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().arguments.join(u'\n')));
        m_shell->show();
    }

    void cleanupTestCase() { m_shell.reset(); }

    void everyPage_loads_andCanBeTappedAndRead_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QString>("language");
        for (const QString &page : m_shell->router().pageNames()) {
            for (const QSize size : {QSize(412, 915), QSize(1280, 800)}) {
                for (const QString &language : Language::available())
                    QTest::addRow("%s %d %s", qPrintable(page), size.width(), qPrintable(language))
                        << page << size << language;
            }
        }
    }

    void everyPage_loads_andCanBeTappedAndRead()
    {
        QFETCH(QString, page);
        QFETCH(QSize, size);
        QFETCH(QString, language);
        s_complaints.clear();
        const auto before = qInstallMessageHandler(collect);
        m_shell->language().setCurrent(language);
        m_shell->resize(size.width(), size.height());
        m_shell->router().openPage(page == u"enrol"_s ? u"today"_s : u"enrol"_s); // so that it is made anew
        QVERIFY(m_shell->router().openPage(page, argumentsOf(page)));
        QTRY_VERIFY(m_shell->topPage());
        if (auto *model = m_shell->topPage()->property("model").value<QObject *>())
            sample::fill(page, model, m_shell->session().todayDate());
        QTest::qWait(60);
        QVERIFY(!m_shell->grab().isNull());
        qInstallMessageHandler(before);
        QCOMPARE(s_complaints.join(u'\n'), QString());

        QStringList bad;
        int tapped = 0;
        walk(QAccessible::queryAccessibleInterface(m_shell->window()), [&](QAccessibleInterface *node) {
            if (!isTapped(node->role()) || node->state().invisible)
                return;
            ++tapped;
            const QString name = node->text(QAccessible::Name);
            const QRect area = node->rect().translated(-m_shell->window()->position());
            if (name.trimmed().isEmpty())
                bad.append(u"no name: role %1 at %2,%3"_s.arg(int(node->role())).arg(area.x()).arg(area.y()));
            if (node->state().disabled)
                return;
            if (area.height() < kTouch || area.width() < kTouch)
                bad.append(u"too small: %1 (%2 x %3)"_s.arg(name).arg(area.width()).arg(area.height()));
            if (area.left() < 0 || area.right() > size.width())
                bad.append(u"beyond the edge: %1 (%2 to %3)"_s.arg(name).arg(area.left()).arg(area.right()));
        });
        QCOMPARE(bad.join(u'\n'), QString());
        QVERIFY(tapped > 0);
    }

    void language_changesOnTheOpenPage_withoutReloading()
    {
        m_shell->language().setCurrent(u"en"_s);
        m_shell->router().openPage(u"settings"_s);
        QQuickItem *page = m_shell->topPage();
        const QString english = page->property("title").toString();
        m_shell->language().setCurrent(u"zh_CN"_s);
        QCOMPARE(m_shell->topPage(), page);
        QCOMPARE(page->property("title").toString(), u"设置"_s);
        QVERIFY(english != page->property("title").toString());
    }

private:
    std::unique_ptr<Shell> m_shell;
};

QTEST_MAIN(PagesTest)
#include "pages_test.moc"
