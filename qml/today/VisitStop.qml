// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Legwork.Controls
import Legwork.Session
import Legwork.Theme

// A visit on the line of the day: time and mark at the left, who and where at the right.
T.ItemDelegate {
    id: stop

    required property var visit
    property bool first: false
    property bool last: false
    property bool selected: false // open beside the list
    readonly property bool over: visit.state === "done" || visit.state === "cancelled"
    readonly property bool onSite: visit.state === "checked-in"

    Layout.fillWidth: true
    implicitHeight: words.implicitHeight + 2 * Theme.spaceM + 2
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.ListItem
    Accessible.name: [Words.time(visit.plannedAtMs), visit.accountName, visit.address, Words.purpose(visit.purpose),
                      Words.visitState(visit.state)].filter(part => part.length > 0).join(", ")
    Accessible.onPressAction: if (stop.enabled) stop.clicked()

    background: Rectangle {
        color: stop.selected ? Theme.primarySoft : stop.down ? Theme.background : "transparent"
        radius: Theme.radiusM
        FocusRing { shown: stop.visualFocus }
    }
    Item {
        anchors.fill: parent
        AppLabel {
            id: time

            x: Theme.spaceL
            y: words.y
            width: 46 * Theme.textScale
            level: AppLabel.Label
            strong: !stop.over
            muted: stop.over
            text: stop.visit.plannedAtMs > 0 ? Words.time(stop.visit.plannedAtMs) : "–"
            Accessible.ignored: true
        }
        Rectangle { // the line of the day
            x: mark.x + mark.width / 2 - 1
            y: stop.first ? mark.y + mark.height / 2 : 0
            width: 2
            height: (stop.last ? mark.y + mark.height / 2 : parent.height) - y
            color: Theme.outline
        }
        Rectangle {
            id: mark

            x: time.x + time.width + Theme.spaceS
            y: words.y + 2
            width: 20
            height: 20
            radius: height / 2
            color: stop.visit.state === "done" ? Theme.primary : Theme.surface
            border.width: 2
            border.color: stop.over && stop.visit.state !== "done" ? Theme.outlineStrong : Theme.primary

            Icon {
                anchors.centerIn: parent
                visible: stop.visit.state === "done" || stop.visit.state === "cancelled"
                name: stop.visit.state === "done" ? "check" : "close"
                size: 13
                weight: 3
                color: stop.visit.state === "done" ? Theme.primaryInk : Theme.textMuted
            }
            Rectangle {
                anchors.centerIn: parent
                visible: stop.onSite
                width: 8
                height: 8
                radius: height / 2
                color: Theme.primary
            }
        }
        ColumnLayout {
            id: words

            anchors.left: mark.right
            anchors.leftMargin: Theme.spaceM
            anchors.right: parent.right
            anchors.rightMargin: Theme.spaceL
            y: Theme.spaceM
            spacing: 2

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.spaceS

                AppLabel {
                    Layout.fillWidth: true
                    strong: !stop.over
                    muted: stop.over
                    lines: 2
                    wrapMode: Text.Wrap
                    text: stop.visit.accountName
                    Accessible.ignored: true
                }
                Badge {
                    Layout.alignment: Qt.AlignTop
                    Layout.topMargin: 2
                    visible: stop.visit.scored
                    text: Words.score(stop.visit.score)
                    tone: stop.visit.score > 0 ? Badge.Success : stop.visit.score < 0 ? Badge.Accent : Badge.Neutral
                }
            }
            AppLabel {
                Layout.fillWidth: true
                visible: text.length > 0
                level: AppLabel.Caption
                muted: true
                lines: 1
                text: stop.visit.address
                Accessible.ignored: true
            }
            Flow {
                Layout.fillWidth: true
                Layout.topMargin: Theme.spaceXs
                spacing: Theme.spaceS - 2

                Badge {
                    text: Words.purpose(stop.visit.purpose)
                }
                Badge {
                    visible: stop.over || stop.onSite
                    text: Words.visitState(stop.visit.state)
                    tone: stop.visit.state === "cancelled" ? Badge.Neutral : Badge.Success
                }
                Badge {
                    readonly property bool ready: stop.visit.prepared
                    visible: !stop.over && stop.visit.checklistTotal > 0
                    iconName: ready ? "check" : "list"
                    text: ready ? qsTr("Prepared")
                                : qsTr("Prepare %1/%2").arg(stop.visit.checklistDone).arg(stop.visit.checklistTotal)
                    tone: ready ? Badge.Success : Badge.Warning
                }
                Badge {
                    visible: !stop.over && stop.visit.promisesDue > 0
                    iconName: "promise"
                    text: qsTr("%n promise(s) due", "", stop.visit.promisesDue)
                    tone: Badge.Accent
                }
                Badge {
                    visible: stop.visit.distanceM >= 0
                    iconName: "route"
                    text: Words.distance(stop.visit.distanceM)
                }
            }
        }
    }
}
