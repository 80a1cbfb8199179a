// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Shapes
import Legwork.Theme

// One of our stroke icons. It says nothing to a screen reader: the control that holds it has the name.
Item {
    id: icon

    property string name
    property color color: Theme.text
    property real size: 24
    property real weight: 1.75

    implicitWidth: size
    implicitHeight: size

    Shape {
        width: 24
        height: 24
        transformOrigin: Item.TopLeft
        scale: icon.size / 24

        ShapePath {
            strokeColor: icon.color
            strokeWidth: icon.weight
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin

            PathSvg {
                path: IconPaths.paths[icon.name] ?? IconPaths.unknown
            }
        }
    }
}
