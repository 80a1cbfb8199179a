// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import Legwork.Controls
import Legwork.Pictures
import Legwork.Session
import Legwork.Theme

// A small picture with what is to be known of it: whether it is still only here.
T.AbstractButton {
    id: tile

    required property var picture
    readonly property string stateText: Words.pictureState(picture.state, picture.percent)

    implicitWidth: 116
    implicitHeight: 116
    focusPolicy: Qt.StrongFocus
    text: Words.listed([picture.caption.length > 0 ? picture.caption : qsTr("Picture"),
        Words.moment(picture.takenAtMs), stateText])

    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.onPressAction: if (tile.enabled) tile.clicked()

    background: Rectangle {
        color: Theme.surfaceSunken
        border.width: Theme.hairline
        border.color: Theme.outline
    }
    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            visible: small.status !== Image.Ready
            name: "picture"
            size: 32
            color: Theme.textMuted
        }
        Image {
            id: small

            anchors.fill: parent
            anchors.margins: Theme.hairline
            source: tile.picture.preview
            fillMode: Image.PreserveAspectCrop
            asynchronous: true
            cache: false
            Accessible.ignored: true
        }
        Badge {
            anchors.left: parent.left
            anchors.bottom: parent.bottom
            anchors.margins: Theme.spaceXs + 2
            visible: tile.picture.state !== "elsewhere"
            iconName: tile.picture.state === "safe" ? "cloud-check" : tile.picture.state === "lost" ? "alert"
                : tile.picture.state === "coming" ? "down" : "upload"
            text: tile.picture.state === "safe" ? "" : tile.stateText
            tone: tile.picture.state === "safe" ? Badge.Success : tile.picture.state === "lost" ? Badge.Accent
                : tile.picture.state === "coming" ? Badge.Neutral : Badge.Warning
        }
        FocusRing { shown: tile.visualFocus || tile.down }
    }
}
