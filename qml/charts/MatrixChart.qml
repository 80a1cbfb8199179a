// SPDX-License-Identifier: Apache-2.0
import QtQuick.Layouts
import Legwork.Charts

// Values by two things at once.
ChartFrame {
    id: chart

    property var rows: []
    property var columns: []
    property var values: [] // row by row
    property real strong: 2

    summary: rows.map((row, i) => row + ": " + columns.map(
        (column, k) => said(column, values[i * columns.length + k], undefined)).join(", ")).join("; ")

    Matrix {
        Layout.fillWidth: true
        look: ChartTheme
        decimals: chart.decimals
        rows: chart.rows
        columns: chart.columns
        values: chart.numbers(chart.values)
        strong: chart.strong
    }
}
