// SPDX-License-Identifier: Apache-2.0
import QtQuick.Layouts
import Legwork.Charts
import Legwork.Theme

// One value through time, of several things on the same scale.
ChartFrame {
    id: chart

    property var names: []
    property var values: [] // of the first thing, then of the second; equally many of each
    readonly property int each: names.length > 0 ? values.length / names.length : 0

    summary: names.map((name, i) => said(name, values[(i + 1) * each - 1], undefined)).join("; ")

    Multiples {
        Layout.fillWidth: true
        look: ChartTheme
        decimals: chart.decimals
        names: chart.names
        values: chart.numbers(chart.values)
        columns: Math.max(1, Math.min(4, Math.floor(chart.width / (12 * Theme.sizeCaption))))
    }
}
