// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Legwork.Controls
import Legwork.Theme

// Where one is in a few named steps; a step can be tapped to go there. In two rows where the words are too long;
// placed by hand, as `Figures` are.
Item {
    id: header

    property var steps: []  // names
    property int current: 0
    property int reached: current
    readonly property real gap: Theme.spaceS - 2
    // Measured beforehand: what a text says of its own width changes while it wraps.
    readonly property real widest: steps.reduce((most, words) => Math.max(most, metrics.advanceWidth(words)), 0)
                                   + 18 + Theme.sizeCaption / 4
    readonly property bool fit: (widest + gap) * steps.length - gap <= width
    readonly property int columns: Math.max(1, fit ? steps.length : Math.ceil(steps.length / 2))
    readonly property real stepWidth: (width - gap * (columns - 1)) / columns
    readonly property real stepHeight: Math.max(Theme.touch, most(step => step.wordsHeight) + 20)
    signal stepTapped(int index)

    function most(of: var): real {
        let highest = 0
        for (let i = 0; i < buttons.count; ++i) {
            const step = buttons.itemAt(i)
            if (step)
                highest = Math.max(highest, of(step))
        }
        return highest
    }

    Layout.fillWidth: true
    implicitWidth: 240
    implicitHeight: Math.ceil(steps.length / columns) * (stepHeight + gap) - gap

    FontMetrics {
        id: metrics
        font.family: Theme.family
        font.pixelSize: Theme.sizeCaption
        font.weight: Font.Bold
    }
    Repeater {
        id: buttons

        model: header.steps

        T.AbstractButton {
            id: step

            required property int index
            required property string modelData
            readonly property bool on: index === header.current
            readonly property bool done: index < header.reached && !on
            readonly property real wordsHeight: words.implicitHeight

            x: index % header.columns * (header.stepWidth + header.gap)
            y: Math.floor(index / header.columns) * (header.stepHeight + header.gap)
            width: header.stepWidth
            height: header.stepHeight
            focusPolicy: Qt.StrongFocus
            text: modelData

            Accessible.role: Accessible.PageTab
            Accessible.name: step.done ? qsTr("%1, done").arg(modelData) : modelData
            Accessible.selected: on
            Accessible.onPressAction: if (step.enabled) step.clicked()
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
                        id: words

                        anchors.verticalCenter: parent.verticalCenter
                        width: step.width - (step.done ? 18 : 0)
                        text: step.modelData
                        font.family: Theme.family
                        font.pixelSize: Theme.sizeCaption
                        font.weight: step.on ? Font.Bold : Font.Normal
                        color: step.on ? Theme.primary : step.done ? Theme.text : Theme.textMuted
                        wrapMode: Text.Wrap
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
