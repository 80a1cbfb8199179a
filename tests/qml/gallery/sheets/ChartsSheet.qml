// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Charts
import Legwork.Gallery

Sheet {
    id: sheet

    readonly property var sides: [say("采购", "Buying"), say("技术", "Engineering"), say("生产", "Production"),
        say("财务", "Finance"), say("售后", "Service"), say("管理层", "Management")]
    readonly property var months: [say("一月", "January"), "", "", "", "", "", "", say("八月", "August")]

    title: "Charts"

    Specimen {
        width: sheet.cellWidth
        state_: "bars with targets, one not known"

        BarChart {
            title: sheet.say("本季拜访次数", "Visits this quarter")
            names: sheet.sides
            values: [12, 7, 4, undefined, 9, 1]
            targets: [10, 10, 4, 2]
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "bars below zero"

        BarChart {
            title: sheet.say("关系变化", "Change of the relationship")
            decimals: 1
            names: sheet.sides
            values: [1.5, -0.5, 0, 2, -2.5, 0.5]
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "radar"

        RadarChart {
            title: sheet.say("决策链覆盖", "Decision chain covered")
            names: sheet.sides
            values: [4, 3, 2, 1, 5, 2]
            targets: [5, 4, 4, 3, 4, 4]
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "trend with target"

        TrendChart {
            title: sheet.say("关键时刻评分", "Moment score")
            decimals: 1
            names: sheet.months
            values: [-1, -0.5, 0.5, 0.3, 1.2, 1, 1.8, 2.1]
            target: 1.5
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "trend with a gap"

        TrendChart {
            title: sheet.say("准时交付", "Delivered in time")
            names: sheet.months
            values: [82, 85, undefined, undefined, 91, 88, 93, 96]
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "trend, nothing known"

        TrendChart {
            title: sheet.say("准时交付", "Delivered in time")
            names: sheet.months
            values: []
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "matrix"

        MatrixChart {
            title: sheet.say("部门与需求", "Departments and needs")
            rows: sheet.sides
            columns: [sheet.say("价格", "Price"), sheet.say("质量", "Quality"), sheet.say("交期", "Delivery"),
                sheet.say("服务", "Service")]
            values: [3, 1, 0, -1, 1, 3, 2, 0, -1, 2, 3, 1, 3, 0, -2, undefined, 0, 1, 1, 3, -3, 2, 1, 0]
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "small multiples"

        SmallMultiples {
            title: sheet.say("各客户关键时刻评分", "Moment score by customer")
            names: [sheet.say("瑞康医疗", "Ruikang"), sheet.say("恒泽精密", "Hengze"), "Meridian Instruments",
                sheet.say("新视界光电", "New Vision")]
            values: [-1, 0, 1, 2, 1, 2, 2, 1, 1, 0, -1, -2, 0, 1, undefined, 1, 2, 3, 1, 1, 1, 1, 2, 2]
        }
    }
}
