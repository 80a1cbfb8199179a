// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Start
import Legwork.Theme

// The data could not be opened. What happened, what it means, and the ways out; nothing is deleted here.
StartFrame {
    id: page

    property string reasonCode
    property var reasonArguments: []
    readonly property UnlockModel model: UnlockModel {
        session: Session
        reason: page.reasonCode
        reasonArguments: page.reasonArguments
    }

    heading: model.errorCode.length > 0 ? qsTr("Your data is still locked") : qsTr("Opening your data …")
    text: qsTr("Nothing has been changed or deleted.")
    loading: model.loading

    Failure {
        code: page.model.errorCode
        codeArguments: page.model.errorArguments
        warning: page.model.mayRetry
    }
    AppLabel {
        Layout.fillWidth: true
        visible: page.model.mayEnrol
        text: qsTr("Enrolling again puts the present data aside on this device. Nothing is deleted.")
    }
    AppLabel {
        Layout.fillWidth: true
        visible: page.model.errorCode.length > 0
        level: AppLabel.Caption
        muted: true
        text: qsTr("For support: %1").arg(page.model.errorCode)
    }

    actions: [
        AppButton {
            visible: page.model.mayEnrol
            kind: AppButton.Secondary
            text: qsTr("Enrol again")
            enabled: !page.model.loading
            onClicked: page.model.enrolAnew()
        },
        AppButton {
            visible: page.model.mayRetry && page.model.errorCode.length > 0
            Layout.fillWidth: true
            iconName: "lock"
            enabled: !page.model.loading
            text: qsTr("Try again")
            onClicked: page.model.retry()
        }
    ]
}
