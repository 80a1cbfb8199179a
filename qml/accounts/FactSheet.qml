// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Accounts
import Legwork.Controls
import Legwork.Session
import Legwork.Theme

// Write or correct one fact of a customer. Only that field is changed.
BottomSheet {
    id: sheet

    required property AccountModel model
    property string field

    function openFor(wanted: string) {
        field = wanted
        input.text = wanted.length > 0 ? model.factText(wanted) : ""
        model.clearError()
        open()
    }

    title: field.length > 0 ? Words.field(field) : qsTr("Which fact?")
    hint: sheet.model.name

    ChoiceChips {
        visible: sheet.field.length === 0
        label: sheet.title
        options: Words.choices(sheet.model.editableFields, Words.field)
        onChosen: value => sheet.openFor(value)
    }
    AppTextArea {
        id: input

        visible: sheet.field.length > 0
        label: Words.field(sheet.field)
        minimumHeight: 80
    }
    Failure {
        code: sheet.model.errorCode
        codeArguments: sheet.model.errorArguments
    }

    actions: AppButton {
        Layout.fillWidth: true
        visible: sheet.field.length > 0
        iconName: "check"
        text: qsTr("Keep it")
        onClicked: sheet.model.editFact(sheet.field, input.text)
    }

    Connections {
        target: sheet.model
        function onFactKept() { sheet.close() }
    }
}
