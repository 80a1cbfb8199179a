// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace legwork {

/// The tokens that charts are drawn with; ChartTheme fills it from the theme.
class ChartLook : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QColor ground MEMBER ground NOTIFY changed)
    Q_PROPERTY(QColor ink MEMBER ink NOTIFY changed)
    Q_PROPERTY(QColor muted MEMBER muted NOTIFY changed)
    Q_PROPERTY(QColor line MEMBER line NOTIFY changed)
    Q_PROPERTY(QColor empty MEMBER empty NOTIFY changed)
    Q_PROPERTY(QColor good MEMBER good NOTIFY changed)
    Q_PROPERTY(QColor goodInk MEMBER goodInk NOTIFY changed)
    Q_PROPERTY(QColor goodSoft MEMBER goodSoft NOTIFY changed)
    Q_PROPERTY(QColor bad MEMBER bad NOTIFY changed)
    Q_PROPERTY(QColor badInk MEMBER badInk NOTIFY changed)
    Q_PROPERTY(QColor badSoft MEMBER badSoft NOTIFY changed)
    Q_PROPERTY(QString family MEMBER family NOTIFY changed)
    Q_PROPERTY(int textSize MEMBER textSize NOTIFY changed)
    QML_ELEMENT

public:
    using QObject::QObject;

    QColor ground, ink, muted;
    QColor line;  ///< Axes and grids.
    QColor empty; ///< Where nothing is known.
    QColor good, goodInk, goodSoft;
    QColor bad, badInk, badSoft;
    QString family;
    int textSize = 13; ///< Pixels.

Q_SIGNALS:
    void changed();
};

} // namespace legwork
