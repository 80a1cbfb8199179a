// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Legwork.Controls
import Legwork.Theme

// A short state in a soft pill. The words carry the meaning, the colour only helps.
Rectangle {
    id: badge

    enum Tone { Neutral, Primary, Success, Warning, Accent }

    property string text
    property string iconName
    property int tone: Badge.Neutral
    property real widest: 200 * Theme.textScale

    readonly property color foreground: tone === Badge.Primary ? Theme.primarySoftInk
        : tone === Badge.Success ? Theme.successSoftInk : tone === Badge.Warning ? Theme.warningSoftInk
        : tone === Badge.Accent ? Theme.accentSoftInk : Theme.textMuted

    implicitWidth: row.implicitWidth + 2 * Theme.spaceS + 2
    implicitHeight: row.implicitHeight + 6
    radius: Math.min(height / 2, Theme.radiusS)
    color: tone === Badge.Primary ? Theme.primarySoft : tone === Badge.Success ? Theme.successSoft
        : tone === Badge.Warning ? Theme.warningSoft : tone === Badge.Accent ? Theme.accentSoft : Theme.surfaceSunken
    border.width: Theme.contrast ? 1 : 0
    border.color: Theme.outline

    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: text.length === 0

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.spaceXs

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: badge.iconName.length > 0
            name: badge.iconName
            size: 14
            weight: 2.2
            color: badge.foreground
        }
        Text {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, badge.widest - (badge.iconName.length > 0 ? 14 + row.spacing : 0))
            text: badge.text
            elide: Text.ElideRight
            wrapMode: Theme.largeText ? Text.Wrap : Text.NoWrap
            font.family: Theme.family
            font.pixelSize: Theme.sizeMicro
            font.weight: Font.Bold
            color: badge.foreground
            Accessible.ignored: true
        }
    }
}
