// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ports/clock.h"
#include "core/ports/device_key_store.h"
#include "core/storage/remote_round.h"
#include "core/storage/unit_of_work.h"

#include <QFuture>
#include <QPromise>

#include <functional>
#include <memory>

class QLockFile;

namespace legwork::storage {

class AttachmentFiles;

/// One person's encrypted data on this device: a folder with the database and `profile.json`, which holds what must
/// be known before the key is (the installation's id, the key's name and its check value; nothing secret).
///
/// All work runs on the store's own threads: one writer, two readers. Callers get futures; `then(context, ...)`
/// brings a result back to the caller's thread. The interface thread never waits.
class Store
{
public:
    /// Where the work runs. Inline: within the call that asks for it, on the caller's thread, one caller at a time; for
    /// simulations, whose steps must follow one another in one order only.
    enum class Running { OnOwnThreads, Inline };

    struct Settings {
        QString folder;
        DeviceKeyStore *keyStore = nullptr; ///< Used while opening only.
        const Clock *clock = nullptr;       ///< Outlives the store.
        Running running = Running::OnOwnThreads;
    };

    /// Opens, or makes on first use. Blocks (key store, key derivation, migrations): call it on a worker.
    ///
    /// Errors beside those of the key store and the connection:
    ///   storage.in-use        AskUser  another instance has this folder open
    ///   storage.key-lost      AskUser  there is data but its key is gone; nothing has been touched
    ///   storage.wrong-key     AskUser  the key store holds another key
    ///   storage.data-lost     AskUser  there is a profile but its database is missing or empty
    ///   storage.corrupt       GiveUp   right key, unreadable file; it is left as it is
    ///   storage.newer-schema  Update   written by a newer version
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const Settings &settings);
    ~Store();

    /// This installation; made with the folder, sent when enrolling.
    [[nodiscard]] Uuid install() const;
    [[nodiscard]] const Clock &clock() const;
    /// Bytes of attachments; on any thread but the interface's.
    [[nodiscard]] const AttachmentFiles &files() const;

    /// Runs `work(UnitOfWork &)` on the writer's thread and commits when it succeeds; `work` returns Result<T>. When
    /// the future holds a value, it is on the disk.
    template<class Work>
    [[nodiscard]] auto write(Work work)
    {
        using Returned = std::invoke_result_t<Work, UnitOfWork &>;
        return enqueue<Returned>(&Store::postWrite, [this, work = std::move(work)]() mutable -> Returned {
            Returned returned;
            const Status done = transact([&](UnitOfWork &unit) -> Status {
                returned = work(unit);
                if (!returned)
                    return forward(returned);
                return {};
            });
            if (!done)
                return forward(done);
            return returned;
        });
    }

    /// Runs `work(Reader &)` on a reader's thread; `work` returns Result<T>. Sees one consistent state.
    template<class Work>
    [[nodiscard]] auto read(Work work)
    {
        using Returned = std::invoke_result_t<Work, Reader &>;
        auto promise = std::make_shared<QPromise<Returned>>();
        promise->start();
        postRead([promise, work = std::move(work)](Result<Reader *> reader) mutable {
            promise->addResult(reader ? work(**reader) : Returned(forward(reader)));
            promise->finish();
        });
        return promise->future();
    }

    /// For sync: runs on the writer's thread with the raw parts. What it writes to synced tables must go through a
    /// RemoteRound.
    template<class Work>
    [[nodiscard]] auto synchronise(Work work)
    {
        using Returned = std::invoke_result_t<Work, sqlite::Connection &, Capture &>;
        return enqueue<Returned>(&Store::postWrite, [this, work = std::move(work)]() mutable -> Returned {
            return work(writer(), capture());
        });
    }

    /// Takes a unit of work back that was kept with keepUndo(). Fields that somebody has changed since keep their
    /// value; their number is the result.
    [[nodiscard]] QFuture<Result<int>> undo(const Uuid &undoId);

    /// Called after every commit, on the writer's thread; keep it short. Returns a number for unsubscribe().
    int subscribe(std::function<void(const ChangedRows &)> listener);
    void unsubscribe(int subscription);
    /// Tells subscribers of rows that a RemoteRound has changed.
    void announce(const ChangedRows &changed);

private:
    Store();
    template<class Returned, class Post, class Work>
    auto enqueue(Post post, Work work)
    {
        auto promise = std::make_shared<QPromise<Returned>>();
        promise->start();
        (this->*post)([promise, work = std::move(work)]() mutable {
            promise->addResult(work());
            promise->finish();
        });
        return promise->future();
    }
    void postWrite(std::function<void()> job);
    void postRead(std::function<void(Result<Reader *>)> job);
    [[nodiscard]] Status transact(const std::function<Status(UnitOfWork &)> &work);
    [[nodiscard]] sqlite::Connection &writer();
    [[nodiscard]] Capture &capture();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace legwork::storage
