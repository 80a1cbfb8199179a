// SPDX-License-Identifier: Apache-2.0
#include "app/program.h"

#include "qml/session/language.h"
#include "qml/session/session.h"

#include <QGuiApplication>
#include <QSysInfo>
#include <QThreadPool>

#include <utility>

namespace legwork {

Program::Program(const LaunchOptions &options, std::unique_ptr<PositionSource> positions)
    : m_options(options)
    , m_device({options.profile, options.developerKeyFile, options.serverIsHere}, std::move(positions))
{
    m_services.clock = &m_device.clock();
    m_services.hasDeveloperKey = !options.developerKeyFile.isEmpty();
    m_services.positions = &m_device.positions();
    m_services.pictures = &m_pictures;
    m_services.reopen = [this] { openDevice(); };
    m_services.beginAnew = [this] {
        if (const Status aside = m_device.setAside(); !aside)
            m_shell->showLocked(aside.error());
        else
            openDevice();
    };
    m_shell = std::make_unique<Shell>(m_services);
    connect(&m_shell->session(), &Session::ready, this, &Program::ready);
    connect(&m_shell->session(), &Session::notEnrolled, this, &Program::enrolByLink);
    connect(&m_shell->session(), &Session::failed, this, &Program::refused);
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (m_device.sync())
            m_device.sync()->setInForeground(state == Qt::ApplicationActive);
    });
}

Program::~Program()
{
    // The pages let go of the store before it goes.
    m_services.store = nullptr;
    m_services.sync = nullptr;
    m_services.carrier = nullptr;
    m_shell->setServices(m_services);
}

Status Program::start()
{
    m_shell->language().setCurrent(m_options.language.isEmpty() ? Language::ofSystem() : m_options.language);
    if (const Status loaded = m_shell->load(); !loaded)
        return loaded;
    m_shell->showLocked({}); // opening
    m_shell->show();
    openDevice();
    return {};
}

void Program::openDevice()
{
    m_device.open([this](const Status &opened) {
        if (!opened) {
            m_shell->showLocked(opened.error());
            Q_EMIT refused(opened.error());
            return;
        }
        m_services.store = m_device.store();
        m_services.sync = m_device.sync();
        m_services.carrier = m_device.attachments();
        m_device.sync()->setInForeground(qGuiApp->applicationState() == Qt::ApplicationActive);
        m_shell->setServices(m_services);
    });
}

void Program::enrolByLink()
{
    if (m_options.enrolmentLink.isEmpty() || std::exchange(m_hasTriedLink, true)) {
        Q_EMIT ready();
        return;
    }
    QThreadPool::globalInstance()->start([this, link = m_options.enrolmentLink] {
        const Status enrolled = m_device.sync()->enrol(link, QSysInfo::machineHostName());
        if (!enrolled)
            QMetaObject::invokeMethod(this, [this, enrolled] { Q_EMIT refused(enrolled.error()); });
    });
}

} // namespace legwork
