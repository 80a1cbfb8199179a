// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/storage/attachments/local_files.h"
#include "core/storage/store.h"
#include "sync/client/enrolment.h"
#include "sync/client/transport.h"

namespace legwork::sync {

/// One attempt to bring one file to the server, or to fetch one. What has come so far stays, in the store and in the
/// files, so that the next attempt goes on from there, also after the app was killed. Blocks; never on the thread of row
/// sync.
class AttachmentSession
{
public:
    AttachmentSession(storage::Store &store, Enrolment enrolment, Transport &way)
        : m_store(store)
        , m_enrolment(std::move(enrolment))
        , m_way(way)
    {
    }

    /// Returns when the server has confirmed that it holds the bytes; that is noted then. Errors: those of TusUpload,
    /// and storage.file-damaged (GiveUp) when the file here is no longer what it was.
    [[nodiscard]] Status send(const storage::LocalFile &file);
    /// Returns when all of it is here and is what it should be. attach.unknown (AskUser) when the server does not have
    /// it, not yet or not for us.
    [[nodiscard]] Status fetch(const storage::LocalFile &file);

private:
    struct Asked {
        Uuid row;
        Uuid epoch;
        qint64 timesGoneBack =
            0; ///< Before the server was asked: a receipt does not outlive the server's going back.
    };
    [[nodiscard]] Result<Asked> lookUp(const ContentHash &content);
    /// Whether the server confirms that it holds the bytes.
    [[nodiscard]] Result<bool> isConfirmed(const ContentHash &content, const Uuid &row);
    /// `confirmed`: the server has said that it holds the bytes, or has given them.
    [[nodiscard]] Status note(const ContentHash &content,
                              const std::function<void(storage::LocalFile &)> &change,
                              const Asked *confirmed = nullptr);
    [[nodiscard]] Exchange exchange(const char *method, const ContentHash &content, const Uuid &row) const;

    storage::Store &m_store;
    const Enrolment m_enrolment;
    Transport &m_way;
};

/// Tells whoever shows them that rows that name the content look different now.
void announceRowsOf(storage::Store &store, const ContentHash &content);

} // namespace legwork::sync
