// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/conflicts.h"
#include "qml/session/rows_model.h"
#include "qml/session/view_model.h"

namespace legwork {

/// Two values for one field, both kept.
struct ConflictRow {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString entity MEMBER entity)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString field MEMBER field)
    Q_PROPERTY(QString rule MEMBER rule)
    Q_PROPERTY(QString accountId MEMBER accountId)
    Q_PROPERTY(QString base MEMBER base)
    Q_PROPERTY(QString mine MEMBER mine)
    Q_PROPERTY(QString theirs MEMBER theirs)
    Q_PROPERTY(QString theirName MEMBER theirName)
    Q_PROPERTY(double mineAtMs MEMBER mineAtMs)
    Q_PROPERTY(double theirsAtMs MEMBER theirsAtMs)
    Q_PROPERTY(bool mineShown MEMBER mineShown)
    Q_PROPERTY(bool editable MEMBER editable)
    Q_PROPERTY(bool rowIsGone MEMBER rowIsGone)
    QML_ANONYMOUS

public:
    QString id, entity, title, field, accountId;
    QString
        rule; ///< Why the two are not one: "ask", "state-machine", "text", "first-wins", "deleted" or "register".
    QString base; ///< What both had seen, in words.
    QString mine, theirs, theirName;
    double mineAtMs = 0;
    double theirsAtMs = 0;
    bool mineShown = false; ///< The value shown everywhere now is mine.
    bool editable = false;  ///< A text, so that a third version can be written.
    bool rowIsGone = false; ///< The record has been deleted meanwhile.
};

/// The inbox of conflicts that concern this person.
class ConflictsModel : public legwork::ViewModel
{
    Q_OBJECT
    Q_PROPERTY(legwork::RowsModelBase *conflicts READ conflicts CONSTANT)
    QML_ELEMENT

public:
    using ViewModel::ViewModel;

    [[nodiscard]] RowsModelBase *conflicts() { return &m_conflicts; }

    /// Settles a conflict with one of the two values, or with a text of one's own.
    Q_INVOKABLE void choose(const QString &id, bool mine);
    Q_INVOKABLE void write(const QString &id, const QString &text);

    void show(std::vector<ConflictRow> conflicts);

Q_SIGNALS:
    void settled(const QString &title);

protected:
    void load() override;

private:
    void settle(const QString &id, usecases::Settlement settlement, const Value &own);
    [[nodiscard]] const usecases::ConflictCard *card(const QString &id) const;

    std::vector<usecases::ConflictCard> m_cards;
    RowsModel<ConflictRow> m_conflicts;
};

} // namespace legwork
