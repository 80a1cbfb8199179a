// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Theme

// The table of contents, and the ways of looking at it.
Screen {
    id: page

    readonly property var sheets: [{ page: "controls-buttons", title: "Buttons", iconName: "check" },
        { page: "controls-fields", title: "Fields", iconName: "edit" },
        { page: "controls-choices", title: "Choices", iconName: "list" },
        { page: "controls-rows", title: "Rows", iconName: "accounts" },
        { page: "controls-messages", title: "Messages", iconName: "info" },
        { page: "controls-charts", title: "Charts", iconName: "route" }]

    title: "Controls"

    ScrollColumn {
        anchors.fill: parent

        ChoiceChips {
            label: "Appearance"
            value: Session.scheme
            options: ["light", "dark", "contrast"].map(scheme => ({ value: scheme, text: scheme }))
            onChosen: value => Session.scheme = value
        }
        ChoiceChips {
            label: "Language"
            value: Language.current
            options: ["zh_CN", "en"].map(language => ({ value: language, text: language }))
            onChosen: value => Language.current = value
        }
        ChoiceChips {
            label: "Text"
            value: String(Session.textScale)
            options: ["1", "1.5", "2"].map(scale => ({ value: scale, text: "× " + scale }))
            onChosen: value => Session.textScale = Number(value)
        }
        Card {
            padding: 0
            spacing: 0

            Repeater {
                model: page.sheets

                ListRow {
                    required property int index
                    required property var modelData

                    title: modelData.title
                    iconName: modelData.iconName
                    selected: Router.detailPage === modelData.page
                    divider: index < page.sheets.length - 1
                    onClicked: Router.showDetail(modelData.page, {})
                }
            }
        }
    }
}
