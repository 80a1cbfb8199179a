// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Pictures
import Legwork.Session
import Legwork.Theme
import Legwork.Visit

// A visit: prepare, talk, wrap up. Whatever comes up can be noted from anywhere on it; what is done next stands at
// the lower edge, in reach of the thumb.
Screen {
    id: page

    required property string visitId
    readonly property VisitModel model: VisitModel {
        session: Session
        visitId: page.visitId
        language: Language.current
    }
    readonly property PicturesModel pictures: PicturesModel {
        session: Session
        visitId: page.visitId
    }
    readonly property bool onSite: model.state === "checked-in"
    readonly property bool over: model.state === "done" || model.state === "cancelled"
    property int part: 0 // prepare, talk, wrap up

    title: model.visit.accountName
    subtitle: Words.listed([onSite ? qsTr("On site since %1").arg(Words.time(model.visit.checkInAtMs))
                                   : Words.visitState(model.state),
        Words.purpose(model.visit.purpose), onSite ? "" : Words.time(model.visit.plannedAtMs)])
    loading: model.loading
    undoLift: quickCapture.visible ? quickCapture.height - Theme.spaceS : 0

    headActions: IconButton {
        iconName: "accounts"
        text: qsTr("Open the customer")
        enabled: page.model.visit.accountId.length > 0
        onClicked: Router.openPage("account", { accountId: page.model.visit.accountId })
    }

    function capture(kind: string) {
        if (kind === "picture")
            wrapUp.choosePicture()
        else
            captureSheet.openFor(kind)
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        TabStrip {
            Layout.leftMargin: Theme.spaceL
            Layout.rightMargin: Theme.spaceL
            Layout.bottomMargin: Theme.spaceM
            Layout.maximumWidth: Theme.columnMax
            Layout.alignment: Qt.AlignHCenter
            tabs: [qsTr("Prepare"), qsTr("Talk"), qsTr("Wrap up")]
            current: page.part
            onTabTapped: index => page.part = index
        }
        Failure {
            Layout.margins: Theme.spaceL
            Layout.topMargin: 0
            code: page.model.errorCode
            codeArguments: page.model.errorArguments
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            BriefPane {
                anchors.fill: parent
                visible: page.part === 0
                model: page.model
            }
            TalkPane {
                id: talk

                anchors.fill: parent
                visible: page.part === 1
                model: page.model
                onCaptureWanted: kind => page.capture(kind)
            }
            WrapUpPane {
                id: wrapUp

                anchors.fill: parent
                visible: page.part === 2
                model: page.model
                pictures: page.pictures
                onDayWanted: daySheet.open()
            }
        }
        QuickCapture {
            id: quickCapture

            Layout.fillWidth: true
            visible: !page.over
            onChosen: kind => page.capture(kind)
        }
    }

    actions: [
        AppButton {
            visible: page.part === 0 && page.model.state === "planned"
            Layout.fillWidth: true
            iconName: "pin"
            text: qsTr("Check in")
            onClicked: checkInSheet.openAndLocate()
        },
        AppButton {
            visible: page.part === 0 && page.onSite
            Layout.fillWidth: true
            iconName: "chat"
            text: qsTr("Go to the talk")
            onClicked: page.part = 1
        },
        AppButton {
            visible: page.part === 1 && page.model.script.canGoBack
            kind: AppButton.Secondary
            iconName: "back"
            text: qsTr("Back")
            onClicked: page.model.script.goBack()
        },
        AppButton {
            visible: page.part === 1 && page.model.script.stepId.length > 0
            Layout.fillWidth: true
            kind: page.model.script.options.length > 0 ? AppButton.Secondary : AppButton.Primary
            text: page.model.script.options.length > 0 ? qsTr("Skip")
                : page.model.script.action === "ask" || page.model.script.action === "listen" ? qsTr("Heard, go on")
                                                                                              : qsTr("Said, go on")
            onClicked: talk.goOn()
        },
        IconButton { // the talk is over when the customer says so
            visible: page.part === 1 && page.onSite && !page.model.script.atEnd
            filled: true
            iconName: "flag"
            color: Theme.primarySoftInk
            text: qsTr("Wrap up")
            onClicked: page.part = 2
        },
        AppButton {
            visible: page.part === 1 && page.model.script.atEnd
            Layout.fillWidth: true
            iconName: "flag"
            text: qsTr("Wrap up")
            onClicked: page.part = 2
        },
        AppButton {
            visible: page.part === 2 && page.onSite
            Layout.fillWidth: true
            iconName: "door-out"
            text: qsTr("Check out")
            enabled: !page.model.loading
            onClicked: page.model.checkOut()
        }
    ]

    CaptureSheet {
        id: captureSheet
        model: page.model
    }
    CheckInSheet {
        id: checkInSheet
        model: page.model
    }
    DatePickerSheet {
        id: daySheet
        today: Words.parsed(Session.today)
        localeName: Language.current
        onPicked: day => page.model.setNextVisitOn(Words.iso(day))
    }
    Connections {
        target: page.model
        function onNoted(kind: string, text: string) {
            page.undoBar.show(qsTr("Noted: %1").arg(text))
        }
        function onCheckedIn() {
            checkInSheet.close()
            page.part = 1
        }
    }
    Connections {
        target: page.pictures
        function onAdded() { page.undoBar.show(qsTr("Picture added: under \"Wrap up\"")) }
    }
    Connections {
        target: page.undoBar
        function onUndone() { page.model.undo() }
    }
}
