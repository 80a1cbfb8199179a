// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/playbook/playbook_library.h"
#include "core/playbook/run_progress.h"
#include "core/usecases/context.h"

/// Checklists and scripts of a visit. Each answer is stored as it is given, so a talk cut short by anything goes on
/// where it stopped. A visit has at most one run of each playbook, so beginning one twice is beginning it once.
namespace legwork::usecases {

/// A playbook as it stands on a visit, begun or not.
struct RunView {
    Id<PlaybookRun> id; ///< Null when nobody has begun it.
    const Playbook *playbook =
        nullptr; ///< The version the run began with; null when this app does not have it.
    QString playbookId;
    PlaybookKind kind = PlaybookKind::Script;
    QString currentStep; ///< Script: where the person is, else progress.next.
    Instant startedAt;
    Instant finishedAt; ///< Unset while open.
    RunAnswers answers; ///< By item.
    RunProgress progress;
};

/// The playbooks of that kind for a visit: those begun, then those in `library` that suit its purpose.
[[nodiscard]] Result<std::vector<RunView>> runsOfVisit(Reader &reader, const Context &context,
                                                       const PlaybookLibrary &library, const Visit &visit,
                                                       PlaybookKind kind);
/// storage.no-row (GiveUp) when there is no such run.
[[nodiscard]] Result<RunView> runView(Reader &reader, const Context &context, const PlaybookLibrary &library,
                                      Id<PlaybookRun> run);

/// Begins a run of the newest version, or goes on with the one the visit already has.
/// playbook.not-found (Update; argument 1: its id), storage.no-row (GiveUp).
[[nodiscard]] Result<Id<PlaybookRun>> startRun(UnitOfWork &unit, const Context &context,
                                               const PlaybookLibrary &library, Id<Visit> visit,
                                               const QString &playbookId, Instant now);

/// Writes an answer down, at once; asking again replaces it. For a script `currentStep` moves on to the step that
/// follows. `value` is made with answerValue() for steps with options.
/// playbook.no-item (GiveUp; argument 1: the item) when the run's playbook does not have it.
[[nodiscard]] Status answerItem(UnitOfWork &unit, const Context &context, const PlaybookLibrary &library,
                                Id<PlaybookRun> run, const QString &itemId, const QString &value,
                                Instant now);
/// The same for an item that is passed over.
[[nodiscard]] Status skipItem(UnitOfWork &unit, const Context &context, const PlaybookLibrary &library,
                              Id<PlaybookRun> run, const QString &itemId, const QString &reason, Instant now);
/// Takes an answer back (a tick removed by a second tap).
[[nodiscard]] Status clearItem(UnitOfWork &unit, Id<PlaybookRun> run, const QString &itemId);
/// The person turned to that step of a script.
[[nodiscard]] Status goToStep(UnitOfWork &unit, const PlaybookLibrary &library, Id<PlaybookRun> run,
                              const QString &stepId);
/// Marks a run as ended, or open again when `finishedAt` is unset.
[[nodiscard]] Status finishRun(UnitOfWork &unit, Id<PlaybookRun> run, Instant finishedAt);

[[nodiscard]] Id<PlaybookRun> runIdOf(Id<Visit> visit, const QString &playbookId);
[[nodiscard]] Id<Answer> answerIdOf(Id<PlaybookRun> run, const QString &itemId);

} // namespace legwork::usecases
