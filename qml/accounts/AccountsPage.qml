// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Legwork.Accounts
import Legwork.Controls
import Legwork.Session
import Legwork.Theme

// All customers of the territory, with search while typing.
Screen {
    id: page

    readonly property AccountsModel model: AccountsModel {
        session: Session
        language: Language.current
    }
    readonly property string openAccount: Router.detail.accountId ?? ""

    function openSearch() {
        if (Session.wide)
            Router.openPage("find", {})
        else
            Router.showDetail("search", {})
    }

    title: qsTr("Customers")
    barVisible: false
    loading: model.loading

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        RowLayout {
            Layout.fillWidth: true
            Layout.margins: Theme.spaceL
            Layout.bottomMargin: Theme.spaceS

            AppLabel {
                Layout.fillWidth: true
                level: AppLabel.Display
                text: qsTr("Customers")
            }
            AppLabel {
                level: AppLabel.Label
                muted: true
                text: qsTr("%n in all", "", page.model.total)
            }
        }
        SearchField { // the way to the one box over everything
            Layout.leftMargin: Theme.spaceL
            Layout.rightMargin: Theme.spaceL
            placeholderText: qsTr("Name, pinyin initials, person, note")
            readOnly: true
            activeFocusOnPress: false
            Accessible.role: Accessible.Button
            Accessible.name: qsTr("Search")
            Accessible.onPressAction: page.openSearch()
            Keys.onReturnPressed: page.openSearch()
            Keys.onSpacePressed: page.openSearch()

            TapHandler { onTapped: page.openSearch() }
        }
        ChoiceChips {
            Layout.margins: Theme.spaceL
            Layout.topMargin: Theme.spaceM
            Layout.bottomMargin: Theme.spaceM
            label: qsTr("Class")
            value: page.model.accountClass
            options: [{ value: "", text: qsTr("All") }, { value: "A", text: "A" }, { value: "B", text: "B" },
                { value: "C", text: "C" }]
            onChosen: value => page.model.accountClass = value
        }
        Failure {
            Layout.margins: Theme.spaceL
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
            model: page.model.accounts
            reuseItems: true
            onAtYEndChanged: if (atYEnd && count > 0) page.model.more()
            boundsBehavior: Flickable.DragOverBounds
            ScrollBar.vertical: ScrollBar { opacity: active ? 0.6 : 0 }

            Accessible.role: Accessible.List
            Accessible.name: qsTr("Customers")

            delegate: ListRow {
                id: line

                required property var row

                title: row.name
                subtitle: Words.listed([row.place, row.industry])
                caption: row.lastVisitOn.length > 0 ? qsTr("Last visit %1").arg(Words.day(row.lastVisitOn))
                                                 : qsTr("Not visited yet")
                chevron: !Session.wide
                selected: Session.wide && page.openAccount === row.id
                leading: Avatar {
                    name: line.row.name
                    square: true
                    size: 44
                }
                trailing: [
                    Badge {
                        visible: line.row.openPromises > 0
                        iconName: "promise"
                        text: line.row.openPromises
                        tone: Badge.Warning
                    },
                    Badge {
                        visible: text.length > 0
                        text: line.row.accountClass
                        tone: line.row.accountClass === "A" ? Badge.Primary : Badge.Neutral
                    }
                ]
                onClicked: Router.showDetail("account", { accountId: row.id })
            }

            EmptyState {
                width: Math.min(parent.width - 2 * Theme.spaceXl, 420)
                x: (parent.width - width) / 2
                y: Theme.spaceXl
                visible: list.count === 0 && !page.model.loading && page.model.errorCode.length === 0
                iconName: "accounts"
                title: page.model.accountClass.length > 0 ? qsTr("None of this class") : qsTr("No customers yet")
                text: page.model.accountClass.length > 0
                    ? qsTr("Choose another class, or All.")
                    : qsTr("Customers come with the first synchronisation, or from a file.")
                actionText: page.model.accountClass.length > 0 ? "" : qsTr("Import a file")
                onActionTriggered: Router.showDetail("import", {})
            }
        }
    }
}
