// SPDX-License-Identifier: Apache-2.0
#include "qml/search/hits_model.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace legwork {

namespace {

HitRow none()
{
    HitRow row;
    row.type = QStringLiteral("none");
    return row;
}

} // namespace

HitsModel::HitsModel(QObject *parent)
    : RowsModelBase(parent)
    , m_rows(kAlways, none())
{
}

QVariant HitsModel::at(int index) const
{
    return index >= 0 && index < count() ? QVariant::fromValue(m_rows[size_t(index)]) : QVariant();
}

QVariant HitsModel::data(const QModelIndex &index, int role) const
{
    return role == kRowRole ? at(index.row()) : QVariant();
}

void HitsModel::assign(std::vector<HitRow> rows)
{
    while (rows.size() < kAlways)
        rows.push_back(none());
    const int before = count();
    const int after = int(rows.size());
    const int common = std::min(before, after);
    if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_rows.resize(size_t(after));
        endRemoveRows();
    }
    std::move(rows.begin(), rows.begin() + common, m_rows.begin());
    if (common > 0)
        Q_EMIT dataChanged(index(0), index(common - 1));
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        std::move(rows.begin() + common, rows.end(), std::back_inserter(m_rows));
        endInsertRows();
    }
    if (after != before)
        Q_EMIT countChanged();
}

} // namespace legwork
