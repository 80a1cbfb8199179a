// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QVariant>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace legwork {

/// A list for a page; every delegate gets one role, `row`, which is a gadget of the view model's.
class RowsModelBase : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    QML_ANONYMOUS

public:
    static constexpr int kRowRole = Qt::UserRole + 1;

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] virtual int count() const = 0;
    [[nodiscard]] int rowCount(const QModelIndex &parent) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    /// The row at `index` as QML sees it; nothing when there is none.
    Q_INVOKABLE virtual QVariant at(int index) const = 0;

Q_SIGNALS:
    void countChanged();
};

/// Rows of gadget Row, which has a member `id` by which a changed list is told apart from a new one.
template<class Row>
class RowsModel : public RowsModelBase
{
public:
    using RowsModelBase::RowsModelBase;

    [[nodiscard]] int count() const override { return int(m_rows.size()); }
    [[nodiscard]] const std::vector<Row> &rows() const { return m_rows; }
    [[nodiscard]] QVariant at(int index) const override
    {
        return index >= 0 && index < count() ? QVariant::fromValue(m_rows[size_t(index)]) : QVariant();
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        return role == kRowRole ? at(index.row()) : QVariant();
    }

    /// Where the ids are the same in the same order, only contents change, so that a list does not jump.
    void replace(std::vector<Row> rows)
    {
        const bool sameIds = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                                        [](const Row &a, const Row &b) { return a.id == b.id; });
        if (sameIds) {
            m_rows = std::move(rows);
            if (!m_rows.empty())
                Q_EMIT dataChanged(index(0), index(count() - 1));
            return;
        }
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        Q_EMIT countChanged();
    }
    void append(const std::vector<Row> &rows)
    {
        if (rows.empty())
            return;
        beginInsertRows({}, count(), count() + int(rows.size()) - 1);
        m_rows.insert(m_rows.end(), rows.begin(), rows.end());
        endInsertRows();
        Q_EMIT countChanged();
    }
    void move(int from, int to)
    {
        if (from == to || from < 0 || to < 0 || from >= count() || to >= count())
            return;
        beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
        Row moved = std::move(m_rows[size_t(from)]);
        m_rows.erase(m_rows.begin() + from);
        m_rows.insert(m_rows.begin() + to, std::move(moved));
        endMoveRows();
    }
    void removeAt(int at)
    {
        if (at < 0 || at >= count())
            return;
        beginRemoveRows({}, at, at);
        m_rows.erase(m_rows.begin() + at);
        endRemoveRows();
        Q_EMIT countChanged();
    }
    void change(int at, Row row)
    {
        if (at < 0 || at >= count())
            return;
        m_rows[size_t(at)] = std::move(row);
        Q_EMIT dataChanged(index(at), index(at));
    }

private:
    std::vector<Row> m_rows;
};

} // namespace legwork
