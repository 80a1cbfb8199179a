// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/playbook_runs.h"

#include "core/usecases/each_row.h"

#include <algorithm>

namespace legwork::usecases {
namespace {

Result<RunAnswers> answersOf(Reader &reader, Id<PlaybookRun> run)
{
    RunAnswers answers;
    const auto read = eachRow(
        reader, "SELECT itemId, state, value, answeredAt FROM answer WHERE runId = ? AND _deleted = 0",
        [&](const sqlite::Statement &row) {
            const auto state = Choice<AnswerState>::fromCode(row.text(1)).known();
            if (!state) // taken back, or of a kind that only a newer version knows
                return;
            RunAnswer answer;
            answer.state = *state;
            answer.value = row.text(2);
            fromValue(row.value(3), answer.at);
            answers.insert(row.text(0), answer);
        },
        run);
    if (!read)
        return forward(read);
    return answers;
}

RunView viewOf(const PlaybookRun &run, RunAnswers answers, const Playbook *playbook, const Context &context)
{
    RunView view;
    view.id = run.id;
    view.playbook = playbook;
    view.playbookId = run.playbookId;
    view.kind = run.kind.known().value_or(PlaybookKind::Script);
    view.startedAt = run.startedAt;
    view.finishedAt = run.finishedAt;
    view.answers = std::move(answers);
    if (playbook)
        view.progress = RunProgress::of(*playbook, view.answers, {context.sex});
    view.currentStep = run.currentStep.isEmpty() ? view.progress.next : run.currentStep;
    return view;
}

Result<RunView> viewOfRow(Reader &reader, const Context &context, const PlaybookLibrary &library,
                          const PlaybookRun &run)
{
    auto answers = answersOf(reader, run.id);
    if (!answers)
        return forward(answers);
    return viewOf(run, std::move(*answers),
                  library.find(run.playbookId, int(run.playbookVersion.value_or(0))), context);
}

/// The step of a script to go on with after one was answered: the one that follows it, so that a person who jumped
/// ahead goes on from there; at the end of the way nothing.
QString stepToGoOnWith(const Playbook &playbook, const QString &answered, const RunAnswers &answers)
{
    const auto step = std::ranges::find(playbook.script()->steps, answered, &ScriptStep::id);
    const ScriptStep *next = stepAfter(playbook, *step, answers);
    return next ? next->id : QString();
}

Status storeAnswer(UnitOfWork &unit, const Context &context, const PlaybookLibrary &library,
                   Id<PlaybookRun> runId, const QString &itemId, AnswerState state, const QString &value,
                   Instant now)
{
    const auto run = required(unit, runId);
    if (!run)
        return forward(run);
    const Playbook *playbook = library.find(run->playbookId, int(run->playbookVersion.value_or(0)));
    if (!playbook)
        return fail(QStringLiteral("playbook.not-found"), Advice::Update, {run->playbookId});
    if (!playbook->hasItem(itemId))
        return fail(QStringLiteral("playbook.no-item"), Advice::GiveUp, {itemId});

    Answer answer;
    answer.id = answerIdOf(runId, itemId);
    answer.scope = run->scope;
    answer.runId = runId;
    answer.itemId = itemId;
    const auto stored = unit.insertOrEdit(answer, [&](Answer &row) {
        row.state = state;
        row.value = value;
        row.answeredAt = now;
        row.personId = context.person;
    });
    if (!stored || !playbook->script())
        return stored;
    const auto answers = answersOf(unit, runId);
    if (!answers)
        return forward(answers);
    const QString next = stepToGoOnWith(*playbook, itemId, *answers);
    return unit.edit(runId, [&](PlaybookRun &row) { row.currentStep = next; });
}

} // namespace

Id<PlaybookRun> runIdOf(Id<Visit> visit, const QString &playbookId)
{
    return {Uuid::derive("run", visit.uuid.toBytes() + playbookId.toUtf8())};
}

Id<Answer> answerIdOf(Id<PlaybookRun> run, const QString &itemId)
{
    return {Uuid::derive("answer", run.uuid.toBytes() + itemId.toUtf8())};
}

Result<std::vector<RunView>> runsOfVisit(Reader &reader, const Context &context,
                                         const PlaybookLibrary &library, const Visit &visit,
                                         PlaybookKind kind)
{
    const auto rows = reader.select<PlaybookRun>("visitId = ? AND kind = ? ORDER BY startedAt DESC", visit.id,
                                                 Choice<PlaybookKind>(kind).code());
    if (!rows)
        return forward(rows);
    std::vector<RunView> views;
    QStringList begun;
    for (const PlaybookRun &row : *rows) {
        auto view = viewOfRow(reader, context, library, row);
        if (!view)
            return forward(view);
        begun.append(view->playbookId);
        views.push_back(std::move(*view));
    }
    for (const Playbook *playbook : library.list(kind, visit.purpose.known())) {
        if (begun.contains(playbook->id()))
            continue;
        RunView view;
        view.playbook = playbook;
        view.playbookId = playbook->id();
        view.kind = kind;
        view.progress = RunProgress::of(*playbook, {}, {context.sex});
        view.currentStep = view.progress.next;
        views.push_back(std::move(view));
    }
    return views;
}

Result<RunView> runView(Reader &reader, const Context &context, const PlaybookLibrary &library,
                        Id<PlaybookRun> run)
{
    const auto row = required(reader, run);
    if (!row)
        return forward(row);
    return viewOfRow(reader, context, library, *row);
}

Result<Id<PlaybookRun>> startRun(UnitOfWork &unit, const Context &context, const PlaybookLibrary &library,
                                 Id<Visit> visitId, const QString &playbookId, Instant now)
{
    const auto visit = required(unit, visitId);
    if (!visit)
        return forward(visit);
    const Id<PlaybookRun> id = runIdOf(visitId, playbookId);
    const auto present = unit.find(id);
    if (!present)
        return forward(present);
    if (*present)
        return id;
    const Playbook *playbook = library.newest(playbookId);
    if (!playbook)
        return fail(QStringLiteral("playbook.not-found"), Advice::Update, {playbookId});
    PlaybookRun run;
    run.id = id;
    run.scope = visit->scope;
    run.accountId = visit->accountId;
    run.visitId = visitId;
    run.personId = context.person;
    run.kind = playbook->kind();
    run.playbookId = playbookId;
    run.playbookVersion = playbook->version();
    run.startedAt = now;
    if (playbook->script())
        run.currentStep = playbook->script()->steps.front().id;
    // One that was taken back comes back as it was.
    if (auto made = unit.insertOrEdit(run, [](PlaybookRun &) {}); !made)
        return forward(made);
    return id;
}

Status answerItem(UnitOfWork &unit, const Context &context, const PlaybookLibrary &library,
                  Id<PlaybookRun> run, const QString &itemId, const QString &value, Instant now)
{
    return storeAnswer(unit, context, library, run, itemId, AnswerState::Answered, value, now);
}

Status skipItem(UnitOfWork &unit, const Context &context, const PlaybookLibrary &library, Id<PlaybookRun> run,
                const QString &itemId, const QString &reason, Instant now)
{
    return storeAnswer(unit, context, library, run, itemId, AnswerState::Skipped, reason, now);
}

Status clearItem(UnitOfWork &unit, Id<PlaybookRun> run, const QString &itemId)
{
    const Id<Answer> id = answerIdOf(run, itemId);
    const auto present = unit.find(id);
    if (!present)
        return forward(present);
    if (!*present)
        return {};
    // Emptied rather than deleted: the same id must be able to hold the next answer.
    return unit.edit(id, [](Answer &row) {
        row.state = {};
        row.value.clear();
    });
}

Status goToStep(UnitOfWork &unit, const PlaybookLibrary &library, Id<PlaybookRun> runId,
                const QString &stepId)
{
    const auto run = required(unit, runId);
    if (!run)
        return forward(run);
    const Playbook *playbook = library.find(run->playbookId, int(run->playbookVersion.value_or(0)));
    if (!playbook || !playbook->script() || !playbook->hasItem(stepId))
        return fail(QStringLiteral("playbook.no-item"), Advice::GiveUp, {stepId});
    return unit.edit(runId, [&](PlaybookRun &row) { row.currentStep = stepId; });
}

Status finishRun(UnitOfWork &unit, Id<PlaybookRun> run, Instant finishedAt)
{
    return unit.edit(run, [&](PlaybookRun &row) { row.finishedAt = finishedAt; });
}

} // namespace legwork::usecases
