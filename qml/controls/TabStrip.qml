// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Legwork.Theme

// The parts of one page, side by side under its head.
Rectangle {
    id: strip

    property var tabs: [] // names
    property int current: 0
    signal tabTapped(int index)

    Layout.fillWidth: true
    implicitHeight: Theme.touch + 8
    radius: Theme.radiusM
    color: Theme.surfaceSunken

    RowLayout {
        anchors.fill: parent
        anchors.margins: Theme.spaceXs
        spacing: 2

        Repeater {
            model: strip.tabs

            T.AbstractButton {
                id: tab

                required property int index
                required property string modelData
                readonly property bool on: index === strip.current

                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
                topInset: 0
                focusPolicy: Qt.StrongFocus
                text: modelData

                Accessible.role: Accessible.PageTab
                Accessible.name: modelData
                Accessible.selected: on
                Accessible.onPressAction: tab.click()
                onClicked: strip.tabTapped(index)

                contentItem: Text {
                    text: tab.modelData
                    font.family: Theme.family
                    font.pixelSize: Theme.sizeLabel
                    font.weight: tab.on ? Font.Bold : Font.Normal
                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                    color: tab.on ? Theme.text : Theme.textMuted
                    elide: Text.ElideRight
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
}
