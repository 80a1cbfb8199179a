// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Gallery

Sheet {
    id: sheet

    title: "Fields"

    Specimen {
        width: sheet.cellWidth
        state_: "line, empty"

        AppTextField {
            label: sheet.say("联系人", "Contact")
            placeholder: sheet.say("姓名", "Name")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "line, filled"

        AppTextField {
            label: sheet.say("联系人", "Contact")
            text: "周文海 Zhou"
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "line, with help"

        AppTextField {
            label: sheet.say("联系人", "Contact")
            help: sheet.say("名片上的写法", "As on the card")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "line, error"

        AppTextField {
            label: sheet.say("联系人", "Contact")
            text: "138"
            error: sheet.say("号码少了几位。", "Digits are missing from the number.")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "line, read only"

        AppTextField {
            label: sheet.say("联系人", "Contact")
            text: "周文海"
            readOnly: true
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "line, disabled"

        AppTextField {
            label: sheet.say("联系人", "Contact")
            text: "周文海"
            enabled: false
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "line, long text"

        AppTextField {
            label: sheet.say("联系人", "Contact")
            text: sheet.longText
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "line, at the keyboard"

        AppTextField {
            label: sheet.say("联系人", "Contact")
            text: "周文海"
            Component.onCompleted: Qt.callLater(focusInput)
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "lines, empty"

        AppTextArea {
            label: sheet.say("联系人", "Contact")
            placeholder: sheet.say("谈得怎么样？", "What came of it?")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "lines, filled"

        AppTextArea {
            label: sheet.say("联系人", "Contact")
            text: sheet.longText
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "lines, disabled"

        AppTextArea {
            label: sheet.say("联系人", "Contact")
            text: sheet.longText
            enabled: false
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "search, empty"

        SearchField {
            placeholderText: sheet.say("名称、拼音首字母", "Name, pinyin initials")
        }
    }
    Specimen {
        width: sheet.cellWidth
        state_: "search, filled"

        SearchField {
            placeholderText: sheet.say("名称", "Name")
            text: "szhz"
        }
    }
}
