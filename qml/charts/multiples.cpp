// SPDX-License-Identifier: Apache-2.0
#include "qml/charts/multiples.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace legwork {

Multiples::Multiples(QQuickItem *parent)
    : Chart(parent)
{
}

double Multiples::heightNeeded() const
{
    const int columns = std::max(1, m_columns);
    return double((m_names.size() + columns - 1) / columns) * look()->textSize * 6.0;
}

void Multiples::draw(QPainter &painter, const QRectF &area) const
{
    if (m_names.isEmpty())
        return;
    const int columns = std::max(1, m_columns);
    const qsizetype each = m_values.size() / m_names.size();
    const Trend::Range range = Trend::rangeOf(m_values);
    const double gap = look()->textSize;
    const QSizeF cell((area.width() - gap * (columns - 1)) / columns, look()->textSize * 6.0);
    for (qsizetype i = 0; i < m_names.size(); ++i) {
        const QRectF place(QPointF(area.left() + (cell.width() + gap) * double(i % columns),
                                   area.top() + cell.height() * double(i / columns)),
                           cell);
        const QList<double> values = m_values.mid(i * each, each);
        const auto known = std::find_if(values.crbegin(), values.crend(), isKnown);
        const QString last = written(known == values.crend() ? kUnknown : *known);
        const QRectF head(place.left(), place.top(), place.width(), look()->textSize * 1.6);
        const double lastWidth = QFontMetricsF(font(true)).horizontalAdvance(last);
        painter.setFont(font());
        painter.setPen(look()->ink);
        painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetricsF(font()).elidedText(m_names[i], Qt::ElideRight,
                                                          head.width() - lastWidth - look()->textSize * 0.5));
        painter.setFont(font(true));
        painter.drawText(head, Qt::AlignRight | Qt::AlignVCenter, last);
        const QRectF plot = place.adjusted(6, head.height() + 4, -6, -look()->textSize);
        painter.setPen(QPen(look()->line, 1));
        painter.drawLine(QPointF(place.left(), plot.bottom() + 5), QPointF(place.right(), plot.bottom() + 5));
        Trend::drawLine(painter, plot, values, range, *look());
    }
}

} // namespace legwork
