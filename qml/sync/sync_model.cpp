// SPDX-License-Identifier: Apache-2.0
#include "qml/sync/sync_model.h"

#include "core/usecases/sync_overview.h"
#include "qml/session/row_making.h"

namespace legwork {

namespace {

constexpr int kEditsShown = 40;

QString stateOf(const usecases::EditLine &line)
{
    if (!line.verdict)
        return QStringLiteral("waiting");
    switch (*line.verdict) {
    case Verdict::Applied:
        return QStringLiteral("taken");
    case Verdict::Merged:
        return QStringLiteral("kept-aside");
    case Verdict::Rejected:
        return QStringLiteral("refused");
    }
    return {};
}

EditRow rowOfEdit(const usecases::EditLine &line)
{
    EditRow row;
    row.id = QString::number(line.opNo);
    row.state = stateOf(line);
    row.reasonCode = line.code;
    row.atMs = msOf(line.madeAt);
    row.title = !line.rowTitle.isEmpty() ? line.rowTitle : line.accountName;
    QStringList fields;
    if (const EntitySpec *spec = entity(line.entityNo)) {
        row.entity = QString::fromLatin1(spec->table);
        for (size_t i = 0; i < line.fieldNos.size(); ++i) {
            const FieldSpec *field = spec->field(line.fieldNos[i]);
            if (!field)
                continue;
            fields.append(QString::fromLatin1(field->name));
            row.texts.append(line.texts.value(qsizetype(i)));
        }
    }
    row.fields = fields.join(u',');
    row.made = line.kind == OperationKind::Insert;
    return row;
}

} // namespace

void SyncModel::setSession(Session *session)
{
    ViewModel::setSession(session);
    if (session)
        connect(session, &Session::syncStatusChanged, this, &SyncModel::showStatus);
    showStatus();
}

void SyncModel::showStatus()
{
    if (!session())
        return;
    using Phase = sync::SyncStatus::Phase;
    const sync::SyncStatus status = session()->syncStatus();
    m_state.running = status.phase == Phase::Running;
    m_state.offline = status.phase == Phase::Offline;
    m_state.lastTryMs = std::max(msOf(status.lastSuccessAt), m_state.lastTryMs);
    m_state.error = status.error;
    m_state.clockAheadMinutes = int(status.clockAheadMs / 60'000);
    const sync::SyncReport &report = status.report;
    m_state.sentBytes = double(report.bytesSent);
    m_state.receivedBytes = double(report.bytesReceived);
    m_state.rowsExpected = m_state.running ? int(report.rowsExpected) : 0;
    // The number told at the beginning is an estimate; nobody should read "103 of 100".
    m_state.rowsReceived = int(std::min(report.rowsBefore + report.rowsReceived, report.rowsExpected));
    Q_EMIT shown();
}

void SyncModel::load()
{
    read(
        [](storage::Reader &reader, const usecases::Context &context) {
            return usecases::syncOverview(reader, context, kEditsShown);
        },
        [this](const usecases::SyncOverview &overview) {
            m_state.waiting = int(overview.outbox.count);
            m_state.oldestMs = msOf(overview.outbox.oldest);
            m_state.picturesWaiting = int(overview.pictures.files);
            m_state.pictureBytesWaiting = double(overview.pictures.bytes);
            m_state.waitingBytes = double(overview.outbox.bytes);
            m_state.leadsTeam = overview.leadsTeam;
            m_state.lostRows = int(overview.lostRows);
            m_state.lastReceiptMs = msOf(overview.lastReceipt);
            std::vector<EditRow> rows;
            QSet<qint64> listed; // what needs somebody stands first, and only there
            for (const auto *list : {&overview.attention, &overview.recent}) {
                for (const usecases::EditLine &line : *list) {
                    if (!listed.contains(line.opNo))
                        rows.push_back(rowOfEdit(line));
                    listed.insert(line.opNo);
                }
            }
            showEdits(std::move(rows));
            Q_EMIT shown();
        });
}

void SyncModel::syncNow()
{
    if (session() && session()->services().sync)
        session()->services().sync->syncNow();
}

void SyncModel::resend(const QString &id)
{
    write([opNo = id.toLongLong()](storage::UnitOfWork &unit,
                                   const usecases::Context &) { return usecases::resendRefused(unit, opNo); },
          [](const usecases::Resent &) {});
}

void SyncModel::dismiss(const QString &id)
{
    write(
        [opNo = id.toLongLong()](storage::UnitOfWork &unit, const usecases::Context &) {
            return usecases::dismissRefused(unit, opNo);
        },
        [] {});
}

void SyncModel::show(const State &state)
{
    m_state = state;
    Q_EMIT shown();
}

void SyncModel::showEdits(std::vector<EditRow> edits)
{
    m_edits.replace(std::move(edits));
    setLoading(false);
}

} // namespace legwork
