// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Legwork.Controls
import Legwork.Theme
import Legwork.Visit

// The checklist before a visit: a tick, or a sentence where one is asked for.
ColumnLayout {
    id: pane

    required property ChecklistModel checklist

    Layout.fillWidth: true
    visible: checklist.total > 0
    spacing: Theme.spaceM

    SectionTitle {
        text: pane.checklist.title
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceM

        ProgressLine {
            Layout.fillWidth: true
            implicitHeight: 6
            running: true
            progress: pane.checklist.total > 0 ? pane.checklist.done / pane.checklist.total : 0
        }
        AppLabel {
            level: AppLabel.Caption
            muted: true
            text: qsTr("%1 of %2").arg(pane.checklist.done).arg(pane.checklist.total)
        }
        Badge {
            visible: pane.checklist.mandatoryOpen > 0
            text: qsTr("%n required", "", pane.checklist.mandatoryOpen)
            tone: Badge.Warning
        }
    }
    Card {
        padding: 0
        spacing: 0

        Repeater {
            model: pane.checklist.items

            ColumnLayout {
                id: item

                required property int index
                required property var row
                readonly property var before: index > 0 ? pane.checklist.items.at(index - 1) : null

                Layout.fillWidth: true
                spacing: 0

                AppLabel {
                    Layout.fillWidth: true
                    Layout.margins: Theme.spaceL
                    Layout.topMargin: Theme.spaceM
                    Layout.bottomMargin: Theme.spaceXs
                    visible: text.length > 0
                    level: AppLabel.Caption
                    strong: true
                    muted: true
                    text: item.before === null || item.before.group !== item.row.group ? item.row.group : ""
                }
                T.AbstractButton {
                    id: tick

                    Layout.fillWidth: true
                    visible: !item.row.written
                    implicitHeight: Math.max(Theme.touch, tickText.implicitHeight + Theme.spaceM + 2)
                    focusPolicy: Qt.StrongFocus
                    text: item.row.text

                    Accessible.role: Accessible.CheckBox
                    Accessible.name: text
                    Accessible.checked: item.row.done
                    Accessible.description: item.row.hint
                    Accessible.onPressAction: if (tick.enabled) tick.clicked()
                    onClicked: pane.checklist.tick(item.row.id, !item.row.done)

                    background: Rectangle {
                        color: tick.down ? Theme.background : "transparent"
                        FocusRing { shown: tick.visualFocus }
                    }
                    RowLayout {
                        anchors.fill: parent
                        spacing: Theme.spaceM

                        Rectangle {
                            Layout.leftMargin: Theme.spaceL
                            Layout.alignment: Qt.AlignVCenter
                            implicitWidth: 26
                            implicitHeight: 26
                            radius: Theme.radiusS
                            color: item.row.done ? Theme.primary : Theme.surface
                            border.width: 2
                            border.color: item.row.done ? Theme.primary : Theme.outlineStrong

                            Icon {
                                anchors.centerIn: parent
                                visible: item.row.done
                                name: "check"
                                size: 17
                                weight: 3
                                color: Theme.primaryInk
                            }
                        }
                        ColumnLayout {
                            id: tickText

                            Layout.fillWidth: true
                            Layout.rightMargin: Theme.spaceL
                            spacing: 0

                            AppLabel {
                                Layout.fillWidth: true
                                level: AppLabel.Label
                                muted: item.row.done
                                text: item.row.text + (item.row.mandatory && !item.row.done ? " *" : "")
                                Accessible.ignored: true
                            }
                            AppLabel {
                                Layout.fillWidth: true
                                visible: text.length > 0 && !item.row.done
                                level: AppLabel.Micro
                                muted: true
                                text: item.row.hint
                                Accessible.ignored: true
                            }
                        }
                    }
                }
                AppTextArea {
                    Layout.margins: Theme.spaceL
                    Layout.topMargin: Theme.spaceS
                    visible: item.row.written
                    minimumHeight: Theme.touch
                    label: item.row.text
                    help: item.row.hint
                    Component.onCompleted: text = item.row.value
                    onFinished: written => pane.checklist.write(item.row.id, written)
                }
            }
        }
    }
}
