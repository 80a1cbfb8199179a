// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Layouts
import Legwork.Controls
import Legwork.Session
import Legwork.Theme

// A promise: what, whose, and how much time is left.
ListRow {
    id: line

    required property var promise
    property bool withAccount: true

    title: promise.what
    subtitle: Words.listed([withAccount ? promise.accountName : "", Words.side(promise.side)])
    chevron: withAccount
    iconName: "promise"
    iconColor: promise.late ? Theme.accent : Theme.primary
    inset: 0
    trailing: Badge {
        text: Words.due(line.promise.dueOn)
        tone: line.promise.late ? Badge.Accent : line.promise.pressing ? Badge.Warning : Badge.Neutral
    }
}
