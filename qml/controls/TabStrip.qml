// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Legwork.Theme

// The parts of one page, side by side under its head; in two rows where the words are too long. Placed by hand, as
// `Figures` are.
Rectangle {
    id: strip

    property var tabs: [] // names
    property int current: 0
    // Measured beforehand: what a text says of its own width changes while it wraps.
    readonly property real widest: tabs.reduce((most, words) => Math.max(most, metrics.advanceWidth(words)), 0)
                                   + Theme.sizeLabel / 2
    readonly property int columns: Math.max(1, (widest + Theme.spaceXs) * tabs.length <= inner ? tabs.length
                                                                              : Math.ceil(tabs.length / 2))
    readonly property real inner: width - 2 * Theme.spaceXs
    readonly property real tabWidth: (inner - 2 * (columns - 1)) / columns
    readonly property real tabHeight: Math.max(Theme.touch, most(tab => tab.wordsHeight) + Theme.spaceXs)
    signal tabTapped(int index)

    function most(of: var): real {
        let highest = 0
        for (let i = 0; i < buttons.count; ++i) {
            const tab = buttons.itemAt(i)
            if (tab)
                highest = Math.max(highest, of(tab))
        }
        return highest
    }

    Layout.fillWidth: true
    implicitHeight: Math.ceil(tabs.length / columns) * (tabHeight + 2) - 2 + 2 * Theme.spaceXs
    radius: Theme.radiusM
    color: Theme.surfaceSunken

    Accessible.role: Accessible.PageTabList

    FontMetrics {
        id: metrics
        font.family: Theme.family
        font.pixelSize: Theme.sizeLabel
        font.weight: Font.Bold
    }

    Repeater {
        id: buttons

        model: strip.tabs

        T.AbstractButton {
            id: tab

            required property int index
            required property string modelData
            readonly property bool on: index === strip.current
            readonly property real wordsHeight: contentItem.implicitHeight

            x: Theme.spaceXs + index % strip.columns * (strip.tabWidth + 2)
            y: Theme.spaceXs + Math.floor(index / strip.columns) * (strip.tabHeight + 2)
            width: strip.tabWidth
            height: strip.tabHeight
            focusPolicy: Qt.StrongFocus
            text: modelData

            Accessible.role: Accessible.PageTab
            Accessible.name: modelData
            Accessible.selected: on
            Accessible.onPressAction: if (tab.enabled) tab.clicked()
            onClicked: strip.tabTapped(index)

            contentItem: Text {
                text: tab.modelData
                font.family: Theme.family
                font.pixelSize: Theme.sizeLabel
                font.weight: tab.on ? Font.Bold : Font.Normal
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
                color: tab.on ? Theme.text : Theme.textMuted
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
            background: Rectangle {
                radius: Theme.radiusS
                color: tab.on ? Theme.surfaceRaised : "transparent"
                border.width: Theme.contrast && tab.on ? 2 : 0
                border.color: Theme.outline

                FocusRing { shown: tab.visualFocus }
            }
        }
    }
}
