// SPDX-License-Identifier: Apache-2.0
pragma Singleton
import QtQuick

// What the keyboard (or a switch that acts as one) does everywhere alike.
QtObject {
    // Scrolls what the keyboard has come to into sight. What is tapped is in sight already, and must not move away
    // from under the finger.
    function reveal(view: Flickable, item: Item) {
        const typing = item && item["cursorPosition"] !== undefined
        if (!item || !typing && item["visualFocus"] !== true)
            return
        let above = item.parent
        while (above && above !== view.contentItem)
            above = above.parent
        if (!above)
            return
        const margin = 12
        const top = item.mapToItem(view.contentItem, 0, 0).y - margin
        const bottom = top + item.height + 2 * margin
        const last = Math.max(0, view.contentHeight - view.height)
        if (top < view.contentY || bottom - top > view.height)
            view.contentY = Math.max(0, Math.min(top, last))
        else if (bottom > view.contentY + view.height)
            view.contentY = Math.min(last, bottom - view.height)
    }
}
