// SPDX-License-Identifier: Apache-2.0
#include "qml/charts/matrix.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace legwork {

Matrix::Matrix(QQuickItem *parent)
    : Chart(parent)
{
}

double Matrix::heightNeeded() const { return rowHeight() * double(m_rows.size()) + look()->textSize * 2.0; }

Matrix::Tone Matrix::toneOf(double value) const
{
    if (!isKnown(value) || value == 0)
        return {look()->empty, isKnown(value) ? look()->ink : look()->muted};
    if (value < 0)
        return value <= -m_strong ? Tone{look()->bad, look()->badInk} : Tone{look()->badSoft, look()->ink};
    return value >= m_strong ? Tone{look()->good, look()->goodInk} : Tone{look()->goodSoft, look()->ink};
}

void Matrix::draw(QPainter &painter, const QRectF &area) const
{
    if (m_rows.isEmpty() || m_columns.isEmpty())
        return;
    const QFontMetricsF metrics(font());
    double nameWidth = 0;
    for (const QString &name : m_rows)
        nameWidth = std::max(nameWidth, metrics.horizontalAdvance(name));
    nameWidth = std::min(nameWidth, area.width() * 0.36) + look()->textSize * 0.6;
    const double width = (area.width() - nameWidth) / double(m_columns.size());
    const double head = look()->textSize * 2.0;
    painter.setFont(font());
    painter.setPen(look()->muted);
    for (qsizetype column = 0; column < m_columns.size(); ++column)
        painter.drawText(QRectF(area.left() + nameWidth + width * double(column), area.top(), width, head),
                         Qt::AlignCenter, metrics.elidedText(m_columns[column], Qt::ElideRight, width - 2));
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        const double top = area.top() + head + rowHeight() * double(row);
        painter.setFont(font());
        painter.setPen(look()->ink);
        painter.drawText(QRectF(area.left(), top, nameWidth - look()->textSize * 0.6, rowHeight()),
                         Qt::AlignVCenter | Qt::AlignLeft,
                         metrics.elidedText(m_rows[row], Qt::ElideRight, nameWidth - look()->textSize * 0.6));
        painter.setFont(font(true));
        for (qsizetype column = 0; column < m_columns.size(); ++column) {
            const double value = m_values.value(row * m_columns.size() + column, kUnknown);
            const QRectF cell(area.left() + nameWidth + width * double(column), top, width, rowHeight());
            const Tone tone = toneOf(value);
            painter.setPen(Qt::NoPen);
            painter.setBrush(tone.ground);
            painter.drawRoundedRect(cell.adjusted(1.5, 1.5, -1.5, -1.5), 4, 4);
            painter.setPen(tone.ink);
            painter.drawText(cell, Qt::AlignCenter, written(value));
        }
    }
}

} // namespace legwork
