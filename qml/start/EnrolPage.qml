// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Start
import Legwork.Theme

// The first start: one code from the administrator, and the device belongs to a person.
StartFrame {
    id: page

    readonly property EnrolModel model: EnrolModel { session: Session }

    heading: qsTr("Your customers, with or without a network")
    text: qsTr("Paste the enrolment code that your administrator gave you. It names the server and works once.")
    loading: model.loading

    AppTextArea {
        label: qsTr("Enrolment code")
        placeholder: "legwork:…"
        minimumHeight: 112
        text: page.model.code
        onEdited: page.model.code = text
    }
    Failure {
        code: page.model.errorCode
        codeArguments: page.model.errorArguments
    }
    InfoBanner {
        iconName: "shield"
        text: qsTr("Your data is encrypted on this device. The key never leaves its key store.")
    }

    actions: AppButton {
        Layout.fillWidth: true
        enabled: page.model.plausible && !page.model.loading
        iconName: "key"
        text: page.model.loading ? qsTr("Enrolling …") : qsTr("Enrol this device")
        onClicked: page.model.enrol()
    }
}
