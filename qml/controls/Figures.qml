// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Theme

// Numbers side by side, each with what it counts below it, all of one size; two in a row where they are too long.
// `items` are { value, text }. Placed by hand: a layout must not change its columns while it is being laid out.
Item {
    id: figures

    property var items: []
    readonly property real widest: most(figure => figure.valueWidth)
    readonly property real rowHeight: most(figure => figure.implicitHeight)
    readonly property bool fit: (widest + Theme.spaceM) * items.length - Theme.spaceM <= width
    readonly property int columns: Math.max(1, fit ? items.length : Math.ceil(items.length / 2))
    readonly property real cellWidth: (width - Theme.spaceM * (columns - 1)) / columns

    function most(of: var): real {
        let highest = 0
        for (let i = 0; i < numbers.count; ++i) {
            const figure = numbers.itemAt(i) as Figure
            if (figure)
                highest = Math.max(highest, of(figure))
        }
        return highest
    }

    Layout.fillWidth: true
    implicitWidth: 240
    implicitHeight: Math.ceil(items.length / columns) * (rowHeight + Theme.spaceS) - Theme.spaceS

    Repeater {
        id: numbers

        model: figures.items

        Figure {
            required property int index
            required property var modelData

            x: index % figures.columns * (figures.cellWidth + Theme.spaceM)
            y: Math.floor(index / figures.columns) * (figures.rowHeight + Theme.spaceS)
            width: figures.cellWidth
            value: modelData.value
            text: modelData.text
        }
    }
}
