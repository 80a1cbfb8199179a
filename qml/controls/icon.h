// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QQuickPaintedItem>

namespace legwork {

/// One of our icons, drawn as strokes. It says nothing to a screen reader: the control that holds it has the name.
/// Painted rather than built from shapes, because the software renderer does not clip those.
class Icon : public QQuickPaintedItem
{
    Q_OBJECT
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY looksChanged)
    Q_PROPERTY(QColor color READ color WRITE setColor NOTIFY looksChanged)
    Q_PROPERTY(double size READ size WRITE setSize NOTIFY looksChanged)
    Q_PROPERTY(double weight READ weight WRITE setWeight NOTIFY looksChanged)
    QML_ELEMENT

public:
    explicit Icon(QQuickItem *parent = nullptr);

    /// A name that is not known draws a small ring, so that it is seen and mended.
    [[nodiscard]] QString name() const { return m_name; }
    void setName(const QString &name);
    [[nodiscard]] QColor color() const { return m_color; }
    void setColor(const QColor &color);
    /// Width and height in device-independent pixels.
    [[nodiscard]] double size() const { return m_size; }
    void setSize(double size);
    /// Width of the stroke on a grid of 24.
    [[nodiscard]] double weight() const { return m_weight; }
    void setWeight(double weight);

    void paint(QPainter *painter) override;

Q_SIGNALS:
    void looksChanged();

private:
    void changed();

    QString m_name;
    QColor m_color = Qt::black;
    double m_size = 24;
    double m_weight = 1.75;
};

} // namespace legwork
