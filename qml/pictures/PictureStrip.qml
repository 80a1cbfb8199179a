// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Pictures
import Legwork.Session
import Legwork.Theme

// The pictures of a visit or a customer, newest first; one can be added, and each can be opened.
Card {
    id: strip

    required property PicturesModel model
    property bool canAdd: true

    function choose() { dialogue.open() }

    spacing: Theme.spaceM

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        AppLabel {
            Layout.fillWidth: true
            level: AppLabel.Heading
            text: strip.model.pictures.count > 0 ? qsTr("Pictures · %1").arg(Words.number(strip.model.pictures.count))
                                                 : qsTr("Pictures")
        }
        IconButton {
            visible: strip.canAdd
            filled: true
            iconName: "plus"
            color: Theme.primarySoftInk
            text: qsTr("Add a picture")
            enabled: !strip.model.adding
            onClicked: strip.choose()
        }
    }
    Failure {
        code: strip.model.errorCode
        codeArguments: strip.model.errorArguments
    }
    ProgressLine {
        Layout.fillWidth: true
        visible: strip.model.adding
    }
    AppLabel {
        Layout.fillWidth: true
        visible: strip.model.pictures.count === 0 && !strip.model.adding
        level: AppLabel.Label
        muted: true
        text: qsTr("A shelf, a card, a delivery note: added without a network too, and encrypted at once.")
    }
    ListView {
        id: tiles

        readonly property Item keyboardAt: Window.activeFocusItem

        onKeyboardAtChanged: Keyboard.reveal(tiles, keyboardAt)
        Layout.fillWidth: true
        visible: count > 0
        implicitHeight: 116
        orientation: ListView.Horizontal
        spacing: Theme.spaceS
        clip: true
        model: strip.model.pictures

        delegate: PictureTile {
            required property var row

            picture: row
            onClicked: Router.openPage("picture", { pictureId: row.id })
        }
    }
    FileDialog {
        id: dialogue

        fileMode: FileDialog.OpenFiles
        nameFilters: [qsTr("Pictures (*.jpg *.jpeg *.png)"), qsTr("All files (*)")]
        onAccepted: {
            for (const file of selectedFiles)
                strip.model.add(file)
        }
    }
}
