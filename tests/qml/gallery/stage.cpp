// SPDX-License-Identifier: Apache-2.0
#include "tests/qml/gallery/stage.h"

#include "qml/session/language.h"
#include "qml/session/router.h"
#include "qml/session/session.h"
#include "tests/qml/gallery/sample_content.h"

#include <QDateTime>
#include <QDeadlineTimer>
#include <QGuiApplication>
#include <QQuickItem>
#include <QQuickWindow>
#include <QStyleHints>

#include <algorithm>

namespace legwork::gallery {

namespace {

using namespace Qt::StringLiterals;

void settle()
{
    for (int round = 0; round < 3; ++round)
        QCoreApplication::processEvents(QEventLoop::AllEvents);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

/// Pictures are read by a thread of their own.
bool isReading(const QQuickItem *item)
{
    constexpr int kLoading = 2; // QQuickImageBase::Loading
    if (item->inherits("QQuickImage") && item->isVisible() && item->property("status").toInt() == kLoading)
        return true;
    const QList<QQuickItem *> parts = item->childItems();
    return std::any_of(parts.begin(), parts.end(), isReading);
}

void fillBelow(QQuickItem *item, const QString &page, QDate today, State state)
{
    if (auto *model = item->property("model").value<QObject *>())
        sample::fill(page, model, today, state);
    for (QQuickItem *child : item->childItems())
        fillBelow(child, page, today, state);
}

} // namespace

void Stage::prepare() { qputenv("TZ", "Asia/Shanghai"); }

Stage::Stage()
    : m_shell(Services{})
{
    QGuiApplication::styleHints()->setCursorFlashTime(0);
    for (const char *sheet : {"Buttons", "Fields", "Choices", "Rows", "Messages", "Charts"})
        m_shell.router().addPage(
            u"controls-"_s + QString::fromLatin1(sheet).toLower(), Router::Detail,
            QUrl(u"qrc:/qt/qml/Legwork/Gallery/%1Sheet.qml"_s.arg(QLatin1String(sheet))));
    m_shell.router().addPage(u"controls"_s, Router::Place,
                             QUrl(u"qrc:/qt/qml/Legwork/Gallery/ControlsPage.qml"_s));
}

Status Stage::load()
{
    if (const Status loaded = m_shell.load(); !loaded)
        return loaded;
    usecases::Context person;
    person.personName = u"林晓"_s;
    person.territoryName = u"苏州大区"_s;
    person.deviceName = u"Tablet 07"_s;
    person.server = u"https://legwork.example.cn"_s;
    Session &session = m_shell.session();
    session.setClock(
        [now = QDateTime(QDate(2026, 11, 19), QTime(11, 42)).toMSecsSinceEpoch()] { return now; });
    session.showPerson(person);
    session.setReducedMotion(true);
    session.showWaiting(7, 2, false);
    m_shell.show();
    return {};
}

bool Stage::open(const View &view, State state)
{
    Router &router = m_shell.router();
    router.openPage(u"enrol"_s, {{u"objectName"_s, u"before"_s}}); // so that the page is made anew
    if (!view.under.isEmpty())
        router.openPage(view.under);
    if (!router.openPage(view.page, view.arguments))
        return false;
    settle();
    QQuickItem *page = m_shell.topPage();
    if (!page)
        return false;
    for (const auto &[property, value] : view.pageProperties.asKeyValueRange())
        page->setProperty(property.toLatin1().constData(), value);
    // The place beside is always as usual: the state is that of the page.
    QQuickItem *content = m_shell.window()->contentItem();
    const QDate today = m_shell.session().todayDate();
    if (!view.under.isEmpty())
        fillBelow(content, view.page, today, State::Typical);
    fillBelow(view.under.isEmpty() ? content : page, view.page, today, state);
    if (!view.call.isEmpty()) {
        const QByteArray method = view.call.toLatin1();
        if (view.callArgument.isEmpty())
            QMetaObject::invokeMethod(page, method.constData());
        else
            QMetaObject::invokeMethod(page, method.constData(), Q_ARG(QString, view.callArgument));
    }
    settle();
    return true;
}

// One change a frame, as a person makes them: Qt's layouts do not stand being resized in the frame in which delegates
// went away.
void Stage::setLook(const Look &look)
{
    const auto finishFrame = [this] {
        settle();
        (void)m_shell.window()->grabWindow();
    };
    if (m_shell.window()->size() != look.size) {
        m_shell.resize(look.size.width(), look.size.height());
        finishFrame();
    }
    if (m_shell.language().current() != look.language) {
        m_shell.language().setCurrent(look.language);
        finishFrame();
    }
    m_shell.session().setScheme(look.scheme);
    settle();
}

QImage Stage::picture()
{
    settle();
    const QDeadlineTimer patience(5000);
    while (isReading(m_shell.window()->contentItem()) && !patience.hasExpired())
        settle();
    return m_shell.grab();
}

} // namespace legwork::gallery
