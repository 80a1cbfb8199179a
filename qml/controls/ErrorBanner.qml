// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Theme

// A failure in three sentences: what happened, what it means, what to do; and the button that does it.
Rectangle {
    id: banner

    property string happened
    property string means
    property string todo
    property string actionText
    property bool warning: false
    signal actionTriggered()

    readonly property color foreground: warning ? Theme.warningSoftInk : Theme.accentSoftInk

    Layout.fillWidth: true
    visible: happened.length > 0
    implicitHeight: column.implicitHeight + 2 * Theme.spaceL
    radius: Theme.radiusL
    color: warning ? Theme.warningSoft : Theme.accentSoft
    border.width: Theme.contrast ? 2 : 0
    border.color: foreground

    Accessible.role: Accessible.AlertMessage
    Accessible.name: happened + " " + means + " " + todo

    ColumnLayout {
        id: column

        x: Theme.spaceL
        y: Theme.spaceL
        width: banner.width - 2 * Theme.spaceL
        spacing: Theme.spaceXs

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceS

            Icon {
                id: icon

                Layout.alignment: Qt.AlignTop
                Layout.topMargin: 1
                name: "alert"
                size: 22
                weight: 2
                color: banner.foreground
            }
            AppLabel {
                Layout.fillWidth: true
                strong: true
                color: banner.foreground
                text: banner.happened
                Accessible.ignored: true
            }
        }
        AppLabel {
            Layout.fillWidth: true
            Layout.leftMargin: icon.width + Theme.spaceS
            visible: text.length > 0
            level: AppLabel.Label
            color: banner.foreground
            text: banner.means
            Accessible.ignored: true
        }
        AppLabel {
            Layout.fillWidth: true
            Layout.leftMargin: icon.width + Theme.spaceS
            visible: text.length > 0
            level: AppLabel.Label
            strong: true
            color: banner.foreground
            text: banner.todo
            Accessible.ignored: true
        }
        AppButton {
            Layout.leftMargin: icon.width + Theme.spaceS
            Layout.topMargin: Theme.spaceXs
            visible: text.length > 0
            kind: AppButton.Secondary
            compact: true
            text: banner.actionText
            onClicked: banner.actionTriggered()
        }
    }
}
