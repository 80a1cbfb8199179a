// SPDX-License-Identifier: Apache-2.0
pragma Singleton
import QtQuick
import QtQuick.Templates as T

// What the keyboard (or a switch that acts as one) does everywhere alike.
QtObject {
    // Scrolls what the keyboard has come to into sight. What is tapped is in sight already, and must not move away
    // from under the finger.
    function reveal(view: Flickable, item: Item) {
        const typing = (item as TextInput) !== null || (item as TextEdit) !== null
        if (!item || !typing && item["visualFocus"] !== true)
            return
        let above = item.parent
        while (above && above !== view.contentItem)
            above = above.parent
        if (!above)
            return
        const margin = 12
        const place = item.mapToItem(view.contentItem, 0, 0)
        view.contentY = shifted(view.contentY, view.height, view.originY, view.contentHeight, place.y - margin,
                                item.height + 2 * margin)
        if (view.contentWidth > view.width)
            view.contentX = shifted(view.contentX, view.width, view.originX, view.contentWidth, place.x - margin,
                                    item.width + 2 * margin)
    }

    // Where a view of `size` over `whole` has to stand to show a part: where it stands, if it shows it already.
    function shifted(at: real, size: real, origin: real, whole: real, start: real, length: real): real {
        const last = origin + Math.max(0, whole - size)
        if (start < at || length > size)
            return Math.max(origin, Math.min(start, last))
        if (start + length > at + size)
            return Math.min(last, start + length - size)
        return at
    }

    // Enter presses what Space presses; Qt's buttons know only Space.
    function press(event: var, item: Item) {
        const button = item as T.AbstractButton
        event.accepted = button !== null && button.enabled && !event.isAutoRepeat
        if (!event.accepted)
            return
        const onOff = button as T.Switch
        if (onOff) {
            onOff.toggle()
            onOff.toggled()
        } else {
            button.clicked()
        }
    }

    function goOn(item: Item, forward: bool) {
        item.nextItemInFocusChain(forward).forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason)
    }
}
