// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "qml/charts/chart.h"

namespace legwork {

/// Values around a centre: how it is (a filled shape with dots) against how it should be (a broken line).
class Radar : public Chart
{
    Q_OBJECT
    Q_PROPERTY(QStringList names MEMBER m_names NOTIFY dataChanged)
    Q_PROPERTY(QList<double> values MEMBER m_values NOTIFY dataChanged)
    Q_PROPERTY(QList<double> targets MEMBER m_targets NOTIFY dataChanged)
    Q_PROPERTY(double highest MEMBER m_highest NOTIFY dataChanged)
    QML_ELEMENT

public:
    explicit Radar(QQuickItem *parent = nullptr);

protected:
    void draw(QPainter &painter, const QRectF &area) const override;
    [[nodiscard]] double heightNeeded() const override;

private:
    void drawNames(QPainter &painter, const QRectF &area, QPointF centre, double radius) const;

    QStringList m_names;
    QList<double> m_values;
    QList<double> m_targets;
    double m_highest = 5; ///< At the rim; the centre is 0.
};

} // namespace legwork
