// SPDX-License-Identifier: Apache-2.0
import QtQuick
import Legwork.Theme

// Text in one of the sizes of the theme. It wraps by default; Chinese breaks between any two characters.
Text {
    enum Level { Display, Title, Heading, Body, Label, Caption, Micro }

    property int level: AppLabel.Body
    property int lines: 0 // at most so many, except in large text; 0: as many as it takes
    property bool muted: false
    property bool strong: level <= AppLabel.Heading

    font.family: Theme.family
    font.pixelSize: [Theme.sizeDisplay, Theme.sizeTitle, Theme.sizeHeading, Theme.sizeBody, Theme.sizeLabel,
                     Theme.sizeCaption, Theme.sizeMicro][level]
    font.weight: strong ? Font.Bold : Font.Normal
    color: muted ? Theme.textMuted : Theme.text
    maximumLineCount: lines === 0 || Theme.largeText ? 0x7fffffff : lines
    wrapMode: maximumLineCount === 1 ? Text.NoWrap : Text.Wrap
    elide: Text.ElideRight
    textFormat: Text.PlainText
    lineHeight: maximumLineCount === 1 ? 1 : Theme.lineHeight

    Accessible.role: level <= AppLabel.Heading ? Accessible.Heading : Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: text.length === 0
}
