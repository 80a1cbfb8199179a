// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "qml/charts/chart.h"

namespace legwork {

/// A table of values with rows and columns, each cell toned by how far its value is from zero, and the value in it.
class Matrix : public Chart
{
    Q_OBJECT
    Q_PROPERTY(QStringList rows MEMBER m_rows NOTIFY dataChanged)
    Q_PROPERTY(QStringList columns MEMBER m_columns NOTIFY dataChanged)
    Q_PROPERTY(QList<double> values MEMBER m_values NOTIFY dataChanged)
    Q_PROPERTY(double strong MEMBER m_strong NOTIFY dataChanged)
    QML_ELEMENT

public:
    explicit Matrix(QQuickItem *parent = nullptr);

protected:
    void draw(QPainter &painter, const QRectF &area) const override;
    [[nodiscard]] double heightNeeded() const override;

private:
    struct Tone {
        QColor ground, ink;
    };
    [[nodiscard]] Tone toneOf(double value) const;
    [[nodiscard]] double rowHeight() const { return look()->textSize * 2.8; }

    QStringList m_rows;
    QStringList m_columns;
    QList<double> m_values; ///< Row by row.
    double m_strong = 2;    ///< From here on, above zero or below, a value is strong.
};

} // namespace legwork
