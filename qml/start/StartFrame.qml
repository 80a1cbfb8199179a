// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Theme

// The frame of the pages before the day can begin: the mark, a sentence, the job, the language.
Screen {
    id: frame

    property string heading
    property string text
    default property alias job: jobColumn.data

    barVisible: false
    title: heading
    columnWidth: Theme.columnNarrow

    content: ScrollColumn {
        anchors.fill: parent
        spacing: Theme.spaceL
        columnWidth: frame.columnWidth

        RowLayout {
            Layout.fillWidth: true
            Layout.topMargin: Session.wide ? frame.height / 8 : Theme.spaceXl

            Rectangle {
                implicitWidth: 56
                implicitHeight: 56
                radius: Theme.radiusL
                color: Theme.primary

                Icon {
                    anchors.centerIn: parent
                    name: "route"
                    size: 32
                    weight: 2
                    color: Theme.primaryInk
                }
            }
            AppLabel {
                Layout.fillWidth: true
                Layout.leftMargin: Theme.spaceS
                level: AppLabel.Title
                text: "Legwork"
            }
            AppButton {
                kind: AppButton.Quiet
                compact: true
                iconName: "globe"
                text: Words.chinese ? "English" : "中文"
                onClicked: Language.current = Words.chinese ? "en" : "zh_CN"
            }
        }
        AppLabel {
            Layout.fillWidth: true
            Layout.topMargin: Theme.spaceXl
            level: AppLabel.Display
            text: frame.heading
        }
        AppLabel {
            Layout.fillWidth: true
            muted: true
            text: frame.text
        }
        ColumnLayout {
            id: jobColumn

            Layout.fillWidth: true
            spacing: Theme.spaceL
        }
    }
}
