// SPDX-License-Identifier: Apache-2.0
import QtQuick.Layouts
import Legwork.Charts

// One thing seen from several sides: how it is, and how it should be.
ChartFrame {
    id: chart

    property var names: []
    property var values: []
    property var targets: []
    property real highest: 5

    summary: names.map((name, i) => said(name, values[i], targets[i])).join("; ")

    Radar {
        Layout.fillWidth: true
        look: ChartTheme
        decimals: chart.decimals
        names: chart.names
        values: chart.numbers(chart.values)
        targets: chart.numbers(chart.targets)
        highest: chart.highest
    }
}
