// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Legwork.Controls
import Legwork.Session
import Legwork.Theme

// One line of the search page: the heading of a kind, something found, or a search made before. The same item serves for
// all of them, for lines change with every letter typed; placed by hand, for layouts would take most of the time of a line.
T.AbstractButton {
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

    readonly property bool hasFace: row.type === "hit" && (row.kind === "account" || row.kind === "contact")
    readonly property string context: isHead ? "" : Words.listed([row.accountName, row.city,
        row.day.length > 0 ? Words.day(row.day) : "", Words.openState(Words.visitState(row.state)),
        row.mine && row.kind === "account" ? qsTr("Mine") : ""])
    readonly property bool hasChevron: !isHead && row.type !== "forget" && !Session.wide

    width: ListView.view?.width ?? implicitWidth
    visible: row.type !== "none"
    implicitHeight: !visible ? 0 : isHead ? title.implicitHeight + Theme.spaceL + Theme.spaceXs
                           : Math.max(Theme.rowMin, texts.implicitHeight + 2 * Theme.spaceM)
    enabled: !isHead
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    onClicked: line.opened()

    Accessible.ignored: isHead // its title speaks for it
    Accessible.role: Accessible.ListItem
    Accessible.name: Words.listed([line.plainTitle(), line.row.snippet, context])
    Accessible.onPressAction: line.click()

    Avatar {
        x: Theme.spaceL
        anchors.verticalCenter: parent.verticalCenter
        visible: line.hasFace
        name: visible ? line.row.title : ""
        square: line.row.kind === "account"
        size: 40
    }
    Icon {
        x: Theme.spaceL + 9
        anchors.verticalCenter: parent.verticalCenter
        visible: !line.hasFace && !line.isHead
        name: visible ? line.iconOf(line.row.type, line.row.kind) : ""
        size: 22
        color: line.row.type === "hit" ? Theme.primary : Theme.textMuted
    }
    Column {
        id: texts

        readonly property real end: line.width - Theme.spaceL - (line.hasChevron ? 16 + Theme.spaceM : 0)

        x: line.isHead ? Theme.spaceL : Theme.spaceL + 40 + Theme.spaceM
        y: line.isHead ? line.height - implicitHeight - Theme.spaceXs : (line.height - implicitHeight) / 2
        width: end - x
        spacing: 2

        AppLabel {
            id: title

            width: texts.width
            level: line.isHead ? AppLabel.Label : AppLabel.Body
            strong: line.isHead
            muted: line.isHead
            maximumLineCount: 2
            textFormat: Text.StyledText
            text: line.isHead ? line.headText(line.row.type, line.row.kind)
                : line.row.titleMarkup.length > 0 ? line.marked(line.row.titleMarkup) : line.escaped(line.plainTitle())
            Accessible.ignored: !line.isHead
            Accessible.role: Accessible.Heading
        }
        AppLabel {
            width: texts.width
            visible: text.length > 0
            level: AppLabel.Caption
            muted: true
            maximumLineCount: 2
            textFormat: Text.StyledText
            text: line.isHead ? "" : line.marked(line.row.snippetMarkup)
            Accessible.ignored: true
        }
        AppLabel {
            width: texts.width
            visible: text.length > 0
            level: AppLabel.Caption
            muted: true
            maximumLineCount: 2
            text: line.context
            Accessible.ignored: true
        }
    }
    Icon {
        x: line.width - Theme.spaceL - 16
        anchors.verticalCenter: parent.verticalCenter
        visible: line.hasChevron
        name: "forward"
        size: 16
        weight: 2.2
        color: Theme.outlineStrong
    }

    leftInset: Theme.spaceXs
    rightInset: Theme.spaceXs
    background: Rectangle {
        radius: Theme.radiusM
        color: line.selected ? Theme.primarySoft : line.down || line.hovered ? Theme.surface : "transparent"
        FocusRing { shown: line.visualFocus }

        Rectangle {
            visible: !line.isHead
            anchors.bottom: parent.bottom
            x: Theme.spaceL - line.leftInset
            width: parent.width - 2 * x
            height: 1
            color: Theme.outline
        }
    }
}
