// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Theme

// Numbers side by side, each with what it counts below it, all of one size; two in a row where they are too long.
// `items` are { value, text }.
GridLayout {
    id: figures

    property var items: []
    readonly property real widest: {
        let most = 0
        for (let i = 0; i < numbers.count; ++i)
            most = Math.max(most, (numbers.itemAt(i) as Figure)?.valueWidth ?? 0)
        return most
    }
    readonly property bool fit: (widest + columnSpacing) * items.length - columnSpacing <= width

    Layout.fillWidth: true
    columns: Math.max(1, fit ? items.length : Math.ceil(items.length / 2))
    columnSpacing: Theme.spaceM
    rowSpacing: Theme.spaceS

    Repeater {
        id: numbers

        model: figures.items

        Figure {
            required property var modelData

            value: modelData.value
            text: modelData.text
        }
    }
}
