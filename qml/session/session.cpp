// SPDX-License-Identifier: Apache-2.0
#include "qml/session/session.h"

#include "core/ports/clock.h"
#include "core/usecases/sync_overview.h"
#include "qml/session/when_answered.h"

#include <QDateTime>
#include <QQmlEngine>

#include <algorithm>

namespace legwork {

namespace {
constexpr char kEngineProperty[] = "legworkSession";
constexpr int kMinuteMs = 60'000;
constexpr int kSettleMs = 60;
} // namespace

Session::Session(QObject *parent)
    : QObject(parent)
    , m_nowMs(&QDateTime::currentMSecsSinceEpoch)
{
    m_minute.setInterval(kMinuteMs);
    connect(&m_minute, &QTimer::timeout, this, &Session::tick);
    m_minute.start();
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleMs);
    connect(&m_settle, &QTimer::timeout, this, &Session::readContext);
    tick();
}

Session::~Session() { detach(); }

Session *Session::create(QQmlEngine *engine, QJSEngine *)
{
    auto *session = engine->property(kEngineProperty).value<Session *>();
    return session ? session : new Session(engine); // a page shown alone, without a shell
}

void Session::attachTo(QQmlEngine *engine)
{
    QJSEngine::setObjectOwnership(this, QJSEngine::CppOwnership);
    engine->setProperty(kEngineProperty, QVariant::fromValue(this));
}

void Session::setServices(const Services &services)
{
    detach();
    m_services = services;
    m_ready = false;
    if (services.clock)
        setClock([clock = services.clock] { return clock->now().wall.ms; });
    if (services.store) {
        // Called on the store's writer thread; the timer lives here.
        m_storeSubscription = services.store->subscribe([this](const storage::ChangedRows &) {
            QMetaObject::invokeMethod(this, [this] {
                if (!m_settle.isActive())
                    m_settle.start();
            });
        });
        readContext();
    }
    if (services.sync) {
        m_syncSubscription = services.sync->subscribe([this](const sync::SyncStatus &status) {
            QMetaObject::invokeMethod(this, [this, status] {
                m_syncStatus = status;
                Q_EMIT syncStatusChanged();
                countWaiting();
            });
        });
        m_syncStatus = services.sync->status();
        Q_EMIT syncStatusChanged();
    }
}

void Session::detach()
{
    if (m_services.store && m_storeSubscription)
        m_services.store->unsubscribe(m_storeSubscription);
    if (m_services.sync && m_syncSubscription)
        m_services.sync->unsubscribe(m_syncSubscription);
    m_storeSubscription = m_syncSubscription = 0;
}

const PlaybookLibrary &Session::library() const
{
    if (m_services.library)
        return *m_services.library;
    static const PlaybookLibrary shipped = PlaybookLibrary::shipped().value_or(PlaybookLibrary());
    return shipped;
}

void Session::readContext()
{
    if (!m_services.store)
        return;
    auto answer = m_services.store->read([](storage::Reader &reader) { return usecases::context(reader); });
    whenAnswered(answer, this, [this](const Result<usecases::Context> &context) {
        if (!context) {
            m_ready = false;
            if (context.error().code == QLatin1String("session.not-enrolled"))
                Q_EMIT notEnrolled();
            else
                Q_EMIT failed(context.error());
            return;
        }
        showPerson(*context);
        if (!m_ready) {
            m_ready = true;
            Q_EMIT ready();
        }
        Q_EMIT dataChanged();
        countWaiting();
    });
}

void Session::countWaiting()
{
    if (!m_services.store || !m_ready)
        return;
    auto answer = m_services.store->read([context = m_context](storage::Reader &reader) {
        return usecases::syncOverview(reader, context, 0);
    });
    whenAnswered(answer, this, [this](const Result<usecases::SyncOverview> &overview) {
        if (!overview)
            return;
        showWaiting(int(overview->outbox.count), int(overview->openConflicts),
                    overview->outbox.inAttention > 0
                        || m_syncStatus.phase == sync::SyncStatus::Phase::Blocked);
    });
}

void Session::showPerson(const usecases::Context &context)
{
    m_context = context;
    Q_EMIT personChanged();
}

void Session::showWaiting(int unsent, int openConflicts, bool syncTrouble)
{
    if (m_unsent == unsent && m_openConflicts == openConflicts && m_syncTrouble == syncTrouble)
        return;
    m_unsent = unsent;
    m_openConflicts = openConflicts;
    m_syncTrouble = syncTrouble;
    Q_EMIT waitingChanged();
}

void Session::setClock(NowMs nowMs)
{
    m_nowMs = std::move(nowMs);
    tick();
}

QString Session::version() { return QStringLiteral(LEGWORK_VERSION); }

void Session::setScheme(const QString &scheme)
{
    if (m_scheme == scheme)
        return;
    m_scheme = scheme;
    Q_EMIT schemeChanged();
}

void Session::setTextScale(double scale)
{
    const double bounded = std::clamp(scale, 0.8, 2.0);
    if (qFuzzyCompare(m_textScale, bounded))
        return;
    m_textScale = bounded;
    Q_EMIT schemeChanged();
}

void Session::setCompact(bool compact)
{
    if (m_compact == compact)
        return;
    m_compact = compact;
    Q_EMIT schemeChanged();
}

void Session::setReducedMotion(bool reduced)
{
    if (m_reducedMotion == reduced)
        return;
    m_reducedMotion = reduced;
    Q_EMIT schemeChanged();
}

void Session::setWide(bool wide)
{
    if (m_wide == wide)
        return;
    m_wide = wide;
    Q_EMIT wideChanged();
}

void Session::tick()
{
    const QDate today = QDateTime::fromMSecsSinceEpoch(m_nowMs()).date();
    if (today != m_today) {
        m_today = today;
        Q_EMIT todayChanged();
    }
    Q_EMIT nowChanged();
}

} // namespace legwork
