// SPDX-License-Identifier: Apache-2.0
pragma Singleton
import Legwork.Charts
import Legwork.Theme

// The theme as the charts take it.
ChartLook {
    ground: Theme.surface
    ink: Theme.text
    muted: Theme.textMuted
    line: Theme.outline
    empty: Theme.surfaceSunken
    good: Theme.primary
    goodInk: Theme.primaryInk
    goodSoft: Theme.primarySoft
    bad: Theme.accent
    badInk: Theme.accentInk
    badSoft: Theme.accentSoft
    family: Theme.family
    textSize: Theme.sizeCaption
}
