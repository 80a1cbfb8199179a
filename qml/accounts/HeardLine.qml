// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Legwork.Controls
import Legwork.Session
import Legwork.Theme

// A need, an objection or a note, in the customer's words.
ListRow {
    id: line

    required property var heard

    title: heard.text
    titleLines: 6
    subtitle: Words.listed([heard.who, Words.dayOf(heard.atMs)])
    chevron: false
    iconName: heard.kind
    iconColor: heard.kind === "objection" && heard.state === "open" ? Theme.accent : Theme.primary
    inset: 0
    enabled: false
    trailing: Badge {
        visible: text.length > 0
        text: line.heard.kind === "need" ? Words.needDepth(line.heard.type)
            : line.heard.kind === "objection" ? Words.objectionType(line.heard.type) : ""
        tone: line.heard.state === "open" ? Badge.Warning : Badge.Neutral
    }
}
