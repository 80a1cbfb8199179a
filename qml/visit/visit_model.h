// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/check_in.h"
#include "core/ports/position_source.h"
#include "core/usecases/visit_brief.h"
#include "core/usecases/visit_page.h"
#include "qml/session/rows.h"
#include "qml/session/rows_model.h"
#include "qml/session/view_model.h"
#include "qml/visit/checklist_model.h"
#include "qml/visit/script_model.h"

namespace legwork {

/// One visit, from the brief to the check-out.
class VisitModel : public legwork::ViewModel
{
    Q_OBJECT
    Q_PROPERTY(QString visitId READ visitId WRITE setVisitId NOTIFY visitIdChanged REQUIRED)
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY languageChanged REQUIRED)
    Q_PROPERTY(legwork::VisitRow visit READ visit NOTIFY shown)
    Q_PROPERTY(QString state READ state NOTIFY shown)
    Q_PROPERTY(legwork::VisitRow lastVisit READ lastVisit NOTIFY shown)
    Q_PROPERTY(QStringList questions READ questions NOTIFY shown)
    Q_PROPERTY(QString otherOpenAccount READ otherOpenAccount NOTIFY shown)
    Q_PROPERTY(legwork::RowsModelBase *contacts READ contacts CONSTANT)
    Q_PROPERTY(legwork::RowsModelBase *promises READ promises CONSTANT)
    Q_PROPERTY(legwork::RowsModelBase *objections READ objections CONSTANT)
    Q_PROPERTY(legwork::RowsModelBase *needs READ needs CONSTANT)
    Q_PROPERTY(legwork::RowsModelBase *captured READ captured CONSTANT)
    Q_PROPERTY(legwork::ChecklistModel *checklist READ checklist CONSTANT)
    Q_PROPERTY(legwork::ScriptModel *script READ script CONSTANT)
    Q_PROPERTY(Locating locating READ locating NOTIFY locatingChanged)
    Q_PROPERTY(double distanceM READ distanceM NOTIFY locatingChanged)
    Q_PROPERTY(double accuracyM READ accuracyM NOTIFY locatingChanged)
    Q_PROPERTY(bool mocked READ mocked NOTIFY locatingChanged)
    Q_PROPERTY(bool reasonNeeded READ reasonNeeded NOTIFY locatingChanged)
    Q_PROPERTY(QString positionErrorCode READ positionErrorCode NOTIFY locatingChanged)
    Q_PROPERTY(bool scored READ scored NOTIFY outcomeChanged)
    Q_PROPERTY(int score READ score NOTIFY outcomeChanged)
    Q_PROPERTY(QString summary READ summary NOTIFY outcomeChanged)
    Q_PROPERTY(QString nextStep READ nextStep NOTIFY outcomeChanged)
    Q_PROPERTY(QString nextVisitOn READ nextVisitOn NOTIFY outcomeChanged)
    QML_ELEMENT

public:
    enum Locating { NotAsked, Searching, Found, Failed };
    Q_ENUM(Locating)
    static constexpr int kFixTimeoutMs = 15'000;

    struct Visit {
        VisitRow visit;
        VisitRow lastVisit; ///< id empty: there is none.
        std::vector<ContactRow> contacts;
        std::vector<PromiseRow> promises;
        std::vector<HeardRow> objections, needs;
        std::vector<HeardRow> captured; ///< Noted on this visit, newest first; kind also "promise".
        std::vector<LocalizedText> questions;
        QString otherOpenAccount;
        QString nextVisitOn;
    };

    explicit VisitModel(QObject *parent = nullptr);

