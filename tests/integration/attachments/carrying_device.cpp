// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/attachments/carrying_device.h"

#include "core/storage/attachments/attachment_files.h"
#include "core/storage/known_names.h"
#include "core/storage/outbox.h"
#include "sync/client/http/http_transport.h"

#include <QDirIterator>

namespace legwork::test {
namespace {

template<class T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().code + u' ' + result.error().arguments.join(u' ')));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

} // namespace

CarryingDevice::CarryingDevice(ServerProcess &server, const Uuid &person)
{
    begin({});
    const QString authority = QString::fromLatin1(
        server.authority().toDer().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    const QString link = QStringLiteral("legwork://enrol?server=https://localhost:%1&code=%2&ca=%3")
                             .arg(server.port())
                             .arg(server.codeFor(person), authority);
    must(sync->enrol(link, QStringLiteral("device")));
}

CarryingDevice::~CarryingDevice() = default;

void CarryingDevice::begin(sync::AttachmentScheduler::Limits limits)
{
    store = must(storage::Store::open({m_folder.path(), &m_keys, &m_clock}));
    const auto transports = [](const QUrl &address,
                               const QByteArray &authorities) -> Result<std::unique_ptr<sync::Transport>> {
        sync::HttpSettings settings;
        settings.server = address;
        settings.authorities = authorities;
        auto made = sync::HttpTransport::create(std::move(settings));
        if (!made)
            return forward(made);
        return std::move(*made);
    };
    sync = std::make_unique<sync::SyncScheduler>(*store, m_connectivity, transports);
    attachments = std::make_unique<sync::AttachmentScheduler>(*store, m_connectivity, transports, limits);
}

void CarryingDevice::restart(sync::AttachmentScheduler::Limits limits)
{
    attachments.reset();
    sync.reset();
    store.reset();
    begin(limits);
}

void CarryingDevice::goOffline() { m_connectivity.setReach(Connectivity::Reach::Offline); }

void CarryingDevice::goOnline()
{
    m_connectivity.setReach(Connectivity::Reach::Online);
    sync->connectivityChanged();
    attachments->lookNow();
}

void CarryingDevice::setMetered(bool metered)
{
    m_connectivity.setMetered(metered);
    attachments->lookNow();
}

void CarryingDevice::setWifiOnly(bool only)
{
    must(store
             ->synchronise([only](sqlite::Connection &writer, storage::Capture &) {
                 return storage::setMeta(writer, storage::known::kWifiOnly, Value(qint64(only)));
             })
             .result());
}

Id<Attachment> CarryingDevice::add(Id<Account> account, const QByteArray &bytes, const QByteArray &thumbnail)
{
    auto import = must(store->files().begin());
    must(import->take(bytes));
    const ContentHash content = must(import->finish());
    return must(store
                    ->write([&](storage::UnitOfWork &unit) -> Result<Id<Attachment>> {
                        const auto context = usecases::context(unit);
                        if (!context)
                            return forward(context);
                        usecases::NewAttachment added{content,
                                                      bytes.size(),
                                                      QStringLiteral("shelf.jpg"),
                                                      QStringLiteral("image/jpeg"),
                                                      1600,
                                                      1200,
                                                      thumbnail,
                                                      {}};
                        usecases::CaptureAt at;
                        at.account = account;
                        return usecases::addAttachment(unit, *context, at, added, m_clock.now().wall);
                    })
                    .result());
}

std::optional<usecases::AttachmentLine> CarryingDevice::line(Id<Attachment> id) const
{
    const auto found =
        store->read([id](storage::Reader &reader) { return usecases::attachment(reader, id); }).result();
    return found ? std::optional(*found) : std::nullopt;
}

void CarryingDevice::open(Id<Attachment> id)
{
    must(store
             ->write([&](storage::UnitOfWork &unit) {
                 return usecases::openAttachment(unit, id, false, m_clock.now().wall);
             })
             .result());
    attachments->lookNow();
}

QByteArray CarryingDevice::bytesOf(Id<Attachment> id) const
{
    const auto known = line(id);
    if (!known || !known->content || !known->isHere)
        return {};
    const auto reader = store->files().open(*known->content, known->bytes);
    if (!reader)
        return {};
    QByteArray all;
    while (all.size() < known->bytes) {
        const auto piece = (*reader)->read(all.size(), 1'000'000);
        if (!piece || piece->isEmpty())
            return {};
        all += *piece;
    }
    return all;
}

bool CarryingDevice::has(Id<Account> id) const
{
    const auto found = store->read([id](storage::Reader &reader) { return reader.find(id); }).result();
    return found && found->has_value();
}

QStringList filesWith(const QString &folder, const QByteArray &text)
{
    QStringList found;
    for (QDirIterator it(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); it.hasNext();) {
        QFile file(it.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            found += file.fileName();
    }
    return found;
}

} // namespace legwork::test
