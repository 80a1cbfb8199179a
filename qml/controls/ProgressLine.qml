// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Legwork.Theme

// A thin line that tells that something is under way; with `progress` from 0 to 1 it tells how far.
Item {
    id: line

    property bool running: false
    property real progress: -1

    implicitHeight: 3
    clip: true

    Accessible.role: Accessible.ProgressBar
    Accessible.name: qsTr("Working")
    Accessible.ignored: !running

    Rectangle {
        anchors.fill: parent
        visible: line.running && line.progress >= 0
        color: Theme.surfaceSunken
    }
    Rectangle {
        id: runner

        visible: line.running
        height: parent.height
        width: line.progress >= 0 ? parent.width * Math.min(1, line.progress) : parent.width / 3
        radius: height / 2
        color: Theme.primary

        NumberAnimation on x {
            running: line.running && line.progress < 0 && !Theme.reducedMotion
            loops: Animation.Infinite
            from: -line.width / 3
            to: line.width
            duration: Theme.motionLoop
        }
    }
}
