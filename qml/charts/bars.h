// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "qml/charts/chart.h"

namespace legwork {

/// Bars that lie, each with its name before and its value behind it; below zero they point the other way. A target is a
/// mark across the bar.
class Bars : public Chart
{
    Q_OBJECT
    Q_PROPERTY(QStringList names MEMBER m_names NOTIFY dataChanged)
    Q_PROPERTY(QList<double> values MEMBER m_values NOTIFY dataChanged)
    Q_PROPERTY(QList<double> targets MEMBER m_targets NOTIFY dataChanged)
    QML_ELEMENT

public:
    explicit Bars(QQuickItem *parent = nullptr);

protected:
    void draw(QPainter &painter, const QRectF &area) const override;
    [[nodiscard]] double heightNeeded() const override;

private:
    [[nodiscard]] double rowHeight() const { return look()->textSize * 2.2; }

    QStringList m_names;
    QList<double> m_values;
    QList<double> m_targets; ///< May be shorter than the values.
};

} // namespace legwork
