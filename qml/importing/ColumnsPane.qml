// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Importing
import Legwork.Session
import Legwork.Theme

// Which column is what: proposed from heading and cells, changed by a tap.
ScrollColumn {
    id: pane

    required property ImportModel model
    required property ImportWords words
    property int columnChosen: -1

    AppLabel {
        Layout.fillWidth: true
        level: AppLabel.Label
        muted: true
        text: qsTr("%n row(s), text in %1", "", pane.model.rowCount).arg(pane.model.encoding)
    }
    Card {
        padding: 0
        spacing: 0

        Repeater {
            id: columns

            model: pane.model.columns

            ListRow {
                id: line

                required property int index
                required property var row

                title: row.heading.length > 0 ? row.heading : qsTr("Column %1").arg(index + 1)
                titleLines: 1
                subtitle: row.sample
                caption: pane.words.columnReason(row.reason)
                divider: index < columns.count - 1
                onClicked: {
                    pane.columnChosen = index
                    targetSheet.open()
                }
                trailing: Badge {
                    text: pane.words.target(line.row.target)
                    tone: line.row.target === "attribute" || line.row.target === "ignored" ? Badge.Neutral
                        : line.row.sure ? Badge.Success : Badge.Warning
                }
            }
        }
    }

    BottomSheet {
        id: targetSheet

        title: qsTr("What is this column?")
        hint: pane.columnChosen >= 0 ? pane.model.columns.at(pane.columnChosen)?.heading ?? "" : ""

        ChoiceChips {
            label: targetSheet.title
            value: pane.columnChosen >= 0 ? pane.model.columns.at(pane.columnChosen)?.target ?? "" : ""
            options: Words.choices(pane.model.targets, pane.words.target)
            onChosen: value => {
                pane.model.setTarget(pane.columnChosen, value)
                targetSheet.close()
            }
        }
    }
}
