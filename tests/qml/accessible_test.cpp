// SPDX-License-Identifier: Apache-2.0
// Every page for those who do not see it, do not touch it, or need twice the size: each control has a name, a role and
// its state in the accessible tree; Tab comes to all of them and shows where it is; Space and Enter press; at twice the
// size of text no word of a control is lost.
#include "qml/session/router.h"
#include "qml/session/session.h"
#include "tests/qml/gallery/stage.h"

#include <QAccessible>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSet>
#include <QTest>

using namespace legwork;
using namespace legwork::gallery;
using namespace Qt::StringLiterals;

namespace {

void forEachAccessible(QAccessibleInterface *node, const std::function<void(QAccessibleInterface *)> &visit)
{
    if (!node || !node->isValid())
        return;
    visit(node);
    for (int i = 0; i < node->childCount(); ++i)
        forEachAccessible(node->child(i), visit);
}

void forEachItem(QQuickItem *item, const std::function<void(QQuickItem *)> &visit)
{
    if (!item->isVisible())
        return;
    visit(item);
    for (QQuickItem *child : item->childItems())
        forEachItem(child, visit);
}

bool isControl(QAccessible::Role role)
{
    return role == QAccessible::Button || role == QAccessible::CheckBox || role == QAccessible::RadioButton
           || role == QAccessible::PageTab || role == QAccessible::EditableText
           || role == QAccessible::ListItem;
}

bool hasChoice(QAccessible::Role role)
{
    return role == QAccessible::CheckBox || role == QAccessible::RadioButton;
}

QString described(const QQuickItem *item)
{
    QAccessibleInterface *node = QAccessible::queryAccessibleInterface(const_cast<QQuickItem *>(item));
    return u"%1 \"%2\""_s.arg(QString::fromLatin1(item->metaObject()->className()).section(u'_', 0, 0),
                              node ? node->text(QAccessible::Name) : QString());
}

/// A control shows that the keyboard is there: by the common ring, or, where one types, by the cursor.
bool showsFocus(QQuickItem *item)
{
    if (item->property("cursorVisible").toBool())
        return true;
    bool shown = false;
    forEachItem(item, [&](QQuickItem *part) {
        shown = shown
                || (part->inherits("QQuickRectangle") && part->property("gap").isValid()
                    && part->property("shown").toBool());
    });
    return shown;
}

bool isInside(const QQuickItem *item, const QQuickItem *above)
{
    while (item && item != above)
        item = item->parentItem();
    return item;
}

} // namespace

class AccessibleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QAccessible::setActive(true);
        m_stage = std::make_unique<Stage>();
        QVERIFY(m_stage->load());
        m_stage->shell().window()->requestActivate();
    }

    void cleanupTestCase() { m_stage.reset(); }

    void everyControl_hasNameRoleAndState_data() { everyViewInBothSizes(); }
    void everyControl_hasNameRoleAndState()
    {
        QVERIFY(openFetched());
        QStringList bad;
        QSet<QObject *> told;
        forEachAccessible(window(), [&](QAccessibleInterface *node) {
            told.insert(node->object());
            const QString at = u"role %1, \"%2\""_s.arg(int(node->role())).arg(node->text(QAccessible::Name));
            if (!isControl(node->role()) || node->state().invisible)
                return;
            if (node->text(QAccessible::Name).trimmed().isEmpty())
                bad.append(at + u": no name"_s);
            if (hasChoice(node->role()) && !node->state().checkable)
                bad.append(at + u": does not say whether it is chosen"_s);
            const auto *item = qobject_cast<QQuickItem *>(node->object());
            if (item && node->role() == QAccessible::Button && !item->isEnabled() && !node->state().disabled
                && node->text(QAccessible::Description).isEmpty())
                bad.append(at + u": does not say that it cannot be used"_s);
            if (item && node->role() != QAccessible::EditableText && item->isEnabled()
                && !node->actionInterface()->actionNames().contains(
                    QAccessibleActionInterface::pressAction()))
                bad.append(at + u": cannot be pressed by a screen reader"_s);
        });
        for (QQuickItem *item : reachable()) {
            if (!told.contains(item))
                bad.append(described(item) + u": not in the accessible tree"_s);
        }
        QVERIFY2(bad.isEmpty(), qPrintable(bad.join(u'\n')));
    }

    void tab_comesToEveryControl_andShowsWhereItIs_data() { everyViewInBothSizes(); }
    void tab_comesToEveryControl_andShowsWhereItIs()
    {
        QVERIFY(openFetched());
        const QList<QQuickItem *> wanted = reachable();
        QStringList bad;
        QSet<QQuickItem *> seen;
        for (int step = 0; step < 3 * wanted.size() + 10; ++step) {
            QTest::keyClick(window(), Qt::Key_Tab);
            QQuickItem *now = window()->activeFocusItem();
            if (!now || seen.contains(now))
                continue;
            seen.insert(now);
            if (!wanted.contains(now))
                continue;
            if (!showsFocus(now))
                bad.append(described(now) + u": does not show that the keyboard is there"_s);
            const QRectF place = now->mapRectToScene(QRectF(0, 0, now->width(), now->height()));
            const QRectF whole(QPointF(), window()->size());
            if ((place & whole).height() < std::min(place.height(), 40.0))
                bad.append(described(now) + u": the keyboard is there, but out of sight"_s);
        }
        for (QQuickItem *item : wanted) {
            if (!seen.contains(item))
                bad.append(described(item) + u": never reached by Tab"_s);
        }
        QVERIFY2(bad.isEmpty(), qPrintable(bad.join(u'\n')));
    }

    void spaceAndEnter_press_data()
    {
        QTest::addColumn<int>("key");
        QTest::newRow("space") << int(Qt::Key_Space);
        QTest::newRow("enter") << int(Qt::Key_Return);
        QTest::newRow("enter of the number block") << int(Qt::Key_Enter);
    }

    void spaceAndEnter_press()
    {
        QFETCH(int, key);
        Router &router = m_stage->shell().router();
        m_stage->setLook(everyLook().front());
        QVERIFY(m_stage->open(viewNamed(u"more"_s), State::Typical));
        for (int step = 0; step < 20 && !accessibleName(window()->activeFocusItem()).startsWith(u"设置");
             ++step)
            QTest::keyClick(window(), Qt::Key_Tab);
        QVERIFY2(accessibleName(window()->activeFocusItem()).startsWith(u"设置"),
                 qPrintable(accessibleName(window()->activeFocusItem())));
        QTest::keyClick(window(), Qt::Key(key));
        QTRY_COMPARE(router.page(), u"settings"_s);
        QTest::keyClick(window(), Qt::Key_Escape);
        QTRY_COMPARE(router.page(), u"more"_s);
    }

    void screenReader_presses()
    {
        Router &router = m_stage->shell().router();
        m_stage->setLook(everyLook().front());
        QVERIFY(m_stage->open(viewNamed(u"more"_s), State::Typical));
        bool isPressed = false;
        forEachAccessible(window(), [&](QAccessibleInterface *node) {
            if (isPressed || !node->text(QAccessible::Name).startsWith(u"设置"))
                return;
            isPressed = true;
            node->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        });
        QVERIFY(isPressed);
        QTRY_COMPARE(router.page(), u"settings"_s);
    }

    void sheet_takesTheKeyboard_holdsIt_andGivesItBack()
    {
        m_stage->setLook(everyLook().front());
        QVERIFY(m_stage->open(viewNamed(u"visit-talk"_s), State::Typical));
        const auto isQuickNote = [this] {
            return accessibleName(window()->activeFocusItem()).startsWith(u"记一笔");
        };
        for (int step = 0; step < 60 && !isQuickNote(); ++step)
            QTest::keyClick(window(), Qt::Key_Tab);
        QVERIFY(isQuickNote());
        QQuickItem *before = window()->activeFocusItem();
        QTest::keyClick(window(), Qt::Key_Return);
        QTRY_VERIFY(openSheet());
        for (int step = 0; step < 40; ++step) {
            QTRY_VERIFY(isInside(window()->activeFocusItem(), openSheet()));
            QTest::keyClick(window(), step % 3 == 2 ? Qt::Key_Backtab : Qt::Key_Tab);
        }
        QTest::keyClick(window(), Qt::Key_Escape);
        QTRY_VERIFY(!openSheet());
        QTRY_COMPARE(window()->activeFocusItem(), before);
        QCOMPARE(m_stage->shell().router().page(), u"visit"_s); // only the sheet went
    }

    void atTwiceTheSize_noWordOfAControlIsLost_data()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<int>("look");
        const std::vector<Look> looks = everyLook();
        for (size_t i = 0; i < everyView().size(); ++i) {
            for (size_t k = 0; k < looks.size(); ++k) {
                if (looks[k].scheme == u"light"_s)
                    QTest::addRow("%s %s", qPrintable(everyView()[i].name), qPrintable(looks[k].name()))
                        << int(i) << int(k);
            }
        }
    }

    void atTwiceTheSize_noWordOfAControlIsLost()
    {
        QFETCH(int, number);
        QFETCH(int, look);
        m_stage->shell().session().setTextScale(2);
        m_stage->setLook(everyLook()[size_t(look)]);
        const View &view = everyView()[size_t(number)];
        const bool isOpen = m_stage->open(view, State::Typical);
        (void)m_stage->picture();
        QStringList bad;
        if (isOpen) {
            forEachItem(window()->contentItem(), [&](QQuickItem *item) {
                if (!item->inherits("QQuickText") || item->property("text").toString().isEmpty())
                    return;
                const QString text = item->property("text").toString().left(60);
                // What people wrote may be longer than a list has room for; it is whole where it is opened.
                if (item->property("truncated").toBool() && item->property("lineCount").toInt() < 2)
                    bad.append(u"cut off: %1"_s.arg(text));
                const QRectF place = item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
                if (place.right() > window()->width() + 1 && !isInFlickableAcross(item))
                    bad.append(u"beyond the edge: %1"_s.arg(text));
                if (item->property("contentWidth").toReal() > item->width() + 1)
                    bad.append(u"wider than its place: %1"_s.arg(text));
            });
        }
        m_stage->shell().session().setTextScale(1);
        QVERIFY(isOpen);
        QVERIFY2(bad.isEmpty(), qPrintable(bad.join(u'\n')));
    }

