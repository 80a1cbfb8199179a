// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Sync
import Legwork.Theme

// Has it gone? How much waits, since when, what the server confirmed last, and what became of each edit.
Screen {
    id: page

    readonly property SyncModel model: SyncModel { session: Session }
    readonly property bool calm: model.waiting === 0 && model.syncErrorCode.length === 0

    title: qsTr("Sync")
    barVisible: false
    fillsWindow: true
    loading: model.running

    function openRefused(edit: var) {
        refused.edit = edit
        refused.open()
    }
    function stateText(state: string): string {
        switch (state) {
        case "waiting": return qsTr("Waits here")
        case "sent": return qsTr("Sent, not confirmed")
        case "taken": return qsTr("Arrived")
        case "kept-aside": return qsTr("Kept beside another")
        case "refused": return qsTr("Refused")
        }
        return state
    }
    function stateTone(state: string): int {
        return state === "taken" ? Badge.Success : state === "refused" ? Badge.Accent
            : state === "kept-aside" ? Badge.Warning : Badge.Neutral
    }

    ScrollColumn {
        anchors.fill: parent

        AppLabel {
            Layout.fillWidth: true
            Layout.topMargin: Theme.spaceL
            level: AppLabel.Display
            text: qsTr("Sync")
        }
        Card {
            spacing: Theme.spaceM
            padding: Theme.spaceL + Theme.spaceXs

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.spaceL

                Rectangle {
                    implicitWidth: 64
                    implicitHeight: 64
                    radius: height / 2
                    color: page.calm ? Theme.successSoft : Theme.warningSoft

                    Icon {
                        anchors.centerIn: parent
                        name: page.model.offline ? "offline" : page.calm ? "cloud-check" : "upload"
                        size: 32
                        color: page.calm ? Theme.successSoftInk : Theme.warningSoftInk
                    }
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 2

                    AppLabel {
                        Layout.fillWidth: true
                        level: AppLabel.Title
                        text: page.model.waiting === 0 ? qsTr("Everything has arrived")
                            : qsTr("%n change(s) wait on this device", "", page.model.waiting)
                    }
                    AppLabel {
                        Layout.fillWidth: true
                        level: AppLabel.Label
                        muted: true
                        text: page.model.waiting === 0 ? qsTr("Confirmed by the server %1").arg(Words.ago(page.model.lastReceiptMs))
                            : qsTr("The oldest was made %1. Nothing leaves this list before the server confirms it.")
                                .arg(Words.ago(page.model.oldestMs))
                    }
                }
            }
            Figures {
                items: [{ value: Words.ago(page.model.lastReceiptMs), text: qsTr("Last confirmed") },
                    { value: Words.ago(page.model.lastTryMs), text: qsTr("Last try") },
                    { value: page.model.offline ? qsTr("Offline") : qsTr("Available"), text: qsTr("Network") }]
            }
            RowLayout {
                Layout.fillWidth: true
                visible: page.model.picturesWaiting > 0
                spacing: Theme.spaceS

                Icon {
                    name: "picture"
                    size: 20
                    color: Theme.textMuted
                }
                AppLabel {
                    Layout.fillWidth: true
                    level: AppLabel.Label
                    text: qsTr("%n picture(s) still to be sent, %1", "", page.model.picturesWaiting)
                        .arg(Words.size(page.model.pictureBytesWaiting))
                }
            }
            RowLayout {
                Layout.fillWidth: true

                Figure {
                    value: Words.size(page.model.waitingBytes)
                    text: qsTr("Waits here")
                }
                Figure {
                    value: Words.size(page.model.sentBytes)
                    text: qsTr("Sent last time")
                }
                Figure {
                    value: Words.size(page.model.receivedBytes)
                    text: qsTr("Received last time")
                }
            }
            ColumnLayout {
                Layout.fillWidth: true
                visible: page.model.rowsExpected > 0
                spacing: Theme.spaceXs

                AppLabel {
                    Layout.fillWidth: true
                    level: AppLabel.Label
                    text: qsTr("%1 of %2 records are here").arg(Words.number(page.model.rowsReceived)).arg(Words.number(page.model.rowsExpected))
                }
                ProgressLine {
                    Layout.fillWidth: true
                    implicitHeight: 6
                    running: true
                    progress: page.model.rowsReceived / Math.max(1, page.model.rowsExpected)
                    Accessible.name: qsTr("First download")
                }
                AppLabel {
                    Layout.fillWidth: true
                    level: AppLabel.Caption
                    muted: true
                    text: qsTr("Your next visits come first. You can begin to work.")
                }
            }
            AppButton {
                Layout.fillWidth: true
                iconName: "sync"
                enabled: !page.model.running
                text: page.model.running ? qsTr("Synchronising …") : qsTr("Synchronise now")
                onClicked: page.model.syncNow()
            }
        }
        Failure {
            code: page.model.syncErrorCode
            codeArguments: page.model.syncErrorArguments
            warning: page.model.offline || code.startsWith("net.")
        }
        ErrorBanner {
            warning: true
            happened: Math.abs(page.model.clockAheadMinutes) >= 5 ? qsTr("The clock of this device is wrong") : ""
            means: qsTr("It differs from the server's by %1. No edit is lost: the age of each is counted by a clock that cannot be set.")
                .arg(Words.minutes(Math.abs(page.model.clockAheadMinutes)))
            todo: qsTr("Let the system set date and time by itself.")
        }
        Failure {
            code: page.model.errorCode
            codeArguments: page.model.errorArguments
        }
        Card {
            padding: 0
            spacing: 0

            ListRow {
                title: qsTr("Conflicts")
                subtitle: Session.openConflicts > 0
                    ? qsTr("%n field(s) changed by two people. Both versions are kept.", "", Session.openConflicts)
                    : qsTr("None. Where two people change one field, both versions are kept here.")
                iconName: "merge"
                divider: page.model.leadsTeam || page.model.lostRows > 0
                trailing: Badge {
                    visible: Session.openConflicts > 0
                    text: Session.openConflicts
                    tone: Badge.Accent
                }
                onClicked: Router.showDetail("conflicts", {})
            }
            ListRow {
                visible: page.model.lostRows > 0
                title: qsTr("Kept only here")
                subtitle: qsTr("%n record(s) that the server has lost", "", page.model.lostRows)
                iconName: "cloud-check"
                divider: page.model.leadsTeam
                onClicked: Router.showDetail("lostrows", {})
            }
            ListRow {
                visible: page.model.leadsTeam
                title: qsTr("Team sync")
                subtitle: qsTr("Which devices of the team have not synchronised, and what has not arrived")
                iconName: "sync"
                divider: false
                onClicked: Router.showDetail("teamsync", {})
            }
        }
        SectionTitle {
            text: qsTr("What became of my edits")
        }
        EmptyState {
            visible: page.model.edits.count === 0 && !page.model.loading && page.model.errorCode.length === 0
            iconName: "cloud-check"
            title: qsTr("No edits yet")
            text: qsTr("Every change that you make appears here until the server has confirmed it, and for a while after.")
        }
        Card {
            visible: page.model.edits.count > 0
            padding: Theme.spaceL
            verticalPadding: Theme.spaceXs
            spacing: 0

            Repeater {
                id: edits

                model: page.model.edits

                ListRow {
                    id: line

                    required property int index
                    required property var row

                    title: row.title
                    titleLines: 1
                    subtitle: Words.listed([Words.entity(row.entity), row.made ? qsTr("new") :
                        row.fields.split(",").filter(name => name.length > 0).slice(0, 3).map(Words.field).join(Words.chinese ? "、" : ", ")])
                    caption: row.reasonCode.length > 0 ? ErrorText.words(row.reasonCode, []).happened : Words.moment(row.atMs)
                    inset: 0
                    chevron: false
                    enabled: row.state === "refused"
                    onClicked: page.openRefused(row)
                    divider: index < edits.count - 1
                    trailing: Badge {
                        text: page.stateText(line.row.state)
                        tone: page.stateTone(line.row.state)
                    }
                }
            }
        }
    }

    BottomSheet {
        id: refused

        property var edit: null
        readonly property errorWords words: Language.current.length > 0 ? ErrorText.words(edit?.reasonCode ?? "", [])
                                                                        : ErrorText.words("", [])

        title: qsTr("The server refused this edit")
        hint: edit?.title ?? ""

        // The clipboard is reached through a text only.
        TextEdit {
            id: content

            visible: false
            text: (refused.edit?.fields ?? "").split(",").filter(name => name.length > 0).map((name, i) =>
                Words.field(name) + (Words.chinese ? "：" : ": ") + Words.value(name, refused.edit.texts[i])).join("\n")
        }
        AppLabel {
            Layout.fillWidth: true
            visible: text.length > 0
            level: AppLabel.Caption
            muted: true
            text: content.text
        }
        AppLabel {
            Layout.fillWidth: true
            text: Words.listed([refused.words.happened, refused.words.means, refused.words.todo])
        }
        actions: [
            AppButton {
                kind: AppButton.Secondary
                visible: content.text.length > 0
                text: qsTr("Copy text")
                onClicked: {
                    content.selectAll()
                    content.copy()
                }
            },
            AppButton {
                kind: AppButton.Secondary
                text: qsTr("Take off the list")
                onClicked: {
                    page.model.dismiss(refused.edit.id)
                    refused.close()
                }
            },
            AppButton {
                Layout.fillWidth: true
                iconName: "upload"
                text: qsTr("Send again")
                onClicked: {
                    page.model.resend(refused.edit.id)
                    refused.close()
                }
            }
        ]
    }
}
