// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Legwork.Controls
import Legwork.Theme

// One tap from anywhere on a visit to write down what was heard or promised.
Rectangle {
    id: bar

    signal chosen(string kind)

    implicitHeight: row.implicitHeight + Theme.spaceM + 2
    color: Theme.surface

    Rectangle {
        width: parent.width
        height: Theme.hairline
        color: Theme.outline
    }
    RowLayout {
        id: row

        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.spaceM, Theme.columnMax)
        spacing: Theme.spaceS

        Repeater {
            model: [{ kind: "need", text: qsTr("Need") }, { kind: "objection", text: qsTr("Objection") },
                { kind: "promise", text: qsTr("Promise") }, { kind: "note", text: qsTr("Note") },
                { kind: "picture", text: qsTr("Picture") }]

            T.AbstractButton {
                id: button

                required property var modelData

                Layout.fillWidth: true
                Layout.preferredWidth: 1
                implicitHeight: 56
                focusPolicy: Qt.StrongFocus
                text: modelData.text

                Accessible.role: Accessible.Button
                Accessible.name: qsTr("Note down: %1").arg(text)
                Accessible.onPressAction: if (button.enabled) button.clicked()
                onClicked: bar.chosen(modelData.kind)

                background: Rectangle {
                    radius: Theme.radiusM
                    color: button.down ? Theme.primarySoft : Theme.background
                    border.width: Theme.hairline
                    border.color: Theme.outline

                    FocusRing { shown: button.visualFocus }
                }
                contentItem: Item {
                    Column {
                        anchors.centerIn: parent
                        spacing: 0

                        Icon {
                            anchors.horizontalCenter: parent.horizontalCenter
                            name: button.modelData.kind
                            size: 22
                            color: button.modelData.kind === "objection" ? Theme.accent : Theme.primary
                        }
                        AppLabel {
                            anchors.horizontalCenter: parent.horizontalCenter
                            level: AppLabel.Micro
                            text: button.text
                            Accessible.ignored: true
                        }
                    }
                }
            }
        }
    }
}
