// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/player/acknowledger.h"
#include "app/player/page_driver.h"
#include "sync/client/sync_status.h"

#include <QHash>
#include <QObject>
#include <QQueue>

#include <atomic>
#include <memory>

class QIODevice;

namespace legwork {

class Device;
class GivenPosition;
class Shell;

/// Plays a script of steps on one device, through its pages and view models: one JSON object a line in, one a line
/// out, in order. A step names what to do, {"do": "open", ...}; its answer repeats the number of its line and holds
/// what came of it or {"error": code, "arguments": [...]}. Between the answers stand the acknowledgements of
/// durable edits. README.md beside this file lists the steps.
class DayPlayer : public QObject
{
    Q_OBJECT
public:
    struct Parts {
        Device &device;
        Shell &shell;
        GivenPosition *position = nullptr; ///< Nothing where the platform's own source is used.
    };

    explicit DayPlayer(const Parts &parts);
    ~DayPlayer() override;

    /// Reads steps from the file, or from standard input for "-"; finished() follows the last answer.
    [[nodiscard]] Status play(const QString &file);

Q_SIGNALS:
    void finished(bool allWell);

private:
    using Answer = Result<QJsonObject>;
    using Step = Answer (DayPlayer::*)(const QJsonObject &);

    void take(const QByteArray &line);
    void playQueued();
    [[nodiscard]] Answer perform(const QByteArray &line);

    Answer openPage(const QJsonObject &step);
    Answer call(const QJsonObject &step);
    Answer set(const QJsonObject &step);
    Answer get(const QJsonObject &step);
    Answer rows(const QJsonObject &step);
    Answer waitFor(const QJsonObject &step);
    Answer settle(const QJsonObject &step);
    Answer flight(const QJsonObject &step);
    Answer stand(const QJsonObject &step);
    Answer enrol(const QJsonObject &step);
    Answer sync(const QJsonObject &step);
    Answer outbox(const QJsonObject &step);
    Answer digest(const QJsonObject &step);
    Answer verify(const QJsonObject &step);
    Answer look(const QJsonObject &step);
    Answer shot(const QJsonObject &step);
    Answer frame(const QJsonObject &step);

    /// All sessions that went well, because a status holds only the last one.
    struct Tally {
        std::mutex mutex;
        qint64 sessions = 0;
        sync::SyncReport report;
        void add(const sync::SyncStatus &status);
        [[nodiscard]] qint64 countedSessions();
    };

    Parts m_parts;
    Tally m_tally;
    int m_tallySubscription = 0;
    std::atomic<qint64> m_lastChangeMs = 0; ///< Of any row, by a steady clock.
    int m_changeSubscription = 0;
    PageDriver m_driver;
    std::unique_ptr<Acknowledger> m_acknowledger;
    QHash<QString, Step> m_steps;
    QQueue<QByteArray> m_lines;
    int m_number = 0;
    bool m_isPlaying = false;
    bool m_isLast = false; ///< No line will come after those queued.
    bool m_allWell = true;
};

} // namespace legwork
