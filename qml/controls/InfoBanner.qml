// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Theme

// A calm remark with an icon: something worth knowing, nothing wrong.
Rectangle {
    id: banner

    property string iconName: "info"
    property string text

    Layout.fillWidth: true
    implicitHeight: row.implicitHeight + 2 * Theme.spaceM
    radius: Theme.radiusM
    color: Theme.primarySoft

    RowLayout {
        id: row

        x: Theme.spaceM
        y: Theme.spaceM
        width: banner.width - 2 * Theme.spaceM
        spacing: Theme.spaceS + 2

        Icon {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: 1
            name: banner.iconName
            size: 20
            color: Theme.primarySoftInk
        }
        AppLabel {
            Layout.fillWidth: true
            level: AppLabel.Label
            color: Theme.primarySoftInk
            text: banner.text
        }
    }
}
