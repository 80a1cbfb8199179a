// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <QDeadlineTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>

namespace legwork::ctl {

/// A device under our hand: the app as a process of its own, without a display, that plays the steps we send
/// (app/player). Errors: device.not-started, device.gone (it ended, or was killed), device.too-late, and whatever
/// a step answers.
class DeviceProcess
{
public:
    struct Settings {
        QString name;    ///< For reports.
        QString profile; ///< Folder.
        QString keyFile; ///< The developer's key file.
        QString language = QStringLiteral("zh_CN");
    };

    explicit DeviceProcess(Settings settings);
    ~DeviceProcess();

    /// Starts the app and waits until its store is open.
    [[nodiscard]] Status start();
    /// Has one step played and waits for its answer.
    [[nodiscard]] Result<QJsonObject> step(const QJsonObject &step, int patienceMs = 120'000);
    /// Kills the process without warning as soon as that time has come, whatever it is doing.
    void killAfter(int ms);
    /// Lets it finish by itself.
    [[nodiscard]] Status stop();

    /// What it has called durable so far, over all starts.
    [[nodiscard]] const QJsonArray &acknowledgements() const { return m_acknowledgements; }
    [[nodiscard]] const QString &name() const { return m_settings.name; }
    [[nodiscard]] const QString &profile() const { return m_settings.profile; }
    [[nodiscard]] bool isRunning() const { return m_process.state() != QProcess::NotRunning; }

private:
    [[nodiscard]] Result<QJsonObject> nextAnswer(int patienceMs);
    void readLines();
    void killNow();

    const Settings m_settings;
    QProcess m_process;
    QDeadlineTimer m_killAt{QDeadlineTimer::Forever};
    QByteArray m_unread;
    QList<QJsonObject> m_answers;
    QJsonArray m_acknowledgements;
};

/// The folder in which the programs of this build lie.
[[nodiscard]] QString programFolder();

} // namespace legwork::ctl
