// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Theme

// A number with what it counts below it; several stand side by side in a RowLayout and share its width.
ColumnLayout {
    id: figure

    property string value
    property string text

    Layout.fillWidth: true
    Layout.preferredWidth: 1
    Layout.alignment: Qt.AlignTop
    spacing: 0

    AppLabel {
        Layout.fillWidth: true
        level: AppLabel.Heading
        maximumLineCount: 1
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.sizeMicro
        text: figure.value
    }
    AppLabel {
        Layout.fillWidth: true
        level: AppLabel.Micro
        muted: true
        text: figure.text
    }
}
