// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/protocol/codec.h"
#include "sync/server/first_page.h"
#include "sync/server/store/server_store.h"

#include <deque>
#include <map>
#include <memory>

namespace legwork::server {

/// The downward half of an answer: the scopes, the rows that changed since the device's cursors in batches, the
/// end. It is made bit by bit from one view of the store, so that a first sync of any size takes the same memory.
///
/// What has left a scope comes after all rows, so that whoever sees the scope it went to has it there before.
/// Order: entity by entity (parents have lower numbers than the rows that refer to them), in it scope by scope,
/// in it (seq, id). A row's entity never changes and the order within a scope is by seq, so the last row held is
/// enough to go on from.
class Feed
{
public:
    /// `view` is kept until the feed goes. Of the header the cursors, the place to go on from and the rows asked for
    /// again count. Scopes without a cursor are sent whole.
    Feed(std::unique_ptr<ReadTransaction> view, std::vector<Grant> grants, qint64 highestOpNo,
         Instant serverNow, const sync::SyncHeader &header);

    /// Has the rows that this person needs first sent ahead of their turn, once those of all people, territories and
    /// the company have been sent. Only for a download from nothing, and before the first message.
    void beginWithPageOf(const Uuid &person) { m_pageOf = person; }

    /// The next message; nothing after the last.
    [[nodiscard]] Result<std::optional<sync::Message>> next();

private:
    enum class Stage { Scopes, Rows, Again, Leaves, End, Over };

    void resumeFrom(const sync::Resume &resume);
    /// The next batch; an empty one when there are no more rows.
    [[nodiscard]] RowBatch nextBatch();
    [[nodiscard]] RowBatch batchOf(const Uuid &scope);
    /// The entity whose rows come next; 0 when there is none.
    [[nodiscard]] int entityAfter(int entityNo);
    /// Likewise of what has left.
    [[nodiscard]] sync::LeaveList nextLeaves();
    /// The next batch of the first page; an empty one when there are no more.
    [[nodiscard]] RowBatch nextAhead();
    [[nodiscard]] qint64 rowsToCome();
    /// The next rows of those asked for again. They come after the others, so that a row of theirs, as the place to go on
    /// from, stands for all that goes before.
    [[nodiscard]] RowBatch nextAgain();
    [[nodiscard]] bool isGranted(const Uuid &scope) const;
    void fetch(const Uuid &scope);
    /// What was read counts only if all of it was read.
    [[nodiscard]] Status status() const { return m_damage ? m_view->status() : m_damage; }

    std::unique_ptr<ReadTransaction> m_view;
    Uuid m_epoch;
    std::vector<Grant> m_grants; ///< In order of scope.
    std::map<Uuid, qint64> m_cursors;
    qint64 m_target = 0;
    qint64 m_highestOpNo = 0;
    Instant m_serverNow;
    Stage m_stage = Stage::Scopes;
    Uuid m_pageOf; ///< Whose first page is to be sent yet.
    std::deque<FirstPage::Part> m_ahead;
    Status m_damage; ///< Of a row that was read.

    // Where the next row is looked for.
    int m_entityNo = 1;
    size_t m_grantIndex = 0;
    bool m_isBegun = false; ///< Whether (m_seq, m_id) already stand in the present entity and scope.
    qint64 m_seq = 0;
    Uuid m_id;
    std::deque<PackedRow> m_fetched;
    std::vector<Uuid> m_again;      ///< Rows asked for again that have not been sent, the next one last.
    std::vector<StoredRow> m_found; ///< Of these, read already; by entity, the next one last.
    std::vector<Leave> m_movedOn;   ///< Those that have gone where the person does not see them.
    bool m_isDrained = false;       ///< The present entity and scope have no rows beyond m_fetched.
};

} // namespace legwork::server
