// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Theme
import Legwork.Visit

// Write down a need, an objection, a promise or a note: one sentence and one or two taps.
BottomSheet {
    id: sheet

    required property VisitModel model
    property string kind: "note"
    property string type
    property string contactId
    property string dueOn

    function openFor(wanted: string) {
        kind = wanted
        type = wanted === "need" ? "explicit" : wanted === "objection" ? "price" : wanted === "promise" ? "ours" : ""
        contactId = ""
        dueOn = wanted === "promise" ? shifted(7) : ""
        words.text = wanted === "promise" ? proposed() : ""
        open()
    }
    // What was objected last is mostly what we promise to come back on; it is there to be typed over.
    function proposed(): string {
        const last = model.captured.count > 0 ? model.captured.at(0) : null
        return last?.kind === "objection" ? qsTr("Come back on: %1").arg(last.text) : ""
    }
    function shifted(days: int): string {
        const today = Words.parsed(Session.today)
        return Words.iso(new Date(today.getFullYear(), today.getMonth(), today.getDate() + days))
    }

    title: kind === "need" ? qsTr("A need") : kind === "objection" ? qsTr("An objection")
        : kind === "promise" ? qsTr("A promise") : qsTr("A note")
    hint: kind === "promise" ? qsTr("Promise less and keep it: a broken early day is worse than an honest late one.")
        : kind === "objection" ? qsTr("An objection is a sign of interest. Note it in the customer's words.")
        : kind === "need" ? qsTr("What does the customer expect, said or unsaid?") : ""

    onOpened: {
        words.focusInput()
        words.selectAll()
    }

    AppTextArea {
        id: words

        label: sheet.kind === "promise" ? qsTr("What is promised?")
            : sheet.kind === "note" ? qsTr("Note") : qsTr("In the customer's words")
        minimumHeight: 80
    }
    ChoiceChips {
        visible: sheet.kind !== "note"
        label: qsTr("Kind")
        value: sheet.type
        options: sheet.kind === "need"
            ? Words.choices(["explicit", "latent", "hidden"], Words.needDepth)
            : sheet.kind === "objection"
            ? Words.choices(["price", "product", "need", "source", "timing", "other"], Words.objectionType)
            : Words.choices(["ours", "theirs"], Words.side)
        onChosen: value => sheet.type = value
    }
    AppLabel {
        visible: sheet.kind === "promise"
        level: AppLabel.Label
        strong: true
        text: qsTr("Until when?")
    }
    ChoiceChips {
        visible: sheet.kind === "promise"
        label: qsTr("Until when?")
        value: sheet.dueOn
        options: [{ value: sheet.shifted(1), text: qsTr("Tomorrow") }, { value: sheet.shifted(3), text: qsTr("3 days") },
            { value: sheet.shifted(7), text: qsTr("1 week") }, { value: sheet.shifted(14), text: qsTr("2 weeks") },
            { value: sheet.shifted(28), text: qsTr("4 weeks") }]
        onChosen: value => sheet.dueOn = value
    }
    AppLabel {
        visible: sheet.kind !== "note" && sheet.model.contacts.count > 0
        level: AppLabel.Label
        strong: true
        text: qsTr("Who?")
    }
    Flow {
        Layout.fillWidth: true
        visible: sheet.kind !== "note" && sheet.model.contacts.count > 0
        spacing: Theme.spaceS

        Repeater {
            model: sheet.model.contacts

            Chip {
                required property var row

                text: row.name
                on: sheet.contactId === row.id
                onClicked: sheet.contactId = on ? "" : row.id
            }
        }
    }

    actions: AppButton {
        Layout.fillWidth: true
        iconName: "check"
        text: qsTr("Keep it")
        enabled: words.text.trim().length > 0
        onClicked: {
            sheet.model.capture(sheet.kind, sheet.type, words.text, sheet.contactId, sheet.dueOn)
            sheet.close()
        }
    }
}
