// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Theme

// A named fact. Nothing is shown where nothing is known.
RowLayout {
    id: fact

    property string name
    property string value

    Layout.fillWidth: true
    visible: value.length > 0
    spacing: Theme.spaceM

    AppLabel {
        Layout.preferredWidth: 104 * Theme.textScale
        Layout.alignment: Qt.AlignTop
        level: AppLabel.Label
        muted: true
        text: fact.name
    }
    AppLabel {
        Layout.fillWidth: true
        level: AppLabel.Label
        text: fact.value
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
    }
}
