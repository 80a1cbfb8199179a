// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Legwork.Controls
import Legwork.Theme

// Where one is in a few named steps; a step can be tapped to go there.
RowLayout {
    id: header

    property var steps: []  // names
    property int current: 0
    property int reached: current
    signal stepTapped(int index)

    Layout.fillWidth: true
    spacing: Theme.spaceS - 2

    Repeater {
        model: header.steps

        T.AbstractButton {
            id: step

            required property int index
            required property string modelData
            readonly property bool on: index === header.current
            readonly property bool done: index < header.reached && !on

            Layout.fillWidth: true
            Layout.preferredWidth: 1
            implicitHeight: Theme.touch
            focusPolicy: Qt.StrongFocus
            text: modelData

            Accessible.role: Accessible.PageTab
            Accessible.name: step.done ? qsTr("%1, done").arg(modelData) : modelData
            Accessible.selected: on
            Accessible.onPressAction: step.click()
            onClicked: header.stepTapped(index)

            Item {

                anchors.fill: parent
                Rectangle {
                    id: stroke

                    y: 8
                    width: parent.width
                    height: 4
                    radius: height / 2
                    color: step.on || step.done ? Theme.primary : Theme.outline
                }
                Row {
                    anchors.top: stroke.bottom
                    anchors.topMargin: Theme.spaceXs + 1
                    spacing: Theme.spaceXs

                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        visible: step.done
                        name: "check"
                        size: 14
                        weight: 2.6
                        color: Theme.primary
                    }
                    Text {
                        anchors.verticalCenter: parent.verticalCenter
                        width: Math.min(implicitWidth, step.width - (step.done ? 18 : 0))
                        text: step.modelData
                        font.family: Theme.family
                        font.pixelSize: Theme.sizeCaption
                        font.weight: step.on ? Font.Bold : Font.Normal
                        color: step.on ? Theme.primary : step.done ? Theme.text : Theme.textMuted
                        elide: Text.ElideRight
                        Accessible.ignored: true
                    }
                }
            }
            background: Item {
                FocusRing { shown: step.visualFocus; radius: Theme.radiusS }
            }
        }
    }
}
