// SPDX-License-Identifier: Apache-2.0
#include "app/composition/device.h"

#include "app/composition/key_store_choice.h"
#include "platform/common/qt_position_source.h"
#include "sync/client/http/http_transport.h"

#include <QDateTime>
#include <QDir>

namespace legwork {

Device::Device(Settings settings, std::unique_ptr<PositionSource> positions)
    : m_settings(std::move(settings))
    , m_keyStore(chooseKeyStore(m_settings.developerKeyFile))
    , m_connectivity(m_settings.serverIsHere ? NetworkConnectivity::Source::None
                                             : NetworkConnectivity::Source::System)
    , m_positions(positions ? std::move(positions) : std::make_unique<QtPositionSource>())
{
}

Device::~Device() = default;

void Device::open(std::function<void(Status)> done)
{
    using Opened = Result<std::unique_ptr<storage::Store>>;
    const storage::Store::Settings settings{m_settings.folder, m_keyStore.get(), &m_clock};
    m_opener.start([this, settings, done = std::move(done)] {
        // Shared, because what is posted to another thread must be copyable.
        auto opened = std::make_shared<Opened>(storage::Store::open(settings));
        QMetaObject::invokeMethod(this, [this, opened, done] {
            if (!*opened) {
                done(forward(*opened));
                return;
            }
            m_store = std::move(**opened);
            startSync();
            done({});
        });
    });
}

Status Device::setAside()
{
    Q_ASSERT(!m_store);
    const QString stamp = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
    if (!QDir().rename(m_settings.folder, m_settings.folder + QStringLiteral("-kept-") + stamp))
        return fail(QStringLiteral("storage.io"), Advice::AskUser, {m_settings.folder});
    return {};
}

void Device::startSync()
{
    const auto transports =
        [this](const QUrl &server,
               const QByteArray &authorities) -> Result<std::unique_ptr<sync::Transport>> {
        sync::HttpSettings settings;
        settings.server = server;
        settings.authorities = authorities;
        auto made = sync::HttpTransport::create(std::move(settings), &m_connectivity);
        if (!made)
            return forward(made);
        return std::move(*made);
    };
    m_sync = std::make_unique<sync::SyncScheduler>(*m_store, m_connectivity, transports);
    m_attachments = std::make_unique<sync::AttachmentScheduler>(*m_store, m_connectivity, transports);
    m_connectivity.onChange([this](Connectivity::Reach) {
        m_sync->connectivityChanged();
        m_attachments->lookNow();
    });
}

} // namespace legwork
