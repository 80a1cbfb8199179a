// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Legwork.Controls
import Legwork.Session
import Legwork.Theme

// One line of the search page: the heading of a kind, something found, or a search made before. The same item serves for
// all of them, for lines change with every letter typed.
Item {
    id: line

    required property var row
    property bool selected: false
    readonly property bool isHead: ["head", "pinned", "recent", "searches"].includes(row.type)
    signal opened()

    // What was hit stands out by weight and line, not by colour alone.
    function marked(markup: string): string {
        return markup.replace(/<b>/g, "<b><u><font color=\"" + Theme.primary + "\">").replace(/<\/b>/g, "</font></u></b>")
    }
    function escaped(text: string): string {
        return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
    }
    function headText(type: string, kind: string): string {
        switch (type) {
        case "pinned": return qsTr("Pinned")
        case "recent": return qsTr("Opened lately")
        case "searches": return qsTr("Searched for lately")
        }
        return Words.entities(kind)
    }
    function iconOf(type: string, kind: string): string {
        switch (type) {
        case "query": return "clock"
        case "forget": return "close"
        case "more": return "search"
        }
        switch (kind) {
        case "commitment": return "promise"
        case "note": return "note"
        case "objection": return "objection"
        case "need": return "need"
        case "visit": return "calendar"
        case "moment": return "star"
        case "opportunity": return "briefcase"
        case "attachment": return "picture"
        case "answer": return "list"
        }
        return ""
    }
    function plainTitle(): string {
        switch (row.type) {
        case "more": return qsTr("More: %1").arg(Words.entities(row.kind))
        case "forget": return qsTr("Forget these searches")
        }
        return row.title.length > 0 ? row.title : Words.entity(row.kind)
    }

    width: ListView.view?.width ?? implicitWidth
    implicitHeight: isHead ? head.implicitHeight + Theme.spaceL + Theme.spaceXs : hit.implicitHeight

    AppLabel {
        id: head

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.leftMargin: Theme.spaceL
        anchors.rightMargin: Theme.spaceL
        anchors.bottomMargin: Theme.spaceXs
        visible: line.isHead
        level: AppLabel.Label
        strong: true
        muted: true
        Accessible.role: Accessible.Heading
        text: visible ? line.headText(line.row.type, line.row.kind) : ""
    }
    ListRow {
        id: hit

        readonly property bool hasFace: line.row.type === "hit" && (line.row.kind === "account" || line.row.kind === "contact")
        readonly property string context: Words.listed([line.row.accountName, line.row.city,
            line.row.day.length > 0 ? Words.day(line.row.day) : "", Words.openState(Words.visitState(line.row.state))])

        width: parent.width
        visible: !line.isHead
        textFormat: Text.StyledText
        title: line.row.type === "hit" && line.row.titleMarkup.length > 0 ? line.marked(line.row.titleMarkup)
            : line.escaped(line.plainTitle())
        titleLines: 2
        subtitle: line.marked(line.row.snippetMarkup)
        caption: context
        chevron: line.row.type !== "forget" && !Session.wide
        selected: line.selected
        Accessible.name: Words.listed([line.plainTitle(), line.row.snippet, context])
        leading: Item {
            implicitWidth: 40
            implicitHeight: 40

            Avatar {
                visible: hit.hasFace
                name: line.row.title
                square: line.row.kind === "account"
                size: 40
            }
            Icon {
                anchors.centerIn: parent
                visible: !hit.hasFace
                name: line.iconOf(line.row.type, line.row.kind)
                size: 22
                color: line.row.type === "hit" ? Theme.primary : Theme.textMuted
            }
        }
        trailing: Badge {
            visible: line.row.mine && line.row.kind === "account"
            text: qsTr("Mine")
            tone: Badge.Primary
        }
        onClicked: line.opened()
    }
}
