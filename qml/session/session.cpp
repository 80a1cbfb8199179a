// SPDX-License-Identifier: Apache-2.0
#include "qml/session/session.h"

#include <QDateTime>
#include <QQmlEngine>

namespace legwork {

namespace {
constexpr char kEngineProperty[] = "legworkSession";
constexpr int kMinuteMs = 60'000;
} // namespace

Session::Session(QObject *parent)
    : QObject(parent)
    , m_nowMs(&QDateTime::currentMSecsSinceEpoch)
{
    m_minute.setInterval(kMinuteMs);
    connect(&m_minute, &QTimer::timeout, this, &Session::tick);
    m_minute.start();
    tick();
}

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

void Session::setClock(NowMs nowMs)
{
    m_nowMs = std::move(nowMs);
    tick();
}

void Session::setPerson(const Person &person)
{
    m_person = person;
    Q_EMIT personChanged();
}

void Session::setWaiting(int unsent, int openConflicts, bool syncTrouble)
{
    if (m_unsent == unsent && m_openConflicts == openConflicts && m_syncTrouble == syncTrouble)
        return;
    m_unsent = unsent;
    m_openConflicts = openConflicts;
    m_syncTrouble = syncTrouble;
    Q_EMIT waitingChanged();
}

QString Session::version()
{
    return QStringLiteral(LEGWORK_VERSION);
}

void Session::setScheme(const QString &scheme)
{
    if (m_scheme == scheme)
        return;
    m_scheme = scheme;
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
