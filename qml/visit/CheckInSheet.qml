// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Theme
import Legwork.Visit

// Check-in: shows what will be stored. Too far away or no position is a reason to write, never a dead end.
BottomSheet {
    id: sheet

    required property VisitModel model
    property string reason

    function openAndLocate() {
        reason = ""
        open()
        model.locate()
    }

    title: qsTr("Check in")
    hint: sheet.model.visit.accountName

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceL

        Rectangle {
            implicitWidth: 64
            implicitHeight: 64
            radius: height / 2
            color: sheet.model.locating === VisitModel.Found && !sheet.model.reasonNeeded ? Theme.successSoft
                : sheet.model.locating === VisitModel.Searching ? Theme.primarySoft : Theme.warningSoft

            Icon {
                anchors.centerIn: parent
                name: sheet.model.locating === VisitModel.Found && !sheet.model.reasonNeeded ? "check" : "pin"
                size: 30
                weight: 2
                color: sheet.model.locating === VisitModel.Found && !sheet.model.reasonNeeded ? Theme.successSoftInk
                    : sheet.model.locating === VisitModel.Searching ? Theme.primarySoftInk : Theme.warningSoftInk
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2

            AppLabel {
                Layout.fillWidth: true
                level: AppLabel.Heading
                text: sheet.model.locating === VisitModel.Searching ? qsTr("Looking for your position …")
                    : sheet.model.locating === VisitModel.Failed ? qsTr("No position")
                    : sheet.model.distanceM < 0 ? qsTr("The customer's place is not known")
                    : sheet.model.reasonNeeded ? qsTr("%1 away from the customer").arg(Words.distance(sheet.model.distanceM))
                                               : qsTr("At the customer")
            }
            AppLabel {
                Layout.fillWidth: true
                visible: sheet.model.locating === VisitModel.Found
                level: AppLabel.Label
                muted: true
                text: Words.listed([sheet.model.distanceM < 0 ? "" : qsTr("%1 to the entrance").arg(Words.distance(sheet.model.distanceM)),
                    qsTr("accurate to %1 m").arg(Math.round(sheet.model.accuracyM)),
                    sheet.model.mocked ? qsTr("made up by an app") : ""])
            }
        }
    }
    ProgressLine {
        Layout.fillWidth: true
        running: sheet.model.locating === VisitModel.Searching
    }
    Failure {
        code: sheet.model.locating === VisitModel.Failed ? sheet.model.positionErrorCode : ""
        warning: true
        actionText: qsTr("Try again")
        onActionTriggered: sheet.model.locate()
    }
    AppLabel {
        visible: sheet.model.reasonNeeded
        level: AppLabel.Label
        strong: true
        text: qsTr("Why here?")
    }
    ChoiceChips {
        visible: sheet.model.reasonNeeded
        label: qsTr("Why here?")
        value: sheet.reason
        options: Words.choices([qsTr("Meeting at another place"), qsTr("Large site"), qsTr("Position is wrong indoors"),
            qsTr("The customer has moved")], text => text)
        onChosen: value => sheet.reason = value
    }
    AppTextField {
        visible: sheet.model.reasonNeeded
        placeholder: qsTr("Another reason")
        text: sheet.reason
        onEdited: written => sheet.reason = written
    }
    AppLabel {
        Layout.fillWidth: true
        level: AppLabel.Micro
        muted: true
        text: qsTr("Stored are time, position and accuracy of this moment. You are not tracked in between.")
    }

    actions: AppButton {
        Layout.fillWidth: true
        iconName: "check"
        text: qsTr("Check in now")
        enabled: sheet.model.locating !== VisitModel.Searching
            && (!sheet.model.reasonNeeded || sheet.reason.trim().length > 0)
        onClicked: sheet.model.checkIn(sheet.reason)
    }
}
