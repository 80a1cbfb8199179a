// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Accounts
import Legwork.Controls
import Legwork.Session
import Legwork.Theme

// Give a customer, with all that is known about it, to the people of another territory.
BottomSheet {
    id: sheet

    required property AccountModel model

    function choose() {
        model.clearError()
        open()
    }

    title: qsTr("Move to which territory?")
    hint: sheet.model.name

    AppLabel {
        Layout.fillWidth: true
        level: AppLabel.Label
        muted: true
        text: qsTr("Contacts, visits, notes and everything else about this customer go along. Work that colleagues have not sent yet is not lost: it follows.")
    }
    Card {
        padding: 0
        spacing: 0

        Repeater {
            id: territories

            model: sheet.model.otherTerritories

            ListRow {
                required property int index
                required property var modelData

                title: modelData.name
                iconName: "pin"
                divider: index < territories.count - 1
                onClicked: sheet.model.moveTo(modelData.id)
            }
        }
    }
    Failure {
        code: sheet.model.errorCode
        codeArguments: sheet.model.errorArguments
    }

    Connections {
        target: sheet.model
        function onMoved() { sheet.close() }
    }
}
