// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Sync
import Legwork.Theme

// After the server has been put back to a backup: records of others that only this device still has. They stay until
// somebody brings them back, or somebody here says that they may go.
Screen {
    id: page

    readonly property LostRowsModel model: LostRowsModel { session: Session }

    title: qsTr("Kept only here")
    loading: model.loading

    function askAbout(row: var) {
        letGo.row = row
        letGo.open()
    }

    ScrollColumn {
        anchors.fill: parent

        Failure {
            code: page.model.errorCode
            codeArguments: page.model.errorArguments
        }
        InfoBanner {
            Layout.fillWidth: true
            visible: page.model.rows.count > 0
            text: qsTr("The server was put back to a backup and does not know these records any more. Nothing has to be done: when the device of whoever made them next synchronises, they are back. Your own changes to them wait until then.")
        }
        EmptyState {
            visible: page.model.rows.count === 0 && !page.model.loading
            iconName: "cloud-check"
            title: qsTr("Nothing is missing on the server")
            text: qsTr("Should the server ever be put back to a backup, what it has lost is kept here until it is back.")
        }
        Card {
            visible: page.model.rows.count > 0
            padding: Theme.spaceL
            verticalPadding: Theme.spaceXs
            spacing: 0

            Repeater {
                id: rows

                model: page.model.rows

                ListRow {
                    id: line

                    required property int index
                    required property var row

                    title: row.title.length > 0 ? row.title : Words.entity(row.entity)
                    titleLines: 1
                    subtitle: Words.listed([row.title.length > 0 ? Words.entity(row.entity) : "",
                        row.accountName !== row.title ? row.accountName : ""])
                    caption: row.waiting > 0 ? qsTr("%n change(s) of yours wait for it", "", row.waiting) : ""
                    inset: 0
                    divider: index < rows.count - 1
                    onClicked: page.askAbout(row)
                }
            }
        }
    }

    BottomSheet {
        id: letGo

        property var row: null

        title: qsTr("Let this record go?")
        hint: row ? Words.listed([Words.entity(row.entity), row.title]) : ""

        AppLabel {
            Layout.fillWidth: true
            text: qsTr("It is then removed from this device. If whoever made it synchronises later, it comes back all the same.")
        }
        actions: [
            AppButton {
                kind: AppButton.Secondary
                text: qsTr("Keep")
                onClicked: letGo.close()
            },
            AppButton {
                Layout.fillWidth: true
                text: qsTr("Let it go")
                onClicked: {
                    page.model.letGo(letGo.row.id)
                    letGo.close()
                }
            }
        ]
    }
}
