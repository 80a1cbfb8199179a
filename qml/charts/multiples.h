// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "qml/charts/trend.h"

namespace legwork {

/// The same small line for several things, all on one scale, so that they can be compared at a glance.
class Multiples : public Chart
{
    Q_OBJECT
    Q_PROPERTY(QStringList names MEMBER m_names NOTIFY dataChanged)
    Q_PROPERTY(QList<double> values MEMBER m_values NOTIFY dataChanged)
    Q_PROPERTY(int columns MEMBER m_columns NOTIFY dataChanged)
    QML_ELEMENT

public:
    explicit Multiples(QQuickItem *parent = nullptr);

protected:
    void draw(QPainter &painter, const QRectF &area) const override;
    [[nodiscard]] double heightNeeded() const override;

private:
    QStringList m_names;
    QList<double> m_values; ///< Of the first thing, then of the second; equally many of each.
    int m_columns = 2;
};

} // namespace legwork
