// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts

// A number with what it counts below it; Figures sets several side by side.
ColumnLayout {
    id: figure

    property string value
    property string text
    readonly property real valueWidth: number.implicitWidth

    Layout.fillWidth: true
    Layout.preferredWidth: 1
    Layout.alignment: Qt.AlignTop
    spacing: 0

    AppLabel {
        id: number

        Layout.fillWidth: true
        level: AppLabel.Heading
        lines: 1
        text: figure.value
    }
    AppLabel {
        Layout.fillWidth: true
        level: AppLabel.Micro
        muted: true
        text: figure.text
    }
}
