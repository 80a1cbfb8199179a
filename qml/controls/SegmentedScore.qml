// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Legwork.Theme

// The moment score from -3 to +3, one tap; the meaning of the chosen number stands below in words.
ColumnLayout {
    id: rating

    property string label
    property int score: 0
    property bool scored: false
    signal chosen(int score)

    readonly property var meanings: [qsTr("The relationship is in crisis"), qsTr("Expectation not met"),
        qsTr("Partly unmet"), qsTr("Neutral, nothing was expected"), qsTr("Expectation met"),
        qsTr("Expectation exceeded"), qsTr("Delighted")]

    function written(value: int): string { return value > 0 ? "+" + value : value < 0 ? "−" + -value : "0" }

    Layout.fillWidth: true
    spacing: Theme.spaceS

    Accessible.role: Accessible.Grouping
    Accessible.name: label

    Item { // placed by hand, as `Figures` are
        id: segments

        readonly property real segmentWidth: (width - 6 * Theme.spaceXs) / 7

        Layout.fillWidth: true
        implicitWidth: 7 * Theme.touch + 6 * Theme.spaceXs
        implicitHeight: Math.max(56, 2 * Theme.sizeHeading)

        Repeater {
            model: 7

            T.AbstractButton {
                id: segment

                required property int index
                readonly property int value: index - 3
                readonly property bool on: rating.scored && rating.score === value

                x: index * (segments.segmentWidth + Theme.spaceXs)
                width: segments.segmentWidth
                height: segments.height
                focusPolicy: Qt.StrongFocus

                Accessible.role: Accessible.RadioButton
                Accessible.name: rating.written(value) + ", " + rating.meanings[index]
                Accessible.checked: on
                Accessible.onPressAction: if (segment.enabled) segment.clicked()

                onClicked: rating.chosen(value)

                contentItem: Text {
                    text: rating.written(segment.value)
                    font.family: Theme.family
                    font.pixelSize: Theme.sizeHeading
                    font.weight: Font.Bold
                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                    color: segment.on ? Theme.scoreInk(segment.value) : Theme.text
                    Accessible.ignored: true
                }
                background: Rectangle {
                    radius: Theme.radiusS + 2
                    color: segment.on ? Theme.scoreColour(segment.value) : Theme.surface
                    border.width: segment.on ? 2 : 1
                    border.color: segment.on ? Theme.text : Theme.outlineStrong

                    FocusRing { shown: segment.visualFocus }
                }
            }
        }
    }
    AppLabel {
        Layout.fillWidth: true
        level: AppLabel.Caption
        muted: !rating.scored
        strong: rating.scored
        horizontalAlignment: Text.AlignHCenter
        text: rating.scored ? rating.meanings[rating.score + 3] : qsTr("How did the customer leave this moment?")
    }
}
