// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Theme
import Legwork.Today

// A proposal for the next working days beside what is planned: day by day, then who is not in it and why.
Screen {
    id: page

    readonly property WeekPlanModel model: WeekPlanModel { session: Session }
    readonly property PlanWords words: PlanWords {}
    readonly property int shortList: 8
    property bool allShown: false

    title: qsTr("Plan the week")
    subtitle: model.days.count > 0 ? qsTr("%1 to %2").arg(Words.day(model.days.at(0).id))
                                                    .arg(Words.day(model.days.at(model.days.count - 1).id)) : ""
    loading: model.loading

    // Opens what can be done with an account that is not in the plan.
    function openLeftOut(id: string) {
        for (let i = 0; i < model.leftOut.count; ++i) {
            if (model.leftOut.at(i).id === id)
                sheet.openFor(model.leftOut.at(i), false)
        }
    }

    ScrollColumn {
        anchors.fill: parent

        Failure {
            code: page.model.errorCode
            codeArguments: page.model.errorArguments
        }
        ChoiceChips {
            label: qsTr("How far to plan")
            value: String(page.model.workingDays)
            options: [{ value: "1", text: qsTr("1 day") }, { value: "5", text: qsTr("1 week") },
                      { value: "10", text: qsTr("2 weeks") }, { value: "20", text: qsTr("4 weeks") }]
            onChosen: value => page.model.workingDays = Number(value)
        }
        Card {
            visible: page.model.visits > 0

            Figures {
                items: [{ value: page.model.visits, text: qsTr("Visits") },
                    { value: page.model.changes, text: qsTr("New or moved") },
                    { value: Words.minutes(page.model.travelMinutes), text: qsTr("On the way") }]
            }
        }
        Skeleton {
            visible: page.model.loading && !page.model.hasProposal
        }
        EmptyState {
            visible: page.model.errorCode.length === 0 && page.model.hasProposal && page.model.visits === 0 && page.model.leftOut.count === 0
            iconName: "route"
            title: qsTr("Nothing to plan")
            text: qsTr("You have no customers yet whom you could visit.")
            actionText: qsTr("Customers")
            onActionTriggered: Router.openPage("accounts")
        }
        InfoBanner {
            visible: page.model.hasProposal && page.model.visits === 0 && page.model.leftOut.count > 0
            iconName: "check-circle"
            text: qsTr("Nobody is due on these days. The list below says why.")
        }
        Repeater {
            model: page.model.visits > 0 ? page.model.days : null

            WeekDayCard {
                busy: page.model.loading
                onAccepted: page.model.acceptDay(row.id)
                onStopOpened: stop => sheet.openFor(stop, true)
            }
        }
        SectionTitle {
            visible: page.model.leftOut.count > 0
            text: qsTr("Not in the plan")
            count: page.model.leftOut.count
        }
        Card {
            visible: page.model.leftOut.count > 0
            padding: 0
            verticalPadding: Theme.spaceXs
            spacing: 0

            Repeater {
                model: page.model.leftOut

                ListRow {
                    required property int index
                    required property var row

                    visible: page.allShown || index < page.shortList
                    divider: index < page.model.leftOut.count - 1
                    title: row.accountName
                    subtitle: page.words.reason(row.reason, row.arguments)
                    caption: page.words.cost(row)
                    onClicked: page.openLeftOut(row.id)
                }
            }
            AppButton {
                visible: !page.allShown && page.model.leftOut.count > page.shortList
                Layout.fillWidth: true
                kind: AppButton.Quiet
                text: qsTr("Show all %1").arg(page.model.leftOut.count)
                onClicked: page.allShown = true
            }
        }
    }
    WeekVisitSheet {
        id: sheet

        model: page.model
    }

    actions: AppButton {
        Layout.fillWidth: true
        enabled: page.model.changes > 0 && !page.model.loading
        iconName: "check"
        text: page.model.changes > 0 ? qsTr("Accept all: %n change(s)", "", page.model.changes)
                                     : qsTr("Nothing to accept")
        onClicked: page.model.acceptAll()
    }

    Connections {
        target: page.model
        function onAccepted(changes: int) {
            page.undoBar.show(qsTr("Planned: %n change(s)", "", changes))
        }
    }
    Connections {
        target: page.undoBar
        function onUndone() { page.model.undo() }
    }
}
