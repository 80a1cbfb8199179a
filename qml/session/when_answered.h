// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFutureWatcher>
#include <QObject>

#include <utility>

namespace legwork {

/// Calls `take(result)` from the event loop of `context`, which is in the calling thread, when the future has its
/// result; never if `context` is gone by then, or if the promise was dropped.
///
/// QFuture::then() with a context would do, but in Qt 6.4 it runs twice when the result comes in the very moment it is
/// asked for, and crashes when its context is gone.
template<class T, class Take>
void whenAnswered(const QFuture<T> &future, QObject *context, Take take)
{
    auto *watcher = new QFutureWatcher<T>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context,
                     [watcher, take = std::move(take)]() mutable {
                         watcher->deleteLater();
                         if (watcher->future().resultCount() > 0)
                             take(watcher->result());
                     });
    watcher->setFuture(future);
}

} // namespace legwork
