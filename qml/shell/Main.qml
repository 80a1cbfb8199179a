// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Window
import Legwork.Controls
import Legwork.Session
import Legwork.Theme

// The window: the main places in a bar below (phone) or a rail beside (tablet), the open pages in the rest.
Window {
    id: window

    readonly property bool wide: width >= 840
    readonly property string schemeWanted: Session.scheme

    function schemeOf(wanted: string): string {
        if (wanted !== "system")
            return wanted
        const ground = palette.window
        return ground.hslLightness < 0.5 ? "dark" : "light"
    }

    width: 412
    height: 915
    minimumWidth: 320
    minimumHeight: 480
    title: "Legwork"
    color: Theme.background

    onWideChanged: Session.wide = wide
    onSchemeWantedChanged: Theme.scheme = schemeOf(schemeWanted)
    Binding {
        target: Theme
        property: "textScale"
        value: Session.textScale
    }
    Binding {
        target: Theme
        property: "compact"
        value: Session.compact
    }
    Binding {
        target: Theme
        property: "reducedMotion"
        value: Session.reducedMotion
    }

    Component.onCompleted: {
        Session.wide = wide
        Theme.scheme = schemeOf(schemeWanted)
    }

    SystemPalette { id: palette }

    Item {
        anchors.fill: parent
        focus: true
        Keys.onReturnPressed: event => Keyboard.press(event, window.activeFocusItem)
        Keys.onEnterPressed: event => Keyboard.press(event, window.activeFocusItem)
        Keys.onBackPressed: event => event.accepted = Router.back()
        Keys.onEscapePressed: event => event.accepted = Router.back()

        NavBar {
            id: nav

            visible: !panes.gated && (window.wide || Router.depth <= 1)
            rail: window.wide
            width: window.wide ? implicitWidth : parent.width
            height: window.wide ? parent.height : implicitHeight
            y: window.wide ? 0 : parent.height - height
            current: Router.place
            items: [
                { name: "today", text: qsTr("Today"), iconName: "today" },
                { name: "accounts", text: qsTr("Customers"), iconName: "accounts" },
                ...(window.wide ? [{ name: "find", text: qsTr("Search"), iconName: "search" }] : []),
                { name: "sync", text: qsTr("Sync"), iconName: "sync", waiting: Session.unsent,
                  urgent: Session.syncTrouble },
                { name: "more", text: qsTr("More"), iconName: "more", waiting: Session.openConflicts, urgent: true }]
            onItemTapped: name => Router.openPage(name)
        }
        Panes {
            id: panes

            objectName: "panes"

            x: window.wide && nav.visible ? nav.width : 0
            width: parent.width - x
            height: parent.height - (nav.visible && !window.wide ? nav.height : 0)
            wide: window.wide
        }
    }
}
