// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import Legwork.Controls
import Legwork.Session
import Legwork.Theme

// Every page of the path is kept loaded, so that going back finds it as it was left. A phone shows the page on
// top; a tablet the place in the left pane and the page on top in the right one.
Item {
    id: panes

    property bool wide: false
    readonly property bool gated: repeater.count > 0 && topGate
    readonly property Item topItem: repeater.count > 0 ? (repeater.itemAt(repeater.count - 1) as Loader)?.item ?? null
                                                        : null
    property bool topGate: false
    property bool topFills: false
    readonly property bool spread: repeater.count === 1 && topFills
    readonly property real leftWidth: Math.round(Math.max(380, Math.min(440, width * 0.36)))

    Repeater {
        id: repeater

        model: Router

        Loader {
            id: pane

            required property int index
            required property string name
            required property url source_
            required property var arguments_
            required property bool gate
            readonly property bool isTop: index === repeater.count - 1
            readonly property bool split: panes.wide && !gate

            x: split && index > 0 ? panes.leftWidth + 1 : 0
            width: !split || panes.spread ? panes.width : index > 0 ? panes.width - panes.leftWidth - 1 : panes.leftWidth
            height: panes.height
            visible: isTop || split && index === 0
            active: true
            onIsTopChanged: tellPanes()
            onLoaded: tellPanes()
            Component.onCompleted: {
                tellPanes()
                setSource(source_, arguments_)
            }
            function tellPanes() {
                if (!isTop)
                    return
                panes.topGate = gate
                panes.topFills = item !== null && item["fillsWindow"] === true
            }
            Binding {
                target: pane.item
                property: "backVisible"
                value: pane.index > 1 || pane.index === 1 && !panes.wide
                when: pane.status === Loader.Ready
            }
            Connections {
                target: pane.item
                ignoreUnknownSignals: true
                function onBackRequested() { Router.back() }
            }
            NumberAnimation on opacity {
                running: pane.index > 0 && Theme.motion > 0
                from: 0
                to: 1
                duration: Theme.motion
            }
        }
    }
    Rectangle {
        x: panes.leftWidth
        width: Theme.hairline
        height: parent.height
        visible: panes.wide && !panes.gated && !panes.spread
        color: Theme.outline
    }
    EmptyState { // the right pane of a tablet while nothing is chosen
        visible: panes.wide && !panes.gated && !panes.spread && repeater.count === 1
        x: panes.leftWidth + (panes.width - panes.leftWidth - width) / 2
        y: (panes.height - height) / 2
        width: Math.min(420, panes.width - panes.leftWidth - 2 * Theme.spaceXl)
        iconName: Router.place === "accounts" ? "accounts" : "briefcase"
        title: qsTr("Choose something on the left")
        text: qsTr("Its details open here, so that the list stays in sight.")
    }
}
