// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Theme

// A sale that may come: how much, how far, how likely.
ColumnLayout {
    id: line

    required property var opportunity

    Layout.fillWidth: true
    spacing: Theme.spaceXs

    RowLayout {
        Layout.fillWidth: true

        AppLabel {
            Layout.fillWidth: true
            strong: true
            text: line.opportunity.name
        }
        AppLabel {
            strong: true
            text: Words.money(line.opportunity.amountMinor, line.opportunity.currency)
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        Rectangle {
            Layout.fillWidth: true
            implicitHeight: 6
            radius: height / 2
            color: Theme.surfaceSunken

            Rectangle {
                width: parent.width * Math.max(0, line.opportunity.probability) / 100
                height: parent.height
                radius: height / 2
                color: Theme.primary
            }
        }
        AppLabel {
            visible: line.opportunity.probability >= 0
            level: AppLabel.Caption
            muted: true
            text: line.opportunity.probability + " %"
        }
    }
    AppLabel {
        Layout.fillWidth: true
        level: AppLabel.Caption
        muted: true
        text: Words.listed([Words.opportunityStage(line.opportunity.stage),
            line.opportunity.closeOn.length > 0 ? qsTr("Decision %1").arg(Words.day(line.opportunity.closeOn)) : "",
            line.opportunity.nextStep])
    }
}
