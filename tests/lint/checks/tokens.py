# SPDX-License-Identifier: Apache-2.0
"""Only the theme names colours, sizes of type, shapes, spaces and times; pages and controls take its tokens. A second
list would part from the first, and then high contrast, large text or less motion reach only half of the app.
Round things take their radius from their height; up to two pixels are a matter of drawing, not of space."""

import re

from lint import Finding, lines_of, without_comments

FORBIDDEN = [
    (re.compile(r'"#[0-9A-Fa-f]{3,8}"|\bQt\.(?:rgba|hsla|hsva|tint|darker|lighter)\('), "a colour"),
    (re.compile(r'\bcolor: *"(?!transparent")\w+"'), "a colour"),
    (re.compile(r"\bpixelSize: *\d|\bpointSize\b"), "a size of type"),
    (re.compile(r"\bradius: *\d"), "a radius"),
    (re.compile(r"\b(?:spacing|padding|\w*(?:Padding|[mM]argins?|Spacing)): *-?(?:[3-9]|\d\d)"), "a space"),
    (re.compile(r"\bduration: *\d"), "a time"),
]


def check(tree):
    for path, text in tree.files(".qml", below="qml/"):
        if path.startswith("qml/theme/"):
            continue
        for number, line in lines_of(without_comments(text)):
            for pattern, what in FORBIDDEN:
                if pattern.search(line):
                    yield Finding(path, number, f"names {what} that belongs to Theme")


SAMPLE = """\
--- qml/theme/Theme.qml
    readonly property color ink: "#17262A"
--- qml/controls/Thing.qml
Rectangle {
    color: "#FFFFFF" // BAD
    border.color: "red" // BAD
    radius: 8 // BAD
    anchors.margins: 12 // BAD
    font.pixelSize: 14 // BAD
    Rectangle {
        color: "transparent"
        radius: height / 2
        anchors.margins: Theme.spaceM
        Layout.topMargin: 1
        NumberAnimation { duration: 200 } // BAD
    }
}
"""
