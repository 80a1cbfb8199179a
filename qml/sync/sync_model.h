// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "qml/session/rows_model.h"
#include "qml/session/view_model.h"

namespace legwork {

/// One edit of ours and what became of it.
struct EditRow {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString entity MEMBER entity)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString fields MEMBER fields)
    Q_PROPERTY(QStringList texts MEMBER texts)
    Q_PROPERTY(QString state MEMBER state)
    Q_PROPERTY(QString reasonCode MEMBER reasonCode)
    Q_PROPERTY(bool made MEMBER made)
    Q_PROPERTY(double atMs MEMBER atMs)
    QML_ANONYMOUS

public:
    QString id;
    QString entity;    ///< Table name.
    QString title;     ///< Of the row that was edited.
    QString fields;    ///< Names of the fields, comma-separated.
    QStringList texts; ///< What was written into each of them.
    QString state;     ///< "waiting", "sent", "taken", "kept-aside" or "refused".
    QString reasonCode;
    bool made = false; ///< The edit made the row.
    double atMs = 0;
};

/// Whether our work has arrived, and what became of each edit.
class SyncModel : public legwork::ViewModel
{
    Q_OBJECT
    Q_PROPERTY(int waiting READ waiting NOTIFY shown)
    Q_PROPERTY(int picturesWaiting READ picturesWaiting NOTIFY shown)
    Q_PROPERTY(double pictureBytesWaiting READ pictureBytesWaiting NOTIFY shown)
    Q_PROPERTY(double oldestMs READ oldestMs NOTIFY shown)
    Q_PROPERTY(double lastReceiptMs READ lastReceiptMs NOTIFY shown)
    Q_PROPERTY(double lastTryMs READ lastTryMs NOTIFY shown)
    Q_PROPERTY(bool running READ running NOTIFY shown)
    Q_PROPERTY(bool offline READ offline NOTIFY shown)
    Q_PROPERTY(int clockAheadMinutes READ clockAheadMinutes NOTIFY shown)
    Q_PROPERTY(QString syncErrorCode READ syncErrorCode NOTIFY shown)
    Q_PROPERTY(QStringList syncErrorArguments READ syncErrorArguments NOTIFY shown)
    Q_PROPERTY(double waitingBytes READ waitingBytes NOTIFY shown)
    Q_PROPERTY(double sentBytes READ sentBytes NOTIFY shown)
    Q_PROPERTY(double receivedBytes READ receivedBytes NOTIFY shown)
    Q_PROPERTY(int rowsReceived READ rowsReceived NOTIFY shown)
    Q_PROPERTY(int rowsExpected READ rowsExpected NOTIFY shown)
    Q_PROPERTY(bool leadsTeam READ leadsTeam NOTIFY shown)
    Q_PROPERTY(int lostRows READ lostRows NOTIFY shown)
    Q_PROPERTY(legwork::RowsModelBase *edits READ edits CONSTANT)
    QML_ELEMENT

public:
    struct State {
        int waiting = 0;
        int picturesWaiting = 0; ///< Of which the server has not confirmed every byte.
        double pictureBytesWaiting = 0;
        double oldestMs = 0; ///< When the oldest edit that waits was made.
        double lastReceiptMs = 0;
        double lastTryMs = 0;
        bool running = false;
        bool offline = false;
        int clockAheadMinutes = 0; ///< This device's clock against the server's.
        Error error;               ///< Of the last try; code empty when it went well.
        double waitingBytes = 0;   ///< What the edits that wait hold.
        double sentBytes = 0;      ///< In the last try.
        double receivedBytes = 0;
        int rowsReceived = 0;   ///< Of a first download under way.
        int rowsExpected = 0;   ///< 0: no first download is under way.
        bool leadsTeam = false; ///< Shows the way to the team's devices.
        int lostRows = 0;       ///< Records that the server does not know any more.
    };

    using ViewModel::ViewModel;

    [[nodiscard]] int waiting() const { return m_state.waiting; }
    [[nodiscard]] int picturesWaiting() const { return m_state.picturesWaiting; }
    [[nodiscard]] double pictureBytesWaiting() const { return m_state.pictureBytesWaiting; }
    [[nodiscard]] double oldestMs() const { return m_state.oldestMs; }
    [[nodiscard]] double lastReceiptMs() const { return m_state.lastReceiptMs; }
    [[nodiscard]] double lastTryMs() const { return m_state.lastTryMs; }
    [[nodiscard]] bool running() const { return m_state.running; }
    [[nodiscard]] bool offline() const { return m_state.offline; }
    [[nodiscard]] int clockAheadMinutes() const { return m_state.clockAheadMinutes; }
    [[nodiscard]] QString syncErrorCode() const { return m_state.error.code; }
    [[nodiscard]] QStringList syncErrorArguments() const { return m_state.error.arguments; }
    [[nodiscard]] double waitingBytes() const { return m_state.waitingBytes; }
    [[nodiscard]] double sentBytes() const { return m_state.sentBytes; }
    [[nodiscard]] double receivedBytes() const { return m_state.receivedBytes; }
    [[nodiscard]] int rowsReceived() const { return m_state.rowsReceived; }
    [[nodiscard]] int rowsExpected() const { return m_state.rowsExpected; }
    [[nodiscard]] bool leadsTeam() const { return m_state.leadsTeam; }
    [[nodiscard]] int lostRows() const { return m_state.lostRows; }
    [[nodiscard]] RowsModelBase *edits() { return &m_edits; }

    void setSession(Session *session) override;

    Q_INVOKABLE void syncNow();
    /// Makes a refused deed anew, or takes it off the list; `id` as in EditRow.
    Q_INVOKABLE void resend(const QString &id);
    Q_INVOKABLE void dismiss(const QString &id);

    void show(const State &state);
    void showEdits(std::vector<EditRow> edits);

Q_SIGNALS:
    void shown();

protected:
    void load() override;

private:
    void showStatus();

    State m_state;
    RowsModel<EditRow> m_edits;
};

} // namespace legwork
