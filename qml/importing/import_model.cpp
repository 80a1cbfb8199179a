// SPDX-License-Identifier: Apache-2.0
#include "qml/importing/import_model.h"

#include "core/usecases/import_apply.h"
#include "core/usecases/lines.h"
#include "qml/importing/import_words.h"

#include <QFile>
#include <QFileInfo>
#include <QPromise>

#include <algorithm>

namespace legwork {

using namespace importing;

namespace {

constexpr int kPreviewRows = 20;
constexpr qsizetype kCellsShown = 5;

QString joined(const QStringList &cells) { return cells.mid(0, kCellsShown).join(QStringLiteral(", ")); }

QString nameOf(const PlannedRow &row)
{
    return row.account ? row.account->name : row.contact ? row.contact->name : QString();
}

std::vector<ColumnRow> columnsOf(const ImportDraft &draft)
{
    std::vector<ColumnRow> rows;
    const auto &columns = draft.plan().mapping.columns;
    for (size_t i = 0; i < columns.size(); ++i) {
        QStringList sample;
        for (qsizetype row = 0; row < std::min<qsizetype>(draft.plan().file.rows, 12) && sample.size() < 2;
             ++row) {
            const QString cell = draft.cells(row).value(qsizetype(i)).simplified();
            if (!cell.isEmpty() && !sample.contains(cell))
                sample.append(cell.left(40));
        }
        rows.push_back({QString::number(i), columns[i].heading, codeOf(columns[i].target),
                        codeOf(columns[i].reason), columns[i].confidence >= 0.8,
                        sample.join(QStringLiteral(" · "))});
    }
    return rows;
}

std::vector<DuplicateRow> duplicatesOf(const ImportDraft &draft, const Existing &existing)
{
    std::vector<DuplicateRow> rows;
    for (const DuplicateOffer &offer : draft.plan().duplicates) {
        if (rows.size() >= size_t(ImportModel::kShownMax))
            break;
        const DuplicateCandidate &candidate =
            offer.candidates[std::min(offer.decision.candidate, offer.candidates.size() - 1)];
        const PlannedRow planned = draft.row(offer.row);
        DuplicateRow row;
        row.id = QString::number(offer.row);
        row.line = int(planned.line);
        row.name = nameOf(planned);
        if (row.name.isEmpty())
            row.name = joined(draft.cells(offer.row));
        row.otherIsHere = candidate.isExisting;
        if (!candidate.isExisting)
            row.other = joined(draft.cells(candidate.index));
        else if (draft.plan().mapping.kind == FileKind::Accounts
                 && candidate.index < qsizetype(existing.accounts.size()))
            row.other = existing.accounts[size_t(candidate.index)].name;
        else if (candidate.index < qsizetype(existing.contacts.size()))
            row.other = existing.contacts[size_t(candidate.index)].name;
        row.reason = codeOf(candidate.reason);
        row.distanceM = candidate.distanceM;
        row.action = codeOf(offer.decision.action);
        rows.push_back(row);
    }
    return rows;
}

std::vector<SetAsideLine> setAsideOf(const ImportDraft &draft)
{
    std::vector<SetAsideLine> rows;
    for (const SetAsideRow &aside : draft.plan().setAside) {
        if (rows.size() >= size_t(ImportModel::kShownMax))
            break;
        const auto &columns = draft.plan().mapping.columns;
        const int column = aside.fault.column;
        rows.push_back(
            {QString::number(aside.row), int(aside.line),
             column >= 0 && size_t(column) < columns.size() ? columns[size_t(column)].name : QString(),
             QString(importing::codeOf(aside.fault.code)), aside.fault.arguments,
             joined(draft.cells(aside.row))});
    }
    return rows;
}

std::vector<PreviewRow> previewOf(const ImportDraft &draft)
{
    std::vector<PreviewRow> rows;
    for (const PlannedRow &planned : draft.preview(kPreviewRows)) {
        PreviewRow row;
        row.id = QString::number(planned.row);
        row.name = nameOf(planned);
        if (planned.account) {
            row.place = usecases::addressLine(planned.account->city, planned.account->district,
                                              planned.account->street);
            row.placed = planned.account->position.isSet();
        }
        switch (planned.outcome.kind) {
        case RowOutcome::Kind::New:
            row.outcome = QStringLiteral("new");
            break;
        case RowOutcome::Kind::SetAside:
            row.outcome = QStringLiteral("set-aside");
            row.name = joined(draft.cells(planned.row));
            break;
        default:
            row.outcome = QStringLiteral("merged");
        }
        rows.push_back(row);
    }
    return rows;
}

ImportModel::Import importOf(const ImportDraft &draft, const Existing &existing)
{
    const ImportPlan &plan = draft.plan();
    ImportModel::Import shown;
    shown.fileName = plan.file.fileName;
    shown.encoding = importing::nameOf(plan.file.encoding);
    shown.rowCount = int(plan.file.rows);
    shown.imported = int(plan.imported);
    shown.merged = int(plan.merged);
    shown.remarks = int(plan.remarks.size());
    shown.mustAskDatum = plan.places.mustAskDatum();
    shown.datum = codeOf(plan.datum);
    shown.swapSuggested = plan.places.suggestSwap;
    shown.swapped = plan.swapAxes;
    shown.duplicatesInAll = int(plan.duplicates.size());
    shown.setAsideInAll = int(plan.setAside.size());
    shown.columns = columnsOf(draft);
    shown.duplicates = duplicatesOf(draft, existing);
    shown.setAside = setAsideOf(draft);
    shown.preview = previewOf(draft);
    return shown;
}

} // namespace

ImportModel::ImportModel(QObject *parent)
    : ViewModel(parent)
    , m_draft(std::make_shared<Draft>())
{
    m_worker.setMaxThreadCount(1);
}

ImportModel::~ImportModel() { m_worker.waitForDone(); }

void ImportModel::setPhase(int phase)
{
    if (m_phase == phase)
        return;
    m_phase = phase;
    Q_EMIT shown();
}

QStringList ImportModel::targets() { return targetCodes(); }

void ImportModel::open(const QUrl &file)
{
    const QString path = file.isLocalFile() ? file.toLocalFile() : file.toString();
    read([](storage::Reader &reader, const usecases::Context &) { return usecases::rowsHere(reader); },
         [this, path](const Existing &existing) {
             m_existing = std::make_shared<Existing>(existing);
             ImportContext who;
             who.territory = context().territory;
             who.importedBy = context().person;
             who.owner = context().person;
             who.at = session()->now();
             work(
                 [path, existing, who](Draft &draft) -> Status {
                     QFile source(path);
                     if (!source.open(QIODevice::ReadOnly))
                         return fail(QStringLiteral("import.unreadable"), Advice::AskUser,
                                     {source.errorString()});
                     auto opened =
                         ImportDraft::open(QFileInfo(path).fileName(), source.readAll(), existing, who);
                     if (!opened)
                         return forward(opened);
                     draft.emplace(std::move(*opened));
                     return {};
                 },
                 Columns);
         });
}

void ImportModel::work(std::function<Status(Draft &)> job, int phaseAfter)
{
    if (loading())
        return;
    setLoading(true);
    clearError();
    auto promise = std::make_shared<QPromise<Result<Import>>>();
    promise->start();
    whenAnswered(promise->future(), this, [this, phaseAfter](const Result<Import> &made) {
        setLoading(false);
        if (!made) {
            setError(made.error());
            return;
        }
        m_phase = phaseAfter;
        m_undone = false;
        show(*made);
    });
    m_worker.start([promise, job = std::move(job), draft = m_draft, existing = m_existing] {
        const Status done = job(*draft);
        if (!done)
            promise->addResult(Result<Import>(forward(done)));
        else
            promise->addResult(Result<Import>(importOf(**draft, *existing)));
        promise->finish();
    });
}

void ImportModel::choose(std::function<void(ImportChoices &)> change)
{
    if (m_phase == Pick || m_phase == Done)
        return;
    work(
        [change = std::move(change)](Draft &draft) -> Status {
            ImportChoices choices = draft->choices();
            change(choices);
            draft->setChoices(std::move(choices));
            return {};
        },
        m_phase);
}

void ImportModel::setTarget(int column, const QString &target)
{
    if (const auto wanted = targetOf(target); wanted && column >= 0 && column < m_columns.count())
        choose([=](ImportChoices &choices) { choices.columns.insert(column, *wanted); });
}

void ImportModel::setDatum(const QString &datum)
{
    if (const auto wanted = datumOf(datum))
        choose([wanted](ImportChoices &choices) { choices.datum = wanted; });
}

void ImportModel::setSwapped(bool swapped)
{
    choose([swapped](ImportChoices &choices) { choices.swapAxes = swapped; });
}

void ImportModel::decide(const QString &id, const QString &action)
{
    if (const auto wanted = actionOf(action))
        choose([row = id.toLongLong(), wanted](ImportChoices &choices) {
            choices.duplicates.insert(row, DuplicateDecision{*wanted, 0});
        });
}

void ImportModel::apply()
{
    if (loading() || m_phase != Check)
        return;
    setLoading(true);
    write([draft = m_draft](storage::UnitOfWork &unit,
                            const usecases::Context &) { return usecases::applyImport(unit, **draft); },
          [this](const usecases::ImportResult &result) {
              setLoading(false);
              m_batch = result.batch;
              m_phase = Done;
              Q_EMIT shown();
          });
}

void ImportModel::undoImport()
{
    if (m_batch.isNull())
        return;
    write([batch = m_batch](storage::UnitOfWork &unit,
                            const usecases::Context &) { return usecases::undoImport(unit, batch); },
          [this](int) {
              m_undone = true;
              Q_EMIT shown();
          });
}

void ImportModel::show(Import import)
{
    m_columns.replace(std::move(import.columns));
    m_duplicates.replace(std::move(import.duplicates));
    m_setAside.replace(std::move(import.setAside));
    m_preview.replace(std::move(import.preview));
    m_import = std::move(import);
    setLoading(false);
    Q_EMIT shown();
}

} // namespace legwork
