// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Importing
import Legwork.Session
import Legwork.Theme

// What became of every row.
ScrollColumn {
    id: pane

    required property ImportModel model
    required property ImportWords words

    EmptyState {
        iconName: pane.model.undone ? "undo" : "check-circle"
        title: pane.model.undone ? qsTr("The import has been undone")
                                 : qsTr("%n customer(s) imported", "", pane.model.imported)
        text: pane.model.undone ? qsTr("Everything is as it was before.")
            : qsTr("%1 rows in the file: %2 new, %3 merged, %4 set aside.").arg(pane.model.rowCount)
                .arg(pane.model.imported).arg(pane.model.merged).arg(pane.model.setAsideInAll)
    }
    SectionTitle {
        visible: pane.model.setAside.count > 0
        text: qsTr("Set aside")
        count: pane.model.setAsideInAll
    }
    Card {
        visible: pane.model.setAside.count > 0
        padding: 0
        spacing: 0

        Repeater {
            model: pane.model.setAside

            ListRow {
                required property var row

                title: pane.words.setAsideReason(row.reason, row.reasonArguments)
                subtitle: Words.listed([qsTr("line %1").arg(row.line), row.column])
                caption: row.text
                iconName: "alert"
                iconColor: Theme.warning
                chevron: false
                enabled: false
            }
        }
    }
}