private:
    QQuickWindow *window() const { return m_stage->shell().window(); }
    void forEachAccessible(QQuickWindow *top, const std::function<void(QAccessibleInterface *)> &visit)
    {
        ::forEachAccessible(QAccessible::queryAccessibleInterface(top), visit);
    }

    static bool isInFlickableAcross(const QQuickItem *item)
    {
        for (; item; item = item->parentItem()) {
            if (item->inherits("QQuickFlickable") && item->property("contentWidth").toReal() > item->width())
                return true;
        }
        return false;
    }

    static QString accessibleName(QQuickItem *item)
    {
        QAccessibleInterface *node = item ? QAccessible::queryAccessibleInterface(item) : nullptr;
        return node ? node->text(QAccessible::Name) : QString();
    }

    static const View &viewNamed(const QString &name)
    {
        return *std::find_if(everyView().begin(), everyView().end(),
                             [&](const View &view) { return view.name == name; });
    }

    static void everyViewInBothSizes()
    {
        QTest::addColumn<int>("number");
        QTest::addColumn<int>("look");
        for (size_t i = 0; i < everyView().size(); ++i) {
            QTest::addRow("%s phone", qPrintable(everyView()[i].name)) << int(i) << 0;
            QTest::addRow("%s tablet", qPrintable(everyView()[i].name))
                << int(i) << int(everyLook().size() - 3);
        }
    }

    bool openFetched()
    {
        QFETCH(int, number);
        QFETCH(int, look);
        m_stage->setLook(everyLook()[size_t(look)]);
        const bool isOpen = m_stage->open(everyView()[size_t(number)], State::Typical);
        (void)m_stage->picture(); // lets layouts settle
        return isOpen;
    }

    QQuickItem *openSheet() const
    {
        QQuickItem *sheet = nullptr;
        forEachItem(window()->contentItem(), [&](QQuickItem *item) {
            if (item->inherits("QQuickPopupItem"))
                sheet = item;
        });
        return sheet;
    }

    /// What can be used now: in an open sheet only what is in it.
    QList<QQuickItem *> reachable() const
    {
        QList<QQuickItem *> found;
        const QQuickItem *sheet = openSheet();
        forEachItem(window()->contentItem(), [&](QQuickItem *item) {
            if (item->isEnabled() && item->activeFocusOnTab() && (!sheet || isInside(item, sheet)))
                found.append(item);
        });
        return found;
    }

    std::unique_ptr<Stage> m_stage;
};

int main(int argc, char *argv[])
{
    Stage::prepare();
    QGuiApplication app(argc, argv);
    AccessibleTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "accessible_test.moc"