    [[nodiscard]] QString visitId() const { return m_visitId; }
    void setVisitId(const QString &visitId);
    [[nodiscard]] QString language() const { return m_language; }
    void setLanguage(const QString &language);
    [[nodiscard]] VisitRow visit() const { return m_visit.visit; }
    [[nodiscard]] QString state() const { return m_visit.visit.state; }
    [[nodiscard]] VisitRow lastVisit() const { return m_visit.lastVisit; }
    /// Questions of earlier talks that are still without an answer.
    [[nodiscard]] QStringList questions() const;
    /// A customer where this person is still checked in; empty when there is none.
    [[nodiscard]] QString otherOpenAccount() const { return m_visit.otherOpenAccount; }
    [[nodiscard]] RowsModelBase *contacts() { return &m_contacts; }
    [[nodiscard]] RowsModelBase *promises() { return &m_promises; }
    [[nodiscard]] RowsModelBase *objections() { return &m_objections; }
    [[nodiscard]] RowsModelBase *needs() { return &m_needs; }
    [[nodiscard]] RowsModelBase *captured() { return &m_captured; }
    [[nodiscard]] ChecklistModel *checklist() { return &m_checklist; }
    [[nodiscard]] ScriptModel *script() { return &m_script; }
    [[nodiscard]] Locating locating() const { return m_locating; }
    /// Between device and account; below 0 when not known.
    [[nodiscard]] double distanceM() const { return m_judgement.distanceM.value_or(-1); }
    [[nodiscard]] double accuracyM() const { return m_fix ? m_fix->accuracyM : 0; }
    [[nodiscard]] bool mocked() const { return m_fix && m_fix->isMocked; }
    /// Not certainly at the account: a reason is asked for, and enough.
    [[nodiscard]] bool reasonNeeded() const { return m_locating > Searching && m_judgement.needsReason; }
    [[nodiscard]] QString positionErrorCode() const { return m_positionError.code; }
    [[nodiscard]] bool scored() const { return m_visit.visit.scored; }
    [[nodiscard]] int score() const { return m_visit.visit.score; }
    [[nodiscard]] QString summary() const { return m_visit.visit.summary; }
    [[nodiscard]] QString nextStep() const { return m_visit.visit.nextStep; }
    [[nodiscard]] QString nextVisitOn() const { return m_visit.nextVisitOn; }

    /// Asks the device where it is; locatingChanged() follows.
    Q_INVOKABLE void locate();
    Q_INVOKABLE void checkIn(const QString &reason);
    Q_INVOKABLE void checkOut();
    /// `kind`: "need", "objection", "promise" or "note"; `type`: depth, type or side, as its code. A promise's day may
    /// be empty, as may the contact.
    Q_INVOKABLE void capture(const QString &kind, const QString &type, const QString &text,
                             const QString &contactId, const QString &dueOn);
    Q_INVOKABLE void setScore(int score);
    Q_INVOKABLE void setSummary(const QString &summary);
    Q_INVOKABLE void setNextStep(const QString &nextStep);
    Q_INVOKABLE void setNextVisitOn(const QString &day);
    Q_INVOKABLE void setMet(const QString &contactId, bool met);

    void show(Visit visit);

Q_SIGNALS:
    void visitIdChanged();
    void languageChanged();
    void shown();
    void locatingChanged();
    void outcomeChanged();
    /// Something was written down; `text` names it for the undo bar.
    void noted(const QString &kind, const QString &text);
    void checkedIn();
    void checkedOut();

protected:
    void load() override;

private:
    void showPage(const usecases::VisitPage &page, const usecases::VisitBrief &brief);
    void showFix(const Result<PositionFix> &fix);
    void writeNext();
    void storeAnswer(bool script, const QString &itemId, bool skipped, const QString &value);
    /// Runs one of the use cases on this visit; the page is read again by itself afterwards.
    template<class Command>
    void change(Command command);

    usecases::RunView m_checklistRun;
    usecases::RunView m_scriptRun;
    GeoPoint m_place; ///< Of the account.
    std::optional<CheckInFix> m_fix;
    CheckInJudgement m_judgement;
    QString m_visitId;
    QString m_language;
    Visit m_visit; // without its lists, which are in the models
    RowsModel<ContactRow> m_contacts;
    RowsModel<PromiseRow> m_promises;
    RowsModel<HeardRow> m_objections;
    RowsModel<HeardRow> m_needs;
    RowsModel<HeardRow> m_captured;
    ChecklistModel m_checklist;
    ScriptModel m_script;
    Locating m_locating = NotAsked;
    Error m_positionError;
};

} // namespace legwork
