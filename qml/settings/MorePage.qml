// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Theme

// Who is working here, and the places visited less often.
Screen {
    id: page

    title: qsTr("More")
    barVisible: false
    fillsWindow: true

    ScrollColumn {
        anchors.fill: parent

        AppLabel {
            Layout.fillWidth: true
            Layout.topMargin: Theme.spaceL
            level: AppLabel.Display
            text: qsTr("More")
        }
        Card {
            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.spaceL

                Avatar {
                    name: Session.personName
                    size: 56
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 2

                    AppLabel {
                        Layout.fillWidth: true
                        level: AppLabel.Heading
                        text: Session.personName
                    }
                    AppLabel {
                        Layout.fillWidth: true
                        level: AppLabel.Caption
                        muted: true
                        text: Words.listed([Session.territoryName, Session.deviceName])
                    }
                }
            }
        }
        Card {
            padding: 0
            spacing: 0

            ListRow {
                title: qsTr("Conflicts")
                subtitle: Session.openConflicts > 0 ? qsTr("%n wait(s) for you", "", Session.openConflicts) : qsTr("None")
                iconName: "merge"
                selected: Session.wide && Router.detailPage === "conflicts"
                trailing: Badge {
                    visible: Session.openConflicts > 0
                    text: Session.openConflicts
                    tone: Badge.Accent
                }
                onClicked: Router.showDetail("conflicts", {})
            }
            ListRow {
                title: qsTr("Import customers")
                subtitle: qsTr("From a CSV file, with a preview; can be undone")
                iconName: "import"
                selected: Session.wide && Router.detailPage === "import"
                onClicked: Router.showDetail("import", {})
            }
            ListRow {
                title: qsTr("Settings")
                subtitle: qsTr("Language, appearance, this device")
                iconName: "settings"
                selected: Session.wide && Router.detailPage === "settings"
                divider: false
                onClicked: Router.showDetail("settings", {})
            }
        }
    }
}
