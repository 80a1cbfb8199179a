// SPDX-License-Identifier: Apache-2.0
#include "qml/shell/shell.h"

#include "core/ports/clock.h"
#include "qml/session/language.h"
#include "qml/session/router.h"
#include "qml/session/session.h"
#include "qml/shell/pages.h"

#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickStyle>
#include <QQuickWindow>

namespace legwork {

Shell::Shell(const Services &services)
    : m_session(std::make_unique<Session>())
    , m_router(std::make_unique<Router>())
    , m_language(std::make_unique<Language>())
    , m_engine(std::make_unique<QQmlApplicationEngine>())
{
    QQuickStyle::setStyle(QStringLiteral("Basic"));
    if (services.clock)
        m_session->setClock([clock = services.clock] { return clock->now().wall.ms; });
    m_session->attachTo(m_engine.get());
    m_router->attachTo(m_engine.get());
    m_language->attachTo(m_engine.get());
    addPages(*m_router);
    m_engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
}

Shell::~Shell() = default;

Status Shell::load()
{
    QStringList said;
    QObject::connect(m_engine.get(), &QQmlEngine::warnings, m_engine.get(),
                     [&said](const QList<QQmlError> &errors) {
                         for (const QQmlError &error : errors)
                             said.append(error.toString());
                     });
    m_engine->load(QUrl(QStringLiteral("qrc:/qt/qml/Legwork/Shell/Main.qml")));
    QObject::disconnect(m_engine.get(), &QQmlEngine::warnings, m_engine.get(), nullptr);
    if (!m_engine->rootObjects().isEmpty())
        m_window = qobject_cast<QQuickWindow *>(m_engine->rootObjects().constFirst());
    if (!m_window)
        return fail(QStringLiteral("shell.load-failed"), Advice::GiveUp, {said.join(u'\n')});
    return {};
}

void Shell::show()
{
    if (m_window)
        m_window->show();
}

void Shell::resize(int width, int height)
{
    if (m_window)
        m_window->resize(width, height);
}

QImage Shell::grab()
{
    return m_window ? m_window->grabWindow() : QImage();
}

QQuickItem *Shell::topPage() const
{
    const QQuickItem *panes = m_window ? m_window->findChild<QQuickItem *>(QStringLiteral("panes")) : nullptr;
    return panes ? panes->property("topItem").value<QQuickItem *>() : nullptr;
}

} // namespace legwork
