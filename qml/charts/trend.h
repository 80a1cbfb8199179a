// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "qml/charts/chart.h"

class QPainter;

namespace legwork {

/// A line through values in their order, with the first and last name below it and the last value written out. A gap in
/// what is known is a gap in the line.
class Trend : public Chart
{
    Q_OBJECT
    Q_PROPERTY(QStringList names MEMBER m_names NOTIFY dataChanged)
    Q_PROPERTY(QList<double> values MEMBER m_values NOTIFY dataChanged)
    Q_PROPERTY(double target MEMBER m_target NOTIFY dataChanged)
    QML_ELEMENT

public:
    /// Lowest and highest of a scale.
    struct Range {
        double low = 0;
        double high = 1;
    };

    explicit Trend(QQuickItem *parent = nullptr);

    /// The scale on which all the values are seen.
    [[nodiscard]] static Range rangeOf(const QList<double> &values);
    /// The line alone, with a dot on the last value that is known.
    static void drawLine(QPainter &painter, const QRectF &area, const QList<double> &values, Range range,
                         const ChartLook &look);

protected:
    void draw(QPainter &painter, const QRectF &area) const override;
    [[nodiscard]] double heightNeeded() const override;

private:
    QStringList m_names;
    QList<double> m_values;
    double m_target = kUnknown; ///< A broken line across.
};

} // namespace legwork
