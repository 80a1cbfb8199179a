// SPDX-License-Identifier: Apache-2.0
#include "qml/charts/radar.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <numbers>

namespace legwork {

namespace {

QPointF onRay(QPointF centre, double radius, qsizetype ray, qsizetype rays)
{
    const double angle = 2 * std::numbers::pi * double(ray) / double(rays) - std::numbers::pi / 2;
    return centre + QPointF(std::cos(angle), std::sin(angle)) * radius;
}

} // namespace

Radar::Radar(QQuickItem *parent)
    : Chart(parent)
{
}

double Radar::heightNeeded() const { return look()->textSize * 20.0; }

void Radar::draw(QPainter &painter, const QRectF &area) const
{
    const qsizetype rays = m_values.size();
    if (rays < 3 || m_highest <= 0)
        return;
    const double nameRoom = look()->textSize * 5.5;
    const double radius =
        std::max(10.0, std::min(area.width() / 2 - nameRoom, area.height() / 2 - look()->textSize * 3.6));
    const QPointF centre = area.center();
    painter.setBrush(Qt::NoBrush);
    for (int ring = 1; ring <= 4; ++ring) {
        QPolygonF net;
        for (qsizetype ray = 0; ray < rays; ++ray)
            net.append(onRay(centre, radius * ring / 4, ray, rays));
        painter.setPen(QPen(ring == 4 ? look()->muted : look()->line, 1));
        painter.drawPolygon(net);
    }
    painter.setPen(QPen(look()->line, 1));
    for (qsizetype ray = 0; ray < rays; ++ray)
        painter.drawLine(centre, onRay(centre, radius, ray, rays));
    const auto shapeOf = [&](const QList<double> &numbers) {
        QPolygonF shape;
        for (qsizetype ray = 0; ray < rays; ++ray) {
            const double number = numbers.value(ray, kUnknown);
            if (isKnown(number))
                shape.append(onRay(centre, radius * std::clamp(number / m_highest, 0.0, 1.0), ray, rays));
        }
        return shape;
    };
    const QPolygonF is = shapeOf(m_values);
    QColor fill = look()->good;
    fill.setAlphaF(0.22F);
    painter.setBrush(fill);
    painter.setPen(QPen(look()->good, 2.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolygon(is);
    if (!m_targets.isEmpty()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(look()->ink, 1.5, Qt::DashLine));
        painter.drawPolygon(shapeOf(m_targets));
    }
    painter.setPen(QPen(look()->ground, 1.5));
    painter.setBrush(look()->good);
    for (const QPointF &point : is)
        painter.drawEllipse(point, 4.5, 4.5);
    drawNames(painter, area, centre, radius);
}

void Radar::drawNames(QPainter &painter, const QRectF &area, QPointF centre, double radius) const
{
    const qsizetype rays = m_values.size();
    const QFontMetricsF metrics(font());
    const double line = look()->textSize * 1.4;
    for (qsizetype ray = 0; ray < rays; ++ray) {
        const QPointF at = onRay(centre, radius + look()->textSize * 0.7, ray, rays);
        const double aside = at.x() - centre.x();
        const bool isMiddle = std::abs(aside) < radius * 0.2;
        // Beside the rim a name has the room to the edge; above and below it as much as the circle.
        const double room = isMiddle    ? 1.4 * radius
                            : aside > 0 ? area.right() - at.x()
                                        : at.x() - area.left();
        const double left = isMiddle ? at.x() - room / 2 : aside > 0 ? at.x() : at.x() - room;
        const double down = at.y() - centre.y();
        const double top = !isMiddle ? at.y() - line : down < 0 ? at.y() - 2 * line : at.y();
        const Qt::Alignment side = isMiddle ? Qt::AlignHCenter : aside > 0 ? Qt::AlignLeft : Qt::AlignRight;
        painter.setFont(font());
        painter.setPen(look()->ink);
        painter.drawText(QRectF(left, top, room, line), side | Qt::AlignVCenter,
                         metrics.elidedText(m_names.value(ray), Qt::ElideRight, room));
        painter.setFont(font(true));
        painter.drawText(QRectF(left, top + line, room, line), side | Qt::AlignVCenter,
                         written(m_values[ray]));
    }
}

} // namespace legwork
