// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Legwork.Controls
import Legwork.Theme

// A button with words, and an icon where it helps. Primary: the one thing to do here. Secondary: beside it.
// Quiet: on a card or in a row. Danger: takes something away.
T.Button {
    id: control

    enum Kind { Primary, Secondary, Quiet, Danger }

    property int kind: AppButton.Primary
    property string iconName
    property bool busy: false
    property bool compact: false

    property color foreground: !enabled && !busy ? Theme.textMuted
        : kind === AppButton.Primary ? Theme.primaryInk
        : kind === AppButton.Danger ? Theme.accent
        : kind === AppButton.Secondary ? Theme.text : Theme.primary

    implicitWidth: Math.max(Theme.touch, measure.implicitWidth + (iconName.length > 0 ? 28 : 0) + leftPadding + rightPadding)
    implicitHeight: Math.max(compact ? Theme.touch : Theme.buttonHeight, label.implicitHeight + 2 * Theme.spaceXs)
    leftPadding: kind === AppButton.Quiet ? Theme.spaceM : Theme.spaceXl - 2
    rightPadding: leftPadding
    font.family: Theme.family
    font.pixelSize: compact ? Theme.sizeLabel + 1 : Theme.sizeBody
    font.weight: Font.Bold
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: enabled ? "" : qsTr("Cannot be used now") // there is no state for it in the tree
    Accessible.onPressAction: if (control.enabled) control.clicked()

    Text { // how wide the words are on one line; the label's own answer changes while it wraps
        id: measure

        visible: false
        text: control.text
        font: control.font
        Accessible.ignored: true
    }
    Item {
        anchors.fill: parent
        anchors.leftMargin: control.leftPadding
        anchors.rightMargin: control.rightPadding
        Row {
            anchors.centerIn: parent
            spacing: Theme.spaceS

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: control.iconName.length > 0
                name: control.iconName
                size: 20
                weight: 2
                color: control.foreground
            }
            Text {
                id: label

                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(measure.implicitWidth, control.availableWidth - (control.iconName.length > 0 ? 28 : 0))
                text: control.text
                font: control.font
                color: control.foreground
                wrapMode: Text.Wrap
                horizontalAlignment: Text.AlignHCenter
                Accessible.ignored: true
            }
        }
    }

    background: Rectangle {
        radius: Theme.radiusM
        color: {
            if (!control.enabled && control.kind === AppButton.Primary)
                return Theme.surfaceSunken
            if (control.kind === AppButton.Primary)
                return control.down ? Theme.primaryPressed : Theme.primary
            if (control.kind === AppButton.Quiet)
                return control.down ? Theme.primarySoft : "transparent"
            return control.down ? Theme.surfaceSunken : Theme.surface
        }
        border.width: control.kind === AppButton.Secondary
                      || control.kind === AppButton.Danger ? Theme.hairline : 0
        border.color: Theme.outlineStrong

        FocusRing {
            shown: control.visualFocus
            gap: control.kind === AppButton.Primary ? Theme.focusGap : 0
        }
    }
}
