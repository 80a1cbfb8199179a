// SPDX-License-Identifier: Apache-2.0
// The standard visit, done by hand on a phone: real taps on what lies on the real pages over a real encrypted store,
// found by role and name as a screen reader finds them, each counted. What has to be scrolled into sight first is
// scrolled there; that is counted too. Everything that is tapped on the visit page lies within reach of the thumb.
#include "qml/session/language.h"
#include "qml/session/router.h"
#include "qml/session/session.h"
#include "qml/shell/shell.h"
#include "tests/support/fake_position_source.h"
#include "tests/unit/usecases/field_store.h"

#include <QAccessible>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTest>

using namespace legwork;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize kPhone(412, 915);
constexpr int kMostTaps = 15;
constexpr double kThumbZone = 1.0 / 3; // a thumb at the lower edge reaches all but the upper third

bool isTapped(QAccessible::Role role)
{
    return role == QAccessible::Button || role == QAccessible::CheckBox || role == QAccessible::RadioButton
           || role == QAccessible::PageTab || role == QAccessible::EditableText
           || role == QAccessible::ListItem;
}

/// Also false for what lies on a part of a page that is not shown.
bool isShown(const QQuickItem *item) { return item->isVisible() && item->isEnabled() && item->width() > 0; }

const QQuickItem *openSheet(const QQuickItem *item)
{
    if (!item->isVisible())
        return nullptr;
    if (item->inherits("QQuickPopupItem"))
        return item;
    for (const QQuickItem *part : item->childItems()) {
        if (const QQuickItem *sheet = openSheet(part))
            return sheet;
    }
    return nullptr;
}

bool isInside(const QQuickItem *item, const QQuickItem *above)
{
    while (item && item != above)
        item = item->parentItem();
    return item;
}

} // namespace

class StandardVisitTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QAccessible::setActive(true);
        m_field = std::make_unique<test::FieldStore>();
        const Id<Account> account = m_field->account(u"瑞康医疗"_s, [](Account &made) {
            made.city = u"苏州"_s;
            made.accountClass = AccountClass::A;
            made.position = *GeoPoint::fromDegrees(31.30, 120.60);
        });
        m_field->contact(account, u"周文海"_s);
        m_visit = m_field->visit(account, m_field->today(), VisitState::Planned,
                                 [this](Visit &visit) { visit.personId = m_field->context().person; });
        m_position.setFix({*GeoPoint::fromDegrees(31.3001, 120.6001), 20, m_field->now(), false});

        Services services;
        services.clock = &m_field->clock();
        services.positions = &m_position;
        services.library = &m_field->library();
        services.store = &m_field->store();
        m_shell = std::make_unique<Shell>(Services{});
        QVERIFY(m_shell->load());
        m_shell->language().setCurrent(u"zh_CN"_s);
        m_shell->session().setReducedMotion(true);
        m_shell->resize(kPhone.width(), kPhone.height());
        m_shell->show();
        m_shell->window()->requestActivate();
        m_shell->setServices(services);
        QTRY_COMPARE(m_shell->router().page(), u"today"_s);
    }

    void cleanupTestCase()
    {
        m_shell.reset();
        m_field.reset();
    }

    void standardVisit_takesAtMostFifteenTaps_andOneShortNote()
    {
        QVERIFY(tap(u"瑞康医疗"_s)); // the card of the next visit
        QTRY_COMPARE(m_shell->router().page(), u"visit"_s);
        QVERIFY(tap(u"签到"_s));
        QVERIFY(tap(u"现在签到"_s));
        for (int question = 0; question < 3; ++question)
            QVERIFY(answerQuestion());
        QVERIFY(tap(u"记一笔：异议"_s));
        QVERIFY(type(u"贵一成"_s));
        QVERIFY(tap(u"记下"_s));
        QTRY_COMPARE(count<Objection>(), 1);
        QTRY_VERIFY(hasText(m_shell->topPage(), u"贵一成"_s)); // it stands on the page
        QVERIFY(tap(u"记一笔：承诺"_s));
        QVERIFY(tap(u"记下"_s));
        QVERIFY(tap(u"收尾"_s));
        QVERIFY(tap(u"+2"_s));
        QVERIFY(tap(u"选择日期"_s));
        QVERIFY(tap(u"1 周后"_s));
        QVERIFY(tap(u"签退"_s));

        QTRY_COMPARE(m_field->get(m_visit).state, Choice<VisitState>(VisitState::Done));
        QCOMPARE(count<Objection>(), 1);
        QCOMPARE(count<Commitment>(), 1);
        QCOMPARE(count<Moment>(), 1);
        QCOMPARE(count<Answer>(), 3);
        QCOMPARE(count<Visit>(), 2);
        qInfo("standard visit: %d taps, %d scrolls, %d note of %d characters", int(m_taps.size()), m_scrolls,
              m_notes, m_typed);
        QVERIFY2(m_taps.size() <= kMostTaps, qPrintable(m_taps.join(u'\n')));
        QCOMPARE(m_notes, 1);
        QVERIFY2(m_outOfReach.isEmpty(), qPrintable(m_outOfReach.join(u'\n')));
    }

