// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Theme

// The frame of every page: head, content, and at the lower edge, in reach of the thumb, what there is to do.
FocusScope {
    id: screen

    property string title
    property string subtitle
    property bool backVisible: false
    property bool barVisible: true
    property alias headActions: bar.actions
    property alias actions: actionRow.data
    property alias undoBar: undo
    default property alias content: body.data
    property bool loading: false
    property bool fillsWindow: false // on a wide window, while nothing is open beside it
    property int columnWidth: Theme.columnMax // as wide as the page's column, so that the actions end where it ends
    property int undoLift: 0 // what stands at the lower edge of the content and must stay in reach
    readonly property bool actionsShown: actionRow.visibleChildren.length > 0
    signal backRequested()

    Accessible.role: Accessible.Pane
    Accessible.name: title

    Rectangle {
        anchors.fill: parent
        color: Theme.background
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        TopBar {
            id: bar

            Layout.fillWidth: true
            visible: screen.barVisible
            title: screen.title
            subtitle: screen.subtitle
            backVisible: screen.backVisible
            onBackRequested: screen.backRequested()
        }
        ProgressLine {
            Layout.fillWidth: true
            running: screen.loading
        }
        Item {
            id: body

            Layout.fillWidth: true
            Layout.fillHeight: true
        }
        Rectangle {
            Layout.fillWidth: true
            implicitHeight: screen.actionsShown ? actionRow.implicitHeight + 2 * Theme.spaceM : 0
            color: Theme.surface
            clip: true

            Rectangle {
                width: parent.width
                height: Theme.hairline
                color: Theme.outline
            }
            Item {
                anchors.centerIn: parent
                width: Math.min(parent.width - 2 * Theme.spaceL, screen.columnWidth)
                height: actionRow.implicitHeight

                RowLayout { // a button is no wider than a hand; on a tablet it lies where the right thumb is
                    id: actionRow

                    anchors.right: parent.right
                    width: Math.min(parent.width, Theme.actionsMax)
                    spacing: Theme.spaceM
                }
            }
        }
    }
    UndoBar {
        id: undo

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.spaceL
        anchors.bottomMargin: Theme.spaceL + (screen.actionsShown ? 84 : 0) + screen.undoLift
    }
}
