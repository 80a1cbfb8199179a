// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Theme

// Who changed what, when: both values and what both had seen before; choose one or write a third.
Card {
    id: card

    required property var conflict
    property bool writing: false
    readonly property string reason: {
        switch (conflict.rule) {
        case "ask": return qsTr("Money is not settled by who was later: what was there stays until one of you says which is right.")
        case "state-machine": return qsTr("Neither state leads to the other: the one further along is shown until you have chosen.")
        case "text": return qsTr("Both changed the same place of the text, so the two could not be put together.")
        case "first-wins": return qsTr("What was recorded first stays unless you choose otherwise.")
        case "deleted": return qsTr("It was deleted by somebody who had not seen this change. Taking the change brings it back.")
        }
        return ""
    }
    signal chosen(bool mine)
    signal written(string value)

    spacing: Theme.spaceM

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2

            AppLabel {
                Layout.fillWidth: true
                level: AppLabel.Heading
                text: card.conflict.title
            }
            AppLabel {
                Layout.fillWidth: true
                level: AppLabel.Caption
                muted: true
                text: Words.listed([Words.entity(card.conflict.entity), Words.field(card.conflict.field)])
            }
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        Icon {
            Layout.alignment: Qt.AlignTop
            name: "clock"
            size: 18
            color: Theme.textMuted
        }
        AppLabel {
            Layout.fillWidth: true
            level: AppLabel.Label
            muted: true
            text: qsTr("Before, both saw: %1").arg(card.conflict.base.length > 0 ? Words.value(card.conflict.field, card.conflict.base) : qsTr("(empty)"))
        }
    }
    AppLabel {
        Layout.fillWidth: true
        visible: text.length > 0
        level: AppLabel.Caption
        muted: true
        text: card.reason
    }
    Item { // placed by hand, as `Figures` are
        id: versions

        readonly property bool beside: card.width > 480
        readonly property real firstHeight: heightOf(0)
        readonly property real secondHeight: heightOf(1)

        function heightOf(index: int): real { return sides.count > index ? sides.itemAt(index)?.implicitHeight ?? 0 : 0 }

        Layout.fillWidth: true
        implicitHeight: beside ? Math.max(firstHeight, secondHeight) : firstHeight + Theme.spaceM + secondHeight

        Repeater {
            id: sides

            model: [
                { mine: true, who: qsTr("You"), atMs: card.conflict.mineAtMs, value: card.conflict.mine },
                { mine: false, who: card.conflict.theirName, atMs: card.conflict.theirsAtMs, value: card.conflict.theirs }]

            Rectangle {
                id: version

                required property int index
                required property var modelData
                readonly property bool shownNow: card.conflict.mineShown === modelData.mine

                x: versions.beside ? index * (width + Theme.spaceM) : 0
                y: versions.beside || index === 0 ? 0 : versions.firstHeight + Theme.spaceM
                width: versions.beside ? (versions.width - Theme.spaceM) / 2 : versions.width
                height: versions.beside ? versions.implicitHeight : implicitHeight
                implicitHeight: versionColumn.implicitHeight + 2 * Theme.spaceM
                radius: Theme.radiusM
                color: modelData.mine ? Theme.primarySoft : Theme.surfaceSunken

                ColumnLayout {
                    id: versionColumn

                    x: Theme.spaceM
                    y: Theme.spaceM
                    width: parent.width - 2 * Theme.spaceM
                    spacing: Theme.spaceXs

                    RowLayout {
                        Layout.fillWidth: true
                        spacing: Theme.spaceS

                        Avatar {
                            size: 26
                            name: version.modelData.who
                        }
                        AppLabel {
                            Layout.fillWidth: true
                            level: AppLabel.Caption
                            strong: true
                            color: version.modelData.mine ? Theme.primarySoftInk : Theme.text
                            text: version.modelData.who
                        }
                        AppLabel {
                            Layout.fillWidth: Theme.largeText
                            level: AppLabel.Micro
                            color: version.modelData.mine ? Theme.primarySoftInk : Theme.textMuted
                            text: Words.moment(version.modelData.atMs)
                        }
                    }
                    AppLabel {
                        Layout.fillWidth: true
                        color: version.modelData.mine ? Theme.primarySoftInk : Theme.text
                        text: version.modelData.value.length > 0 ? Words.value(card.conflict.field, version.modelData.value) : qsTr("(empty)")
                    }
                    AppLabel {
                        Layout.fillWidth: true
                        visible: version.shownNow
                        level: AppLabel.Micro
                        color: version.modelData.mine ? Theme.primarySoftInk : Theme.textMuted
                        text: qsTr("Shown everywhere now")
                    }
                }
            }
        }
    }
    AppTextArea {
        id: third

        visible: card.writing
        label: qsTr("Your version of both")
        minimumHeight: 80
    }
    GridLayout {
        Layout.fillWidth: true
        columns: 2
        columnSpacing: Theme.spaceS
        rowSpacing: Theme.spaceS

        AppButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            visible: !card.writing
            compact: true
            text: qsTr("Take mine")
            onClicked: card.chosen(true)
        }
        AppButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            visible: !card.writing
            kind: AppButton.Secondary
            compact: true
            text: qsTr("Take theirs")
            onClicked: card.chosen(false)
        }
        AppButton {
            Layout.fillWidth: true
            Layout.columnSpan: 2
            visible: card.conflict.editable && !card.writing
            kind: AppButton.Quiet
            compact: true
            iconName: "edit"
            text: qsTr("Write one of both")
            onClicked: {
                third.text = card.conflict.mine + "\n" + card.conflict.theirs
                card.writing = true
                third.focusInput()
            }
        }
        AppButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            visible: card.writing
            compact: true
            text: qsTr("Take this")
            onClicked: {
                card.writing = false
                card.written(third.text)
            }
        }
        AppButton {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            visible: card.writing
            kind: AppButton.Secondary
            compact: true
            text: qsTr("Cancel")
            onClicked: card.writing = false
        }
    }
    AppLabel {
        Layout.fillWidth: true
        visible: card.conflict.rowIsGone
        level: AppLabel.Caption
        muted: true
        text: qsTr("The record has been deleted meanwhile.")
    }
}
