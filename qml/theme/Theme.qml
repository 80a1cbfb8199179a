// SPDX-License-Identifier: Apache-2.0
pragma Singleton
import QtQuick

// The tokens from which everything is drawn. Paper, ink, pine and cinnabar: a calm warm ground, dark ink for
// text, pine green for what can be done, cinnabar only where something needs attention.
// Every pair used for text holds a contrast of at least 4.5 to 1, in high contrast, which is meant for bright sun,
// of 7 to 1 (tests/qml/theme_test.cpp measures them).
//
// Height is shown by ground, not by shadow, so that it looks the same in every renderer and in the sun: sunken below the
// ground, the surface of cards above it, raised for what lies on a card; a hairline divides them.
QtObject {
    id: theme

    property string scheme: "light" // light, dark or contrast
    property real textScale: 1
    property bool compact: false // more on the screen, for people who know their way
    property bool reducedMotion: false
    // People who need large text need all of it: what is cut to a line or two for the others then wraps.
    readonly property bool largeText: textScale > 1.3

    readonly property bool dark: scheme === "dark"
    readonly property bool contrast: scheme === "contrast"

    function pick(light: color, darkColour: color, strong: color): color {
        return theme.dark ? darkColour : theme.contrast ? strong : light
    }

    // Colour
    readonly property color background: pick("#F5F2EB", "#10181A", "#FFFFFF")
    readonly property color surface: pick("#FFFFFF", "#1A2427", "#FFFFFF")
    readonly property color surfaceRaised: pick("#FFFFFF", "#223034", "#FFFFFF")
    readonly property color surfaceSunken: pick("#ECE8DE", "#0C1214", "#F0F0F0")
    readonly property color outline: pick("#E1DBCD", "#2E3C40", "#000000")
    readonly property color outlineStrong: pick("#80816F", "#6F8287", "#000000")
    readonly property color text: pick("#17262A", "#EAEEEC", "#000000")
    readonly property color textMuted: pick("#56646A", "#A3B1B3", "#1C1C1C")
    readonly property color primary: pick("#0E5A55", "#7ED0C4", "#003F3B")
    readonly property color primaryPressed: pick("#0A4743", "#9ADDD3", "#002B28")
    readonly property color primaryInk: pick("#FFFFFF", "#06302C", "#FFFFFF")
    readonly property color primarySoft: pick("#DCEBE6", "#1D3B39", "#D6F0EB")
    readonly property color primarySoftInk: pick("#0B4A45", "#A9E2D9", "#00302C")
    readonly property color accent: pick("#B23A22", "#FF9C85", "#8A1700")
    readonly property color accentInk: pick("#FFFFFF", "#4A0F03", "#FFFFFF")
    readonly property color accentSoft: pick("#F9E4DD", "#47231C", "#FFE3DB")
    readonly property color accentSoftInk: pick("#8C2A15", "#FFC1B2", "#6E1200")
    readonly property color success: pick("#22683F", "#86D3A0", "#00481F")
    readonly property color successSoft: pick("#DFEEDF", "#1E3A2A", "#DDF5E2")
    readonly property color successSoftInk: pick("#1B5633", "#A9E3BC", "#003D1A")
    readonly property color warning: pick("#7D5200", "#EBC26B", "#573900")
    readonly property color warningSoft: pick("#F8EBCB", "#40331A", "#FFF0C7")
    readonly property color warningSoftInk: pick("#694400", "#F2D594", "#4A3000")
    readonly property color hero: pick("#0E5A55", "#14504A", "#003F3B") // the one card that stands out
    readonly property color heroPressed: pick("#0A4743", "#0F3F3A", "#002B28")
    readonly property color heroInk: pick("#FFFFFF", "#F1F7F5", "#FFFFFF")
    readonly property color heroMuted: pick("#CFE5E0", "#BFE0DA", "#FFFFFF")
    readonly property color focus: pick("#B23A22", "#FF9C85", "#8A1700") // around what the keyboard is at
    readonly property color pictureGround: pick("#17262A", "#0C1214", "#000000") // around a picture
    readonly property color scrim: pick("#8017262A", "#A0000000", "#B0000000")

    // Space, in device-independent pixels
    readonly property int spaceXs: 4
    readonly property int spaceS: compact ? 6 : 8
    readonly property int spaceM: compact ? 8 : 12
    readonly property int spaceL: compact ? 12 : 16
    readonly property int spaceXl: compact ? 16 : 24
    readonly property int spaceXxl: compact ? 24 : 32
    readonly property int rowMin: compact ? touch : 60 // a line of a list
    readonly property int buttonHeight: compact ? touch : 52
    readonly property int touch: 48   // smallest side of anything that is tapped
    readonly property int columnMax: 760  // text is not set wider than this
    readonly property int columnNarrow: 520 // a page with a single job
    readonly property int actionsMax: 480 // the row of buttons at the lower edge

    // Shape
    readonly property int radiusS: 8
    readonly property int radiusM: 12
    readonly property int radiusL: 16
    readonly property int radiusXl: 20
    readonly property int hairline: contrast ? 2 : 1
    readonly property int focusWidth: 3
    readonly property int focusGap: 3

    // Type: one family with Chinese and Latin drawn for each other where the system has it.
    readonly property string family: {
        const known = Qt.fontFamilies()
        const wanted = ["PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC"]
        for (const name of wanted) {
            if (known.includes(name))
                return name
        }
        return Qt.application.font.family
    }
    readonly property int sizeDisplay: Math.round(28 * textScale)
    readonly property int sizeTitle: Math.round(20 * textScale)
    readonly property int sizeHeading: Math.round(17 * textScale)
    readonly property int sizeBody: Math.round(16 * textScale)
    readonly property int sizeLabel: Math.round(14 * textScale)
    readonly property int sizeCaption: Math.round(13 * textScale)
    readonly property int sizeMicro: Math.round(12 * textScale)
    // Noto's Chinese faces carry tall line boxes; these bring lines of text to a reading distance of about 1.5.
    readonly property real lineHeight: 1.06

    // Motion, milliseconds
    readonly property int motionFast: reducedMotion ? 0 : 120
    readonly property int motion: reducedMotion ? 0 : 200
    readonly property int motionLoop: 1100 // once across, for what goes on while one waits; still in reduced motion

    // -3 .. +3, from cinnabar over paper to pine; never the only sign, the number always stands with it.
    function scoreColour(score: int): color {
        if (score < 0)
            return score === -1 ? theme.accentSoft : theme.accent
        if (score === 0)
            return theme.surfaceSunken
        return score === 1 ? theme.primarySoft : theme.primary
    }
    function scoreInk(score: int): color {
        if (score < 0)
            return score === -1 ? theme.accentSoftInk : theme.accentInk
        if (score === 0)
            return theme.text
        return score === 1 ? theme.primarySoftInk : theme.primaryInk
    }
}
