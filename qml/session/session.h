// SPDX-License-Identifier: Apache-2.0
#pragma once

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
    Q_PROPERTY(QString version READ version CONSTANT)
    Q_PROPERTY(QString today READ today NOTIFY todayChanged)
    Q_PROPERTY(double nowMs READ nowMs NOTIFY nowChanged)
    Q_PROPERTY(int unsent READ unsent NOTIFY waitingChanged)
    Q_PROPERTY(int openConflicts READ openConflicts NOTIFY waitingChanged)
    Q_PROPERTY(bool syncTrouble READ syncTrouble NOTIFY waitingChanged)
    Q_PROPERTY(QString scheme READ scheme WRITE setScheme NOTIFY schemeChanged)
    Q_PROPERTY(bool wide READ wide WRITE setWide NOTIFY wideChanged)
    QML_ELEMENT
    QML_SINGLETON

public:
    /// Milliseconds since 1970 UTC; the shell hands in the core's clock.
    using NowMs = std::function<qint64()>;

    struct Person {
        QString name;
        QString territory;
        QString device;
        QString server;
    };

    explicit Session(QObject *parent = nullptr);
    static Session *create(QQmlEngine *engine, QJSEngine *);
    void attachTo(QQmlEngine *engine);

    void setClock(NowMs nowMs);
    void setPerson(const Person &person);
    void setWaiting(int unsent, int openConflicts, bool syncTrouble);

    [[nodiscard]] QString personName() const { return m_person.name; }
    [[nodiscard]] QString territoryName() const { return m_person.territory; }
    [[nodiscard]] QString deviceName() const { return m_person.device; }
    [[nodiscard]] QString serverName() const { return m_person.server; }
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
    /// Whether there is room for two panes; the window says so.
    [[nodiscard]] bool wide() const { return m_wide; }
    void setWide(bool wide);

Q_SIGNALS:
    void personChanged();
    void todayChanged();
    void nowChanged();
    void waitingChanged();
    void schemeChanged();
    void wideChanged();

private:
    void tick();

    NowMs m_nowMs;
    QDate m_today;
    QTimer m_minute;
    Person m_person;
    QString m_scheme = QStringLiteral("system");
    int m_unsent = 0;
    int m_openConflicts = 0;
    bool m_syncTrouble = false;
    bool m_wide = false;
};

} // namespace legwork
