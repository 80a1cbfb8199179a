// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Theme
import Legwork.Today

// The day at a glance: what comes next, the line of visits, what was promised.
Screen {
    id: page

    readonly property TodayModel model: TodayModel { session: Session }

    title: qsTr("Today")
    barVisible: false
    loading: model.loading

    function openVisit(visit: var) { Router.showDetail("visit", { visitId: visit.id }) }

    ScrollColumn {
        anchors.fill: parent

        RowLayout {
            Layout.fillWidth: true
            Layout.topMargin: Theme.spaceL
            spacing: Theme.spaceS

            ColumnLayout {
                Layout.fillWidth: true
                spacing: 0

                AppLabel {
                    Layout.fillWidth: true
                    level: AppLabel.Label
                    muted: true
                    lines: 1
                    text: Words.listed([Session.personName, Session.territoryName])
                }
                AppLabel {
                    Layout.fillWidth: true
                    level: AppLabel.Display
                    lines: 1
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Theme.sizeTitle
                    text: Words.day(Session.today)
                }
            }
            IconButton {
                visible: !Session.wide // there it stands in the rail
                filled: true
                iconName: "search"
                color: Theme.primarySoftInk
                text: qsTr("Search")
                onClicked: Router.showDetail("search", {})
            }
            IconButton {
                filled: true
                iconName: "route"
                color: Theme.primarySoftInk
                text: qsTr("Plan the day")
                onClicked: Router.showDetail("dayplan", {})
            }
            IconButton {
                filled: true
                iconName: "calendar"
                color: Theme.primarySoftInk
                text: qsTr("Plan the week")
                onClicked: Router.showDetail("weekplan", {})
            }
        }
        Flow { // how far the day is, and whether everything has gone
            Layout.fillWidth: true
            spacing: Theme.spaceS

            Badge {
                visible: page.model.visits.count > 0
                text: qsTr("%1 of %n visit(s) done", "", page.model.visits.count).arg(page.model.done)
                tone: Badge.Primary
            }
            Badge {
                text: Session.unsent > 0 ? qsTr("%n change(s) to send", "", Session.unsent)
                                         : qsTr("Everything sent")
                iconName: Session.unsent > 0 ? "upload" : "cloud-check"
                tone: Session.syncTrouble ? Badge.Accent : Session.unsent > 0 ? Badge.Warning : Badge.Success
            }
        }
        Failure {
            code: page.model.errorCode
            codeArguments: page.model.errorArguments
        }
        NextVisitCard {
            visible: page.model.next >= 0
            visit: page.model.nextVisit
            onClicked: page.openVisit(page.model.nextVisit)
        }
        Skeleton {
            visible: page.model.loading && page.model.visits.count === 0
        }
        EmptyState {
            visible: !page.model.loading && page.model.errorCode.length === 0 && page.model.visits.count === 0
            iconName: "route"
            title: qsTr("No visits today yet")
            text: qsTr("Let the app propose a day from your customers, or open a customer and add a visit.")
            actionText: qsTr("Plan the day")
            onActionTriggered: Router.showDetail("dayplan", {})
        }
        SectionTitle {
            visible: page.model.visits.count > 0
            text: qsTr("Visits")
            count: page.model.visits.count
            actionText: qsTr("Plan the day")
            onActionTriggered: Router.showDetail("dayplan", {})
        }
        Card {
            visible: page.model.visits.count > 0
            padding: 0
            spacing: 0

            Repeater {
                id: stops

                model: page.model.visits

                VisitStop {
                    required property int index
                    required property var row

                    visit: row
                    first: index === 0
                    last: index === stops.count - 1
                    selected: Session.wide && Router.detail.visitId === row.id
                    onClicked: page.openVisit(row)
                }
            }
        }
        SectionTitle {
            visible: page.model.promises.count > 0
            text: qsTr("Promises to keep")
            count: page.model.promises.count
        }
        Card {
            visible: page.model.promises.count > 0
            padding: Theme.spaceL
            verticalPadding: Theme.spaceXs
            spacing: 0

            Repeater {
                id: promises

                model: page.model.promises

                PromiseLine {
                    required property int index
                    required property var row

                    promise: row
                    divider: index < promises.count - 1
                    onClicked: Router.showDetail("account", { accountId: row.accountId })
                }
            }
        }
    }
}
