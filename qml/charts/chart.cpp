// SPDX-License-Identifier: Apache-2.0
#include "qml/charts/chart.h"

#include <QLocale>
#include <QPainter>

namespace legwork {

Chart::Chart(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
    connect(this, &Chart::dataChanged, this, &Chart::redraw);
}

void Chart::setLook(ChartLook *look)
{
    if (m_look == look)
        return;
    if (m_look)
        disconnect(m_look, nullptr, this, nullptr);
    m_look = look;
    if (m_look)
        connect(m_look, &ChartLook::changed, this, &Chart::redraw);
    Q_EMIT lookChanged();
    redraw();
}

void Chart::setDecimals(int decimals)
{
    if (m_decimals == decimals)
        return;
    m_decimals = decimals;
    Q_EMIT dataChanged();
}

void Chart::paint(QPainter *painter)
{
    if (m_look && width() > 0 && height() > 0)
        draw(*painter, QRectF(0, 0, width(), height()));
}

QImage Chart::picture(double scale) const
{
    if (!m_look || width() <= 0 || height() <= 0)
        return {};
    constexpr double kMargin = 16;
    const QRectF area(kMargin, kMargin, width(), height());
    QImage image((area.size() + QSizeF(2 * kMargin, 2 * kMargin)).toSize() * scale, QImage::Format_RGB32);
    image.fill(m_look->ground);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(scale, scale);
    painter.translate(area.topLeft());
    draw(painter, QRectF(QPointF(), area.size()));
    painter.end();
    return image;
}

bool Chart::savePicture(const QUrl &file) const
{
    const QImage image = picture();
    return !image.isNull() && image.save(file.toLocalFile(), "PNG");
}

void Chart::redraw()
{
    if (m_look)
        setImplicitHeight(heightNeeded());
    update();
}

QFont Chart::font(bool isStrong) const
{
    QFont font(m_look->family);
    font.setPixelSize(m_look->textSize);
    font.setBold(isStrong);
    return font;
}

QString Chart::written(double value) const
{
    if (!isKnown(value))
        return QStringLiteral("–");
    QString text = QLocale::c().toString(value, 'f', m_decimals);
    if (text.startsWith(u'-'))
        text.replace(0, 1, QChar(0x2212));
    return text;
}

} // namespace legwork
