// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Theme

// "Done - undo?": stays for a few seconds above the lower edge. Undo instead of "are you sure".
Rectangle {
    id: bar

    property string text
    property int stayMs: 7000
    signal undone()

    function show(message: string) {
        text = message
        visible = true
        timer.restart()
    }
    function hide() {
        timer.stop()
        visible = false
    }

    visible: false
    implicitHeight: Math.max(56, row.implicitHeight + Theme.spaceS)
    radius: Theme.radiusM
    color: Theme.text

    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.leftMargin: Theme.spaceL
        anchors.rightMargin: Theme.spaceXs
        spacing: Theme.spaceS

        AppLabel {
            Layout.fillWidth: true
            level: AppLabel.Label
            color: Theme.background
            lines: 2
            text: bar.text
            Accessible.ignored: true
        }
        AppButton {
            kind: AppButton.Quiet
            compact: true
            foreground: Theme.dark ? Theme.primaryInk : Theme.heroMuted
            text: qsTr("Undo")
            onClicked: {
                bar.hide()
                bar.undone()
            }
        }
    }
    Timer {
        id: timer
        interval: bar.stayMs
        onTriggered: bar.visible = false
    }
}
