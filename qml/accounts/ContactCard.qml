// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Theme

// A person at the customer, with what helps to talk to them.
RowLayout {
    id: card

    required property var contact

    Layout.fillWidth: true
    spacing: Theme.spaceM

    Avatar {
        Layout.alignment: Qt.AlignTop
        name: card.contact.name
        size: 44
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: 2

        GridLayout {
            Layout.fillWidth: true
            columns: Theme.largeText ? 1 : 3
            columnSpacing: Theme.spaceS
            rowSpacing: Theme.spaceXs

            AppLabel {
                Layout.fillWidth: true
                Layout.maximumWidth: implicitWidth
                strong: true
                text: card.contact.name
                lines: 1
            }
            Badge {
                visible: text.length > 0
                text: Words.decisionRole(card.contact.decisionRole)
                tone: card.contact.decisionRole === "decision-maker" ? Badge.Primary : Badge.Neutral
            }
            Item { Layout.fillWidth: true }
        }
        AppLabel {
            Layout.fillWidth: true
            visible: text.length > 0
            level: AppLabel.Caption
            muted: true
            text: Words.listed([card.contact.post, card.contact.department])
        }
        AppLabel {
            Layout.fillWidth: true
            visible: text.length > 0
            level: AppLabel.Caption
            muted: true
            text: card.contact.hobbies.length > 0 ? qsTr("Likes to talk about: %1").arg(card.contact.hobbies) : ""
        }
    }
    IconButton {
        visible: card.contact.mobile.length > 0
        filled: true
        iconName: "phone"
        color: Theme.primarySoftInk
        text: qsTr("Call %1").arg(card.contact.name)
        onClicked: Qt.openUrlExternally("tel:" + card.contact.mobile)
    }
}
