// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Pictures
import Legwork.Session
import Legwork.Theme
import Legwork.Visit

// After the talk: whom we met, how the customer left the moment, what came of it, what comes next.
ScrollColumn {
    id: pane

    required property VisitModel model
    readonly property bool over: model.state === "done" || model.state === "cancelled"
    required property PicturesModel pictures
    signal dayWanted()

    function choosePicture() { strip.choose() }

    InfoBanner {
        visible: pane.model.state === "planned"
        iconName: "pin"
        text: qsTr("You have not checked in yet. What you write here is kept all the same.")
    }
    Card {
        visible: pane.over
        spacing: Theme.spaceS

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceS

            Icon {
                name: "check-circle"
                color: Theme.success
                weight: 2
            }
            AppLabel {
                Layout.fillWidth: true
                level: AppLabel.Heading
                text: qsTr("Visit done")
            }
        }
        AppLabel {
            Layout.fillWidth: true
            level: AppLabel.Label
            muted: true
            text: qsTr("%1 to %2, %3").arg(Words.time(pane.model.visit.checkInAtMs))
                .arg(Words.time(pane.model.visit.checkOutAtMs))
                .arg(Words.minutes(Math.round((pane.model.visit.checkOutAtMs - pane.model.visit.checkInAtMs) / 60000)))
        }
    }
    Card {
        visible: pane.model.contacts.count > 0

        AppLabel {
            level: AppLabel.Heading
            text: qsTr("Whom did you meet?")
        }
        Flow {
            Layout.fillWidth: true
            spacing: Theme.spaceS

            Repeater {
                model: pane.model.contacts

                Chip {
                    required property var row

                    text: row.name
                    many: true
                    on: row.met
                    onClicked: pane.model.setMet(row.id, !row.met)
                }
            }
        }
    }
    Card {
        AppLabel {
            level: AppLabel.Heading
            text: qsTr("Moment score")
        }
        SegmentedScore {
            label: qsTr("Moment score")
            scored: pane.model.scored
            score: pane.model.score
            onChosen: score => pane.model.setScore(score)
        }
    }
    Card {
        AppTextArea {
            label: qsTr("What came of it?")
            placeholder: qsTr("One or two sentences are enough")
            text: pane.model.summary
            onFinished: written => pane.model.setSummary(written)
        }
    }
    Card {
        AppTextField {
            label: qsTr("Next step")
            placeholder: qsTr("Who does what until when")
            text: pane.model.nextStep
            onFinished: written => pane.model.setNextStep(written)
        }
        AppLabel {
            level: AppLabel.Label
            strong: true
            text: qsTr("Next visit")
        }
        AppButton {
            Layout.fillWidth: true
            kind: AppButton.Secondary
            iconName: "calendar"
            text: pane.model.nextVisitOn.length > 0 ? Words.longDay(pane.model.nextVisitOn) : qsTr("Choose a day")
            onClicked: pane.dayWanted()
        }
    }
    PictureStrip {
        id: strip

        model: pane.pictures
    }
    Card {
        visible: pane.model.captured.count > 0
        spacing: Theme.spaceS

        AppLabel {
            level: AppLabel.Heading
            text: qsTr("Noted on this visit")
        }
        Repeater {
            model: pane.model.captured

            RowLayout {
                id: line

                required property var row

                Layout.fillWidth: true
                spacing: Theme.spaceS + 2

                Icon {
                    Layout.alignment: Qt.AlignTop
                    name: line.row.kind
                    size: 20
                    color: line.row.kind === "objection" ? Theme.accent : Theme.primary
                }
                AppLabel {
                    Layout.fillWidth: true
                    level: AppLabel.Label
                    text: line.row.text
                }
            }
        }
    }
}
