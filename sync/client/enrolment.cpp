// SPDX-License-Identifier: Apache-2.0
#include "sync/client/enrolment.h"

#include "core/schema/codec.h"
#include "core/storage/known_names.h"
#include "core/storage/outbox.h"
#include "sync/client/problem.h"
#include "sync/protocol/codec.h"

#include <QUrlQuery>

namespace legwork::sync {
namespace {

namespace known = storage::known;

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

QByteArray bytesOf(const Value &value)
{
    const QByteArray *bytes = std::get_if<QByteArray>(&value);
    return bytes ? *bytes : QByteArray();
}

/// From now on operations are numbered under the new name, from 1.
Status takeName(sqlite::Connection &writer, const std::optional<Enrolment> &former,
                const Enrolment &enrolment)
{
    if (!former || former->device != enrolment.device) {
        for (const QLatin1String name : {known::kDecided, known::kRenew}) {
            if (auto forgotten = storage::setMeta(writer, name, {}); !forgotten)
                return forgotten;
        }
    }
    return enrolment.save(writer);
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
    std::optional<Error> failed;
    const auto read = [&](QLatin1String name) {
        auto value = storage::meta(connection, name);
        if (!value && !failed)
            failed = value.error();
        return value.value_or(Value());
    };
    Enrolment enrolment;
    QString server;
    fromValue(read(known::kServer), server);
    enrolment.server = QUrl(server);
    enrolment.authorities = bytesOf(read(known::kAuthorities));
    enrolment.token = bytesOf(read(known::kToken));
    fromValue(read(known::kDeviceName), enrolment.deviceName);
    fromValue(read(known::kDevice), enrolment.device);
    fromValue(read(known::kPerson), enrolment.person);
    fromValue(read(known::kCompany), enrolment.company);
    if (failed)
        return tl::unexpected(*failed);
    return server.isEmpty() ? std::optional<Enrolment>() : std::optional<Enrolment>(std::move(enrolment));
}

Status Enrolment::save(sqlite::Connection &writer) const
{
    const std::pair<QLatin1String, Value> values[] = {
        {known::kServer, toValue(server.toString())},
        {known::kAuthorities, authorities},
        {known::kToken, token},
        {known::kDeviceName, toValue(deviceName)},
        {known::kDevice, toValue(device)},
        {known::kPerson, toValue(person)},
        {known::kCompany, toValue(company)},
    };
    for (const auto &[name, value] : values) {
        if (auto kept = storage::setMeta(writer, name, value); !kept)
            return kept;
    }
    return {};
}

QByteArray bearerOf(const Enrolment &enrolment)
{
    return enrolment.token.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
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
                                    const QString &deviceName, const QByteArray &answer)
{
    const auto message = decodeSingle(answer);
    if (!message)
        return forward(message);
    if (const auto *problem = std::get_if<Problem>(&*message))
        return tl::unexpected(errorOf(*problem));
    const auto *reply = std::get_if<EnrolReply>(&*message);
    if (!reply)
        return fail(QStringLiteral("wire.malformed"), Advice::GiveUp, {QStringLiteral("enrol-reply")});
    Enrolment enrolment{link.server,   link.authorities, reply->token,  deviceName,
                        reply->device, reply->person,    reply->company};
    const Status saved =
        store
            .synchronise(
                [enrolment, epoch = reply->epoch](sqlite::Connection &writer, storage::Capture &) -> Status {
                    auto former = Enrolment::load(writer);
                    if (!former)
                        return forward(former);
                    if (*former && (*former)->person != enrolment.person)
                        return fail(QStringLiteral("enrol.other-person"), Advice::AskUser);
                    auto transaction = sqlite::Transaction::begin(writer);
                    if (!transaction)
                        return forward(transaction);
                    if (auto done = takeName(writer, *former, enrolment); !done)
                        return done;
                    // What is held already is of the epoch that the last answer named.
                    if (!*former) {
                        if (auto kept = storage::setMeta(writer, known::kEpoch, toValue(epoch)); !kept)
                            return kept;
                    }
                    return transaction->commit();
                })
            .result();
    if (!saved)
        return forward(saved);
    return enrolment;
}

Result<Enrolment> completeRenewal(storage::Store &store, const Enrolment &former, const EnrolReply &reply)
{
    Enrolment enrolment = former;
    enrolment.token = reply.token;
    enrolment.device = reply.device;
    if (reply.person != former.person)
        return fail(QStringLiteral("wire.malformed"), Advice::GiveUp, {QStringLiteral("person")});
    const Status saved = store
                             .synchronise([&](sqlite::Connection &writer, storage::Capture &) -> Status {
                                 auto transaction = sqlite::Transaction::begin(writer);
                                 if (!transaction)
                                     return forward(transaction);
                                 if (auto done = takeName(writer, former, enrolment); !done)
                                     return done;
                                 return transaction->commit();
                             })
                             .result();
    if (!saved)
        return forward(saved);
    return enrolment;
}

} // namespace legwork::sync
