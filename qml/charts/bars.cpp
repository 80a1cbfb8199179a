// SPDX-License-Identifier: Apache-2.0
#include "qml/charts/bars.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace legwork {

Bars::Bars(QQuickItem *parent)
    : Chart(parent)
{
}

double Bars::heightNeeded() const { return rowHeight() * double(m_values.size()); }

void Bars::draw(QPainter &painter, const QRectF &area) const
{
    const QFontMetricsF metrics(font());
    double lowest = 0;
    double highest = 0;
    double nameWidth = 0;
    double valueWidth = 0;
    for (const QList<double> &numbers : {m_values, m_targets}) {
        for (const double number : numbers) {
            if (isKnown(number)) {
                lowest = std::min(lowest, number);
                highest = std::max(highest, number);
            }
        }
    }
    for (const QString &name : m_names)
        nameWidth = std::max(nameWidth, metrics.horizontalAdvance(name));
    for (const double value : m_values)
        valueWidth = std::max(valueWidth, QFontMetricsF(font(true)).horizontalAdvance(written(value)));
    nameWidth = std::min(nameWidth, area.width() * 0.4);
    const double gap = look()->textSize * 0.6;
    const double left = area.left() + nameWidth + gap;
    const double room = std::max(1.0, area.right() - left - valueWidth - gap);
    const double unit = highest > lowest ? room / (highest - lowest) : 0;
    const double zero = left - lowest * unit;
    const double height = std::min(rowHeight(), area.height() / std::max(1.0, double(m_values.size())));
    for (qsizetype i = 0; i < m_values.size(); ++i) {
        const QRectF row(area.left(), area.top() + height * double(i), area.width(), height);
        painter.setFont(font());
        painter.setPen(look()->ink);
        painter.drawText(QRectF(row.left(), row.top(), nameWidth, height), Qt::AlignVCenter | Qt::AlignLeft,
                         metrics.elidedText(m_names.value(i), Qt::ElideRight, nameWidth));
        const double value = m_values[i];
        const double thick = height * 0.5;
        const QRectF track(left, row.center().y() - thick / 2, room, thick);
        painter.setPen(Qt::NoPen);
        painter.setBrush(look()->empty);
        painter.drawRoundedRect(track, 3, 3);
        if (isKnown(value)) {
            QRectF bar(zero, track.top(), value * unit, thick);
            painter.setBrush(value < 0 ? look()->bad : look()->good);
            painter.drawRoundedRect(bar.normalized(), 3, 3);
        }
        const double target = m_targets.value(i, kUnknown);
        if (isKnown(target)) { // a line with the ground on both sides, to be seen on the bar and beside it
            const double x = zero + target * unit;
            painter.fillRect(QRectF(x - 3, track.top() - 3, 6, thick + 6), look()->ground);
            painter.fillRect(QRectF(x - 1, track.top() - 3, 2, thick + 6), look()->ink);
        }
        painter.setFont(font(true));
        painter.setPen(isKnown(value) ? look()->ink : look()->muted);
        painter.drawText(QRectF(left + room + gap, row.top(), valueWidth, height),
                         Qt::AlignVCenter | Qt::AlignRight, written(value));
    }
    if (lowest < 0) {
        painter.setPen(QPen(look()->muted, 1));
        painter.drawLine(QPointF(zero, area.top()),
                         QPointF(zero, area.top() + height * double(m_values.size())));
    }
}

} // namespace legwork
