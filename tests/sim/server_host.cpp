// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/server_host.h"

#include "sync/server/enrolment.h"

namespace legwork::sim {

ServerHost::ServerHost(const Timeline &time, const Office &office)
    : m_office(office)
    , m_clock(time)
    , m_log(m_clock, [](const QByteArray &) {})
    , m_disk(office.serverFolder())
{
    m_disk.lay(office.serverImage());
}

Status ServerHost::start()
{
    auto opened = server::EmbeddedStore::open(m_office.serverFolder());
    if (!opened)
        return forward(opened);
    m_store = std::move(*opened);
    m_failing = std::make_unique<test::FailingStore>(*m_store, test::rowsThatSay(kFailing));
    m_endpoints =
        std::make_unique<server::Endpoints>(*m_failing, m_clock, m_log, server::Endpoints::Settings{});
    return {};
}

void ServerHost::stop()
{
    m_endpoints.reset();
    m_failing.reset();
    m_store.reset();
}

server::HttpResponse ServerHost::ask(const QByteArray &path, const QByteArray &bearer, const QByteArray &body)
{
    server::HttpRequest request;
    request.method = "POST";
    request.path = path;
    request.contentType = "application/vnd.legwork.sync";
    request.bearer = bearer;
    request.remoteAddress = "192.0.2.1";
    auto head = m_endpoints->onHead(request);
    if (auto *refusal = std::get_if<server::HttpResponse>(&head))
        return std::move(*refusal);
    request.body = body;
    return m_endpoints->onRequest(request);
}

bool ServerHost::diesOf(const sync::SyncHeader &header, const std::vector<Operation> &operations)
{
    return header.park != sync::Park::Unseen
           && std::any_of(operations.begin(), operations.end(), [](const Operation &operation) {
                  return std::any_of(operation.fields.begin(), operation.fields.end(),
                                     [](const FieldEdit &edit) {
                                         const auto *text = std::get_if<QString>(&edit.value);
                                         return text && text->contains(kKilling);
                                     });
              });
}

QString ServerHost::issueCode(const Uuid &person)
{
    return must(server::Enrolment(*m_store, m_clock).issueCode(person));
}

} // namespace legwork::sim
