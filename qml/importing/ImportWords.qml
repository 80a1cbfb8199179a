// SPDX-License-Identifier: Apache-2.0
import QtQml
import Legwork.Session

// The importer's codes in words.
QtObject {
    function target(code: string): string {
        switch (code) {
        case "latitude": return qsTr("Latitude")
        case "longitude": return qsTr("Longitude")
        case "attribute": return qsTr("Keep under its heading")
        case "ignored": return qsTr("Leave out")
        }
        const [entity, field] = code.split(".")
        return entity === "contact" ? qsTr("Contact: %1").arg(Words.field(field)) : Words.field(field)
    }
    function columnReason(code: string): string {
        switch (code) {
        case "heading": return qsTr("The heading says so")
        case "heading-and-content": return qsTr("Heading and cells agree")
        case "content": return qsTr("The cells look like it")
        case "not-recognised": return qsTr("Not recognised")
        case "field-taken": return qsTr("Another column fits better")
        case "content-differs": return qsTr("The cells do not fit the heading")
        case "nobody-known": return qsTr("None of these colleagues is known here")
        case "no-contact": return qsTr("No column names the person")
        case "user": return qsTr("Chosen by you")
        }
        return code
    }
    function duplicateReason(code: string): string {
        switch (code) {
        case "same-reference": return qsTr("Same outside key")
        case "same-name-same-place": return qsTr("Same name, same place")
        case "same-email": return qsTr("Same e-mail address")
        case "references-differ": return qsTr("Outside keys differ")
        case "names-differ": return qsTr("Names differ a little")
        case "addresses-differ": return qsTr("Addresses differ")
        case "places-differ": return qsTr("Far apart: perhaps branches")
        case "details-differ": return qsTr("Phone or e-mail differ")
        }
        return code
    }
    function setAsideReason(code: string, args: var): string {
        switch (code) {
        case "name.missing": return qsTr("No name in the row")
        case "row.too-long": return qsTr("The row has %1 cells, the heading %2").arg(args[0] ?? "").arg(args[1] ?? "")
        case "text.damaged": return qsTr("Holds bytes that are no text")
        case "value.refused": return qsTr("Holds a value that no field takes")
        case "account.missing": return qsTr("A person without a customer")
        case "account.unknown": return qsTr("The customer “%1” is not here").arg(args[0] ?? "")
        case "account.ambiguous": return qsTr("Several customers are called “%1”").arg(args[0] ?? "")
        case "duplicate.skipped": return qsTr("Left out by you as a duplicate")
        }
        return code
    }
}
