// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Gallery

Sheet {
    id: sheet

    title: "Messages"

    Specimen {
        width: sheet.cellWidth
        state_: "warning"

        ErrorBanner {
            happened: sheet.say("目前没有网络。", "There is no network.")
            means: sheet.say("可以照常工作，内容都保存在本机。", "You can go on working; everything is kept here.")
            todo: sheet.say("网络恢复后会自动发送。", "It is sent when the network is back.")
            warning: true
            actionText: sheet.say("重试", "Try again")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "error"

        ErrorBanner {
            happened: sheet.say("目前没有网络。", "There is no network.")
            means: sheet.say("可以照常工作，内容都保存在本机。", "You can go on working; everything is kept here.")
            todo: sheet.say("网络恢复后会自动发送。", "It is sent when the network is back.")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "error, long text"

        ErrorBanner {
            happened: sheet.longText
            means: sheet.longText
            todo: sheet.longText
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "remark"

        InfoBanner {
            text: sheet.say("有 1 家客户没有位置，排在最后。", "1 customer without a position stands at the end.")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "remark, long text"

        InfoBanner {
            text: sheet.longText
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "empty"

        EmptyState {
            iconName: "route"
            title: sheet.say("今天还没有拜访", "No visits today yet")
            text: sheet.say("让应用从您的客户里提一个行程，或打开客户添加拜访。", "Let the app propose a day, or open a customer and add a visit.")
            actionText: sheet.say("安排行程", "Plan the day")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "loading"

        Skeleton {
            rows: 2
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "under way, 42 %"

        ProgressLine {
            Layout.fillWidth: true
            running: true
            progress: 0.42
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "under way"

        ProgressLine {
            Layout.fillWidth: true
            running: true
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "done, undo?"

        UndoBar {
            Layout.fillWidth: true
            Component.onCompleted: show(sheet.say("已签退", "Checked out"))
            stayMs: 3600000
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "done, long text"

        UndoBar {
            Layout.fillWidth: true
            Component.onCompleted: show(sheet.longText)
            stayMs: 3600000
        }
    }
}
