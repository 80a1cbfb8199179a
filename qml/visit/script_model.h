// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/playbook/run_progress.h"

#include <QObject>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

#include <functional>

namespace legwork {

/// A call script, one question at a time. Answers are handed on as they are given; the talk can be left anywhere
/// and taken up again, and jump to any of the four steps when the customer does.
class ScriptModel : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool ready READ ready NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString stepId READ stepId NOTIFY changed)
    Q_PROPERTY(int phase READ phase NOTIFY changed)
    Q_PROPERTY(int phaseReached READ phaseReached NOTIFY changed)
    Q_PROPERTY(QString action READ action NOTIFY changed)
    Q_PROPERTY(QString style READ style NOTIFY changed)
    Q_PROPERTY(QString text READ text NOTIFY changed)
    Q_PROPERTY(QString hint READ hint NOTIFY changed)
    Q_PROPERTY(QVariantList options READ options NOTIFY changed)
    Q_PROPERTY(QString chosen READ chosen NOTIFY changed)
    Q_PROPERTY(QString noted READ noted NOTIFY changed)
    Q_PROPERTY(QString capture READ capture NOTIFY changed)
    Q_PROPERTY(int done READ done NOTIFY changed)
    Q_PROPERTY(int total READ total NOTIFY changed)
    Q_PROPERTY(bool atEnd READ atEnd NOTIFY changed)
    Q_PROPERTY(bool canGoBack READ canGoBack NOTIFY changed)
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a visit")

public:
    using QObject::QObject;

    /// `playbook` must be a script and outlive the model or the next call. Takes up the talk at `stepId`, or where
    /// the answers lead to when it is empty.
    void show(const Playbook *playbook, RunAnswers answers, const QString &stepId);
    void setLanguage(const QString &language);
    /// When given answers count as later than what they lead back over; the core's clock.
    void setClock(std::function<Instant()> now) { m_now = std::move(now); }

    [[nodiscard]] bool ready() const { return m_playbook; }
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString stepId() const { return m_stepId; }
    /// 0 to 3 for Explore, Offer, Act, Confirm.
    [[nodiscard]] int phase() const;
    [[nodiscard]] int phaseReached() const;
    /// "say", "ask", "listen" or "check".
    [[nodiscard]] QString action() const;
    /// "open", "closed", "checking", or empty.
    [[nodiscard]] QString style() const;
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString hint() const;
    /// Reactions of the customer as { value, text }.
    [[nodiscard]] QVariantList options() const;
    [[nodiscard]] QString chosen() const;
    [[nodiscard]] QString noted() const;
    /// "need", "objection", "promise", or empty.
    [[nodiscard]] QString capture() const;
    [[nodiscard]] int done() const { return m_progress.done; }
    [[nodiscard]] int total() const { return m_progress.total; }
    [[nodiscard]] bool atEnd() const { return m_playbook && !step(); }
    [[nodiscard]] bool canGoBack() const { return !m_trail.isEmpty() || !m_progress.route.isEmpty(); }

    /// Stores the answer to the step on the screen and goes on.
    Q_INVOKABLE void answer(const QString &optionId, const QString &noted);
    Q_INVOKABLE void skip(const QString &reason);
    Q_INVOKABLE void goBack();
    /// Jumps to the first open step of a phase, or its first one.
    Q_INVOKABLE void goToPhase(int phase);

Q_SIGNALS:
    void changed();
    /// To be stored: the answer, and the step to go on with after leaving.
    void answered(const QString &itemId, bool skipped, const QString &value, const QString &nextStepId);
    void movedTo(const QString &stepId);

private:
    [[nodiscard]] const ScriptStep *step() const;
    void record(AnswerState state, const QString &value);

    const Playbook *m_playbook = nullptr;
    RunAnswers m_answers;
    RunProgress m_progress;
    QString m_stepId;
    QStringList m_trail; // steps seen since the page was opened, for going back after a jump
    QString m_language;
    std::function<Instant()> m_now = [] { return Instant(); };
};

} // namespace legwork
