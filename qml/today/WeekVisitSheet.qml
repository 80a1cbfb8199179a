// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Today

// What can be done with one visit of the plan, or with an account that is not in it.
BottomSheet {
    id: sheet

    required property WeekPlanModel model
    property var row: null
    property bool isIn: false
    readonly property PlanWords words: PlanWords {}

    function openFor(shown: var, inPlan: bool) {
        row = shown
        isIn = inPlan
        open()
    }

    title: row?.accountName ?? ""
    hint: row?.address ?? ""

    AppLabel {
        Layout.fillWidth: true
        wrapMode: Text.Wrap
        text: sheet.row ? sheet.words.reason(sheet.row.reason, sheet.row.arguments) : ""
    }
    AppLabel {
        Layout.fillWidth: true
        visible: text.length > 0
        muted: true
        wrapMode: Text.Wrap
        text: sheet.row && !sheet.isIn ? sheet.words.cost(sheet.row) : ""
    }
    SectionTitle {
        visible: days.visible
        text: sheet.isIn ? qsTr("Keep it on a day") : qsTr("Put it in anyway")
    }
    ChoiceChips {
        id: days

        visible: sheet.row !== null && !(sheet.isIn && sheet.row.appointed)
        label: qsTr("Day")
        optional: true
        value: sheet.row?.pinnedTo ?? ""
        options: {
            const known = sheet.model.days
            return Array.from({ length: known.count }, (unused, index) => {
                const day = known.at(index).id
                return { value: day, text: Words.day(day) }
            })
        }
        onChosen: day => {
            if (day.length > 0)
                sheet.model.pin(sheet.row.id, day)
            else
                sheet.model.unpin(sheet.row.id)
            sheet.close()
        }
    }
    InfoBanner {
        visible: sheet.isIn && (sheet.row?.appointed ?? false)
        iconName: "lock"
        text: qsTr("The customer expects you at that time. Change it on the visit itself.")
    }

    actions: [
        AppButton {
            kind: AppButton.Secondary
            text: qsTr("Customer")
            onClicked: {
                sheet.close()
                Router.openPage("account", { accountId: sheet.row.accountId })
            }
        },
        AppButton {
            Layout.fillWidth: true
            visible: sheet.isIn && sheet.row !== null && (sheet.row.fresh || sheet.row.moved)
            enabled: !sheet.model.loading
            iconName: "check"
            text: qsTr("Accept this visit")
            onClicked: {
                sheet.close()
                sheet.model.acceptVisit(sheet.row.day, sheet.row.id)
            }
        }
    ]
}
