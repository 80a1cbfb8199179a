// SPDX-License-Identifier: Apache-2.0
#include "qml/visit/visit_model.h"

#include "core/usecases/captures.h"
#include "core/usecases/visit_flow.h"
#include "qml/session/row_making.h"

#include <QPointer>

namespace legwork {

namespace {

HeardRow heardOf(const usecases::PromiseLine &promise)
{
    HeardRow row;
    row.id = textOf(promise.id);
    row.kind = QStringLiteral("promise");
    row.text = promise.what;
    row.type = promise.side.code();
    row.state = promise.state.code();
    row.who = promise.contactName;
    return row;
}

/// What was noted on the visit, in one list.
std::vector<HeardRow> capturedOn(const usecases::VisitPage &page)
{
    std::vector<HeardRow> rows;
    for (const auto *list : {&page.needs, &page.objections, &page.notes}) {
        for (const usecases::HeardLine &line : *list)
            rows.push_back(rowOf(line));
    }
    for (const usecases::PromiseLine &promise : page.promises)
        rows.push_back(heardOf(promise));
    return rows;
}

VisitRow lastVisitOf(const usecases::VisitBrief &brief)
{
    VisitRow row;
    if (!brief.lastVisitOn.isValid())
        return row;
    row.id = QStringLiteral("last");
    row.plannedOn = isoOf(brief.lastVisitOn);
    row.summary = brief.lastSummary;
    row.nextStep = brief.lastNextStep;
    if (!brief.moments.empty()) {
        row.scored = true;
        row.score = int(brief.moments.front().score);
    }
    return row;
}

template<class E>
E choiceOf(const QString &code, E otherwise)
{
    return Choice<E>::fromCode(code).known().value_or(otherwise);
}

Status captureOf(storage::UnitOfWork &unit, const usecases::Context &context, const usecases::CaptureAt &at,
                 const HeardRow &heard, QDate dueOn, Instant now)
{
    const auto status = [](const auto &made) -> Status {
        if (!made)
            return forward(made);
        return {};
    };
    if (heard.kind == QLatin1String("need"))
        return status(usecases::captureNeed(
            unit, at, {heard.text, choiceOf(heard.type, NeedDepth::Explicit), {}, {}, {}}));
    if (heard.kind == QLatin1String("objection"))
        return status(usecases::captureObjection(
            unit, at, {heard.text, choiceOf(heard.type, ObjectionType::Other), {}, {}}));
    if (heard.kind == QLatin1String("promise"))
        return status(usecases::capturePromise(
            unit, context, at, {heard.text, dueOn, choiceOf(heard.type, CommitmentSide::Ours), {}, {}}));
    return status(usecases::captureNote(unit, context, at, heard.text, now));
}

} // namespace

VisitModel::VisitModel(QObject *parent)
    : ViewModel(parent)
{
    const auto now = [this] { return session() ? session()->now() : Instant(); };
    m_checklist.setClock(now);
    m_script.setClock(now);
    connect(&m_checklist, &ChecklistModel::answered, this,
            [this](const QString &itemId, bool skipped, const QString &value) {
                storeAnswer(false, itemId, skipped, value);
            });
    connect(&m_script, &ScriptModel::answered, this,
            [this](const QString &itemId, bool skipped, const QString &value) {
                storeAnswer(true, itemId, skipped, value);
            });
    connect(&m_script, &ScriptModel::movedTo, this, [this](const QString &stepId) {
        if (!session() || m_scriptRun.id.isNull())
            return;
        write([library = &session()->library(), run = m_scriptRun.id,
               stepId](storage::UnitOfWork &unit,
                       const usecases::Context &) { return usecases::goToStep(unit, *library, run, stepId); },
              [] {});
    });
}

void VisitModel::setVisitId(const QString &visitId)
{
    if (m_visitId == visitId)
        return;
    m_visitId = visitId;
    Q_EMIT visitIdChanged();
    load();
}

void VisitModel::setLanguage(const QString &language)
{
    if (m_language == language)
        return;
    m_language = language;
    m_checklist.setLanguage(language);
    m_script.setLanguage(language);
    Q_EMIT languageChanged();
    Q_EMIT shown();
}

QStringList VisitModel::questions() const
{
    QStringList texts;
    for (const LocalizedText &question : m_visit.questions)
        texts.append(question.in(m_language));
    return texts;
}

void VisitModel::load()
{
    struct Both {
        usecases::VisitPage page;
        usecases::VisitBrief brief;
    };
    if (!session())
        return;
    read(
        [library = &session()->library(), id = idOf<legwork::Visit>(m_visitId),
         today = session()->todayDate()](storage::Reader &reader,
                                         const usecases::Context &context) -> Result<Both> {
            auto page = usecases::visitPage(reader, context, *library, id, today);
            if (!page)
                return forward(page);
            auto brief = usecases::visitBrief(reader, context, *library, id, today);
            if (!brief)
                return forward(brief);
            return Both{std::move(*page), std::move(*brief)};
        },
        [this](const Both &both) { showPage(both.page, both.brief); });
}

void VisitModel::showPage(const usecases::VisitPage &page, const usecases::VisitBrief &brief)
{
    Visit shownVisit;
    shownVisit.visit = rowOf(page.line);
    shownVisit.lastVisit = lastVisitOf(brief);
    shownVisit.contacts = rowsOf(page.contacts);
    shownVisit.promises = rowsOf(brief.promises);
    shownVisit.objections = rowsOf(brief.objections);
    shownVisit.needs = rowsOf(brief.needs);
    shownVisit.captured = capturedOn(page);
    shownVisit.nextVisitOn = isoOf(page.visit.nextVisitOn);
    shownVisit.otherOpenAccount = page.otherOpenAccount;
    for (const usecases::OpenQuestion &question : brief.questions)
        shownVisit.questions.push_back(question.text);
    m_place = page.line.place;
    // The models hold the answers since the page was opened; only another run, or the first look, replaces them, so
    // that a slower read cannot take back what was just tapped.
    if (!page.checklists.empty()) {
        const usecases::RunView &run = page.checklists.front();
        const bool sameRun =
            m_checklistRun.playbookId == run.playbookId && m_checklistRun.playbook == run.playbook;
        m_checklistRun = run;
        if (!sameRun)
            m_checklist.show(run.playbook, run.answers, RunContext{context().sex});
    }
    if (!page.scripts.empty()) {
        const usecases::RunView &run = page.scripts.front();
        const bool sameRun = m_scriptRun.playbookId == run.playbookId && m_scriptRun.playbook == run.playbook;
        m_scriptRun = run;
        if (!sameRun)
            m_script.show(run.playbook, run.answers, run.currentStep);
    }
    show(std::move(shownVisit));
}

void VisitModel::show(Visit visit)
{
    m_contacts.replace(std::move(visit.contacts));
    m_promises.replace(std::move(visit.promises));
    m_objections.replace(std::move(visit.objections));
    m_needs.replace(std::move(visit.needs));
    m_captured.replace(std::move(visit.captured));
    m_visit = std::move(visit);
    setLoading(false);
    Q_EMIT shown();
    Q_EMIT outcomeChanged();
}

void VisitModel::storeAnswer(bool script, const QString &itemId, bool skipped, const QString &value)
{
    if (!session())
        return;
    const QString playbookId = script ? m_scriptRun.playbookId : m_checklistRun.playbookId;
    const bool untick = !script && skipped;
    write(
        [=, library = &session()->library(), visit = idOf<legwork::Visit>(m_visitId),
         now = session()->now()](storage::UnitOfWork &unit, const usecases::Context &context) -> Status {
            const auto run = usecases::startRun(unit, context, *library, visit, playbookId, now);
            if (!run)
                return forward(run);
            if (untick)
                return usecases::clearItem(unit, *run, itemId);
            if (skipped)
                return usecases::skipItem(unit, context, *library, *run, itemId, value, now);
            return usecases::answerItem(unit, context, *library, *run, itemId, value, now);
        },
        [] {});
}

void VisitModel::locate()
{
    if (!session() || !session()->services().positions) {
        showFix(fail(QStringLiteral("position.off"), Advice::AskUser));
        return;
    }
    m_locating = Searching;
    Q_EMIT locatingChanged();
    // The answer may come after the page is gone.
    const QPointer<VisitModel> self(this);
    session()->services().positions->requestFix(kFixTimeoutMs, [self](const Result<PositionFix> &fix) {
        if (self)
            self->showFix(fix);
    });
}

void VisitModel::showFix(const Result<PositionFix> &fix)
{
    m_fix.reset();
    m_positionError = fix ? Error{} : fix.error();
    if (fix)
        m_fix = CheckInFix{fix->at, fix->accuracyM, fix->isMocked};
    m_judgement = judgeCheckIn(m_place, m_fix);
    m_locating = fix ? Found : Failed;
    Q_EMIT locatingChanged();
}

template<class Command>
void VisitModel::change(Command command)
{
    if (!session())
        return;
    write([command = std::move(command), id = idOf<legwork::Visit>(m_visitId), now = session()->now()](
              storage::UnitOfWork &unit,
              const usecases::Context &context) -> Status { return command(unit, context, id, now); },
          [] {});
}

void VisitModel::checkIn(const QString &reason)
{
    if (!session())
        return;
    write(
        [arrival = usecases::CheckIn{m_fix, reason.trimmed()}, id = idOf<legwork::Visit>(m_visitId),
         now = session()->now()](storage::UnitOfWork &unit, const usecases::Context &context) {
            return usecases::checkIn(unit, context, id, arrival, now);
        },
        [this](const usecases::CheckedIn &) { Q_EMIT checkedIn(); });
}

void VisitModel::checkOut()
{
    if (!session())
        return;
    write([summary = m_visit.visit.summary, id = idOf<legwork::Visit>(m_visitId), now = session()->now()](
              storage::UnitOfWork &unit,
              const usecases::Context &) { return usecases::checkOut(unit, id, summary, now); },
          [this] { Q_EMIT checkedOut(); });
}

void VisitModel::capture(const QString &kind, const QString &type, const QString &text,
                         const QString &contactId, const QString &dueOn)
{
    if (!session())
        return;
    HeardRow heard;
    heard.kind = kind;
    heard.type = type;
    heard.text = text.trimmed();
    usecases::CaptureAt at;
    at.visit = idOf<legwork::Visit>(m_visitId);
    at.contact = idOf<Contact>(contactId);
    const Uuid undoId = Uuid::generate();
    const QDate due = QDate::fromString(dueOn, Qt::ISODate);
    write(
        [=, now = session()->now()](storage::UnitOfWork &unit, const usecases::Context &context) -> Status {
            unit.keepUndo(undoId, QStringLiteral("captured"));
            return captureOf(unit, context, at, heard, due, now);
        },
        [this, undoId, heard] {
            rememberUndo(undoId);
            Q_EMIT noted(heard.kind, heard.text);
        });
}

void VisitModel::setScore(int score)
{
    m_visit.visit.scored = true;
    m_visit.visit.score = score;
    Q_EMIT outcomeChanged();
    change([score](storage::UnitOfWork &unit, const usecases::Context &context, Id<legwork::Visit> visit,
                   Instant now) -> Status {
        usecases::CaptureAt at;
        at.visit = visit;
        usecases::NewMoment moment;
        moment.score = score;
        const auto made = usecases::scoreMoment(unit, context, at, moment, now);
        if (!made)
            return forward(made);
        return {};
    });
}

void VisitModel::setSummary(const QString &summary)
{
    if (summary == m_visit.visit.summary)
        return;
    m_visit.visit.summary = summary;
    Q_EMIT outcomeChanged();
    change([summary](storage::UnitOfWork &unit, const usecases::Context &, Id<legwork::Visit> visit,
                     Instant) { return usecases::setSummary(unit, visit, summary); });
}

void VisitModel::setNextStep(const QString &nextStep)
{
    if (nextStep == m_visit.visit.nextStep)
        return;
    m_visit.visit.nextStep = nextStep;
    Q_EMIT outcomeChanged();
    writeNext();
}

void VisitModel::setNextVisitOn(const QString &day)
{
    if (day == m_visit.nextVisitOn)
        return;
    m_visit.nextVisitOn = day;
    Q_EMIT outcomeChanged();
    writeNext();
}

void VisitModel::writeNext()
{
    change([nextStep = m_visit.visit.nextStep, day = QDate::fromString(m_visit.nextVisitOn, Qt::ISODate)](
               storage::UnitOfWork &unit, const usecases::Context &context, Id<legwork::Visit> visit,
               Instant) -> Status {
        const auto next = usecases::setNextStep(unit, context, visit, nextStep, day);
        if (!next)
            return forward(next);
        return {};
    });
}

void VisitModel::setMet(const QString &contactId, bool met)
{
    change([contact = idOf<Contact>(contactId), met](storage::UnitOfWork &unit, const usecases::Context &,
                                                     Id<legwork::Visit> visit, Instant) {
        return usecases::setMet(unit, visit, contact, met);
    });
}

} // namespace legwork
