// SPDX-License-Identifier: Apache-2.0
pragma Singleton
import QtQuick
import Legwork.Session

// Codes, days, times, distances and amounts in words of the current language. Days are yyyy-MM-dd, points in
// time are milliseconds since 1970 with 0 for "not set". A code that is not known is shown as it is.
QtObject {
    id: words

    readonly property bool chinese: Language.current.startsWith("zh")
    readonly property var locale: Qt.locale(Language.current)

    function purpose(code: string): string {
        switch (code) {
        case "introduction": return qsTr("Introduction")
        case "routine": return qsTr("Regular visit")
        case "proposal": return qsTr("Proposal")
        case "negotiation": return qsTr("Negotiation")
        case "delivery": return qsTr("Delivery")
        case "complaint": return qsTr("Complaint")
        case "care": return qsTr("Care call")
        }
        return code
    }
    function visitState(code: string): string {
        switch (code) {
        case "planned": return qsTr("Planned")
        case "checked-in": return qsTr("On site")
        case "done": return qsTr("Done")
        case "cancelled": return qsTr("Cancelled")
        }
        return code
    }
    function step(code: string): string {
        switch (code) {
        case "explore": return qsTr("Explore")
        case "offer": return qsTr("Offer")
        case "act": return qsTr("Act")
        case "confirm": return qsTr("Confirm")
        }
        return code
    }
    function stage(code: string): string {
        switch (code) {
        case "prospect": return qsTr("Prospect")
        case "new": return qsTr("New")
        case "growing": return qsTr("Growing")
        case "stable": return qsTr("Stable")
        case "declining": return qsTr("Declining")
        case "problem": return qsTr("Problem")
        case "lost": return qsTr("Lost", "account")
        case "no-value": return qsTr("No value")
        }
        return code
    }
    function opportunityStage(code: string): string {
        switch (code) {
        case "contact": return qsTr("First contact")
        case "probe": return qsTr("Probing")
        case "need": return qsTr("Need found")
        case "assess": return qsTr("Assessing")
        case "power": return qsTr("At the decider")
        case "compete": return qsTr("Competing")
        case "solution": return qsTr("Solution")
        case "agreement": return qsTr("Agreement")
        case "won": return qsTr("Won")
        case "lost": return qsTr("Lost", "opportunity")
        }
        return code
    }
    function decisionRole(code: string): string {
        switch (code) {
        case "decision-maker": return qsTr("Decision maker")
        case "influencer": return qsTr("Influencer")
        case "expert": return qsTr("Expert")
        case "purchaser": return qsTr("Purchaser")
        case "user": return qsTr("User")
        }
        return code
    }
    function needDepth(code: string): string {
        switch (code) {
        case "explicit": return qsTr("Said openly")
        case "latent": return qsTr("Latent")
        case "hidden": return qsTr("Deeply hidden")
        }
        return code
    }
    function objectionType(code: string): string {
        switch (code) {
        case "need": return qsTr("Need")
        case "product": return qsTr("Product")
        case "price": return qsTr("Price")
        case "source": return qsTr("Supplier")
        case "timing": return qsTr("Timing")
        case "other": return qsTr("Other")
        }
        return code
    }
    function side(code: string): string {
        switch (code) {
        case "ours": return qsTr("We promise")
        case "theirs": return qsTr("Customer promises")
        }
        return code
    }
    function openState(code: string): string {
        switch (code) {
        case "open": return qsTr("Open")
        case "met": return qsTr("Met")
        case "dropped": return qsTr("Dropped")
        case "answered": return qsTr("Answered")
        case "resolved": return qsTr("Resolved")
        case "announced": return qsTr("Announced")
        case "agreed": return qsTr("Agreed")
        case "renegotiated": return qsTr("Renegotiated")
        case "broken": return qsTr("Broken")
        case "cancelled": return qsTr("Cancelled")
        }
        return code
    }
    function entity(name: string): string {
        switch (name) {
        case "account": return qsTr("Customer")
        case "contact": return qsTr("Contact")
        case "visit": return qsTr("Visit")
        case "attachment": return qsTr("Picture")
        case "need": return qsTr("Need")
        case "objection": return qsTr("Objection")
        case "commitment": return qsTr("Promise")
        case "moment": return qsTr("Moment")
        case "note": return qsTr("Note")
        case "opportunity": return qsTr("Opportunity")
        case "playbook_run": return qsTr("Checklist or script")
        case "answer": return qsTr("Answer")
        }
        return name
    }
    // The heading over several of a kind
    function entities(name: string): string {
        switch (name) {
        case "account": return qsTr("Customers")
        case "contact": return qsTr("People")
        case "commitment": return qsTr("Promises")
        case "note": return qsTr("Notes")
        case "objection": return qsTr("Objections")
        case "need": return qsTr("Needs")
        case "visit": return qsTr("Visits")
        case "moment": return qsTr("Moments")
        case "opportunity": return qsTr("Opportunities")
        case "attachment": return qsTr("Pictures")
        case "answer": return qsTr("Answers")
        }
        return name
    }
    function field(name: string): string {
        switch (name) {
        case "name": return qsTr("Name")
        case "shortName": return qsTr("Short name")
        case "accountClass": return qsTr("Class")
        case "stage": return qsTr("Stage")
        case "industry": return qsTr("Industry")
        case "country": return qsTr("Country")
        case "province": return qsTr("Province")
        case "city": return qsTr("City")
        case "district": return qsTr("District")
        case "street": return qsTr("Street")
        case "postcode": return qsTr("Postcode")
        case "position": return qsTr("Position")
        case "phone": return qsTr("Phone")
        case "fax": return qsTr("Fax")
        case "website": return qsTr("Web site")
        case "legalRepresentative": return qsTr("Legal representative")
        case "categoryOwner": return qsTr("In charge of our category")
        case "staffCount": return qsTr("Staff")
        case "yearOpened": return qsTr("Opened in")
        case "samplesOut": return qsTr("Samples there")
        case "businessScope": return qsTr("Business")
        case "installedProducts": return qsTr("Installed products")
        case "ourProducts": return qsTr("Our products")
        case "categoryBudgetMinor": return qsTr("Category budget")
        case "turnoverMinor": return qsTr("Turnover")
        case "taxNumber": return qsTr("Tax number")
        case "anniversary": return qsTr("Anniversary")
        case "externalRef": return qsTr("Outside key")
        case "tags": return qsTr("Labels")
        case "post": return qsTr("Post")
        case "department": return qsTr("Department")
        case "mobile": return qsTr("Mobile")
        case "officePhone": return qsTr("Office phone")
        case "email": return qsTr("E-mail")
        case "birthday": return qsTr("Birthday")
        case "decisionRole": return qsTr("Part in the decision")
        case "preferredChannel": return qsTr("Preferred channel")
        case "businessInterests": return qsTr("Business interests")
        case "personalInterests": return qsTr("Personal interests")
        case "purpose": return qsTr("Purpose")
        case "plannedOn": return qsTr("Planned day")
        case "plannedAt": return qsTr("Planned time")
        case "summary": return qsTr("Summary")
        case "nextStep": return qsTr("Next step")
        case "nextVisitOn": return qsTr("Next visit")
        case "statement": return qsTr("In the customer's words")
        case "response": return qsTr("Our answer")
        case "what": return qsTr("Promise")
        case "dueOn": return qsTr("Due")
        case "progress": return qsTr("Progress")
        case "state": return qsTr("State")
        case "text": return qsTr("Text")
        case "amountMinor": return qsTr("Amount")
        case "closeOn": return qsTr("Decision on")
        case "probability": return qsTr("Chance")
        case "competitor": return qsTr("Competitor")
        case "score": return qsTr("Moment score")
        case "reason": return qsTr("Reason")
        case "role": return qsTr("Role")
        case "ownerId": return qsTr("In charge")
        case "currency": return qsTr("Currency")
        case "registeredCapitalMinor": return qsTr("Registered capital")
        case "profitMinor": return qsTr("Profit")
        case "attributes": return qsTr("Own fields")
        case "importId": return qsTr("Import")
        case "accountId": return qsTr("Customer")
        case "contactId": return qsTr("Contact")
        case "visitId": return qsTr("Visit")
        case "personId": return qsTr("Colleague")
        case "sex": return qsTr("Form of address")
        case "memberType": return qsTr("Member type")
        case "spendingMinor": return qsTr("Monthly spending")
        case "hobbies": return qsTr("Likes to talk about")
        case "plannedMinutes": return qsTr("Planned length")
        case "step": return qsTr("Step of the talk")
        case "checkInAt": return qsTr("Check-in time")
        case "checkInPosition": return qsTr("Check-in place")
        case "checkInAccuracyM": return qsTr("Accuracy of the place")
        case "checkInDistanceM": return qsTr("Distance at check-in")
        case "checkInMocked": return qsTr("Made-up place")
        case "checkInReason": return qsTr("Reason at check-in")
        case "checkOutAt": return qsTr("Check-out time")
        case "metContacts": return qsTr("People met")
        case "kind": return qsTr("Kind")
        case "playbookId": return qsTr("Playbook")
        case "playbookVersion": return qsTr("Edition")
        case "currentStep": return qsTr("Where the talk stands")
        case "startedAt": return qsTr("Begun")
        case "finishedAt": return qsTr("Finished")
        case "runId": return qsTr("Run")
        case "itemId": return qsTr("Item")
        case "value": return qsTr("Answer")
        case "answeredAt": return qsTr("Answered at")
        case "depth": return qsTr("Depth")
        case "interest": return qsTr("Interest")
        case "presentState": return qsTr("How it is today")
        case "importance": return qsTr("Importance")
        case "type": return qsTr("Type")
        case "motive": return qsTr("What lies behind it")
        case "side": return qsTr("Who delivers")
        case "marginDays": return qsTr("Days in hand")
        case "proposedBy": return qsTr("Proposed by")
        case "doneBy": return qsTr("Done by")
        case "supportedBy": return qsTr("Supported by")
        case "announcedAt": return qsTr("Told to the customer")
        case "agreedAt": return qsTr("Agreed by the customer")
        case "stillNeeded": return qsTr("Still needed")
        case "touchPoint": return qsTr("Touch point")
        case "idealScore": return qsTr("Ideal score")
        case "happenedAt": return qsTr("When it happened")
        case "writtenAt": return qsTr("Written")
        case "fileName": return qsTr("File name")
        case "mediaType": return qsTr("Kind of file")
        case "byteCount": return qsTr("Size")
        case "sha256": return qsTr("Fingerprint")
        case "widthPx": return qsTr("Width")
        case "heightPx": return qsTr("Height")
        case "caption": return qsTr("What it shows")
        case "takenAt": return qsTr("Added at")
        case "thumbnail": return qsTr("Preview")
        }
        return name
    }

    // A field's value as text: days and codes in words, everything else as it is.
    function value(name: string, text: string): string {
        if (/^\d{4}-\d\d-\d\d$/.test(text))
            return words.longDay(text)
        // Two amounts that differ must not look the same, so not rounded as elsewhere.
        if (name.endsWith("Minor") && text.length > 0)
            return Number(Number(text) / 100).toLocaleString(locale, "f", 2)
        switch (name) {
        case "stage": return words.stage(text)
        case "purpose": return words.purpose(text)
        case "decisionRole": return words.decisionRole(text)
        case "state": return words.openState(words.visitState(text))
        case "side": return words.side(text)
        case "step": return words.step(text)
        }
        return text
    }
    function parsed(day: string): date {
        const parts = day.split("-")
        return new Date(Number(parts[0]), Number(parts[1]) - 1, Number(parts[2]))
    }
    function iso(day: date): string {
        const two = number => String(number).padStart(2, "0")
        return day.getFullYear() + "-" + two(day.getMonth() + 1) + "-" + two(day.getDate())
    }
    function daysFromToday(day: string): int {
        return Math.round((parsed(day).getTime() - parsed(Session.today).getTime()) / 86400000)
    }
    // "11月22日 周日", "Sun 22 Nov"
    function day(day: string): string {
        return day.length === 0 ? "" : parsed(day).toLocaleDateString(locale, chinese ? "M月d日 ddd" : "ddd d MMM")
    }
    function longDay(day: string): string {
        return day.length === 0 ? "" : parsed(day).toLocaleDateString(locale, chinese ? "yyyy年M月d日 dddd"
                                                                                     : "dddd, d MMMM yyyy")
    }
    // "today", "tomorrow", "in 3 days", "2 days overdue", else the day itself
    function due(day: string): string {
        if (day.length === 0)
            return qsTr("No date")
        const days = daysFromToday(day)
        if (days === 0)
            return qsTr("Due today")
        if (days === 1)
            return qsTr("Due tomorrow")
        if (days < 0)
            return qsTr("%n day(s) overdue", "", -days)
        return days <= 14 ? qsTr("Due in %n day(s)", "", days) : qsTr("Due %1").arg(words.day(day))
    }
    function time(ms: real): string {
        return ms > 0 ? new Date(ms).toLocaleTimeString(locale, "HH:mm") : ""
    }
    function moment(ms: real): string {
        return ms > 0 ? new Date(ms).toLocaleString(locale, chinese ? "M月d日 HH:mm" : "d MMM, HH:mm") : ""
    }
    function dayOf(ms: real): string {
        return ms > 0 ? words.day(iso(new Date(ms))) : ""
    }
    // How long ago, for every number that may be stale
    function ago(ms: real): string {
        if (ms <= 0)
            return qsTr("never")
        const minutes = Math.floor((Session.nowMs - ms) / 60000)
        if (minutes < 1)
            return qsTr("just now")
        if (minutes < 60)
            return qsTr("%n minute(s) ago", "", minutes)
        if (minutes < 24 * 60)
            return qsTr("%n hour(s) ago", "", Math.floor(minutes / 60))
        return qsTr("%n day(s) ago", "", Math.floor(minutes / 1440))
    }
    function minutes(count: int): string {
        return count < 60 ? qsTr("%1 min").arg(count)
            : count % 60 === 0 ? qsTr("%1 h").arg(count / 60)
            : qsTr("%1 h %2 min").arg(Math.floor(count / 60)).arg(count % 60)
    }
    function distance(metres: real): string {
        if (metres < 1000)
            return qsTr("%1 m").arg(Math.round(metres / 10) * 10)
        return qsTr("%1 km").arg(Number(metres / 1000).toLocaleString(locale, "f", metres < 10000 ? 1 : 0))
    }
    function size(bytes: real): string {
        if (bytes < 1000)
            return qsTr("%1 B").arg(bytes)
        if (bytes < 1000 * 1000)
            return qsTr("%1 kB").arg(number(Math.round(bytes / 1000)))
        return qsTr("%1 MB").arg(Number(bytes / 1000 / 1000).toLocaleString(locale, "f", bytes < 10 * 1000 * 1000 ? 1 : 0))
    }
    function pictureState(code: string, percent: int): string {
        switch (code) {
        case "coming": return qsTr("Coming")
        case "waiting": return qsTr("Waits here")
        case "sending": return qsTr("%1 %").arg(percent)
        case "safe": return qsTr("With the server")
        case "lost": return qsTr("Lost")
        }
        return ""
    }
    function pictureStateSentence(code: string, percent: int): string {
        switch (code) {
        case "elsewhere": return qsTr("With the server; it comes here when you open it.")
        case "coming": return qsTr("On its way to this device, as soon as there is a network.")
        case "waiting": return qsTr("Only on this device so far. It is sent by itself, and kept here until the server has confirmed it.")
        case "sending": return qsTr("On its way to the server: %1 %.").arg(percent)
        case "safe": return qsTr("Safe: the server has confirmed every byte.")
        case "lost": return qsTr("The file on this device is damaged and was not sent before. Only its preview is left.")
        }
        return ""
    }
    function number(value: real): string {
        return Number(value).toLocaleString(locale, "f", 0)
    }
    // Minor units of a currency with two decimals; Chinese counts in ten thousands.
    function money(minor: real, currency: string): string {
        const sign = currency === "CNY" || currency.length === 0 ? "¥" : currency + " "
        const amount = minor / 100
        if (chinese && amount >= 10000)
            return sign + Number(amount / 10000).toLocaleString(locale, "f", amount % 10000 === 0 ? 0 : 1) + " 万"
        return sign + Number(amount).toLocaleString(locale, "f", 0)
    }
    function score(value: int): string { return value > 0 ? "+" + value : value < 0 ? "−" + -value : "0" }
    // Codes as the options of ChoiceChips.
    function choices(codes: var, word: var): var { return codes.map(code => ({ value: code, text: word(code) })) }
    function listed(parts: var): string { return parts.filter(part => part && part.length > 0).join(" · ") }
}
