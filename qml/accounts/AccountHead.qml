// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Accounts
import Legwork.Controls
import Legwork.Session
import Legwork.Theme

// Who the customer is: name and kind, the place, the telephone, how the last moments went.
Card {
    id: head

    required property AccountModel account

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceM

        Avatar {
            Layout.alignment: Qt.AlignTop
            name: head.account.name
            square: true
            size: 56
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceXs

            AppLabel {
                Layout.fillWidth: true
                level: AppLabel.Heading
                text: head.account.name
            }
            Flow {
                Layout.fillWidth: true
                spacing: Theme.spaceS - 2

                Badge {
                    visible: head.account.accountClass.length > 0
                    text: qsTr("Class %1").arg(head.account.accountClass)
                    tone: Badge.Primary
                }
                Badge {
                    visible: head.account.stage.length > 0
                    text: Words.stage(head.account.stage)
                    tone: head.account.stage === "problem" || head.account.stage === "declining" ? Badge.Accent
                        : head.account.stage === "growing" ? Badge.Success : Badge.Neutral
                }
                Badge {
                    visible: head.account.industry.length > 0
                    text: head.account.industry
                }
            }
        }
    }
    RowLayout {
        Layout.fillWidth: true
        visible: head.account.address.length > 0
        spacing: Theme.spaceS

        Icon {
            name: "pin"
            size: 20
            color: Theme.textMuted
        }
        AppLabel {
            Layout.fillWidth: true
            level: AppLabel.Label
            text: head.account.address
        }
        IconButton {
            visible: head.account.phone.length > 0
            filled: true
            iconName: "phone"
            color: Theme.primarySoftInk
            text: qsTr("Call %1").arg(head.account.name)
            onClicked: Qt.openUrlExternally("tel:" + head.account.phone)
        }
    }
    MomentStrip {
        visible: head.account.scores.length > 0
        scores: head.account.scores
    }
}
