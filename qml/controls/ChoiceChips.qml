// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Legwork.Theme

// Choose one of a few by tapping it. `options` are { value, text, iconName? }; with `optional` a second tap takes
// the choice back; with `many` several may be on and `values` holds them.
Flow {
    id: chips

    property string label
    property var options: []
    property string value
    property var values: []
    property bool many: false
    property bool optional: false
    signal chosen(string value)

    function isOn(candidate: string): bool { return many ? values.includes(candidate) : value === candidate }

    Layout.fillWidth: true
    spacing: Theme.spaceS

    Accessible.role: Accessible.Grouping
    Accessible.name: label

    Repeater {
        model: chips.options

        T.AbstractButton {
            id: chip

            required property var modelData
            readonly property bool on: chips.isOn(modelData.value)

            implicitWidth: Math.max(Theme.touch, chipRow.implicitWidth + 2 * Theme.spaceL)
            implicitHeight: Theme.touch
            text: modelData.text
            checkable: false
            focusPolicy: Qt.StrongFocus

            Accessible.role: chips.many ? Accessible.CheckBox : Accessible.RadioButton
            Accessible.name: text
            Accessible.checked: on
            Accessible.onPressAction: chip.clicked()

            onClicked: chips.chosen(chips.optional && on ? "" : modelData.value)

            contentItem: Item {
                Row {
                    id: chipRow

                    anchors.centerIn: parent
                    spacing: Theme.spaceXs + 2

                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        visible: chip.on || name.length > 0 && chip.modelData.iconName !== undefined
                        name: chip.on ? "check" : chip.modelData.iconName ?? ""
                        size: 16
                        weight: 2.4
                        color: chip.on ? Theme.onPrimary : Theme.text
                    }
                    Text {
                        anchors.verticalCenter: parent.verticalCenter
                        width: Math.min(implicitWidth, chips.width - 64)
                        text: chip.text
                        font.family: Theme.family
                        font.pixelSize: Theme.sizeLabel + 1
                        font.weight: chip.on ? Font.Bold : Font.Normal
                        color: chip.on ? Theme.onPrimary : Theme.text
                        elide: Text.ElideRight
                        Accessible.ignored: true
                    }
                }
            }
            background: Rectangle {
                radius: height / 2
                color: chip.on ? Theme.primary : chip.down ? Theme.surfaceSunken : Theme.surface
                border.width: chip.visualFocus ? 3 : 1
                border.color: chip.visualFocus ? Theme.accent : chip.on ? Theme.primary : Theme.outlineStrong
            }
        }
    }
}
