// SPDX-License-Identifier: Apache-2.0
#include "qml/shell/shell.h"

#include "qml/pictures/picture_provider.h"
#include "qml/session/language.h"
#include "qml/session/router.h"
#include "qml/session/session.h"
#include "qml/shell/pages.h"

#include <QCoreApplication>
#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickStyle>
#include <QQuickWindow>
#include <QSettings>

namespace legwork {

Shell::Shell(const Services &services)
    : m_session(std::make_unique<Session>(nullptr))
    , m_router(std::make_unique<Router>(nullptr))
    , m_language(std::make_unique<Language>(nullptr))
    , m_engine(std::make_unique<QQmlApplicationEngine>())
{
    QQuickStyle::setStyle(QStringLiteral("Basic"));
    m_session->attachTo(m_engine.get());
    m_router->attachTo(m_engine.get());
    m_language->attachTo(m_engine.get());
    addPages(*m_router);
    m_engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
    QObject::connect(m_session.get(), &Session::ready, m_router.get(),
                     [this] { m_router->openPage(QStringLiteral("today")); });
    QObject::connect(m_session.get(), &Session::notEnrolled, m_router.get(),
                     [this] { m_router->openPage(QStringLiteral("enrol")); });
    QObject::connect(m_session.get(), &Session::failed, m_router.get(),
                     [this](const Error &error) { showLocked(error); });
    if (!services.appearanceFile.isEmpty())
        keepAppearance(services.appearanceFile);
    m_pictures = new PictureProvider; // the engine's
    m_engine->addImageProvider(QStringLiteral("picture"), m_pictures);
    setServices(services);
}

void Shell::keepAppearance(const QString &file)
{
    auto *kept = new QSettings(file, QSettings::IniFormat, m_session.get());
    m_session->setScheme(kept->value(QStringLiteral("scheme"), m_session->scheme()).toString());
    m_session->setTextScale(kept->value(QStringLiteral("textScale"), m_session->textScale()).toDouble());
    m_session->setReducedMotion(kept->value(QStringLiteral("reducedMotion"), false).toBool());
    m_session->setCompact(kept->value(QStringLiteral("compact"), false).toBool());
    m_language->setCurrent(kept->value(QStringLiteral("language"), m_language->current()).toString());
    QObject::connect(m_session.get(), &Session::schemeChanged, kept, [this, kept] {
        kept->setValue(QStringLiteral("scheme"), m_session->scheme());
        kept->setValue(QStringLiteral("textScale"), m_session->textScale());
        kept->setValue(QStringLiteral("reducedMotion"), m_session->reducedMotion());
        kept->setValue(QStringLiteral("compact"), m_session->compact());
    });
    QObject::connect(m_language.get(), &Language::currentChanged, kept,
                     [this, kept] { kept->setValue(QStringLiteral("language"), m_language->current()); });
}

Shell::~Shell() = default;

void Shell::setServices(const Services &services)
{
    m_pictures->setStore(services.store);
    m_session->setServices(services);
}

void Shell::showLocked(const Error &error)
{
    m_router->openPage(QStringLiteral("unlock"), {{QStringLiteral("reasonCode"), error.code},
                                                  {QStringLiteral("reasonArguments"), error.arguments}});
}

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
    if (!m_window)
        return {};
    // Layouts that depend on one another settle from frame to frame, and what was just changed may wait in the queue.
    for (int frame = 0; frame < 3; ++frame) {
        QCoreApplication::sendPostedEvents();
        m_window->grabWindow();
    }
    return m_window->grabWindow();
}

QQuickItem *Shell::topPage() const
{
    const QQuickItem *panes = m_window ? m_window->findChild<QQuickItem *>(QStringLiteral("panes")) : nullptr;
    return panes ? panes->property("topItem").value<QQuickItem *>() : nullptr;
}

} // namespace legwork
