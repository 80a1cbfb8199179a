// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Accounts
import Legwork.Controls
import Legwork.Pictures
import Legwork.Session
import Legwork.Theme
import Legwork.Today

// Everything known about one customer, without a network: what is open, who is there, what has been.
Screen {
    id: page

    required property string accountId
    readonly property AccountModel model: AccountModel { session: Session; accountId: page.accountId }
    readonly property PicturesModel pictures: PicturesModel { session: Session; accountId: page.accountId }
    property int tab: 0
    property string sought // id of the line to begin at, where the page was opened from a search

    function revealSought() {
        for (const lines of [promises, opportunities, needs, objections, contacts, visits, notes]) {
            for (let i = 0; i < lines.count; ++i) {
                const line = lines.itemAt(i)
                if (line.row.id === page.sought && line.visible)
                    scroll.contentY = Math.max(0, Math.min(line.mapToItem(scroll.contentItem, 0, 0).y - scroll.height / 4,
                                                           scroll.contentHeight - scroll.height))
            }
        }
    }
    function chooseTerritory() { moveSheet.choose() }

    title: model.shortName.length > 0 ? model.shortName : model.name
    subtitle: model.lastContactMs > 0 ? qsTr("Last contact %1").arg(Words.ago(model.lastContactMs)) : qsTr("No contact yet")
    loading: model.loading

    headActions: IconButton {
        filled: page.model.pinned
        iconName: "star"
        color: page.model.pinned ? Theme.primarySoftInk : Theme.text
        text: page.model.pinned ? qsTr("Unpin") : qsTr("Pin to the search page")
        onClicked: page.model.pinned = !page.model.pinned
    }

    ScrollColumn {
        id: scroll

        anchors.fill: parent

        Failure {
            code: page.model.errorCode
            codeArguments: page.model.errorArguments
        }
        InfoBanner {
            visible: page.model.coverUntilMs > 0
            iconName: "clock"
            text: qsTr("You are covering in %1 until %2.").arg(page.model.territoryName).arg(Words.moment(page.model.coverUntilMs))
        }
        AccountHead { account: page.model }
        TabStrip {
            tabs: [qsTr("Open"), qsTr("People"), qsTr("History"), qsTr("Facts")]
            current: page.tab
            onTabTapped: index => page.tab = index
        }

        // Open matters
        EmptyState {
            visible: page.tab === 0 && page.model.promises.count + page.model.needs.count
                + page.model.objections.count + page.model.opportunities.count === 0 && !page.model.loading && page.model.errorCode.length === 0
            iconName: "check-circle"
            title: qsTr("Nothing is open here")
            text: qsTr("Needs, objections and promises that you note on a visit appear here until they are settled.")
        }
        SectionTitle {
            visible: page.tab === 0 && page.model.promises.count > 0
            text: qsTr("Promises")
            count: page.model.promises.count
        }
        Card {
            visible: page.tab === 0 && page.model.promises.count > 0
            verticalPadding: Theme.spaceXs
            spacing: 0

            Repeater {
                id: promises

                model: page.model.promises

                PromiseLine {
                    required property int index
                    required property var row

                    promise: row
                    withAccount: false
                    enabled: false
                    selected: row.id === page.sought
                    divider: index < promises.count - 1
                }
            }
        }
        SectionTitle {
            visible: page.tab === 0 && page.model.opportunities.count > 0
            text: qsTr("Opportunities")
            count: page.model.opportunities.count
        }
        Card {
            visible: page.tab === 0 && page.model.opportunities.count > 0
            spacing: Theme.spaceL

            Repeater {
                id: opportunities

                model: page.model.opportunities

                OpportunityLine {
                    required property var row

                    opportunity: row
                }
            }
        }
        SectionTitle {
            visible: page.tab === 0 && page.model.needs.count > 0
            text: qsTr("Needs")
            count: page.model.needs.count
        }
        Card {
            visible: page.tab === 0 && page.model.needs.count > 0
            verticalPadding: Theme.spaceXs
            spacing: 0

            Repeater {
                id: needs

                model: page.model.needs

                HeardLine {
                    required property int index
                    required property var row

                    heard: row
                    selected: row.id === page.sought
                    divider: index < needs.count - 1
                }
            }
        }
        SectionTitle {
            visible: page.tab === 0 && page.model.objections.count > 0
            text: qsTr("Objections")
            count: page.model.objections.count
        }
        Card {
            visible: page.tab === 0 && page.model.objections.count > 0
            verticalPadding: Theme.spaceXs
            spacing: 0

            Repeater {
                id: objections

                model: page.model.objections

                HeardLine {
                    required property int index
                    required property var row

                    heard: row
                    selected: row.id === page.sought
                    divider: index < objections.count - 1
                }
            }
        }

        // People
        Card {
            visible: page.tab === 1 && page.model.contacts.count > 0
            spacing: Theme.spaceL + Theme.spaceXs

            Repeater {
                id: contacts

                model: page.model.contacts

                ContactCard {
                    required property var row

                    contact: row
                }
            }
        }
        EmptyState {
            visible: page.tab === 1 && page.model.contacts.count === 0 && !page.model.loading && page.model.errorCode.length === 0
            iconName: "people"
            title: qsTr("Nobody is known here yet")
            text: qsTr("Who decides, who influences, who uses it? Note whom you meet on the next visit.")
        }

        // History
        PictureStrip {
            visible: page.tab === 2
            model: page.pictures
        }
        Card {
            visible: page.tab === 2 && page.model.visits.count > 0
            verticalPadding: Theme.spaceXs
            spacing: 0

            Repeater {
                id: visits

                model: page.model.visits

                PastVisitLine {
                    required property int index
                    required property var row

                    visit: row
                    divider: index < visits.count - 1
                    onClicked: Router.openPage("visit", { visitId: row.id })
                }
            }
        }
        AppButton {
            Layout.fillWidth: true
            visible: page.tab === 2 && page.model.earlierVisits > 0
            kind: AppButton.Secondary
            compact: true
            text: qsTr("Show earlier visits")
            onClicked: page.model.showEarlierVisits()
        }
        SectionTitle {
            visible: page.tab === 2 && page.model.notes.count > 0
            text: qsTr("Notes")
            count: page.model.notes.count
        }
        Card {
            visible: page.tab === 2 && page.model.notes.count > 0
            verticalPadding: Theme.spaceXs
            spacing: 0

            Repeater {
                id: notes

                model: page.model.notes

                HeardLine {
                    required property int index
                    required property var row

                    heard: row
                    selected: row.id === page.sought
                    divider: index < notes.count - 1
                }
            }
        }
        EmptyState {
            visible: page.tab === 2 && page.model.visits.count + page.model.notes.count === 0 && !page.model.loading && page.model.errorCode.length === 0
            iconName: "clock"
            title: qsTr("No visit yet")
            text: qsTr("The first one starts the history.")
        }

        // Facts
        Card {
            visible: page.tab === 3
            padding: 0
            spacing: 0

            Repeater {
                model: page.model.facts

                ListRow {
                    required property var modelData
                    readonly property bool known: page.model.editableFields.includes(modelData.name)

                    title: modelData.value
                    titleLines: 8
                    subtitle: Words.field(modelData.name)
                    chevron: false
                    enabled: known
                    trailing: Icon {
                        name: "edit"
                        size: 18
                        color: Theme.outlineStrong
                    }
                    onClicked: factSheet.openFor(modelData.name)
                }
            }
            ListRow {
                readonly property bool movable: page.model.otherTerritories.length > 0

                visible: page.model.territoryName.length > 0
                title: page.model.territoryName
                subtitle: movable ? qsTr("Territory · tap to move the customer") : qsTr("Territory")
                enabled: movable
                chevron: movable
                onClicked: moveSheet.choose()
            }
            ListRow {
                title: qsTr("Add a fact")
                iconName: "plus"
                divider: false
                onClicked: factSheet.openFor("")
            }
        }
    }

    actions: [
        AppButton {
            Layout.fillWidth: true
            enabled: !page.model.loading
            iconName: "plus"
            text: qsTr("Visit today")
            onClicked: page.model.addVisitToday()
        }
    ]

    FactSheet {
        id: factSheet
        model: page.model
    }
    MoveSheet {
        id: moveSheet
        model: page.model
    }
    Connections {
        target: page.undoBar
        function onUndone() { page.model.undo() }
    }
    Timer { // when the lines have found their places
        id: reveal

        property bool done: false

        interval: 50
        onTriggered: page.revealSought()
    }
    Connections {
        target: page.model
        function onShown() {
            if (page.sought.length > 0 && !reveal.done)
                reveal.start()
            reveal.done = true
        }
        function onFactKept(field: string) { page.undoBar.show(qsTr("Kept: %1").arg(Words.field(field))) }
        function onMoved(territory: string) { page.undoBar.show(qsTr("Moved to %1").arg(territory)) }
        function onVisitAdded(visitId: string) { Router.openPage("visit", { visitId: visitId }) }
    }
}
