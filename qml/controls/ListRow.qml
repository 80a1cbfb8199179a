// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Legwork.Controls
import Legwork.Theme

// One line of a list: something in front, a title, a quieter second line, something behind.
T.ItemDelegate {
    id: control

    property string title
    property string subtitle
    property string caption
    property string iconName
    property color iconColor: Theme.primary
    property bool chevron: true
    property bool selected: false
    property bool divider: true
    property int inset: Theme.spaceL
    property int titleLines: 2
    property alias leading: leadingSlot.data
    property alias trailing: trailingSlot.data

    width: ListView.view?.width ?? implicitWidth
    Layout.fillWidth: true
    implicitHeight: Math.max(Theme.rowMin, line.implicitHeight + 2 * Theme.spaceM)
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true

    Accessible.role: Accessible.ListItem
    Accessible.name: title + (subtitle.length > 0 ? ", " + subtitle : "") + (caption.length > 0 ? ", " + caption : "")
    Accessible.onPressAction: if (control.enabled) control.clicked()

    Item {

        anchors.fill: parent
        RowLayout {
            id: line

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.leftMargin: control.inset
            anchors.rightMargin: control.inset
            spacing: Theme.spaceM

            RowLayout {
                id: leadingSlot
                visible: children.length > 0
            }
            Icon {
                visible: control.iconName.length > 0
                name: control.iconName
                size: 22
                color: control.iconColor
            }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: 2

                AppLabel {
                    Layout.fillWidth: true
                    text: control.title
                    lines: control.titleLines
                    Accessible.ignored: true
                }
                AppLabel {
                    Layout.fillWidth: true
                    visible: text.length > 0
                    level: AppLabel.Caption
                    muted: true
                    text: control.subtitle
                    lines: 2
                    Accessible.ignored: true
                }
                AppLabel {
                    Layout.fillWidth: true
                    visible: text.length > 0
                    level: AppLabel.Caption
                    muted: true
                    text: control.caption
                    lines: 2
                    Accessible.ignored: true
                }
            }
            RowLayout {
                id: trailingSlot
                visible: children.length > 0
                spacing: Theme.spaceS
            }
            Icon {
                visible: control.chevron
                name: "forward"
                size: 16
                weight: 2.2
                color: Theme.outlineStrong
            }
        }
    }

    leftInset: Theme.spaceXs // within the rounded edge of a card
    rightInset: Theme.spaceXs
    background: Rectangle {
        radius: Theme.radiusM
        color: control.selected ? Theme.primarySoft : control.down || control.hovered && control.enabled
               ? Theme.background : "transparent"
        FocusRing { shown: control.visualFocus }

        Rectangle {
            visible: control.divider
            anchors.bottom: parent.bottom
            x: control.inset - control.leftInset
            width: parent.width - 2 * x
            height: 1
            color: Theme.outline
        }
    }
}
