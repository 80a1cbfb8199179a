// SPDX-License-Identifier: Apache-2.0
#include "qml/charts/trend.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace legwork {

Trend::Trend(QQuickItem *parent)
    : Chart(parent)
{
}

double Trend::heightNeeded() const { return look()->textSize * 9.0; }

Trend::Range Trend::rangeOf(const QList<double> &values)
{
    Range range{std::numeric_limits<double>::max(), std::numeric_limits<double>::lowest()};
    for (const double value : values) {
        if (isKnown(value))
            range = {std::min(range.low, value), std::max(range.high, value)};
    }
    if (range.low > range.high)
        return {};
    if (range.low == range.high)
        return {range.low - 1, range.high + 1};
    return range;
}

void Trend::drawLine(QPainter &painter, const QRectF &area, const QList<double> &values, Range range,
                     const ChartLook &look)
{
    const double step = values.size() > 1 ? area.width() / double(values.size() - 1) : 0;
    const auto pointAt = [&](qsizetype i) {
        return QPointF(area.left() + step * double(i),
                       area.bottom() - (values[i] - range.low) / (range.high - range.low) * area.height());
    };
    const QPen pen(look.good, 2.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    QPolygonF stretch;
    qsizetype last = -1;
    const auto finish = [&] {
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        if (stretch.size() > 1)
            painter.drawPolyline(stretch);
        else if (stretch.size() == 1)
            painter.drawPoint(stretch.constFirst());
        stretch.clear();
    };
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (!isKnown(values[i])) {
            finish();
            continue;
        }
        stretch.append(pointAt(i));
        last = i;
    }
    finish();
    if (last >= 0) {
        painter.setPen(QPen(look.ground, 2));
        painter.setBrush(look.good);
        painter.drawEllipse(pointAt(last), 5, 5);
    }
}

void Trend::draw(QPainter &painter, const QRectF &area) const
{
    QList<double> all = m_values;
    all.append(m_target);
    const Range range = rangeOf(all);
    const QFontMetricsF metrics(font());
    const auto known = std::find_if(m_values.crbegin(), m_values.crend(), isKnown);
    const double last = known == m_values.crend() ? kUnknown : *known;
    const double valueWidth = std::max({QFontMetricsF(font(true)).horizontalAdvance(written(last)),
                                        metrics.horizontalAdvance(written(range.low)),
                                        metrics.horizontalAdvance(written(range.high))});
    const double gap = look()->textSize * 0.8;
    const QRectF plot(area.left() + 6, area.top() + look()->textSize, area.width() - valueWidth - gap - 12,
                      area.height() - look()->textSize * 3);
    const auto heightOf = [&](double value) {
        return plot.bottom() - (value - range.low) / (range.high - range.low) * plot.height();
    };
    const auto write = [&](double y, double value, bool isStrong, const QColor &colour) {
        painter.setFont(font(isStrong));
        painter.setPen(colour);
        painter.drawText(
            QRectF(area.right() - valueWidth, y - look()->textSize, valueWidth, 2.0 * look()->textSize),
            Qt::AlignVCenter | Qt::AlignRight, written(value));
    };
    painter.setPen(QPen(look()->line, 1));
    painter.drawLine(QPointF(area.left(), plot.bottom()), QPointF(plot.right() + 6, plot.bottom()));
    painter.drawLine(QPointF(area.left(), plot.top()), QPointF(plot.right() + 6, plot.top()));
    if (isKnown(m_target)) {
        painter.setPen(QPen(look()->muted, 1.5, Qt::DashLine));
        painter.drawLine(QPointF(area.left(), heightOf(m_target)),
                         QPointF(plot.right() + 6, heightOf(m_target)));
    }
    drawLine(painter, plot, m_values, range, *look());
    if (isKnown(last)) {
        const double y = heightOf(last);
        for (const double end : {range.low, range.high}) { // the ends of the scale, where they do not collide
            if (std::abs(heightOf(end) - y) > look()->textSize * 1.3)
                write(heightOf(end), end, false, look()->muted);
        }
        write(y, last, true, look()->ink);
    }
    painter.setFont(font());
    painter.setPen(look()->muted);
    const QRectF foot(area.left(), plot.bottom() + 4, plot.width() + 12, 1.6 * look()->textSize);
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, m_names.value(0));
    if (m_names.size() > 1)
        painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, m_names.constLast());
}

} // namespace legwork
