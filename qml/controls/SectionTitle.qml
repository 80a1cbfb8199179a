// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Theme

// The heading of a part of a page, with a count and one action where there is one.
RowLayout {
    id: section

    property string text
    property int count: -1
    property string actionText
    signal actionTriggered()

    Layout.fillWidth: true
    Layout.topMargin: Theme.spaceS
    spacing: Theme.spaceS

    AppLabel {
        Layout.fillWidth: section.count < 0 || Theme.largeText
        Layout.maximumWidth: section.count < 0 ? 0xffffff : Math.ceil(implicitWidth)
        level: AppLabel.Heading
        lines: 1
        text: section.text
    }
    AppLabel {
        Layout.fillWidth: true
        visible: section.count >= 0
        level: AppLabel.Label
        muted: true
        text: section.count
        Accessible.ignored: true
    }
    AppButton {
        visible: section.actionText.length > 0
        Layout.fillWidth: Theme.largeText
        Layout.maximumWidth: Math.ceil(implicitWidth)
        Layout.rightMargin: -Theme.spaceM
        kind: AppButton.Quiet
        compact: true
        text: section.actionText
        onClicked: section.actionTriggered()
    }
}
