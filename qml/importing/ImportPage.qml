// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Importing
import Legwork.Session
import Legwork.Theme

// Customers from a file: choose, see what is understood, check what is doubtful, take it in; and undo it as a whole.
Screen {
    id: page

    readonly property ImportModel model: ImportModel { session: Session }

    title: qsTr("Import customers")
    subtitle: model.fileName
    loading: model.loading

    ImportWords { id: importWords }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        StepHeader {
            Layout.leftMargin: Theme.spaceL
            Layout.rightMargin: Theme.spaceL
            Layout.maximumWidth: Theme.columnMax
            Layout.alignment: Qt.AlignHCenter
            steps: [qsTr("File"), qsTr("Columns"), qsTr("Check"), qsTr("Done")]
            current: page.model.phase
            onStepTapped: index => {
                if (page.model.phase < ImportModel.Done && index < page.model.phase)
                    page.model.phase = index
            }
        }
        Failure {
            Layout.margins: Theme.spaceL
            code: page.model.errorCode
            codeArguments: page.model.errorArguments
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            PickPane {
                anchors.fill: parent
                visible: page.model.phase === ImportModel.Pick
                model: page.model
            }
            ColumnsPane {
                anchors.fill: parent
                visible: page.model.phase === ImportModel.Columns
                model: page.model
                words: importWords
            }
            CheckPane {
                anchors.fill: parent
                visible: page.model.phase === ImportModel.Check
                model: page.model
                words: importWords
            }
            DonePane {
                anchors.fill: parent
                visible: page.model.phase === ImportModel.Done
                model: page.model
                words: importWords
            }
        }
    }

    actions: [
        AppButton {
            visible: page.model.phase === ImportModel.Columns || page.model.phase === ImportModel.Check
            kind: AppButton.Secondary
            text: qsTr("Back")
            onClicked: page.model.phase = page.model.phase - 1
        },
        AppButton {
            visible: page.model.phase === ImportModel.Columns
            Layout.fillWidth: true
            enabled: !page.model.loading
            text: qsTr("Columns are right")
            onClicked: page.model.phase = ImportModel.Check
        },
        AppButton {
            visible: page.model.phase === ImportModel.Check
            Layout.fillWidth: true
            iconName: "import"
            enabled: !page.model.loading && (!page.model.mustAskDatum || page.model.datum.length > 0)
            text: qsTr("Import %n row(s)", "", page.model.imported + page.model.merged)
            onClicked: page.model.apply()
        },
        AppButton {
            visible: page.model.phase === ImportModel.Done && !page.model.undone
            kind: AppButton.Danger
            iconName: "undo"
            enabled: !page.model.loading
            text: qsTr("Undo the import")
            onClicked: page.model.undoImport()
        },
        AppButton {
            visible: page.model.phase === ImportModel.Done
            Layout.fillWidth: true
            text: qsTr("To the customers")
            onClicked: Router.openPage("accounts")
        }
    ]
}
