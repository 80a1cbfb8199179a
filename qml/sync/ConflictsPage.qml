// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Sync
import Legwork.Theme

// Where two people changed one field without seeing each other. Nothing is lost, and every choice can be undone.
Screen {
    id: page

    readonly property ConflictsModel model: ConflictsModel { session: Session }

    title: qsTr("Conflicts")
    subtitle: model.conflicts.count > 0 ? qsTr("Both versions are kept until you choose") : ""
    loading: model.loading

    ScrollColumn {
        anchors.fill: parent

        Failure {
            code: page.model.errorCode
            codeArguments: page.model.errorArguments
        }
        EmptyState {
            visible: page.model.conflicts.count === 0 && !page.model.loading && page.model.errorCode.length === 0
            iconName: "merge"
            title: qsTr("No conflicts")
            text: qsTr("When you and a colleague change the same field without seeing each other, both versions appear here and you choose.")
        }
        Repeater {
            model: page.model.conflicts

            ConflictCard {
                required property var row

                conflict: row
                onChosen: mine => page.model.choose(row.id, mine)
                onWritten: value => page.model.write(row.id, value)
            }
        }
    }

    Connections {
        target: page.model
        function onSettled(title: string) { page.undoBar.show(qsTr("Settled: %1").arg(title)) }
    }
    Connections {
        target: page.undoBar
        function onUndone() { page.model.undo() }
    }
}
