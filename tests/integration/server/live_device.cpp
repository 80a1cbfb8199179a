// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/server/live_device.h"

#include "sync/client/http/http_transport.h"

namespace legwork::test {
namespace {

Result<std::unique_ptr<sync::Transport>> transportTo(const QUrl &address, const QByteArray &authorities)
{
    sync::HttpSettings settings;
    settings.server = address;
    settings.authorities = authorities;
    auto made = sync::HttpTransport::create(std::move(settings));
    if (!made)
        return forward(made);
    return std::move(*made);
}

void must(const Status &done)
{
    if (!done)
        qFatal("%s %s", qPrintable(done.error().code), qPrintable(done.error().arguments.join(u' ')));
}

} // namespace

LiveDevice::LiveDevice(ServerProcess &server, const Uuid &person)
{
    open();
    const QString authority = QString::fromLatin1(
        server.authority().toDer().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    const QString link = QStringLiteral("legwork://enrol?server=https://localhost:%1&code=%2&ca=%3")
                             .arg(server.port())
                             .arg(server.codeFor(person), authority);
    must(sync->enrol(link, QStringLiteral("device")));
}

void LiveDevice::close()
{
    sync.reset();
    store.reset();
}

void LiveDevice::open()
{
    auto opened = storage::Store::open({m_folder.path(), &m_keys, &m_clock});
    if (!opened)
        must(forward(opened));
    store = std::move(*opened);
    sync = std::make_unique<sync::SyncScheduler>(*store, m_connectivity, transportTo);
}

void LiveDevice::write(const Note &note)
{
    must(store->write([&note](storage::UnitOfWork &unit) { return unit.insert(note); }).result());
}

void LiveDevice::reword(Id<Note> id, const QString &text)
{
    must(store
             ->write([&](storage::UnitOfWork &unit) {
                 return unit.edit(id, [&](Note &note) { note.text = text; });
             })
             .result());
}

std::map<Uuid, QString> LiveDevice::notes() const
{
    const auto rows =
        store->read([](storage::Reader &reader) { return reader.select<Note>("ORDER BY id"); }).result();
    std::map<Uuid, QString> notes;
    for (const Note &note : rows.value())
        notes[note.id.uuid] = note.text;
    return notes;
}

storage::OutboxState LiveDevice::outbox() const
{
    return store->read([](storage::Reader &reader) { return storage::outboxState(reader.connection()); })
        .result()
        .value();
}

} // namespace legwork::test
