// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <functional>

namespace legwork {

class AttachmentCarrier;
class Clock;
class PictureMaker;
class PlaybookLibrary;
class PositionSource;
namespace storage {
class Store;
}
namespace sync {
class SyncFacade;
}

/// What the pages work with, put together by app/. Not owned; everything outlives the shell, or is taken back from
/// it (Shell::setServices) before it goes.
struct Services {
    const Clock *clock = nullptr;
    PositionSource *positions = nullptr;
    const PlaybookLibrary *library = nullptr; ///< Nothing: the documents compiled into the product.
    storage::Store *store = nullptr;          ///< Nothing until it is open.
    sync::SyncFacade *sync = nullptr;         ///< Nothing until the store is open.
    AttachmentCarrier *carrier = nullptr;     ///< Nothing until the store is open.
    const PictureMaker *pictures = nullptr;   ///< Nothing: none can be added.
    bool hasDeveloperKey = false;             ///< The key lies in a developer's file, in the open.
    QString appearanceFile;       ///< Keeps language and appearance (INI); empty: nothing is kept.
    std::function<void()> reopen; ///< Tries to open the store again: the way out of the unlock page.
    std::function<void()>
        beginAnew; ///< Puts data that cannot be opened aside, and begins with an empty store.
};

} // namespace legwork
