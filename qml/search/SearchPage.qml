// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Search
import Legwork.Session
import Legwork.Theme

// One box over customers, people, promises, notes and all else that is written down, answered while one types.
Screen {
    id: page

    readonly property SearchModel model: SearchModel { session: Session }
    property string query // what to begin with

    function openPage(name: string, args: var) {
        page.model.keepSearch()
        if (Session.wide && Router.place === "find")
            Router.showDetail(name, args)
        else
            Router.openPage(name, args)
    }
    function openHit(hit: var) {
        const isOpen = ["", "open", "answered", "announced", "renegotiated"].includes(hit.state)
        const account = tab => page.openPage("account", { accountId: hit.accountId, tab: tab, sought: hit.id })
        switch (hit.kind) {
        case "account": return page.openPage("account", { accountId: hit.id })
        case "contact": return account(1)
        case "note": return account(2)
        case "visit": return page.openPage("visit", { visitId: hit.id })
        case "attachment": return page.openPage("picture", { pictureId: hit.id })
        case "answer":
        case "moment":
            return hit.visitId.length > 0 ? page.openPage("visit", { visitId: hit.visitId }) : account(0)
        }
        // The customer's page shows what is open; what is settled stands with its visit.
        return isOpen || hit.visitId.length === 0 ? account(0) : page.openPage("visit", { visitId: hit.visitId })
    }
    function open(row: var) {
        switch (row.type) {
        case "query":
            page.model.query = row.title
            break
        case "forget":
            page.model.forgetSearches()
            break
        case "more":
            page.model.kind = row.kind
            list.positionViewAtBeginning()
            break
        default:
            openHit(row)
        }
    }

    title: qsTr("Search")
    barVisible: false
    Component.onCompleted: {
        model.query = query
        field.forceActiveFocus()
    }

    Timer { // an answer usually comes before one could see a line that moves
        id: patience

        interval: 300
        running: page.model.loading && !page.model.isAnswered
    }
    loading: page.model.loading && !page.model.isAnswered && !patience.running

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Item { // placed by hand: the way back comes and goes
            Layout.fillWidth: true
            implicitHeight: field.implicitHeight + Theme.spaceL + Theme.spaceM

            IconButton {
                id: back

                x: Theme.spaceXs
                anchors.verticalCenter: field.verticalCenter
                visible: page.backVisible
                iconName: "back"
                text: qsTr("Back")
                onClicked: page.backRequested()
            }
            SearchField {
                id: field

                x: page.backVisible ? back.x + back.width + Theme.spaceXs : Theme.spaceL
                y: Theme.spaceL
                width: parent.width - x - Theme.spaceL
                placeholderText: qsTr("Name, pinyin, promise, note")
                text: page.model.query
                onTextChanged: page.model.query = text
                Keys.onDownPressed: list.forceActiveFocus()
            }
        }
        ChoiceChips {
            Layout.leftMargin: Theme.spaceL
            Layout.rightMargin: Theme.spaceL
            Layout.bottomMargin: Theme.spaceM
            visible: page.model.kind.length > 0
            label: qsTr("Kind")
            value: page.model.kind
            options: [{ value: "", text: qsTr("All kinds") }, { value: page.model.kind, text: Words.entities(page.model.kind) }]
            onChosen: value => page.model.kind = value
        }
        Failure {
            Layout.leftMargin: Theme.spaceL
            Layout.rightMargin: Theme.spaceL
            Layout.bottomMargin: Theme.spaceM
            code: page.model.errorCode
            codeArguments: page.model.errorArguments
        }
        Rectangle {
            Layout.fillWidth: true
            implicitHeight: Theme.hairline
            color: Theme.outline
        }
        ListView {
            id: list

            readonly property Item keyboardAt: Window.activeFocusItem

            onKeyboardAtChanged: Keyboard.reveal(list, keyboardAt)
            Layout.fillWidth: true
            Layout.fillHeight: true
            clip: true
            model: page.model.hits
            boundsBehavior: Flickable.DragOverBounds
            keyNavigationEnabled: true
            bottomMargin: Theme.spaceXl
            ScrollBar.vertical: ScrollBar { opacity: active ? 0.6 : 0 }

            Accessible.role: Accessible.List
            Accessible.name: qsTr("Found")

            delegate: HitLine {
                selected: Session.wide && row.type === "hit" && row.accountId.length > 0 && row.kind === "account"
                    && Router.detail.accountId === row.accountId
                onOpened: page.open(row)
            }
        }
    }
    EmptyState {
        width: Math.min(parent.width - 2 * Theme.spaceXl, 420)
        x: (parent.width - width) / 2
        y: field.height + 2 * Theme.spaceXl
        visible: page.model.isEmpty && page.model.isAnswered && page.model.errorCode.length === 0
        iconName: "search"
        title: page.model.isSearch ? qsTr("Nothing found") : qsTr("Search all you know")
        text: page.model.isSearch
            ? qsTr("Try fewer words, one character of the name, or its pinyin initials. Small typing errors are forgiven from four letters on.")
            : qsTr("Type part of a name, its pinyin (szrk or suzhou), a number, or words from a promise or a note; several in any order.")
    }
}
