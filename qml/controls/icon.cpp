// SPDX-License-Identifier: Apache-2.0
#include "qml/controls/icon.h"

#include "qml/controls/icon_paths.h"

#include <QPainter>
#include <QSvgRenderer>

namespace legwork {

Icon::Icon(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
    setImplicitSize(m_size, m_size);
}

void Icon::setName(const QString &name)
{
    if (m_name == name)
        return;
    m_name = name;
    changed();
}

void Icon::setColor(const QColor &color)
{
    if (m_color == color)
        return;
    m_color = color;
    changed();
}

void Icon::setSize(double size)
{
    if (qFuzzyCompare(m_size, size))
        return;
    m_size = size;
    setImplicitSize(size, size);
    changed();
}

void Icon::setWeight(double weight)
{
    if (qFuzzyCompare(m_weight, weight))
        return;
    m_weight = weight;
    changed();
}

void Icon::changed()
{
    update();
    Q_EMIT looksChanged();
}

void Icon::paint(QPainter *painter)
{
    if (m_name.isEmpty())
        return;
    const QString drawing =
        QStringLiteral("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\"><path d=\"%1\" "
                       "fill=\"none\" stroke=\"%2\" stroke-width=\"%3\" stroke-linecap=\"round\" "
                       "stroke-linejoin=\"round\"/></svg>")
            .arg(QLatin1String(iconPath(m_name)), m_color.name(QColor::HexRgb))
            .arg(m_weight);
    QSvgRenderer renderer(drawing.toUtf8());
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setOpacity(m_color.alphaF());
    renderer.render(painter, QRectF(0, 0, width(), height()));
}

} // namespace legwork
