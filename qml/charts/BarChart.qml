// SPDX-License-Identifier: Apache-2.0
import QtQuick.Layouts
import Legwork.Charts

// Several things compared by one value.
ChartFrame {
    id: chart

    property var names: []
    property var values: []
    property var targets: []

    summary: names.map((name, i) => said(name, values[i], targets[i])).join("; ")

    Bars {
        Layout.fillWidth: true
        look: ChartTheme
        decimals: chart.decimals
        names: chart.names
        values: chart.numbers(chart.values)
        targets: chart.numbers(chart.targets)
    }
}
