// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "qml/session/rows_model.h"

#include <QString>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace legwork {

/// A line of the search page. Texts that are marked up are HTML as Text.StyledText has it, with what was hit in <b>.
struct HitRow {
    Q_GADGET
    Q_PROPERTY(QString type MEMBER type)
    Q_PROPERTY(QString kind MEMBER kind)
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString titleMarkup MEMBER titleMarkup)
    Q_PROPERTY(QString snippet MEMBER snippet)
    Q_PROPERTY(QString snippetMarkup MEMBER snippetMarkup)
    Q_PROPERTY(QString accountId MEMBER accountId)
    Q_PROPERTY(QString accountName MEMBER accountName)
    Q_PROPERTY(QString city MEMBER city)
    Q_PROPERTY(QString visitId MEMBER visitId)
    Q_PROPERTY(QString day MEMBER day)
    Q_PROPERTY(QString state MEMBER state)
    Q_PROPERTY(bool mine MEMBER mine)
    QML_ANONYMOUS

public:
    /// "head" over the lines of a kind, "hit", "more" under them; "pinned" and "recent" are heads over customers,
    /// "searches" over "query" lines, and "forget" stands under those. "none" is not seen.
    QString type;
    QString kind; ///< Table of the entity.
    QString id, title, titleMarkup, snippet, snippetMarkup, accountId, accountName, city, visitId, day, state;
    bool mine = false;
};

/// The lines of the search page. While somebody types, lines are made anew many times a second: so the line at a place
/// stays and only says something else. The first ones are always there, if only as lines without height ("none"): making
/// them takes longer than finding what they say.
class HitsModel : public RowsModelBase
{
public:
    static constexpr size_t kAlways = 16;

    explicit HitsModel(QObject *parent = nullptr);

    [[nodiscard]] int count() const override { return int(m_rows.size()); }
    [[nodiscard]] const std::vector<HitRow> &rows() const { return m_rows; }
    [[nodiscard]] QVariant at(int index) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

    void assign(std::vector<HitRow> rows);

private:
    std::vector<HitRow> m_rows;
};

} // namespace legwork
