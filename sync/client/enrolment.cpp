// SPDX-License-Identifier: Apache-2.0
#include "sync/client/enrolment.h"

#include "core/schema/codec.h"
#include "core/storage/outbox.h"
#include "sync/client/problem.h"
#include "sync/protocol/codec.h"

#include <QUrlQuery>

namespace legwork::sync {
namespace {

tl::unexpected<Error> badLink(const char *what)
{
    return fail(QStringLiteral("enrol.link"), Advice::AskUser, {QLatin1String(what)});
}

QByteArray pemOf(const QByteArray &der)
{
    QByteArray pem = "-----BEGIN CERTIFICATE-----\n";
    const QByteArray base64 = der.toBase64();
    constexpr qsizetype kLine = 64;
    for (qsizetype at = 0; at < base64.size(); at += kLine)
        pem += base64.mid(at, kLine) + '\n';
    return pem + "-----END CERTIFICATE-----\n";
}

Uuid idOf(const Value &value)
{
    Uuid id;
    fromValue(value, id);
    return id;
}

QByteArray bytesOf(const Value &value)
{
    const QByteArray *bytes = std::get_if<QByteArray>(&value);
    return bytes ? *bytes : QByteArray();
}

} // namespace

Result<EnrolmentLink> EnrolmentLink::parse(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    if (url.scheme() != QLatin1String("legwork") || url.host() != QLatin1String("enrol"))
        return badLink("link");
    const QUrlQuery query(url);
    EnrolmentLink link;
    link.server = QUrl(query.queryItemValue(QStringLiteral("server"), QUrl::FullyDecoded), QUrl::StrictMode);
    if (link.server.scheme() != QLatin1String("https") || link.server.host().isEmpty())
        return badLink("server");
    link.code = query.queryItemValue(QStringLiteral("code"), QUrl::FullyDecoded);
    if (link.code.isEmpty())
        return badLink("code");
    const QByteArray ca = query.queryItemValue(QStringLiteral("ca"), QUrl::FullyDecoded).toLatin1();
    if (!ca.isEmpty()) {
        const auto der = QByteArray::fromBase64Encoding(ca, QByteArray::Base64UrlEncoding
                                                                | QByteArray::AbortOnBase64DecodingErrors);
        if (!der)
            return badLink("ca");
        link.authorities = pemOf(*der);
    }
    return link;
}

Result<std::optional<Enrolment>> Enrolment::load(sqlite::Connection &connection)
{
    Enrolment enrolment;
    const auto server = storage::meta(connection, QStringLiteral("server"));
    if (!server)
        return forward(server);
    if (isNull(*server))
        return std::optional<Enrolment>();
    QString address;
    fromValue(*server, address);
    enrolment.server = QUrl(address);
    const auto read = [&](const char *name, auto &&take) -> Status {
        const auto value = storage::meta(connection, QLatin1String(name));
        if (!value)
            return forward(value);
        take(*value);
        return {};
    };
    for (const Status &done :
         {read("authorities", [&](const Value &value) { enrolment.authorities = bytesOf(value); }),
          read("token", [&](const Value &value) { enrolment.token = bytesOf(value); }),
          read("device", [&](const Value &value) { enrolment.device = idOf(value); }),
          read("person", [&](const Value &value) { enrolment.person = idOf(value); }),
          read("company", [&](const Value &value) { enrolment.company = idOf(value); })}) {
        if (!done)
            return forward(done);
    }
    return std::optional<Enrolment>(std::move(enrolment));
}

Status Enrolment::save(sqlite::Connection &writer) const
{
    for (const Status &done : {storage::setMeta(writer, QStringLiteral("server"), server.toString()),
                               storage::setMeta(writer, QStringLiteral("authorities"), authorities),
                               storage::setMeta(writer, QStringLiteral("token"), token),
                               storage::setMeta(writer, QStringLiteral("device"), toValue(device)),
                               storage::setMeta(writer, QStringLiteral("person"), toValue(person)),
                               storage::setMeta(writer, QStringLiteral("company"), toValue(company))}) {
        if (!done)
            return done;
    }
    return {};
}

EnrolRequest enrolRequest(const storage::Store &store, const QString &code, const QString &deviceName)
{
    EnrolRequest request;
    request.schema = kSchemaVersion;
    request.code = code;
    request.install = store.install();
    request.deviceName = deviceName;
    request.now = store.clock().now().wall;
    return request;
}

Result<Enrolment> completeEnrolment(storage::Store &store, const EnrolmentLink &link,
                                    const QByteArray &answer)
{
    const auto message = decodeSingle(answer);
    if (!message)
        return forward(message);
    if (const auto *problem = std::get_if<Problem>(&*message))
        return tl::unexpected(errorOf(*problem));
    const auto *reply = std::get_if<EnrolReply>(&*message);
    if (!reply)
        return fail(QStringLiteral("wire.malformed"), Advice::GiveUp, {QStringLiteral("enrol-reply")});
    Enrolment enrolment{link.server,   link.authorities, reply->token,
                        reply->device, reply->person,    reply->company};
    const Status saved =
        store
            .synchronise([enrolment](sqlite::Connection &writer, storage::Capture &) -> Status {
                auto former = Enrolment::load(writer);
                if (!former)
                    return forward(former);
                if (*former && (*former)->person != enrolment.person)
                    return fail(QStringLiteral("enrol.other-person"), Advice::AskUser);
                auto transaction = sqlite::Transaction::begin(writer);
                if (!transaction)
                    return forward(transaction);
                if (auto done = enrolment.save(writer); !done)
                    return done;
                return transaction->commit();
            })
            .result();
    if (!saved)
        return forward(saved);
    return enrolment;
}

} // namespace legwork::sync
