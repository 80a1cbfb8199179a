// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Theme

// A page of specimens, in two columns where there is room.
Screen {
    id: sheet

    default property alias specimens: grid.data
    readonly property int columns: width > Theme.columnNarrow ? 2 : 1
    readonly property real cellWidth: (width - 2 * Theme.spaceL - (columns - 1) * Theme.spaceXl) / columns
    readonly property bool chinese: Language.current === "zh_CN"
    readonly property string longText: say("三号线换线时间要压到二十分钟以内，否则二季度的订单接不下来",
                                           "Changeover on line three must come down to twenty minutes, or the second quarter is lost")

    // The gallery is not part of the catalogues.
    function say(zh: string, en: string): string { return chinese ? zh : en }

    content: ScrollColumn {
        anchors.fill: parent
        columnWidth: sheet.width

        Flow {
            id: grid

            Layout.fillWidth: true
            spacing: Theme.spaceXl
        }
    }
}
