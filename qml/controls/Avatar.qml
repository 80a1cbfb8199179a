// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Legwork.Theme

// A person's or company's mark: the first character of the name on a soft ground.
Rectangle {
    id: avatar

    property string name
    property real size: 40
    property bool square: false

    implicitWidth: size
    implicitHeight: size
    radius: square ? Theme.radiusS + 2 : size / 2
    color: Theme.primarySoft

    Text {
        anchors.centerIn: parent
        text: avatar.name.trim().charAt(0).toUpperCase()
        font.family: Theme.family
        font.pixelSize: Math.round(avatar.size * 0.42)
        font.weight: Font.Bold
        color: Theme.primarySoftInk
        Accessible.ignored: true
    }
}
