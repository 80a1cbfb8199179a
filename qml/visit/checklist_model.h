// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/playbook/run_progress.h"
#include "qml/session/rows_model.h"

#include <functional>

namespace legwork {

struct ChecklistRow {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString group MEMBER group)
    Q_PROPERTY(QString text MEMBER text)
    Q_PROPERTY(QString hint MEMBER hint)
    Q_PROPERTY(bool mandatory MEMBER mandatory)
    Q_PROPERTY(bool written MEMBER written)
    Q_PROPERTY(bool done MEMBER done)
    Q_PROPERTY(QString value MEMBER value)
    QML_ANONYMOUS

public:
    QString id, group, text, hint;
    bool mandatory = false;
    bool written = false; ///< Answered with a sentence instead of a tick.
    bool done = false;
    QString value;
};

/// One checklist of a visit; every tick and sentence is handed on as it is made.
class ChecklistModel : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(legwork::RowsModelBase *items READ items CONSTANT)
    Q_PROPERTY(int done READ done NOTIFY changed)
    Q_PROPERTY(int total READ total NOTIFY changed)
    Q_PROPERTY(int mandatoryOpen READ mandatoryOpen NOTIFY changed)
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a visit")

public:
    using QObject::QObject;

    /// `playbook` must be a checklist and outlive the model or the next call.
    void show(const Playbook *playbook, RunAnswers answers, const RunContext &context);
    void setLanguage(const QString &language);
    void setClock(std::function<Instant()> now) { m_now = std::move(now); }

    [[nodiscard]] QString title() const;
    [[nodiscard]] RowsModelBase *items() { return &m_items; }
    [[nodiscard]] int done() const;
    [[nodiscard]] int total() const { return m_items.count(); }
    [[nodiscard]] int mandatoryOpen() const { return int(m_progress.mandatoryOpen.size()); }

    Q_INVOKABLE void tick(const QString &itemId, bool done);
    Q_INVOKABLE void write(const QString &itemId, const QString &text);

Q_SIGNALS:
    void changed();
    /// To be stored; an untaken tick is stored as skipped without a reason.
    void answered(const QString &itemId, bool skipped, const QString &value);

private:
    void record(const QString &itemId, AnswerState state, const QString &value);
    void refresh();

    const Playbook *m_playbook = nullptr;
    RunAnswers m_answers;
    RunContext m_context;
    RunProgress m_progress;
    RowsModel<ChecklistRow> m_items;
    QString m_language;
    std::function<Instant()> m_now = [] { return Instant(); };
};

} // namespace legwork
