// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Legwork.Theme

// One line of typing, with its name above and help or what is wrong below.
ColumnLayout {
    id: field

    property string label
    property string help
    property string error
    property alias text: input.text
    property alias placeholder: input.placeholderText
    property alias inputMethodHints: input.inputMethodHints
    property alias readOnly: input.readOnly
    property alias maximumLength: input.maximumLength
    signal accepted()
    signal edited(string written)
    signal finished(string written) // when the field is left or Enter is pressed

    function focusInput() { input.forceActiveFocus() }

    Layout.fillWidth: true
    spacing: Theme.spaceXs + 2

    AppLabel {
        visible: text.length > 0
        level: AppLabel.Label
        strong: true
        text: field.label
        Accessible.ignored: true
    }
    T.TextField {
        id: input

        Layout.fillWidth: true
        implicitHeight: Math.max(Theme.buttonHeight, contentHeight + 2 * Theme.spaceM,
                                 Theme.largeText && prompt.visible ? prompt.implicitHeight + Theme.spaceM : 0)
        leftPadding: Theme.spaceM
        rightPadding: Theme.spaceM
        verticalAlignment: Text.AlignVCenter
        font.family: Theme.family
        font.pixelSize: Theme.sizeBody
        color: Theme.text
        placeholderTextColor: Theme.textMuted
        selectionColor: Theme.primary
        selectedTextColor: Theme.primaryInk
        selectByMouse: true
        onAccepted: field.accepted()
        onTextEdited: field.edited(text)
        onEditingFinished: field.finished(text)

        Accessible.role: Accessible.EditableText
        Accessible.name: field.label.length > 0 ? field.label : placeholderText
        Accessible.description: field.error.length > 0 ? field.error : field.help

        background: Rectangle {
            radius: Theme.radiusM
            color: input.readOnly ? Theme.surfaceSunken : Theme.surface
            border.width: input.activeFocus ? 2 : 1
            border.color: field.error.length > 0 ? Theme.accent : input.activeFocus ? Theme.primary
                                                                                    : Theme.outlineStrong

            FocusRing { shown: input.activeFocus && !input.cursorVisible } // as where one only reads
        }

        Text {
            id: prompt

            anchors.fill: parent
            leftPadding: input.leftPadding
            rightPadding: input.rightPadding
            verticalAlignment: Text.AlignVCenter
            visible: input.length === 0 && input.preeditText.length === 0
            text: input.placeholderText
            font: input.font
            color: input.placeholderTextColor
            elide: Theme.largeText ? Text.ElideNone : Text.ElideRight
            wrapMode: Theme.largeText ? Text.Wrap : Text.NoWrap
            Accessible.ignored: true
        }
    }
    AppLabel {
        Layout.fillWidth: true
        visible: text.length > 0
        level: AppLabel.Caption
        color: field.error.length > 0 ? Theme.accent : Theme.textMuted
        text: field.error.length > 0 ? field.error : field.help
    }
}