private:
    struct Found {
        QQuickItem *item = nullptr;
        QString name;
    };

    template<class E>
    int count()
    {
        return int(m_field->read([](storage::Reader &reader) { return reader.count<E>({}); }));
    }

    /// The tappable item with exactly this name, or else the first whose name begins with it.
    Found find(const QString &wanted, bool editable = false) const
    {
        Found best;
        const QQuickItem *sheet = openSheet(m_shell->window()->contentItem());
        const std::function<void(QAccessibleInterface *)> walk = [&](QAccessibleInterface *node) {
            if (!node || !node->isValid())
                return;
            auto *item = qobject_cast<QQuickItem *>(node->object());
            const QString name = node->text(QAccessible::Name);
            if (item && isTapped(node->role()) && isShown(item) && (!sheet || isInside(item, sheet))
                && (node->role() == QAccessible::EditableText) == editable && name.startsWith(wanted)
                && (!best.item || name == wanted))
                best = {item, name};
            for (int i = 0; i < node->childCount(); ++i)
                walk(node->child(i));
        };
        walk(QAccessible::queryAccessibleInterface(m_shell->window()));
        return best;
    }

    static bool hasText(const QQuickItem *item, const QString &text)
    {
        if (item->isVisible() && item->inherits("QQuickText") && item->property("text").toString() == text)
            return true;
        const QList<QQuickItem *> parts = item->childItems();
        return std::any_of(parts.begin(), parts.end(),
                           [&](const QQuickItem *part) { return hasText(part, text); });
    }

    bool tap(const QString &wanted)
    {
        if (!QTest::qWaitFor([&] { return find(wanted).item; })) {
            qWarning("nothing to tap is called %s", qPrintable(wanted));
            m_shell->grab().save(u"standard-visit.png"_s); // to see why
            return false;
        }
        const Found found = find(wanted);
        return tapAt(found);
    }

    bool tapAt(const Found &found)
    {
        (void)m_shell->grab(); // lets layouts settle
        QPointF middle = found.item->mapToScene({found.item->width() / 2, found.item->height() / 2});
        if (middle.y() > m_shell->window()->height() - 180 && !isFixed(found.item)) {
            scrollTo(found.item);
            middle = found.item->mapToScene({found.item->width() / 2, found.item->height() / 2});
        }
        if (m_shell->router().page() == u"visit"_s && middle.y() < kThumbZone * m_shell->window()->height())
            m_outOfReach.append(
                u"%1 at %2 of %3"_s.arg(found.name).arg(middle.y()).arg(m_shell->window()->height()));
        m_taps.append(found.name);
        QTest::mouseClick(m_shell->window(), Qt::LeftButton, {}, middle.toPoint());
        (void)m_shell->grab();
        return true;
    }

    /// Not in anything that scrolls.
    static bool isFixed(const QQuickItem *item)
    {
        for (; item; item = item->parentItem()) {
            if (item->inherits("QQuickFlickable"))
                return false;
        }
        return true;
    }

    void scrollTo(const QQuickItem *item)
    {
        for (const QQuickItem *above = item; above; above = above->parentItem()) {
            if (!above->inherits("QQuickFlickable"))
                continue;
            const qreal last = above->property("contentHeight").toReal() - above->height();
            const qreal wanted = above->property("contentY").toReal() + item->mapToScene({}).y()
                                 - m_shell->window()->height() / 2.0;
            const_cast<QQuickItem *>(above)->setProperty("contentY",
                                                         std::clamp(wanted, 0.0, std::max(0.0, last)));
            ++m_scrolls;
            (void)m_shell->grab();
            return;
        }
    }

    /// One tap: the first reaction that is offered, or that the question was put.
    bool answerQuestion()
    {
        QObject *script =
            m_shell->topPage()->property("model").value<QObject *>()->property("script").value<QObject *>();
        if (!QTest::qWaitFor([&] { return !script->property("stepId").toString().isEmpty(); }))
            return false;
        const QString step = script->property("stepId").toString();
        const QVariantList options = script->property("options").toList();
        const QString wanted =
            options.isEmpty() ? QString() : options.front().toMap().value(u"text"_s).toString();
        const bool isDone =
            wanted.isEmpty() ? tap(find(u"听到了"_s).item ? u"听到了"_s : u"说过了"_s) : tap(wanted);
        return isDone && QTest::qWaitFor([&] { return script->property("stepId").toString() != step; });
    }

    bool type(const QString &text)
    {
        auto *field = m_shell->window()->activeFocusItem();
        if (!QTest::qWaitFor([&] {
                field = m_shell->window()->activeFocusItem();
                return field && field->property("cursorPosition").isValid();
            }))
            return false;
        ++m_notes;
        m_typed += int(text.size());
        QInputMethodEvent event;
        event.setCommitString(text);
        QCoreApplication::sendEvent(field, &event);
        return field->property("text").toString() == text;
    }

    std::unique_ptr<test::FieldStore> m_field;
    std::unique_ptr<Shell> m_shell;
    test::FakePositionSource m_position;
    Id<Visit> m_visit;
    QStringList m_taps;
    QStringList m_outOfReach;
    int m_scrolls = 0;
    int m_notes = 0;
    int m_typed = 0;
};

QTEST_MAIN(StandardVisitTest)
#include "standard_visit_test.moc"
