// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Charts
import Legwork.Controls
import Legwork.Theme

// What all charts have: a title, the drawing, the same in words for those who do not see it, and a picture of it to
// send. Values that are not known are undefined.
ColumnLayout {
    id: frame

    property string title
    property string summary // what the chart shows, in words
    property int decimals: 0
    default property alias drawing: place.data

    function numbers(values: var): var { return values.map(value => value ?? NaN) }
    function written(value: real): string { return value.toFixed(decimals).replace("-", "−") }
    function said(name: string, value: var, target: var): string {
        if (value === undefined)
            return qsTr("%1: not known").arg(name)
        return target === undefined ? qsTr("%1: %2").arg(name).arg(written(value))
                                    : qsTr("%1: %2, wanted %3").arg(name).arg(written(value)).arg(written(target))
    }
    // Writes the chart as PNG; false when the file cannot be written.
    function savePicture(file: url): bool { return (place.children[0] as Chart)?.savePicture(file) ?? false }

    Layout.fillWidth: true
    spacing: Theme.spaceS

    Accessible.role: Accessible.Chart
    Accessible.name: title
    Accessible.description: summary

    AppLabel {
        Layout.fillWidth: true
        visible: text.length > 0
        level: AppLabel.Label
        strong: true
        text: frame.title
        Accessible.ignored: true
    }
    RowLayout {
        id: place
    }
}
