// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Pictures
import Legwork.Session
import Legwork.Theme

// One picture, as large as there is room. Until it has come, its preview stands in its place.
Screen {
    id: page

    required property string pictureId
    readonly property PicturesModel model: PicturesModel {
        session: Session
        pictureId: page.pictureId
    }
    readonly property var picture: model.picture
    property bool isRemoved: false

    title: picture.caption.length > 0 ? picture.caption : qsTr("Picture")
    subtitle: Words.listed([picture.addedBy, picture.takenAtMs > 0 ? Words.moment(picture.takenAtMs) : "",
        picture.bytes > 0 ? Words.size(picture.bytes) : ""])
    loading: model.loading

    headActions: IconButton {
        visible: !page.isRemoved && page.picture.id.length > 0
        iconName: "trash"
        text: qsTr("Remove the picture")
        onClicked: page.model.remove(page.pictureId)
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Failure {
            Layout.margins: Theme.spaceL
            visible: !page.isRemoved && code.length > 0
            code: page.model.errorCode
            codeArguments: page.model.errorArguments
        }
        Rectangle {
            Layout.fillWidth: true
            Layout.fillHeight: true
            color: page.isRemoved ? Theme.background : Theme.pictureGround

            EmptyState {
                anchors.centerIn: parent
                width: parent.width - 2 * Theme.spaceL
                visible: page.isRemoved
                iconName: "trash"
                title: qsTr("Removed")
                text: qsTr("It can be brought back while the bar below stands.")
            }
            Image {
                anchors.fill: parent
                anchors.margins: Theme.spaceS
                visible: !page.isRemoved && whole.status !== Image.Ready
                source: page.picture.preview
                cache: false // a customer's picture is not kept when nobody looks at it
                fillMode: Image.PreserveAspectFit
                smooth: true
                Accessible.ignored: true
            }
            Image {
                id: whole

                anchors.fill: parent
                anchors.margins: Theme.spaceS
                visible: !page.isRemoved
                source: page.picture.source
                sourceSize: Qt.size(2 * width, 2 * height)
                fillMode: Image.PreserveAspectFit
                asynchronous: true
                cache: false
                Accessible.role: Accessible.Graphic
                Accessible.name: page.title
                onStatusChanged: {
                    if (status === Image.Error && source.toString().length > 0)
                        page.model.open(page.pictureId, true)
                }
            }
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.margins: Theme.spaceL
            visible: !page.isRemoved && page.picture.state.length > 0
            spacing: Theme.spaceS

            Icon {
                name: page.picture.state === "safe" ? "cloud-check" : page.picture.state === "lost" ? "alert"
                    : page.picture.state === "elsewhere" || page.picture.state === "coming" ? "cloud" : "upload"
                size: 20
                color: page.picture.state === "safe" ? Theme.success : page.picture.state === "lost" ? Theme.accent
                    : Theme.textMuted
            }
            AppLabel {
                Layout.fillWidth: true
                level: AppLabel.Label
                text: Words.pictureStateSentence(page.picture.state, page.picture.percent)
            }
        }
    }

    Component.onCompleted: model.open(pictureId)

    Connections {
        target: page.model
        function onRemoved() {
            page.isRemoved = true
            page.undoBar.show(qsTr("Picture removed"))
        }
        function onTookBack() {
            page.isRemoved = false
            page.model.clearError()
        }
    }
    Connections {
        target: page.undoBar
        function onUndone() { page.model.undo() }
    }
}
