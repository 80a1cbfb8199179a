// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Sync
import Legwork.Theme

// For who leads a team: which devices have not reconciled, since when, and how much of their work has not arrived.
Screen {
    id: page

    readonly property TeamSyncModel model: TeamSyncModel { session: Session }
    readonly property bool calm: model.silent === 0 && model.missing === 0

    title: qsTr("Team sync")
    subtitle: model.heardMs > 0 ? qsTr("As of %1").arg(Words.ago(model.heardMs)) : ""
    loading: model.loading

    function deviceText(device: var): string {
        if (device.lastSyncMs <= 0)
            return qsTr("No device has synchronised yet")
        return Words.listed([device.deviceName, qsTr("Synchronised %1").arg(Words.ago(device.lastSyncMs))])
    }
    function missingText(device: var): string {
        if (device.missing === 0)
            return ""
        const many = qsTr("%n change(s) have not arrived", "", device.missing)
        return device.missingSinceMs > 0
            ? Words.listed([many, qsTr("the oldest was made %1").arg(Words.ago(device.missingSinceMs))]) : many
    }

    ScrollColumn {
        anchors.fill: parent

        Failure {
            code: page.model.errorCode
            codeArguments: page.model.errorArguments
        }
        Card {
            visible: page.model.devices.count > 0
            spacing: Theme.spaceM
            padding: Theme.spaceL + Theme.spaceXs

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.spaceL

                Rectangle {
                    implicitWidth: 56
                    implicitHeight: 56
                    radius: height / 2
                    color: page.calm ? Theme.successSoft : Theme.warningSoft

                    Icon {
                        anchors.centerIn: parent
                        name: page.calm ? "cloud-check" : "upload"
                        size: 28
                        color: page.calm ? Theme.successSoftInk : Theme.warningSoftInk
                    }
                }
                AppLabel {
                    Layout.fillWidth: true
                    level: AppLabel.Title
                    text: page.calm ? qsTr("The whole team is up to date")
                        : page.model.silent > 0 ? qsTr("%n device(s) not heard of for a day", "", page.model.silent)
                        : qsTr("%n change(s) have not arrived", "", page.model.missing)
                }
            }
            RowLayout {
                Layout.fillWidth: true

                Figure {
                    value: page.model.devices.count
                    text: qsTr("Devices")
                }
                Figure {
                    value: page.model.silent
                    text: qsTr("Silent for a day")
                }
                Figure {
                    value: page.model.missing
                    text: qsTr("Changes missing")
                }
            }
        }
        EmptyState {
            visible: page.model.devices.count === 0 && !page.model.loading
            iconName: "sync"
            title: qsTr("No devices yet")
            text: qsTr("Once colleagues have synchronised, it stands here when each of their devices last did, and what of their work has not arrived.")
        }
        Card {
            visible: page.model.devices.count > 0
            padding: Theme.spaceL
            verticalPadding: Theme.spaceXs
            spacing: 0

            Repeater {
                id: devices

                model: page.model.devices

                ListRow {
                    id: line

                    required property int index
                    required property var row

                    title: row.personName
                    titleLines: 1
                    subtitle: page.deviceText(row)
                    caption: page.missingText(row)
                    inset: 0
                    chevron: false
                    enabled: false
                    divider: index < devices.count - 1
                    leading: Avatar {
                        name: line.row.personName
                        size: 40
                    }
                    trailing: Badge {
                        text: line.row.missing > 0 ? qsTr("Missing") : line.row.silent ? qsTr("Silent") : qsTr("Up to date")
                        tone: line.row.missing > 0 ? Badge.Accent : line.row.silent ? Badge.Warning : Badge.Success
                    }
                }
            }
        }
        AppLabel {
            Layout.fillWidth: true
            level: AppLabel.Caption
            muted: true
            text: qsTr("Devices tell how many changes wait on them, not what is in them or where they are. While nothing is missing, a time may be up to two hours old.")
        }
    }
}
