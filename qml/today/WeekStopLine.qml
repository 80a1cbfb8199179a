// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Legwork.Controls
import Legwork.Session
import Legwork.Theme
import Legwork.Today

// A stop of a proposed day: when, with whom, why, and what is new about it.
T.ItemDelegate {
    id: line

    required property var stop
    readonly property PlanWords words: PlanWords {}
    readonly property string why: words.reason(stop.reason, stop.arguments)

    Layout.fillWidth: true
    implicitHeight: Math.max(Theme.touch, column.implicitHeight + 2 * Theme.spaceM)
    focusPolicy: Qt.StrongFocus

    Accessible.role: Accessible.ListItem
    Accessible.name: [Words.time(stop.startMs), stop.accountName, why].filter(part => part.length > 0).join(", ")
    Accessible.onPressAction: if (line.enabled) line.clicked()

    background: Rectangle {
        color: line.down ? Theme.background : "transparent"
        radius: Theme.radiusM
        FocusRing { shown: line.visualFocus }
    }
    Item {
        anchors.fill: parent

        ColumnLayout {
            x: Theme.spaceL
            y: Theme.spaceM
            width: 46 * Theme.textScale
            spacing: 0

            AppLabel {
                level: AppLabel.Label
                strong: line.stop.timed
                muted: !line.stop.timed
                text: line.stop.startMs > 0 ? Words.time(line.stop.startMs) : "–"
                Accessible.ignored: true
            }
            AppLabel {
                visible: line.stop.timed
                level: AppLabel.Caption
                muted: true
                text: Words.time(line.stop.endMs)
                Accessible.ignored: true
            }
        }
        ColumnLayout {
            id: column

            x: Theme.spaceL + 46 * Theme.textScale + Theme.spaceM
            y: Theme.spaceM
            width: parent.width - x - Theme.spaceXl
            spacing: 2

            AppLabel {
                Layout.fillWidth: true
                strong: true
                lines: 2
                wrapMode: Text.Wrap
                text: line.stop.accountName
                Accessible.ignored: true
            }
            AppLabel {
                Layout.fillWidth: true
                level: AppLabel.Caption
                muted: true
                lines: 2
                wrapMode: Text.Wrap
                text: line.why
                Accessible.ignored: true
            }
            Flow {
                Layout.fillWidth: true
                Layout.topMargin: Theme.spaceXs
                spacing: Theme.spaceS - 2

                Badge {
                    visible: line.stop.fresh
                    text: qsTr("New")
                    tone: Badge.Success
                }
                Badge {
                    visible: line.stop.moved
                    text: qsTr("From %1").arg(Words.day(line.stop.plannedOn))
                    tone: Badge.Warning
                }
                Badge {
                    visible: line.stop.appointed
                    iconName: "lock"
                    text: qsTr("Appointment")
                    tone: Badge.Primary
                }
                Badge {
                    visible: line.stop.pinnedTo.length > 0
                    iconName: "flag"
                    text: qsTr("Kept")
                    tone: Badge.Primary
                }
                Badge {
                    visible: !line.stop.timed
                    iconName: "alert"
                    text: qsTr("No time left for it")
                    tone: Badge.Accent
                }
                Badge {
                    visible: line.stop.accountClass.length > 0
                    text: line.stop.accountClass
                }
                Badge {
                    visible: line.stop.timed && line.stop.travelMinutes > 0
                    iconName: "route"
                    text: Words.minutes(line.stop.travelMinutes)
                }
                Badge {
                    visible: !line.stop.placed
                    iconName: "pin"
                    text: qsTr("No position")
                    tone: Badge.Warning
                }
            }
        }
        Icon {
            anchors.right: parent.right
            anchors.rightMargin: Theme.spaceM
            anchors.verticalCenter: parent.verticalCenter
            name: "forward"
            size: 16
            weight: 2.2
            color: Theme.outlineStrong
        }
    }
}
