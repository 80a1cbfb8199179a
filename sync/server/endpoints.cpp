// SPDX-License-Identifier: Apache-2.0
#include "sync/server/endpoints.h"

#include "sync/protocol/codec.h"
#include "sync/server/log.h"
#include "sync/server/rights.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <limits>

namespace legwork::server {
namespace {

constexpr const char *kWireType = "application/vnd.legwork.sync";
constexpr const char *kJsonType = "application/json";
constexpr qint64 kSmallBody = 16 * 1024;
constexpr int kDownloadsMax = 16; // each holds a view of the store while it is being sent
constexpr qint64 kBetweenWaitsMs = 5'000;
constexpr int kWaitersMax = 700; // each holds a connection, of the thousand that there may be

/// The status that goes with a refusal. Whoever reads the body learns more.
int statusOf(const Error &error)
{
    struct Known {
        QLatin1String code;
        int status;
    };
    static constexpr std::array kKnown{
        Known{QLatin1String("sync.unauthorised"), 401},
        Known{QLatin1String("enrol.wrong-code"), 403},
        Known{QLatin1String("enrol.used-code"), 403},
        Known{QLatin1String("enrol.expired-code"), 403},
        Known{QLatin1String("enrol.unknown-person"), 404},
        Known{QLatin1String("grant.unknown-scope"), 404},
        Known{QLatin1String("server.no-such-address"), 404},
        Known{QLatin1String("server.method"), 405},
        Known{QLatin1String("sync.gap"), 409},
        Known{QLatin1String("sync.fork"), 409},
        Known{QLatin1String("sync.epoch"), 409},
        Known{QLatin1String("wire.too-large"), 413},
        Known{QLatin1String("server.content-type"), 415},
        Known{QLatin1String("sync.update-app"), 426},
        Known{QLatin1String("sync.update-server"), 426},
        Known{QLatin1String("wire.version"), 426},
        Known{QLatin1String("server.throttled"), 429},
        Known{QLatin1String("server.busy"), 503},
        Known{QLatin1String("storage.busy"), 503},
    };
    for (const Known &known : kKnown) {
        if (error.code == known.code)
            return known.status;
    }
    return error.code.startsWith(QLatin1String("storage.")) || error.code.startsWith(QLatin1String("server."))
               ? 500
               : 400;
}

QByteArray problemFrame(const Error &error)
{
    return sync::encode(sync::Problem{error.code, int(error.advice), error.arguments});
}

/// What a device may know of a failure: nothing of the server's insides.
Error forOutside(const Error &error)
{
    if (error.code == QLatin1String("storage.busy") || error.code == QLatin1String("server.store-away")
        || error.code == QLatin1String("server.overtaken"))
        return {QStringLiteral("server.busy"), Advice::Retry, {}};
    if (error.code.startsWith(QLatin1String("storage."))
        || error.code == QLatin1String("server.store-failed"))
        return {QStringLiteral("server.failed"), Advice::Retry, {}};
    return error;
}

/// ISO 8601 in UTC, to the millisecond.
QString written(Instant at)
{
    return QDateTime::fromMSecsSinceEpoch(at.ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

QJsonObject told(const Grant &grant)
{
    QJsonObject object{{QStringLiteral("scope"), grant.scope.toText()},
                       {QStringLiteral("right"), rightName(grant.right)}};
    if (grant.until.isSet())
        object.insert(QStringLiteral("until"), written(grant.until));
    return object;
}

HttpResponse jsonResponse(const QJsonObject &object)
{
    HttpResponse response;
    response.contentType = kJsonType;
    response.body = QJsonDocument(object).toJson();
    return response;
}

/// The same time for every content, so that it gives nothing away.
bool areEqual(const QByteArray &a, const QByteArray &b)
{
    if (a.size() != b.size())
        return false;
    unsigned char difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= quint8(a[i]) ^ quint8(b[i]);
    return difference == 0;
}

/// An answer to a sync request, frame by frame.
class SyncAnswer final : public BodySource
{
public:
    SyncAnswer(std::vector<Outcome> outcomes, std::unique_ptr<Feed> feed, std::atomic<int> &downloads,
               Log &log)
        : m_outcomes(std::move(outcomes))
        , m_feed(std::move(feed))
        , m_downloads(downloads)
        , m_log(log)
    {
        ++m_downloads;
    }
    ~SyncAnswer() override { --m_downloads; }

    std::optional<QByteArray> next() override
    {
        if (m_nextOutcome < m_outcomes.size()) {
            const size_t count = std::min(m_outcomes.size() - m_nextOutcome, sync::kOperationsPerFrameMax);
            const auto from = m_outcomes.begin() + std::ptrdiff_t(m_nextOutcome);
            m_nextOutcome += count;
            return sync::encode(std::vector<Outcome>(from, from + std::ptrdiff_t(count)));
        }
        if (!m_feed)
            return std::nullopt;
        auto message = m_feed->next();
        if (!message) {
            // The head is sent long since; the refusal stands where the next frame would.
            m_log.event("download-failed", {{QStringLiteral("code"), message.error().code}});
            m_feed.reset();
            return problemFrame(forOutside(message.error()));
        }
        if (!*message) {
            m_feed.reset();
            return std::nullopt;
        }
        return sync::encode(**message);
    }

private:
    std::vector<Outcome> m_outcomes;
    size_t m_nextOutcome = 0;
    std::unique_ptr<Feed> m_feed;
    std::atomic<int> &m_downloads;
    Log &m_log;
};

HttpResponse wireResponse(QByteArray frame)
{
    HttpResponse response;
    response.contentType = kWireType;
    response.body = std::move(frame);
    return response;
}

/// The answer to a device that waits for changes: an End frame.
class ChangeNews final : public PendingAnswer
{
public:
    struct Interest {
        std::vector<Uuid> rung;    ///< Scopes, and the person, whose rights may change.
        std::vector<Instant> ends; ///< Of rights that end by themselves, which rings nothing.
        Instant since;
    };
    ChangeNews(ServerStore &store, const Clock &clock, const Device &device, const Uuid &epoch,
               Interest interest, qint64 after, std::atomic<int> &waiters)
        : m_store(store)
        , m_clock(clock)
        , m_device(device)
        , m_epoch(epoch)
        , m_interest(std::move(interest))
        , m_after(after)
        , m_waiters(waiters)
    {
        ++m_waiters;
    }
    ~ChangeNews() override
    {
        if (m_waiter)
            m_store.bell().forget(m_waiter);
        --m_waiters;
    }

    void await(std::function<void()> wake) override
    {
        m_waiter = m_store.bell().await(m_interest.rung, m_after, std::move(wake));
    }
    HttpResponse answer() override
    {
        qint64 target = m_after;
        if (m_store.bell().hasRung(m_interest.rung, m_after) || hasRightEnded()) {
            const auto view = m_store.read();
            // Whoever cannot be told is asked to look for himself.
            target = view ? std::max((*view)->head(), m_after + 1) : m_after + 1;
        }
        return wireResponse(
            sync::encode(sync::SyncEnd{m_epoch, target, m_clock.now().wall, m_device.highestOpNo}));
    }

private:
    [[nodiscard]] bool hasRightEnded() const
    {
        const Instant now = m_clock.now().wall;
        return std::any_of(m_interest.ends.begin(), m_interest.ends.end(),
                           [&](Instant end) { return m_interest.since < end && end <= now; });
    }

    ServerStore &m_store;
    const Clock &m_clock;
    const Device m_device;
    const Uuid m_epoch;
    const Interest m_interest;
    const qint64 m_after;
    std::atomic<int> &m_waiters;
    int m_waiter = 0;
};

struct SyncRequest {
    sync::SyncHeader header;
    std::vector<Operation> operations;
};

Result<SyncRequest> decoded(const QByteArray &body)
{
    sync::FrameReader reader;
    reader.append(body);
    SyncRequest request;
    bool hasHeader = false;
    while (reader.pending() > 0) {
        auto message = reader.next();
        if (!message)
            return forward(message);
        if (!*message)
            return fail(QStringLiteral("wire.truncated"), Advice::Retry);
        if (auto *header = std::get_if<sync::SyncHeader>(&**message); header && !hasHeader) {
            request.header = std::move(*header);
            hasHeader = true;
        } else if (auto *operations = std::get_if<std::vector<Operation>>(&**message);
                   operations && hasHeader) {
            std::move(operations->begin(), operations->end(), std::back_inserter(request.operations));
        } else {
            return fail(QStringLiteral("wire.malformed"), Advice::GiveUp,
                        {QStringLiteral("order of frames")});
        }
    }
    if (!hasHeader)
        return fail(QStringLiteral("wire.truncated"), Advice::Retry);
    return request;
}

} // namespace

struct Endpoints::Route {
    enum class Caller { Anybody, Device, Administrator };

    QByteArrayView method;
    QByteArrayView path;
    Caller caller;
    qint64 bodyMax;
    QByteArrayView contentType;
    HttpResponse (Endpoints::*answer)(const HttpRequest &);
};

const Endpoints::Route *Endpoints::routeOf(const HttpRequest &request)
{
    using enum Route::Caller;
    static const std::array kRoutes{
        Route{"GET", "/v1/ping", Anybody, 0, {}, nullptr},
        Route{"POST", "/v1/enrol", Anybody, kSmallBody, kWireType, &Endpoints::enrol},
        Route{"POST", "/v1/renew", Device, kSmallBody, kWireType, &Endpoints::renew},
        Route{"POST", "/v1/sync", Device, sync::kRequestBytesMax, kWireType, &Endpoints::sync},
        Route{"GET", "/v1/changes", Device, 0, {}, &Endpoints::changes},
        Route{"GET", "/v1/admin/grants", Administrator, 0, {}, &Endpoints::adminGrants},
        Route{"PUT", "/v1/admin/grants", Administrator, kSmallBody, kJsonType, &Endpoints::adminGrant},
        Route{"POST", "/v1/admin/codes", Administrator, kSmallBody, kJsonType, &Endpoints::adminCodes},
    };
    const Route *found = nullptr;
    for (const Route &route : kRoutes) {
        if (route.path == request.path && (!found || route.method == request.method))
            found = &route;
    }
    return found;
}

Endpoints::Endpoints(ServerStore &store, const Clock &clock, Log &log, Settings settings)
    : m_store(store)
    , m_clock(clock)
    , m_log(log)
    , m_settings(std::move(settings))
    , m_service(store, clock)
    , m_states(store, clock)
    , m_enrolment(store, clock)
    , m_grants(store, clock)
    , m_failures(20, 10)
    , m_requests(300, 300)
    , m_attachmentRequests(600, 600)
{
    if (m_settings.vault)
        m_attachments.emplace(store, *m_settings.vault, clock);
}

HttpResponse Endpoints::refusal(const Error &error)
{
    m_log.event("refused", {{QStringLiteral("code"), error.code}});
    const Error told = forOutside(error);
    HttpResponse response = wireResponse(problemFrame(told));
    response.status = statusOf(told);
    if (response.status == 401)
        response.headers.emplace_back("WWW-Authenticate", "Bearer");
    if (response.status == 429 || response.status == 503)
        response.headers.emplace_back("Retry-After", response.status == 429 ? "30" : "5");
    return response;
}

HttpResponse Endpoints::onTrouble(const Error &error) { return refusal(error); }

HeadVerdict Endpoints::onHead(const HttpRequest &head)
{
    using enum Route::Caller;
    if (m_attachments && AttachmentEndpoints::isOurs(head))
        return onAttachmentHead(head);
    const Route *route = routeOf(head);
    if (!route)
        return refusal({QStringLiteral("server.no-such-address"), Advice::GiveUp, {}});
    if (head.method != route->method) {
        auto response = refusal({QStringLiteral("server.method"), Advice::GiveUp, {}});
        response.headers.emplace_back("Allow", route->method.toByteArray());
        return response;
    }
    if (route->caller != Anybody || route->path == QByteArrayView("/v1/enrol")) {
        if (!m_failures.wouldTake(head.remoteAddress, uptimeMs()))
            return refusal({QStringLiteral("server.throttled"), Advice::Retry, {}});
    }
    if (route->caller == Device) {
        const auto device = deviceOf(head);
        if (!device)
            return refusal(device.error());
        if (!m_requests.take(device->id.toBytes(), uptimeMs()))
            return refusal({QStringLiteral("server.throttled"), Advice::Retry, {}});
    }
    if (route->caller == Administrator
        && (m_settings.adminTokenHash.isEmpty()
            || !areEqual(tokenHash(head.bearer), m_settings.adminTokenHash))) {
        (void)m_failures.take(head.remoteAddress, uptimeMs());
        return refusal({QStringLiteral("sync.unauthorised"), Advice::AskUser, {}});
    }
    const QByteArray bareType = head.contentType.split(';').first().trimmed().toLower();
    if (!route->contentType.isEmpty() && bareType != route->contentType)
        return refusal({QStringLiteral("server.content-type"), Advice::GiveUp, {}});
    return route->bodyMax;
}

HeadVerdict Endpoints::onAttachmentHead(const HttpRequest &head)
{
    if (head.method == "OPTIONS")
        return m_attachments->options();
    if (!m_failures.wouldTake(head.remoteAddress, uptimeMs()))
        return refusal({QStringLiteral("server.throttled"), Advice::Retry, {}});
    const auto device = deviceOf(head);
    if (!device)
        return refusal(device.error());
    if (!m_attachmentRequests.take(device->id.toBytes(), uptimeMs()))
        return refusal({QStringLiteral("server.throttled"), Advice::Retry, {}});
    return m_attachments->onHead(head, *device);
}

HttpResponse Endpoints::onRequest(const HttpRequest &request)
{
    const Route *route = routeOf(request);
    return route && route->answer ? (this->*route->answer)(request) : ping();
}

Result<Device> Endpoints::deviceOf(const HttpRequest &request)
{
    const QByteArray token = QByteArray::fromBase64(request.bearer, QByteArray::Base64UrlEncoding);
    auto view = m_store.read();
    if (!view)
        return forward(view);
    const auto device = (*view)->deviceByToken(tokenHash(token));
    if (auto good = (*view)->status(); !good)
        return forward(good);
    if (!device) {
        (void)m_failures.take(request.remoteAddress, uptimeMs());
        return fail(QStringLiteral("sync.unauthorised"), Advice::AskUser);
    }
    return *device;
}

HttpResponse Endpoints::ping()
{
    HttpResponse response;
    response.status = 204;
    return response;
}

HttpResponse Endpoints::enrol(const HttpRequest &request)
{
    const auto message = sync::decodeSingle(request.body);
    if (!message)
        return refusal(message.error());
    const auto *asked = std::get_if<sync::EnrolRequest>(&*message);
    if (!asked)
        return refusal({QStringLiteral("wire.malformed"), Advice::GiveUp, {QStringLiteral("enrol-request")}});
    const auto reply = m_enrolment.enrol(*asked);
    if (!reply) {
        if (reply.error().advice == Advice::AskUser)
            (void)m_failures.take(request.remoteAddress, uptimeMs());
        return refusal(reply.error());
    }
    m_log.event("enrolled", {{QStringLiteral("device"), reply->device.toText()},
                             {QStringLiteral("person"), reply->person.toText()}});
    return wireResponse(sync::encode(*reply));
}

HttpResponse Endpoints::renew(const HttpRequest &request)
{
    const auto device = deviceOf(request);
    if (!device)
        return refusal(device.error());
    const auto message = sync::decodeSingle(request.body);
    if (!message)
        return refusal(message.error());
    const auto *asked = std::get_if<sync::EnrolRequest>(&*message);
    if (!asked)
        return refusal({QStringLiteral("wire.malformed"), Advice::GiveUp, {QStringLiteral("enrol-request")}});
    const auto reply = m_enrolment.renew(*device, *asked);
    if (!reply)
        return refusal(reply.error());
    m_log.event("renewed", {{QStringLiteral("device"), reply->device.toText()},
                            {QStringLiteral("former"), device->id.toText()}});
    return wireResponse(sync::encode(*reply));
}

HttpResponse Endpoints::sync(const HttpRequest &request)
{
    const auto device = deviceOf(request);
    if (!device)
        return refusal(device.error());
    const auto asked = decoded(request.body);
    if (!asked)
        return refusal(asked.error());
    if (m_downloads >= kDownloadsMax)
        return refusal({QStringLiteral("server.busy"), Advice::Retry, {}});
    auto outcomes = m_service.push(*device, asked->header, asked->operations);
    if (!outcomes)
        return refusal(outcomes.error());
    noteState(*device, asked->header, *outcomes);
    auto feed = m_service.pull(*device, asked->header);
    if (!feed)
        return refusal(feed.error());
    HttpResponse response = wireResponse({});
    response.rest = std::make_unique<SyncAnswer>(std::move(*outcomes), std::move(*feed), m_downloads, m_log);
    return response;
}

void Endpoints::noteState(const Device &device, const sync::SyncHeader &header,
                          const std::vector<Outcome> &outcomes)
{
    const qint64 decided = std::max(device.highestOpNo, outcomes.empty() ? 0 : outcomes.back().opNo);
    const qint64 missing = std::max<qint64>(0, header.waiting - qint64(outcomes.size()));
    m_log.event("sync", {{QStringLiteral("device"), device.id.toText()},
                         {QStringLiteral("operations"), qint64(outcomes.size())},
                         {QStringLiteral("missing"), missing}});
    if (!m_settings.tellsTeams)
        return;
    // The device's own work does not depend on it.
    if (const Status noted = m_states.note(device, header, decided, missing); !noted)
        m_log.event("state-not-noted", {{QStringLiteral("code"), noted.error().code}});
}

HttpResponse Endpoints::changes(const HttpRequest &request)
{
    const auto device = deviceOf(request);
    if (!device)
        return refusal(device.error());
    constexpr QByteArrayView kAfter("after=");
    bool isNumber = false;
    const qint64 after =
        request.query.startsWith(kAfter) ? request.query.sliced(kAfter.size()).toLongLong(&isNumber) : -1;
    if (!isNumber || after < 0)
        return refusal({QStringLiteral("wire.malformed"), Advice::GiveUp, {QStringLiteral("after")}});
    if (m_waiters >= kWaitersMax)
        return refusal({QStringLiteral("server.busy"), Advice::Retry, {}});
    const auto view = m_store.read();
    if (!view)
        return refusal(view.error());
    const qint64 head = (*view)->head();
    const Uuid epoch = (*view)->epoch();
    const Instant now = m_clock.now().wall;
    // What ended while nobody waited, between two requests, counts as well.
    ChangeNews::Interest interest{{device->person}, {}, Instant{now.ms - kBetweenWaitsMs}};
    for (const Grant &grant : (*view)->grants(device->person)) {
        if (isInForce(grant, now))
            interest.rung.push_back(grant.scope);
        if (grant.until.isSet())
            interest.ends.push_back(grant.until);
    }
    if (auto good = (*view)->status(); !good)
        return refusal(good.error());
    HttpResponse response;
    response.pending =
        std::make_unique<ChangeNews>(m_store, m_clock, *device, epoch, std::move(interest), after, m_waiters);
    // A cursor from the future is one of another epoch.
    if (after > head)
        return wireResponse(
            sync::encode(sync::SyncEnd{epoch, head, m_clock.now().wall, device->highestOpNo}));
    return response;
}

HttpResponse Endpoints::adminGrants(const HttpRequest &request)
{
    constexpr QByteArrayView kPerson("person=");
    const auto person = request.query.startsWith(kPerson)
                            ? Uuid::fromText(QString::fromLatin1(request.query.sliced(kPerson.size())))
                            : std::nullopt;
    if (!person)
        return refusal({QStringLiteral("wire.malformed"), Advice::GiveUp, {QStringLiteral("person")}});
    const auto record = m_grants.of(*person);
    if (!record)
        return refusal(record.error());
    QJsonArray grants;
    for (const Grant &grant : record->grants)
        grants.append(told(grant));
    QJsonArray changes;
    for (const GrantChange &change : record->changes) {
        QJsonObject object = told(change.grant);
        object.insert(QStringLiteral("by"), change.by);
        object.insert(QStringLiteral("at"), written(change.at));
        changes.append(object);
    }
    return jsonResponse({{QStringLiteral("grants"), grants}, {QStringLiteral("changes"), changes}});
}

HttpResponse Endpoints::adminGrant(const HttpRequest &request)
{
    const QJsonObject asked = QJsonDocument::fromJson(request.body).object();
    const auto textOf = [&](const char *name) { return asked.value(QLatin1String(name)).toString(); };
    const auto malformed = [this](const char *what) {
        return refusal({QStringLiteral("wire.malformed"), Advice::GiveUp, {QLatin1String(what)}});
    };
    const auto person = Uuid::fromText(textOf("person"));
    const auto scope = Uuid::fromText(textOf("scope"));
    const auto right = rightNamed(textOf("right"));
    const QJsonValue until = asked.value(QLatin1String("until"));
    const bool ends = !until.isUndefined() && !until.isNull();
    const auto end = ends ? endNamed(until.toString()) : std::optional(Instant{});
    if (!person)
        return malformed("person");
    if (!scope)
        return malformed("scope");
    if (!right)
        return malformed("right");
    if (!end)
        return malformed("until");
    const auto grant = m_grants.change({*person, *scope, *right, *end, textOf("by")});
    if (!grant)
        return refusal(grant.error());
    m_log.event("right-changed", {{QStringLiteral("person"), person->toText()},
                                  {QStringLiteral("scope"), scope->toText()},
                                  {QStringLiteral("right"), rightName(*right)}});
    return jsonResponse(told(*grant));
}

HttpResponse Endpoints::adminCodes(const HttpRequest &request)
{
    const QJsonObject asked = QJsonDocument::fromJson(request.body).object();
    const auto person = Uuid::fromText(asked.value(QLatin1String("person")).toString());
    if (!person)
        return refusal({QStringLiteral("wire.malformed"), Advice::GiveUp, {QStringLiteral("person")}});
    const auto code = m_enrolment.issueCode(*person);
    if (!code)
        return refusal(code.error());
    m_log.event("code-issued", {{QStringLiteral("person"), person->toText()}});
    HttpResponse response;
    response.contentType = kJsonType;
    response.body = QJsonDocument(QJsonObject{{QStringLiteral("code"), *code},
                                              {QStringLiteral("minutes"), kCodeMinutes},
                                              {QStringLiteral("link"), m_settings.link(*code)}})
                        .toJson();
    return response;
}

} // namespace legwork::server
