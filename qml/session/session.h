// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/playbook/playbook_library.h"
#include "core/storage/store.h"
#include "core/usecases/context.h"
#include "qml/session/services.h"
#include "sync/client/sync_status.h"

#include <QDate>
#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <functional>

class QQmlEngine;
class QJSEngine;

namespace legwork {

/// Who uses the app on which device, what day it is, and what the window's head and bar show. One per engine.
class Session : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString personName READ personName NOTIFY personChanged)
    Q_PROPERTY(QString territoryName READ territoryName NOTIFY personChanged)
    Q_PROPERTY(QString deviceName READ deviceName NOTIFY personChanged)
    Q_PROPERTY(QString serverName READ serverName NOTIFY personChanged)
    Q_PROPERTY(bool hasDeveloperKey READ hasDeveloperKey NOTIFY personChanged)
    Q_PROPERTY(QString version READ version CONSTANT)
    Q_PROPERTY(QString today READ today NOTIFY todayChanged)
    Q_PROPERTY(double nowMs READ nowMs NOTIFY nowChanged)
    Q_PROPERTY(int unsent READ unsent NOTIFY waitingChanged)
    Q_PROPERTY(int openConflicts READ openConflicts NOTIFY waitingChanged)
    Q_PROPERTY(bool syncTrouble READ syncTrouble NOTIFY waitingChanged)
    Q_PROPERTY(QString scheme READ scheme WRITE setScheme NOTIFY schemeChanged)
    Q_PROPERTY(double textScale READ textScale WRITE setTextScale NOTIFY schemeChanged)
    Q_PROPERTY(bool reducedMotion READ reducedMotion WRITE setReducedMotion NOTIFY schemeChanged)
    Q_PROPERTY(bool compact READ compact WRITE setCompact NOTIFY schemeChanged)
    Q_PROPERTY(bool wide READ wide WRITE setWide NOTIFY wideChanged)
    QML_ELEMENT
    QML_SINGLETON

public:
    /// Milliseconds since 1970 UTC; the shell hands in the core's clock.
    using NowMs = std::function<qint64()>;

    // Not default-constructible: the engine would then make one of its own instead of asking create().
    explicit Session(QObject *parent);
    ~Session() override;
    static Session *create(QQmlEngine *engine, QJSEngine *);
    void attachTo(QQmlEngine *engine);

    /// Takes the services, or takes them back (an empty value). Then reads who is enrolled here; ready() or
    /// notEnrolled() or failed() follows when there is a store.
    void setServices(const Services &services);
    [[nodiscard]] const Services &services() const { return m_services; }
    /// Stays for as long as the program runs: what is being read when the window goes still needs it.
    [[nodiscard]] const PlaybookLibrary &library() const;
    /// Who works here; meaningful after ready().
    [[nodiscard]] const usecases::Context &context() const { return m_context; }
    [[nodiscard]] bool isReady() const { return m_ready; }
    [[nodiscard]] Instant now() const { return Instant{m_nowMs()}; }
    [[nodiscard]] sync::SyncStatus syncStatus() const { return m_syncStatus; }
    void showPerson(const usecases::Context &context);
    /// What waits: edits to send, conflicts to settle, and whether sync needs somebody.
    void showWaiting(int unsent, int openConflicts, bool syncTrouble);
    /// Reads again who is enrolled here.
    void refresh() { readContext(); }
    void setClock(NowMs nowMs);

    [[nodiscard]] QString personName() const { return m_context.personName; }
    [[nodiscard]] QString territoryName() const { return m_context.territoryName; }
    [[nodiscard]] QString deviceName() const { return m_context.deviceName; }
    [[nodiscard]] QString serverName() const { return m_context.server; }
    [[nodiscard]] bool hasDeveloperKey() const { return m_services.hasDeveloperKey; }
    [[nodiscard]] static QString version();
    /// The local day as yyyy-MM-dd. Days travel to QML as text, because a JavaScript date is a point in time.
    [[nodiscard]] QString today() const { return m_today.toString(Qt::ISODate); }
    [[nodiscard]] QDate todayDate() const { return m_today; }
    [[nodiscard]] double nowMs() const { return double(m_nowMs()); }
    [[nodiscard]] int unsent() const { return m_unsent; }
    [[nodiscard]] int openConflicts() const { return m_openConflicts; }
    [[nodiscard]] bool syncTrouble() const { return m_syncTrouble; }
    /// "system", "light", "dark" or "contrast".
    [[nodiscard]] QString scheme() const { return m_scheme; }
    void setScheme(const QString &scheme);
    /// 1 is the usual size of the text.
    [[nodiscard]] double textScale() const { return m_textScale; }
    void setTextScale(double scale);
    [[nodiscard]] bool reducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool reduced);
    /// Less space between things, so that more of them are in sight.
    [[nodiscard]] bool compact() const { return m_compact; }
    void setCompact(bool compact);
    /// Whether there is room for two panes; the window says so.
    [[nodiscard]] bool wide() const { return m_wide; }
    void setWide(bool wide);

Q_SIGNALS:
    /// The device belongs to a person, and its data can be shown.
    void ready();
    void notEnrolled();
    void failed(const legwork::Error &error);
    /// Something in the store has changed; pages read again. Not more often than a few times a second.
    void dataChanged();
    void syncStatusChanged();
    void personChanged();
    void todayChanged();
    void nowChanged();
    void waitingChanged();
    void schemeChanged();
    void wideChanged();

private:
    void tick();
    void detach();
    void readContext();
    void countWaiting();

    Services m_services;
    usecases::Context m_context;
    sync::SyncStatus m_syncStatus;
    int m_storeSubscription = 0;
    int m_syncSubscription = 0;
    bool m_ready = false;
    QTimer m_settle; // several commits in a row are one change to a page
    NowMs m_nowMs;
    QDate m_today;
    QTimer m_minute;
    QString m_scheme = QStringLiteral("system");
    double m_textScale = 1;
    bool m_reducedMotion = false;
    bool m_compact = false;
    int m_unsent = 0;
    int m_openConflicts = 0;
    bool m_syncTrouble = false;
    bool m_wide = false;
};

} // namespace legwork
