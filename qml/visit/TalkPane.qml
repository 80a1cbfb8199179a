// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Legwork.Controls
import Legwork.Session
import Legwork.Theme
import Legwork.Visit

// The talk, one question at a time. The reactions of the customer lead on; the four steps above can be tapped when
// the talk jumps. What was noted so far stands below.
ScrollColumn {
    id: pane

    required property VisitModel model
    readonly property ScriptModel script: model.script
    signal captureWanted(string kind)

    function goOn() {
        if (script.options.length > 0)
            script.skip(remark.text)
        else
            script.answer("", remark.text)
    }
    function choose(option: string) { script.answer(option, remark.text) }

    Connections {
        target: pane.script
        function onChanged() { remark.text = pane.script.noted }
    }

    StepHeader {
        visible: pane.script.ready
        steps: [Words.step("explore"), Words.step("offer"), Words.step("act"), Words.step("confirm")]
        current: pane.script.atEnd ? 4 : pane.script.phase
        reached: pane.script.phaseReached
        onStepTapped: index => pane.script.goToPhase(index)
    }
    Card {
        visible: pane.script.stepId.length > 0
        padding: Theme.spaceL + Theme.spaceXs
        spacing: Theme.spaceM

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceS

            Badge {
                iconName: pane.script.action === "listen" ? "people" : pane.script.action === "check" ? "list" : "chat"
                text: pane.script.action === "ask" ? (pane.script.style === "open" ? qsTr("Open question")
                        : pane.script.style === "checking" ? qsTr("Checking question") : qsTr("Closed question"))
                    : pane.script.action === "listen" ? qsTr("Listen")
                    : pane.script.action === "check" ? qsTr("Check") : qsTr("Say")
                tone: Badge.Primary
            }
            Item { Layout.fillWidth: true }
            AppLabel {
                level: AppLabel.Caption
                muted: true
                text: qsTr("%1 of about %2").arg(Math.min(pane.script.done + 1, pane.script.total)).arg(pane.script.total)
            }
        }
        AppLabel {
            Layout.fillWidth: true
            level: AppLabel.Title
            strong: false
            lineHeight: 1.15
            text: pane.script.text
        }
        RowLayout {
            Layout.fillWidth: true
            visible: pane.script.hint.length > 0
            spacing: Theme.spaceS

            Rectangle {
                Layout.fillHeight: true
                implicitWidth: 3
                radius: width / 2
                color: Theme.outline
            }
            AppLabel {
                Layout.fillWidth: true
                level: AppLabel.Caption
                muted: true
                text: pane.script.hint
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            visible: pane.script.options.length > 0
            spacing: Theme.spaceS

            Repeater {
                model: pane.script.options

                T.AbstractButton {
                    id: option

                    required property var modelData
                    readonly property bool on: pane.script.chosen === modelData.value

                    Layout.fillWidth: true
                    implicitHeight: Math.max(52, optionText.implicitHeight + 2 * Theme.spaceM)
                    focusPolicy: Qt.StrongFocus
                    text: modelData.text

                    Accessible.role: Accessible.RadioButton
                    Accessible.name: text
                    Accessible.checked: on
                    Accessible.onPressAction: if (option.enabled) option.clicked()
                    onClicked: pane.choose(modelData.value)

                    background: Rectangle {
                        radius: Theme.radiusM
                        color: option.on || option.down ? Theme.primarySoft : Theme.surface
                        border.width: option.on ? 2 : 1
                        border.color: option.on ? Theme.primary : Theme.outlineStrong

                        FocusRing { shown: option.visualFocus }
                    }
                    RowLayout {
                        anchors.fill: parent
                        spacing: Theme.spaceS

                        AppLabel {
                            id: optionText

                            Layout.fillWidth: true
                            Layout.leftMargin: Theme.spaceL
                            color: option.on || option.down ? Theme.primarySoftInk : Theme.text
                            text: option.text
                            Accessible.ignored: true
                        }
                        Icon {
                            Layout.rightMargin: Theme.spaceL
                            name: option.on ? "check" : "forward"
                            size: 18
                            weight: 2.2
                            color: Theme.primary
                        }
                    }
                }
            }
        }
        AppTextArea {
            id: remark

            minimumHeight: Theme.touch
            placeholder: qsTr("In the customer's words (optional)")
        }
        AppButton {
            Layout.fillWidth: true
            visible: pane.script.capture.length > 0
            kind: AppButton.Secondary
            iconName: pane.script.capture
            text: pane.script.capture === "need" ? qsTr("Note the need")
                : pane.script.capture === "objection" ? qsTr("Note the objection") : qsTr("Note the promise")
            onClicked: pane.captureWanted(pane.script.capture)
        }
    }
    EmptyState {
        visible: pane.script.atEnd
        iconName: "check-circle"
        title: qsTr("The talk has come to its end")
        text: qsTr("Tap one of the four steps to go back into it, or wrap up.")
    }
    EmptyState {
        visible: !pane.script.ready && !pane.model.loading
        iconName: "chat"
        title: qsTr("No script for this visit")
        text: qsTr("Talk freely, and note what matters with the buttons below.")
    }
    SectionTitle {
        visible: pane.model.captured.count > 0
        text: qsTr("Noted on this visit")
        count: pane.model.captured.count
    }
    Card {
        visible: pane.model.captured.count > 0
        verticalPadding: Theme.spaceXs
        spacing: 0

        Repeater {
            id: captured

            model: pane.model.captured

            ListRow {
                required property int index
                required property var row

                title: row.text
                titleLines: 4
                subtitle: row.kind === "objection" ? Words.objectionType(row.type)
                    : row.kind === "need" ? Words.needDepth(row.type)
                    : row.kind === "promise" ? Words.side(row.type) : qsTr("Note")
                iconName: row.kind
                iconColor: row.kind === "objection" ? Theme.accent : Theme.primary
                chevron: false
                enabled: false
                inset: 0
                divider: index < captured.count - 1
            }
        }
    }
}
