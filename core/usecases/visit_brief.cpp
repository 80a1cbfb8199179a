// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/visit_brief.h"

#include "core/usecases/day_state.h"
#include "core/usecases/each_row.h"
#include "core/usecases/playbook_runs.h"

#include <QSet>

namespace legwork::usecases {
namespace {

constexpr int kMoments = 3;
constexpr int kNotes = 3;
constexpr int kVisitsLookedBack = 5;

/// Questions of a run that were skipped.
void collectSkipped(const RunView &run, QDate askedOn, std::vector<OpenQuestion> &questions)
{
    if (!run.playbook || !run.playbook->script())
        return;
    for (const ScriptStep &step : run.playbook->script()->steps) {
        const auto answer = run.answers.constFind(step.id);
        if (step.action != StepAction::Ask || answer == run.answers.cend()
            || answer->state != AnswerState::Skipped)
            continue;
        questions.push_back({run.playbookId, step.id, step.text, answer->value, askedOn});
    }
}

/// Skipped questions of the last visits, as long as no later one has answered them.
Result<std::vector<OpenQuestion>> openQuestions(Reader &reader, const Context &context,
                                                const PlaybookLibrary &library,
                                                const std::vector<Visit> &newestFirst)
{
    std::vector<OpenQuestion> questions;
    QSet<std::pair<QString, QString>> settled;
    for (const Visit &visit : newestFirst) {
        const auto rows = reader.select<PlaybookRun>("visitId = ? AND kind = 'script'", visit.id);
        if (!rows)
            return forward(rows);
        for (const PlaybookRun &row : *rows) {
            const auto run = runView(reader, context, library, row.id);
            if (!run)
                return forward(run);
            std::vector<OpenQuestion> skipped;
            collectSkipped(*run, localDay(visit.checkInAt), skipped);
            for (OpenQuestion &question : skipped) {
                if (!settled.contains({question.playbookId, question.itemId}))
                    questions.push_back(std::move(question));
            }
            for (auto answer = run->answers.cbegin(); answer != run->answers.cend(); ++answer)
                settled.insert({run->playbookId, answer.key()});
        }
    }
    return questions;
}

Status fillLast(Reader &reader, const Context &context, const PlaybookLibrary &library, VisitBrief &brief)
{
    const auto made = reader.select<Visit>("accountId = ? AND id <> ? AND state = 'done'"
                                           " ORDER BY ifnull(checkInAt, 0) DESC, plannedOn DESC LIMIT ?",
                                           brief.visit.accountId, brief.visit.id, kVisitsLookedBack);
    if (!made)
        return forward(made);
    auto questions = openQuestions(reader, context, library, *made);
    if (!questions)
        return forward(questions);
    brief.questions = std::move(*questions);
    if (made->empty())
        return {};
    const auto lines = visitLinesOf(reader, {made->front()});
    if (!lines)
        return forward(lines);
    const VisitLine &last = lines->front();
    brief.lastVisitOn = last.checkInAt.isSet() ? localDay(last.checkInAt) : last.plannedOn;
    brief.lastVisitBy = last.personName;
    brief.lastSummary = last.summary;
    brief.lastNextStep = last.nextStep;
    return {};
}

} // namespace

Result<VisitBrief> visitBrief(Reader &reader, const Context &context, const PlaybookLibrary &library,
                              Id<Visit> id, QDate today)
{
    const auto visit = required(reader, id);
    if (!visit)
        return forward(visit);
    const auto account = reader.find(visit->accountId);
    if (!account)
        return forward(account);
    auto lines = visitLinesOf(reader, {*visit});
    if (!lines)
        return forward(lines);
    VisitBrief brief;
    brief.visit = std::move(lines->front());
    if (*account) {
        brief.installedProducts = (*account)->installedProducts;
        brief.businessScope = (*account)->businessScope;
    }
    const Id<Account> accountId = visit->accountId;
    for (const Status &filled :
         {fillDayState(reader, context, library, *visit, today, brief.visit),
          take(contactsOf(reader, accountId), brief.contacts),
          take(momentsOf(reader, accountId, kMoments), brief.moments),
          take(promisesOf(reader, accountId, today, true), brief.promises),
          take(needsOf(reader, accountId, true), brief.needs),
          take(objectionsOf(reader, accountId, true), brief.objections),
          take(notesOf(reader, accountId, kNotes), brief.notes),
          take(reader.select<Opportunity>(
                   "accountId = ? AND ifnull(stage, '') NOT IN ('won', 'lost') ORDER BY closeOn, id",
                   accountId),
               brief.opportunities),
          fillLast(reader, context, library, brief)}) {
        if (!filled)
            return forward(filled);
    }
    return brief;
}

} // namespace legwork::usecases
