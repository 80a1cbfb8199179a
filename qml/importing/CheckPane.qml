// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Importing
import Legwork.Session
import Legwork.Theme

// What is doubtful before anything is stored: coordinates, duplicates, rows set aside; and the first rows as they
// will be.
ScrollColumn {
    id: pane

    required property ImportModel model
    required property ImportWords words

    Card {
        Figures {
            items: [{ value: Words.number(pane.model.imported), text: qsTr("New") },
                { value: Words.number(pane.model.merged), text: qsTr("Merged") },
                { value: Words.number(pane.model.setAsideInAll), text: qsTr("Set aside") },
                { value: Words.number(pane.model.rowCount), text: qsTr("Rows in all") }]
        }
    }
    ErrorBanner {
        visible: pane.model.swapSuggested
        warning: true
        happened: pane.model.swapped ? qsTr("Latitude and longitude were exchanged") : qsTr("Latitude and longitude look exchanged")
        means: qsTr("Read as the columns are named, the places would lie outside their country.")
        actionText: pane.model.swapped ? qsTr("Read them as named") : qsTr("Exchange them")
        onActionTriggered: pane.model.setSwapped(!pane.model.swapped)
    }
    Card {
        visible: pane.model.mustAskDatum

        AppLabel {
            Layout.fillWidth: true
            level: AppLabel.Heading
            text: qsTr("Where do the coordinates come from?")
        }
        AppLabel {
            Layout.fillWidth: true
            level: AppLabel.Label
            muted: true
            text: qsTr("Chinese map services shift their coordinates. A wrong choice puts every customer some hundred metres off.")
        }
        ChoiceChips {
            label: qsTr("Where do the coordinates come from?")
            value: pane.model.datum
            options: [{ value: "bd09", text: qsTr("Baidu (BD-09)") }, { value: "gcj02", text: qsTr("Amap, Tencent (GCJ-02)") },
                { value: "wgs84", text: qsTr("GPS (WGS-84)") }]
            onChosen: value => pane.model.setDatum(value)
        }
    }
    SectionTitle {
        visible: pane.model.duplicates.count > 0
        text: qsTr("Perhaps here already")
        count: pane.model.duplicatesInAll
    }
    Repeater {
        model: pane.model.duplicates

        Card {
            id: duplicate

            required property var row

            spacing: Theme.spaceS

            AppLabel {
                Layout.fillWidth: true
                strong: true
                text: duplicate.row.name
            }
            AppLabel {
                Layout.fillWidth: true
                level: AppLabel.Label
                muted: true
                text: Words.listed([duplicate.row.otherIsHere ? qsTr("Here already: %1").arg(duplicate.row.other)
                                                              : qsTr("Also in the file: %1").arg(duplicate.row.other),
                    pane.words.duplicateReason(duplicate.row.reason),
                    duplicate.row.distanceM >= 0 ? qsTr("%1 apart").arg(Words.distance(duplicate.row.distanceM)) : "",
                    qsTr("line %1").arg(duplicate.row.line)])
            }
            ChoiceChips {
                label: duplicate.row.name
                value: duplicate.row.action
                options: [{ value: "merge", text: qsTr("Merge") }, { value: "keep-both", text: qsTr("Keep both") },
                    { value: "skip", text: qsTr("Leave out") }]
                onChosen: value => pane.model.decide(duplicate.row.id, value)
            }
        }
    }
    SectionTitle {
        visible: pane.model.setAside.count > 0
        text: qsTr("Set aside")
        count: pane.model.setAsideInAll
    }
    Card {
        visible: pane.model.setAside.count > 0
        padding: 0
        spacing: 0

        Repeater {
            model: pane.model.setAside

            ListRow {
                required property var row

                title: pane.words.setAsideReason(row.reason, row.reasonArguments)
                subtitle: Words.listed([qsTr("line %1").arg(row.line), row.column])
                caption: row.text
                iconName: "alert"
                iconColor: Theme.warning
                chevron: false
                enabled: false
            }
        }
    }
    SectionTitle {
        visible: pane.model.preview.count > 0
        text: qsTr("The first rows")
    }
    Card {
        visible: pane.model.preview.count > 0
        padding: 0
        spacing: 0

        Repeater {
            model: pane.model.preview

            ListRow {
                id: line

                required property var row

                title: row.name
                subtitle: row.place
                chevron: false
                enabled: false
                trailing: [
                    Badge {
                        visible: !line.row.placed
                        iconName: "pin"
                        text: qsTr("No position")
                        tone: Badge.Warning
                    },
                    Badge {
                        text: line.row.outcome === "new" ? qsTr("New") : line.row.outcome === "merged" ? qsTr("Merged")
                                                                                                       : qsTr("Set aside")
                        tone: line.row.outcome === "new" ? Badge.Success : Badge.Neutral
                    }
                ]
            }
        }
    }
}
