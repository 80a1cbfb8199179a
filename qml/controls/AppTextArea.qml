// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Legwork.Controls
import Legwork.Theme

// Several lines of typing; it grows with what is written.
ColumnLayout {
    id: field

    property string label
    property string help
    property alias text: input.text
    property alias placeholder: input.placeholderText
    property int minimumHeight: 96
    signal edited()
    signal finished(string written) // when the field is left, and a moment after the last key

    function focusInput() { input.forceActiveFocus() }
    function selectAll() { input.selectAll() }

    Layout.fillWidth: true
    spacing: Theme.spaceXs + 2

    AppLabel {
        visible: text.length > 0
        level: AppLabel.Label
        strong: true
        text: field.label
        Accessible.ignored: true
    }
    T.TextArea {
        id: input

        Layout.fillWidth: true
        implicitHeight: Math.max(field.minimumHeight, contentHeight + topPadding + bottomPadding,
                                 Theme.largeText && prompt.visible ? prompt.implicitHeight : 0)
        padding: Theme.spaceM
        font.family: Theme.family
        font.pixelSize: Theme.sizeBody
        color: Theme.text
        placeholderTextColor: Theme.textMuted
        selectionColor: Theme.primary
        selectedTextColor: Theme.primaryInk
        wrapMode: TextEdit.Wrap
        textFormat: TextEdit.PlainText
        selectByMouse: true
        // Tab leads on, as everywhere: whoever has only the keyboard must get out again.
        Keys.priority: Keys.BeforeItem
        Keys.onTabPressed: Keyboard.goOn(input, true)
        Keys.onBacktabPressed: Keyboard.goOn(input, false)
        onTextChanged: {
            if (activeFocus) {
                field.edited()
                settle.restart()
            }
        }
        onActiveFocusChanged: {
            if (!activeFocus && settle.running) {
                settle.stop()
                field.finished(text)
            }
        }
        Component.onDestruction: {
            if (settle.running)
                field.finished(text)
        }

        Timer {
            id: settle
            interval: 800
            onTriggered: field.finished(input.text)
        }

        Accessible.role: Accessible.EditableText
        Accessible.name: field.label.length > 0 ? field.label : placeholderText
        Accessible.description: field.help

        background: Rectangle {
            radius: Theme.radiusM
            color: Theme.surface
            border.width: input.activeFocus ? 2 : 1
            border.color: input.activeFocus ? Theme.primary : Theme.outlineStrong
        }

        Text {
            id: prompt

            width: parent.width
            padding: input.padding
            visible: input.length === 0 && input.preeditText.length === 0
            text: input.placeholderText
            font: input.font
            color: input.placeholderTextColor
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
    }
    AppLabel {
        Layout.fillWidth: true
        visible: text.length > 0
        level: AppLabel.Caption
        muted: true
        text: field.help
    }
}
