// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Gallery

Sheet {
    id: sheet

    title: "Buttons"

    Specimen {
        width: sheet.cellWidth
        state_: "primary, normal"

        AppButton {
            kind: AppButton.Primary
            iconName: "check"
            text: sheet.say("开始拜访", "Begin the visit")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "primary, pressed"

        AppButton {
            kind: AppButton.Primary
            iconName: "check"
            text: sheet.say("开始拜访", "Begin the visit")
            down: true
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "primary, focused"
        focused: true

        AppButton {
            kind: AppButton.Primary
            iconName: "check"
            text: sheet.say("开始拜访", "Begin the visit")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "primary, disabled"

        AppButton {
            kind: AppButton.Primary
            iconName: "check"
            text: sheet.say("开始拜访", "Begin the visit")
            enabled: false
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "secondary, normal"

        AppButton {
            kind: AppButton.Secondary
            iconName: "check"
            text: sheet.say("开始拜访", "Begin the visit")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "secondary, pressed"

        AppButton {
            kind: AppButton.Secondary
            iconName: "check"
            text: sheet.say("开始拜访", "Begin the visit")
            down: true
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "secondary, focused"
        focused: true

        AppButton {
            kind: AppButton.Secondary
            iconName: "check"
            text: sheet.say("开始拜访", "Begin the visit")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "secondary, disabled"

        AppButton {
            kind: AppButton.Secondary
            iconName: "check"
            text: sheet.say("开始拜访", "Begin the visit")
            enabled: false
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "quiet, normal"

        AppButton {
            kind: AppButton.Quiet
            iconName: "check"
            text: sheet.say("开始拜访", "Begin the visit")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "quiet, pressed"

        AppButton {
            kind: AppButton.Quiet
            iconName: "check"
            text: sheet.say("开始拜访", "Begin the visit")
            down: true
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "quiet, focused"
        focused: true

        AppButton {
            kind: AppButton.Quiet
            iconName: "check"
            text: sheet.say("开始拜访", "Begin the visit")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "quiet, disabled"

        AppButton {
            kind: AppButton.Quiet
            iconName: "check"
            text: sheet.say("开始拜访", "Begin the visit")
            enabled: false
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "danger, normal"

        AppButton {
            kind: AppButton.Danger
            iconName: "check"
            text: sheet.say("开始拜访", "Begin the visit")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "danger, pressed"

        AppButton {
            kind: AppButton.Danger
            iconName: "check"
            text: sheet.say("开始拜访", "Begin the visit")
            down: true
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "danger, focused"
        focused: true

        AppButton {
            kind: AppButton.Danger
            iconName: "check"
            text: sheet.say("开始拜访", "Begin the visit")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "danger, disabled"

        AppButton {
            kind: AppButton.Danger
            iconName: "check"
            text: sheet.say("开始拜访", "Begin the visit")
            enabled: false
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "busy"

        AppButton {
            iconName: "sync"
            text: sheet.say("正在发送", "Sending")
            busy: true
            enabled: false
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "compact"

        AppButton {
            kind: AppButton.Secondary
            compact: true
            text: sheet.say("今天", "Today")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "long text"

        AppButton {
            Layout.fillWidth: true
            text: sheet.longText
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "icon, normal"

        IconButton {
            iconName: "phone"
            text: sheet.say("打电话", "Call")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "icon, filled"

        IconButton {
            iconName: "phone"
            text: sheet.say("打电话", "Call")
            filled: true
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "icon, pressed"

        IconButton {
            iconName: "phone"
            text: sheet.say("打电话", "Call")
            down: true
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "icon, focused"
        focused: true

        IconButton {
            iconName: "phone"
            text: sheet.say("打电话", "Call")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "icon, disabled"

        IconButton {
            iconName: "phone"
            text: sheet.say("打电话", "Call")
            enabled: false
        }
    }
}
