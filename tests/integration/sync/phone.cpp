// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/sync/phone.h"

#include "sync/protocol/codec.h"

#include <future>

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

Phone::Phone(server::HttpHandler &server, const QString &code)
    : transport(server)
{
    store = must(storage::Store::open({m_folder.path(), &m_keys, &clock}));
    const QString name = QStringLiteral("phone");
    QByteArray answer;
    std::promise<Status> ended;
    transport.start(
        {"/v1/enrol", {}, sync::encode(sync::enrolRequest(*store, code, name))},
        [&](QByteArrayView bytes) { answer.append(bytes.data(), bytes.size()); },
        [&](Status end) { ended.set_value(std::move(end)); });
    must(ended.get_future().get());
    sync::EnrolmentLink link;
    link.server = QUrl(QStringLiteral("https://server.example"));
    link.code = code;
    m_enrolment = must(sync::completeEnrolment(*store, link, name, answer));
}

Result<sync::SyncReport> Phone::trySync()
{
    sync::SyncSession session(*store, *m_enrolment);
    return sync::runSession(session, transport);
}

sync::SyncReport Phone::sync()
{
    sync::SyncReport all;
    for (;;) {
        const sync::SyncReport report = must(trySync());
        all.rowsReceived += report.rowsReceived;
        all.operationsSent += report.operationsSent;
        all.merged += report.merged;
        all.rejected += report.rejected;
        if (!report.hasMore)
            return all;
    }
}

Phone::Rows Phone::rows()
{
    return store
        ->read([](storage::Reader &reader) -> Result<Rows> {
            Rows rows;
            for (const EntitySpec &spec : entities()) {
                auto statement =
                    reader.connection().prepare("SELECT " + storage::selectList(spec) + " FROM "
                                                + storage::quoted(spec.table) + " WHERE _deleted = 0");
                if (!statement)
                    return forward(statement);
                for (auto more = statement->step();; more = statement->step()) {
                    if (!more)
                        return forward(more);
                    if (!*more)
                        break;
                    auto &values = rows[{spec.no, statement->id(0)}];
                    for (size_t field = 0; field < spec.fields.size(); ++field)
                        values.push_back(statement->value(int(field) + 2));
                }
            }
            return rows;
        })
        .result()
        .value();
}

storage::OutboxState Phone::outbox()
{
    return store->read([](storage::Reader &reader) { return storage::outboxState(reader.connection()); })
        .result()
        .value();
}

} // namespace legwork::test
