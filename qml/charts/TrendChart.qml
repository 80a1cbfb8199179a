// SPDX-License-Identifier: Apache-2.0
import QtQuick.Layouts
import Legwork.Charts

// One value through time.
ChartFrame {
    id: chart

    property var names: []
    property var values: []
    property var target: undefined
    readonly property var known: values.filter(value => value !== undefined)

    summary: {
        if (known.length === 0)
            return qsTr("Nothing is known yet")
        const course = qsTr("From %1 to %2; lowest %3, highest %4").arg(written(known[0]))
            .arg(written(known[known.length - 1])).arg(written(Math.min(...known))).arg(written(Math.max(...known)))
        return target === undefined ? course : qsTr("%1, wanted %2").arg(course).arg(written(target))
    }

    Trend {
        Layout.fillWidth: true
        look: ChartTheme
        decimals: chart.decimals
        names: chart.names
        values: chart.numbers(chart.values)
        target: chart.target ?? NaN
    }
}
