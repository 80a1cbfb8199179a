// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Importing
import Legwork.Theme

// Choose a file.
ScrollColumn {
    id: pane

    required property ImportModel model

    EmptyState {
        iconName: "file"
        title: qsTr("A CSV file with your customers")
        text: qsTr("One heading line, then one customer or person per line. UTF-8, GB18030 and UTF-16 are recognised; columns may have any order and name.")
    }
    AppButton {
        Layout.alignment: Qt.AlignHCenter
        iconName: "file"
        text: qsTr("Choose a file")
        enabled: !pane.model.loading
        onClicked: dialogue.open()
    }
    InfoBanner {
        Layout.topMargin: Theme.spaceL
        iconName: "shield"
        text: qsTr("Nothing is stored before you have seen the preview, and the whole import can be undone afterwards.")
    }

    FileDialog {
        id: dialogue

        nameFilters: [qsTr("Tables (*.csv *.tsv *.txt)"), qsTr("All files (*)")]
        onAccepted: pane.model.open(selectedFile)
    }
}
