// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Gallery

Sheet {
    id: sheet

    title: "Choices"

    Specimen {
        width: sheet.cellWidth
        state_: "chip, off"

        Chip {
            text: sheet.say("明天", "Tomorrow")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "chip, on"

        Chip {
            text: sheet.say("明天", "Tomorrow")
            on: true
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "chip, pressed"

        Chip {
            text: sheet.say("明天", "Tomorrow")
            down: true
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "chip, focused"
        focused: true

        Chip {
            text: sheet.say("明天", "Tomorrow")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "chip, on and focused"
        focused: true

        Chip {
            text: sheet.say("明天", "Tomorrow")
            on: true
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "chip, with icon"

        Chip {
            text: sheet.say("明天", "Tomorrow")
            iconName: "sun"
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "chip, long text"

        Chip {
            text: sheet.longText
            widest: 280
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "one of a few"

        ChoiceChips {
            label: "Due"
            value: "b"
            options: [{ value: "a", text: "A" }, { value: "b", text: sheet.say("一周", "1 week") }, { value: "c", text: sheet.say("四周", "4 weeks") }]
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "switch, off"

        AppSwitch {
            Layout.fillWidth: true
            text: sheet.say("仅通过 Wi-Fi", "Over Wi-Fi only")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "switch, on"

        AppSwitch {
            Layout.fillWidth: true
            text: sheet.say("仅通过 Wi-Fi", "Over Wi-Fi only")
            checked: true
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "switch, focused"
        focused: true

        AppSwitch {
            Layout.fillWidth: true
            text: sheet.say("仅通过 Wi-Fi", "Over Wi-Fi only")
            checked: true
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "switch, disabled"

        AppSwitch {
            Layout.fillWidth: true
            text: sheet.say("仅通过 Wi-Fi", "Over Wi-Fi only")
            enabled: false
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "switch, with help"

        AppSwitch {
            Layout.fillWidth: true
            text: sheet.say("仅通过 Wi-Fi", "Over Wi-Fi only")
            help: sheet.longText
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "score, none yet"

        SegmentedScore {
            label: "Score"
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "score, -3"

        SegmentedScore {
            label: "Score"
            scored: true
            score: -3
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "score, -1"

        SegmentedScore {
            label: "Score"
            scored: true
            score: -1
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "score, 0"

        SegmentedScore {
            label: "Score"
            scored: true
            score: 0
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "score, 1"

        SegmentedScore {
            label: "Score"
            scored: true
            score: 1
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "score, 3"

        SegmentedScore {
            label: "Score"
            scored: true
            score: 3
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "tabs"

        TabStrip {
            tabs: [sheet.say("准备", "Prepare"), sheet.say("交谈", "Talk"), sheet.say("收尾", "Wrap up")]
            current: 1
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "steps"

        StepHeader {
            steps: [sheet.say("文件", "File"), sheet.say("列", "Columns"), sheet.say("核对", "Check"), sheet.say("完成", "Done")]
            current: 2
            reached: 2
        }
    }
}
