// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Gallery

Sheet {
    id: sheet

    title: "Rows"

    Specimen {
        width: sheet.cellWidth
        state_: "row, normal"

        ListRow {
            title: sheet.say("华东瑞康医疗器械集团", "Eastern Medical Group")
            subtitle: sheet.say("苏州 · 高新区 · 医疗器械", "Suzhou · New District · Medical")
            iconName: "accounts"
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "row, pressed"

        ListRow {
            title: sheet.say("华东瑞康医疗器械集团", "Eastern Medical Group")
            subtitle: sheet.say("苏州 · 高新区 · 医疗器械", "Suzhou · New District · Medical")
            iconName: "accounts"
            down: true
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "row, selected"

        ListRow {
            title: sheet.say("华东瑞康医疗器械集团", "Eastern Medical Group")
            subtitle: sheet.say("苏州 · 高新区 · 医疗器械", "Suzhou · New District · Medical")
            iconName: "accounts"
            selected: true
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "row, focused"
        focused: true

        ListRow {
            title: sheet.say("华东瑞康医疗器械集团", "Eastern Medical Group")
            subtitle: sheet.say("苏州 · 高新区 · 医疗器械", "Suzhou · New District · Medical")
            iconName: "accounts"
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "row, disabled"

        ListRow {
            title: sheet.say("华东瑞康医疗器械集团", "Eastern Medical Group")
            subtitle: sheet.say("苏州 · 高新区 · 医疗器械", "Suzhou · New District · Medical")
            iconName: "accounts"
            enabled: false
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "row, long text"

        ListRow {
            title: sheet.longText
            subtitle: sheet.longText
            caption: sheet.longText
            trailing: Badge { text: "128"; tone: Badge.Warning }
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "badge, neutral"

        Badge {
            tone: Badge.Neutral
            iconName: "promise"
            text: sheet.say("逾期 1 天", "1 day overdue")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "badge, primary"

        Badge {
            tone: Badge.Primary
            iconName: "promise"
            text: sheet.say("逾期 1 天", "1 day overdue")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "badge, success"

        Badge {
            tone: Badge.Success
            iconName: "promise"
            text: sheet.say("逾期 1 天", "1 day overdue")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "badge, warning"

        Badge {
            tone: Badge.Warning
            iconName: "promise"
            text: sheet.say("逾期 1 天", "1 day overdue")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "badge, accent"

        Badge {
            tone: Badge.Accent
            iconName: "promise"
            text: sheet.say("逾期 1 天", "1 day overdue")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "person"

        Avatar {
            name: "周文海"
            size: 56
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "company"

        Avatar {
            name: "Meridian"
            square: true
            size: 56
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "heading of a part"

        SectionTitle {
            text: sheet.say("拜访", "Visits")
            count: 4
            actionText: sheet.say("安排行程", "Plan the day")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "facts"

        FactRow {
            name: sheet.say("在用产品", "Installed")
            value: sheet.longText
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "figures"

        Figures {
            items: [{ value: "5", text: sheet.say("拜访", "Visits") }, { value: "1 h 36 min", text: sheet.say("路上", "On the way") }, { value: "16:40", text: sheet.say("结束时间", "Done by") }]
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "bar of places"

        NavBar {
            Layout.fillWidth: true
            current: "b"
            items: [{ name: "a", text: sheet.say("今天", "Today"), iconName: "today" }, { name: "b", text: sheet.say("客户", "Customers"), iconName: "accounts" }, { name: "c", text: sheet.say("同步", "Sync"), iconName: "sync", waiting: 128 }, { name: "d", text: sheet.say("更多", "More"), iconName: "more", waiting: 2, urgent: true }]
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "head of a page"

        TopBar {
            Layout.fillWidth: true
            title: sheet.longText
            subtitle: sheet.longText
            backVisible: true
        }
    }
}
