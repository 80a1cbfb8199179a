// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Theme

// A sheet of paper on the ground; what is put into it stands in a column.
Rectangle {
    id: card

    default property alias content: column.data
    property int padding: Theme.spaceL
    property int verticalPadding: padding // rows bring their own space above and below
    property int spacing: Theme.spaceM

    Layout.fillWidth: true
    implicitWidth: 320
    implicitHeight: column.implicitHeight + 2 * verticalPadding
    radius: Theme.radiusL
    color: Theme.surface
    border.width: Theme.hairline
    border.color: Theme.outline

    ColumnLayout {
        id: column

        x: card.padding
        y: card.verticalPadding
        width: card.width - 2 * card.padding
        spacing: card.spacing
    }
}
