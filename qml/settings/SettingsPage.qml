// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Pictures
import Legwork.Session
import Legwork.Theme

// Language and appearance take effect at once; below, who and what this device is.
Screen {
    id: page

    readonly property PictureSettings pictures: PictureSettings { session: Session }

    title: qsTr("Settings")

    ScrollColumn {
        anchors.fill: parent

        Card {
            AppLabel {
                level: AppLabel.Heading
                text: qsTr("Language")
            }
            ChoiceChips {
                label: qsTr("Language")
                value: Language.current
                options: [{ value: "zh_CN", text: "简体中文" }, { value: "en", text: "English" }]
                onChosen: value => Language.current = value
            }
        }
        Card {
            AppLabel {
                level: AppLabel.Heading
                text: qsTr("Appearance")
            }
            ChoiceChips {
                label: qsTr("Appearance")
                value: Session.scheme
                options: [{ value: "system", text: qsTr("As the system"), iconName: "device" },
                    { value: "light", text: qsTr("Light"), iconName: "sun" },
                    { value: "dark", text: qsTr("Dark"), iconName: "moon" },
                    { value: "contrast", text: qsTr("High contrast, for bright sun"), iconName: "shield" }]
                onChosen: value => Session.scheme = value
            }
            AppLabel {
                level: AppLabel.Label
                strong: true
                text: qsTr("Size of the text")
            }
            ChoiceChips {
                label: qsTr("Size of the text")
                value: String(Session.textScale)
                options: [{ value: "1", text: qsTr("Normal") }, { value: "1.25", text: qsTr("Large") },
                    { value: "1.5", text: qsTr("Very large") },
                    { value: "2", text: qsTr("Twice the size") }]
                onChosen: value => Session.textScale = Number(value)
            }
            AppSwitch {
                Layout.fillWidth: true
                text: qsTr("More on the screen")
                help: qsTr("Less space between things. What is tapped stays as large.")
                checked: Session.compact
                onToggled: Session.compact = checked
            }
            AppSwitch {
                Layout.fillWidth: true
                text: qsTr("Less motion")
                checked: Session.reducedMotion
                onToggled: Session.reducedMotion = checked
            }
        }
        Card {
            AppLabel {
                level: AppLabel.Heading
                text: qsTr("Pictures")
            }
            AppSwitch {
                Layout.fillWidth: true
                text: qsTr("Send and fetch over Wi-Fi only")
                checked: page.pictures.wifiOnly
                help: qsTr("On mobile data only a picture that you open is fetched. Customers, visits and notes are not concerned.")
                onToggled: page.pictures.setWifiOnly(checked)
            }
            AppSwitch {
                Layout.fillWidth: true
                text: qsTr("Keep the full size")
                checked: page.pictures.fullSize
                help: qsTr("Otherwise large ones become smaller, and lose the place that the camera wrote into them.")
                onToggled: page.pictures.setFullSize(checked)
            }
        }
        Card {
            AppLabel {
                level: AppLabel.Heading
                text: qsTr("This device")
            }
            FactRow { name: qsTr("Person"); value: Session.personName }
            FactRow { name: qsTr("Territory"); value: Session.territoryName }
            FactRow { name: qsTr("Device"); value: Session.deviceName }
            FactRow { name: qsTr("Server"); value: Session.serverName }
            FactRow {
                name: qsTr("Data")
                value: Session.hasDeveloperKey
                    ? qsTr("Encrypted, but not protected: its key lies in a developer's file")
                    : qsTr("Encrypted on this device; the key is in its key store")
            }
        }
        Card {
            AppLabel {
                level: AppLabel.Heading
                text: qsTr("About")
            }
            FactRow { name: qsTr("Version"); value: "Legwork " + Session.version }
            FactRow { name: qsTr("Licence"); value: "Apache-2.0" }
        }
    }
}
