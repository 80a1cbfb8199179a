// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
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

        Chip {
            required property var modelData

            text: modelData.text
            iconName: modelData.iconName ?? ""
            many: chips.many
            on: chips.isOn(modelData.value)
            widest: chips.width
            onClicked: chips.chosen(chips.optional && on ? "" : modelData.value)
        }
    }
}
