// SPDX-License-Identifier: Apache-2.0
import QtQml
import Legwork.Session

// Why a visit is in the plan, or is not, in words. The codes are those of the planner and of the week's use case.
QtObject {
    function reason(code: string, details: var): string {
        const first = details.length > 0 ? details[0] : ""
        const second = details.length > 1 ? details[1] : ""
        switch (code) {
        case "fixed": return qsTr("At the agreed time")
        case "pinned": return qsTr("Kept on this day by you")
        case "mandatory": return qsTr("Planned already")
        case "due": return qsTr("Last visit %1 days before, wanted every %2").arg(first).arg(second)
        case "never-visited": return qsTr("Never visited")
        case "promise-due": return qsTr("A promise is due")
        case "on-the-way": return qsTr("On the way")
        case "worth": return qsTr("Worth %1 min more on the way").arg(first)
        case "visited-recently":
            return first === "0" ? qsTr("Visited today, wanted every %1 days").arg(second)
                : first === "1" ? qsTr("Visited yesterday, wanted every %1 days").arg(second)
                : qsTr("Visited %1 days ago, wanted every %2").arg(first).arg(second)
        case "no-room": return qsTr("No room on these days")
        case "not-worth-the-way": return qsTr("%1 min more on the way are more than the visit is worth").arg(first)
        case "planned-later": return qsTr("Planned for %1").arg(Words.day(first))
        case "appointment-passed": return qsTr("The agreed time has passed")
        case "plan.no-coordinates": return qsTr("No position")
        case "plan.fixed-overlap": return qsTr("At the same time as %1").arg(second)
        case "plan.fixed-too-far": return qsTr("Too far from %1 to be there in time").arg(second)
        case "plan.unreachable": return qsTr("Too far for one working day")
        case "plan.too-many": return qsTr("Too many customers to plan at once")
        }
        return qsTr("Cannot be planned (%1)").arg(code)
    }
    // What it would take to put it in.
    function cost(row: var): string {
        if (row.fitsOn.length === 0)
            return ""
        if (row.insteadOf.length > 0)
            return qsTr("Possible on %1 instead of %2").arg(Words.day(row.fitsOn)).arg(row.insteadOf.join(qsTr(", ")))
        return row.moreMinutes > 0 ? qsTr("Fits on %1 with %2 more on the way").arg(Words.day(row.fitsOn))
                                                                              .arg(Words.minutes(row.moreMinutes))
                                   : qsTr("Fits on %1").arg(Words.day(row.fitsOn))
    }
}
