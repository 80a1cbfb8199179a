// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "qml/charts/chart_look.h"

#include <QFont>
#include <QImage>
#include <QPointer>
#include <QQuickPaintedItem>
#include <QUrl>

#include <cmath>
#include <limits>

namespace legwork {

/// A chart: numbers with names, drawn with a painter, so that the screen, a picture for sending and the software
/// renderer show the same. A number that is not known is NaN and is drawn as a gap, never as zero. Colour is never the
/// only sign: each value stands there in figures, or has a form of its own.
class Chart : public QQuickPaintedItem
{
    Q_OBJECT
    Q_PROPERTY(legwork::ChartLook *look READ look WRITE setLook NOTIFY lookChanged REQUIRED)
    Q_PROPERTY(int decimals READ decimals WRITE setDecimals NOTIFY dataChanged)
    QML_ELEMENT
    QML_UNCREATABLE("What all charts share.")

public:
    static constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

    explicit Chart(QQuickItem *parent = nullptr);

    [[nodiscard]] ChartLook *look() const { return m_look; }
    void setLook(ChartLook *look);
    /// Digits behind the point of the values that are written out.
    [[nodiscard]] int decimals() const { return m_decimals; }
    void setDecimals(int decimals);

    void paint(QPainter *painter) final;
    /// The chart as it stands there, with its ground, `scale` times as fine.
    [[nodiscard]] QImage picture(double scale = 2) const;
    /// Writes that as PNG; false when the file cannot be written or nothing has a size yet.
    Q_INVOKABLE bool savePicture(const QUrl &file) const;

Q_SIGNALS:
    void lookChanged();
    /// Something that is drawn.
    void dataChanged();

protected:
    virtual void draw(QPainter &painter, const QRectF &area) const = 0;
    /// The height in which everything can be read.
    [[nodiscard]] virtual double heightNeeded() const = 0;

    [[nodiscard]] QFont font(bool isStrong = false) const;
    /// −1.5, with a sign that is as wide as a digit; – for a value that is not known.
    [[nodiscard]] QString written(double value) const;
    [[nodiscard]] static bool isKnown(double value) { return std::isfinite(value); }

private:
    void redraw();

    QPointer<ChartLook> m_look;
    int m_decimals = 0;
};

} // namespace legwork
