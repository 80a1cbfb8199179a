// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Theme
import Legwork.Today

// A proposal for the order of the day, the shortest way. Change it by hand, then accept it as a whole.
Screen {
    id: page

    readonly property DayPlanModel model: DayPlanModel { session: Session }

    title: qsTr("Plan the day")
    subtitle: Words.longDay(Session.today)
    loading: model.loading

    ScrollColumn {
        anchors.fill: parent

        Failure {
            code: page.model.errorCode
            codeArguments: page.model.errorArguments
        }
        Card {
            visible: page.model.stops.count > 0

            Figures {
                items: [{ value: String(page.model.stops.count), text: qsTr("Visits") },
                    { value: Words.distance(page.model.distanceM), text: qsTr("Distance") },
                    { value: Words.minutes(page.model.travelMinutes), text: qsTr("On the way") },
                    { value: Words.time(page.model.endMs), text: qsTr("Done by") }]
            }
        }
        InfoBanner {
            visible: page.model.unplaced > 0
            iconName: "pin"
            text: qsTr("%n customer(s) without a position stand at the end.", "", page.model.unplaced)
        }
        EmptyState {
            visible: !page.model.loading && page.model.errorCode.length === 0 && page.model.stops.count === 0
            iconName: "route"
            title: qsTr("Nothing to plan")
            text: qsTr("No customer is due for a visit. Open a customer to add one.")
            actionText: qsTr("Customers")
            onActionTriggered: Router.openPage("accounts")
        }
        Repeater {
            id: stops

            model: page.model.stops

            Card {
                id: stop

                required property int index
                required property var row

                padding: Theme.spaceM
                spacing: 0

                RowLayout {
                    Layout.fillWidth: true
                    spacing: Theme.spaceM

                    Rectangle {
                        Layout.alignment: Qt.AlignTop
                        implicitWidth: 34
                        implicitHeight: 34
                        radius: height / 2
                        color: Theme.primarySoft

                        AppLabel {
                            anchors.centerIn: parent
                            level: AppLabel.Label
                            strong: true
                            color: Theme.primarySoftInk
                            text: stop.index + 1
                        }
                    }
                    ColumnLayout {
                        Layout.fillWidth: true
                        spacing: 2

                        AppLabel {
                            Layout.fillWidth: true
                            strong: true
                            lines: 2
                            wrapMode: Text.Wrap
                            text: stop.row.accountName
                        }
                        AppLabel {
                            Layout.fillWidth: true
                            level: AppLabel.Caption
                            muted: true
                            lines: 1
                            text: stop.row.address
                        }
                        Flow {
                            Layout.fillWidth: true
                            Layout.topMargin: Theme.spaceXs
                            spacing: Theme.spaceS - 2

                            Badge {
                                text: Words.time(stop.row.startMs)
                                iconName: stop.row.appointed ? "lock" : "clock"
                                tone: stop.row.appointed ? Badge.Primary : Badge.Neutral
                            }
                            Badge { text: Words.purpose(stop.row.purpose) }
                            Badge {
                                visible: stop.row.placed && stop.index > 0
                                iconName: "route"
                                text: Words.distance(stop.row.distanceM)
                            }
                            Badge {
                                visible: !stop.row.placed
                                iconName: "pin"
                                text: qsTr("No position")
                                tone: Badge.Warning
                            }
                        }
                    }
                    ColumnLayout {
                        spacing: 0

                        IconButton {
                            iconName: "up"
                            enabled: stop.index > 0
                            text: qsTr("Earlier: %1").arg(stop.row.accountName)
                            onClicked: page.model.move(stop.index, stop.index - 1)
                        }
                        IconButton {
                            iconName: "down"
                            enabled: stop.index < stops.count - 1
                            text: qsTr("Later: %1").arg(stop.row.accountName)
                            onClicked: page.model.move(stop.index, stop.index + 1)
                        }
                    }
                }
            }
        }
    }

    actions: [
        AppButton {
            kind: AppButton.Secondary
            visible: page.model.changedByHand
            iconName: "undo"
            text: qsTr("Shortest way")
            onClicked: page.model.propose()
        },
        AppButton {
            Layout.fillWidth: true
            enabled: page.model.stops.count > 0 && !page.model.loading
            iconName: "check"
            text: qsTr("Accept this order")
            onClicked: page.model.accept()
        }
    ]

    Connections {
        target: page.model
        function onAccepted() { Router.openPage("today") }
    }
}
