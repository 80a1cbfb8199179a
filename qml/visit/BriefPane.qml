// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Theme
import Legwork.Today
import Legwork.Visit

// Before the visit, on one screen: where, who, what is open, what was said last time; then the checklist.
ScrollColumn {
    id: pane

    required property VisitModel model

    Card {
        spacing: Theme.spaceS + 2

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceS

            Icon {
                Layout.alignment: Qt.AlignTop
                name: "pin"
                size: 20
                color: Theme.textMuted
            }
            AppLabel {
                Layout.fillWidth: true
                level: AppLabel.Label
                text: pane.model.visit.address.length > 0 ? pane.model.visit.address : qsTr("No address known")
            }
        }
        RowLayout {
            Layout.fillWidth: true
            visible: pane.model.contacts.count > 0
            spacing: Theme.spaceS

            Icon {
                Layout.alignment: Qt.AlignTop
                name: "people"
                size: 20
                color: Theme.textMuted
            }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: Theme.spaceXs

                Repeater {
                    model: pane.model.contacts

                    AppLabel {
                        required property var row

                        Layout.fillWidth: true
                        level: AppLabel.Label
                        text: Words.listed([row.name, row.post, Words.decisionRole(row.decisionRole)])
                    }
                }
            }
        }
        RowLayout {
            Layout.fillWidth: true
            visible: pane.model.lastVisit.id.length > 0
            spacing: Theme.spaceS

            Icon {
                Layout.alignment: Qt.AlignTop
                name: "clock"
                size: 20
                color: Theme.textMuted
            }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: 2

                RowLayout {
                    Layout.fillWidth: true
                    spacing: Theme.spaceS

                    AppLabel {
                        Layout.fillWidth: true
                        level: AppLabel.Label
                        muted: true
                        text: qsTr("Last time, %1").arg(Words.day(pane.model.lastVisit.plannedOn))
                    }
                    Badge {
                        visible: pane.model.lastVisit.scored
                        text: Words.score(pane.model.lastVisit.score)
                        tone: pane.model.lastVisit.score > 0 ? Badge.Success
                            : pane.model.lastVisit.score < 0 ? Badge.Accent : Badge.Neutral
                    }
                }
                AppLabel {
                    Layout.fillWidth: true
                    visible: text.length > 0
                    level: AppLabel.Label
                    text: pane.model.lastVisit.summary
                }
                AppLabel {
                    Layout.fillWidth: true
                    visible: pane.model.lastVisit.nextStep.length > 0
                    level: AppLabel.Label
                    strong: true
                    text: qsTr("Agreed: %1").arg(pane.model.lastVisit.nextStep)
                }
            }
        }
    }
    ErrorBanner {
        warning: true
        happened: pane.model.otherOpenAccount.length > 0 && pane.model.state === "planned"
            ? qsTr("You are still checked in at %1").arg(pane.model.otherOpenAccount) : ""
        means: qsTr("Two visits would then be open at once.")
        todo: qsTr("Check out there first, or go on if you forgot it.")
    }
    SectionTitle {
        visible: pane.model.promises.count > 0
        text: qsTr("Promises due")
        count: pane.model.promises.count
    }
    Card {
        visible: pane.model.promises.count > 0
        verticalPadding: Theme.spaceXs
        spacing: 0

        Repeater {
            id: promises

            model: pane.model.promises

            PromiseLine {
                required property int index
                required property var row

                promise: row
                withAccount: false
                enabled: false
                divider: index < promises.count - 1
            }
        }
    }
    SectionTitle {
        visible: pane.model.objections.count + pane.model.needs.count > 0
        text: qsTr("Expect to hear")
        count: pane.model.objections.count + pane.model.needs.count
    }
    Card {
        visible: pane.model.objections.count + pane.model.needs.count > 0
        spacing: Theme.spaceM

        Repeater {
            model: pane.model.objections

            RowLayout {
                id: objection

                required property var row

                Layout.fillWidth: true
                spacing: Theme.spaceS + 2

                Icon {
                    Layout.alignment: Qt.AlignTop
                    name: "objection"
                    size: 20
                    color: Theme.accent
                }
                AppLabel {
                    Layout.fillWidth: true
                    level: AppLabel.Label
                    text: objection.row.text
                }
                Badge {
                    Layout.alignment: Qt.AlignTop
                    text: Words.objectionType(objection.row.type)
                }
            }
        }
        Repeater {
            model: pane.model.needs

            RowLayout {
                id: need

                required property var row

                Layout.fillWidth: true
                spacing: Theme.spaceS + 2

                Icon {
                    Layout.alignment: Qt.AlignTop
                    name: "need"
                    size: 20
                    color: Theme.primary
                }
                AppLabel {
                    Layout.fillWidth: true
                    level: AppLabel.Label
                    text: need.row.text
                }
                Badge {
                    Layout.alignment: Qt.AlignTop
                    text: Words.needDepth(need.row.type)
                }
            }
        }
    }
    SectionTitle {
        visible: pane.model.questions.length > 0
        text: qsTr("Still to ask")
        count: pane.model.questions.length
    }
    Card {
        visible: pane.model.questions.length > 0
        spacing: Theme.spaceS

        Repeater {
            model: pane.model.questions

            RowLayout {
                id: question

                required property string modelData

                Layout.fillWidth: true
                spacing: Theme.spaceS + 2

                Icon {
                    Layout.alignment: Qt.AlignTop
                    name: "chat"
                    size: 20
                    color: Theme.primary
                }
                AppLabel {
                    Layout.fillWidth: true
                    level: AppLabel.Label
                    text: question.modelData
                }
            }
        }
    }
    ChecklistPane {
        checklist: pane.model.checklist
        enabled: pane.model.state !== "done" && pane.model.state !== "cancelled"
    }
}
