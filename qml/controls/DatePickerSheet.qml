// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Legwork.Theme

// Choose a day: the usual ones in one tap, any other from the month.
BottomSheet {
    id: picker

    property date today: new Date()
    property date day: today
    property string localeName: Qt.locale().name
    signal picked(date day)

    property int year: day.getFullYear()
    property int month: day.getMonth()
    readonly property var calendar: Qt.locale(localeName)
    readonly property int firstWeekday: calendar.firstDayOfWeek % 7
    readonly property int lead: (new Date(year, month, 1).getDay() - firstWeekday + 7) % 7

    function shifted(days: int): date { return new Date(today.getFullYear(), today.getMonth(), today.getDate() + days) }
    function sameDay(a: date, b: date): bool { return a.toDateString() === b.toDateString() }
    function turn(months: int) {
        const turned = new Date(year, month + months, 1)
        year = turned.getFullYear()
        month = turned.getMonth()
    }
    function choose(chosen: date) {
        day = chosen
        picked(chosen)
        close()
    }

    title: qsTr("Choose a day")

    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        Repeater {
            model: [{ text: qsTr("Tomorrow"), days: 1 }, { text: qsTr("In 3 days"), days: 3 },
                { text: qsTr("In a week"), days: 7 }, { text: qsTr("In 2 weeks"), days: 14 },
                { text: qsTr("In 4 weeks"), days: 28 }]

            AppButton {
                required property var modelData
                kind: AppButton.Secondary
                compact: true
                text: modelData.text
                onClicked: picker.choose(picker.shifted(modelData.days))
            }
        }
    }
    RowLayout {
        Layout.fillWidth: true

        IconButton {
            iconName: "back"
            text: qsTr("Month before")
            onClicked: picker.turn(-1)
        }
        AppLabel {
            Layout.fillWidth: true
            level: AppLabel.Heading
            horizontalAlignment: Text.AlignHCenter
            text: new Date(picker.year, picker.month, 1).toLocaleDateString(picker.calendar,
                picker.localeName.startsWith("zh") ? "yyyy年M月" : "MMMM yyyy")
        }
        IconButton {
            iconName: "forward"
            text: qsTr("Month after")
            onClicked: picker.turn(1)
        }
    }
    GridLayout {
        Layout.fillWidth: true
        columns: 7
        columnSpacing: 0
        rowSpacing: 0

        Repeater {
            model: 7

            AppLabel {
                required property int index
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                level: AppLabel.Caption
                muted: true
                horizontalAlignment: Text.AlignHCenter
                text: picker.calendar.standaloneDayName((index + picker.firstWeekday) % 7, Locale.NarrowFormat)
                Accessible.ignored: true
            }
        }
        Repeater {
            model: 42

            T.AbstractButton {
                id: cell

                required property int index
                readonly property date day: new Date(picker.year, picker.month, 1 + index - picker.lead)
                readonly property bool inMonth: day.getMonth() === picker.month
                readonly property bool on: picker.sameDay(day, picker.day)
                readonly property bool isToday: picker.sameDay(day, picker.today)

                Layout.fillWidth: true
                Layout.preferredWidth: 1
                implicitHeight: Theme.touch
                enabled: inMonth && day >= new Date(picker.today.getFullYear(), picker.today.getMonth(),
                                                    picker.today.getDate())
                text: day.toLocaleDateString(picker.calendar, Locale.LongFormat)
                focusPolicy: Qt.StrongFocus

                Accessible.role: Accessible.Button
                Accessible.name: text
                Accessible.ignored: !inMonth
                Accessible.onPressAction: if (cell.enabled) cell.clicked()
                onClicked: picker.choose(day)

                contentItem: Text {
                    visible: cell.inMonth
                    text: cell.day.getDate()
                    font.family: Theme.family
                    font.pixelSize: Theme.sizeBody
                    font.weight: cell.on || cell.isToday ? Font.Bold : Font.Normal
                    horizontalAlignment: Text.AlignHCenter
                    verticalAlignment: Text.AlignVCenter
                    color: cell.on ? Theme.primaryInk : !cell.enabled ? Theme.outlineStrong
                        : cell.isToday ? Theme.primary : Theme.text
                    Accessible.ignored: true
                }
                background: Item {
                    Rectangle {
                        anchors.centerIn: parent
                        width: 42
                        height: 42
                        radius: height / 2
                        visible: cell.inMonth
                        color: cell.on ? Theme.primary : cell.down ? Theme.surfaceSunken : "transparent"
                        border.width: cell.isToday && !cell.on ? 1 : 0
                        border.color: Theme.primary

                        FocusRing { shown: cell.visualFocus }
                    }
                }
            }
        }
    }
}
