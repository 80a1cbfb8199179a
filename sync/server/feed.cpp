// SPDX-License-Identifier: Apache-2.0
#include "sync/server/feed.h"

#include "core/schema/rows.h"
#include "sync/server/rights.h"
#include "sync/server/store/row_packing.h"

#include <QDateTime>

#include <algorithm>
#include <tuple>
#include <utility>

namespace legwork::server {
namespace {

/// Rows in a frame add up to about this, so that a frame arrives within seconds on a slow network and little
/// is sent twice after a cut.
constexpr qsizetype kFrameBytesAim = 512 * 1024;
constexpr size_t kAgainAtOnce = 500; // rows asked for again are read in pieces

/// A row with those of its fields that are sent; these point into it.
struct Sending {
    PackedRow row;
    std::vector<PackedField> fields;
};

/// The fields of a frame's rows, in order.
class Columns
{
public:
    /// Takes in those of one more row, unless the frame would have too many cells then.
    [[nodiscard]] bool widen(const std::vector<PackedField> &fields, size_t rows)
    {
        m_more.clear();
        for (const PackedField &field : fields) {
            if (!std::binary_search(m_numbers.begin(), m_numbers.end(), field.no))
                m_more.push_back(field.no);
        }
        if (rows * (m_numbers.size() + m_more.size()) > sync::kCellsPerFrameMax)
            return false;
        if (!m_more.empty()) {
            m_numbers.insert(m_numbers.end(), m_more.begin(), m_more.end());
            std::sort(m_numbers.begin(), m_numbers.end());
        }
        return true;
    }
    [[nodiscard]] const std::vector<int> &numbers() const { return m_numbers; }

private:
    std::vector<int> m_numbers;
    std::vector<int> m_more;
};

qsizetype bytesOf(const std::vector<PackedField> &fields)
{
    qsizetype bytes = 0;
    for (const PackedField &field : fields)
        bytes += field.value.size();
    return bytes;
}

RowBatch byColumns(int entityNo, const std::vector<Sending> &rows, const Columns &columns)
{
    RowBatch batch;
    batch.entityNo = entityNo;
    batch.fieldNos = columns.numbers();
    batch.columns.resize(batch.fieldNos.size());
    for (const auto &[row, fields] : rows) {
        batch.ids.push_back(row.id);
        batch.scopes.push_back(row.scope);
        batch.seqs.push_back(row.seq);
        batch.deleted.push_back(row.deleted);
        auto field = fields.begin();
        for (size_t c = 0; c < batch.columns.size(); ++c) {
            if (field != fields.end() && field->no == batch.fieldNos[c])
                batch.columns[c].appendEncoded((field++)->value);
            else
                batch.columns[c].appendNothing();
        }
    }
    return batch;
}

/// Grants that have ended say nothing to a device.
std::vector<Grant> inForce(std::vector<Grant> grants, Instant now)
{
    std::erase_if(grants, [now](const Grant &grant) { return !isInForce(grant, now); });
    return grants;
}

} // namespace

Feed::Feed(std::unique_ptr<ReadTransaction> view, std::vector<Grant> grants, qint64 highestOpNo,
           Instant serverNow, const sync::SyncHeader &header)
    : m_view(std::move(view))
    , m_epoch(m_view->epoch())
    , m_grants(inForce(std::move(grants), serverNow))
    , m_target(m_view->head())
    , m_highestOpNo(highestOpNo)
    , m_serverNow(serverNow)
    , m_again(header.again.rbegin(), header.again.rend())
{
    std::sort(m_grants.begin(), m_grants.end(),
              [](const Grant &a, const Grant &b) { return a.scope < b.scope; });
    for (const ScopeCursor &cursor : header.cursors)
        m_cursors[cursor.scope] = std::min(cursor.seq, m_target);
    if (header.resume)
        resumeFrom(*header.resume);
}

void Feed::resumeFrom(const sync::Resume &resume)
{
    // Rights that came after the download began may have put rows before the point where it broke off.
    const bool hasNewGrant = std::any_of(m_grants.begin(), m_grants.end(),
                                         [&](const Grant &grant) { return grant.seq > resume.target; });
    const auto rows = m_view->rows(std::span(&resume.rowId, 1));
    if (hasNewGrant || rows.empty() || resume.target > m_target || resume.seq > resume.target)
        return; // begin anew
    // A row that has moved since stands elsewhere now, and tells nothing of the place where the download broke off.
    const auto &former = rows.front().former;
    if (std::any_of(former.begin(), former.end(),
                    [&](const FormerScope &each) { return each.seq > resume.target; }))
        return;
    const auto grant = std::find_if(m_grants.begin(), m_grants.end(),
                                    [&](const Grant &each) { return each.scope == rows.front().scope; });
    if (grant == m_grants.end())
        return;
    m_target = resume.target;
    m_entityNo = rows.front().entityNo;
    m_grantIndex = size_t(grant - m_grants.begin());
    m_isBegun = true;
    m_seq = resume.seq;
    m_id = resume.rowId;
}

Result<std::optional<sync::Message>> Feed::next()
{
    std::optional<sync::Message> message;
    switch (m_stage) {
    case Stage::Scopes: {
        sync::ScopeList list{m_epoch, m_target, {}, rowsToCome()};
        for (const Grant &grant : m_grants)
            list.grants.push_back({grant.scope, int(grant.kind), grant.right == Right::Write, grant.until});
        message = std::move(list);
        m_stage = Stage::Rows;
        break;
    }
    case Stage::Rows: {
        auto batch = nextBatch();
        if (batch.size() > 0) {
            message = std::move(batch);
            break;
        }
        m_stage = Stage::Again;
        [[fallthrough]];
    }
    case Stage::Again: {
        auto batch = nextAgain();
        if (batch.size() > 0) {
            message = std::move(batch);
            break;
        }
        m_stage = Stage::Leaves;
        m_grantIndex = 0;
        m_isBegun = false;
        [[fallthrough]];
    }
    case Stage::Leaves: {
        auto leaves = nextLeaves();
        if (!leaves.leaves.empty()) {
            message = std::move(leaves);
            break;
        }
        m_stage = Stage::End;
        [[fallthrough]];
    }
    case Stage::End:
        message = sync::SyncEnd{m_epoch, m_target, m_serverNow, m_highestOpNo};
        m_stage = Stage::Over;
        break;
    case Stage::Over:
        break;
    }
    if (auto good = status(); !good)
        return forward(good);
    return message;
}

void Feed::fetch(const Uuid &scope)
{
    if (!m_isBegun) {
        // From just after the cursor on: no id is higher than this one.
        m_seq = m_cursors.contains(scope) ? m_cursors.at(scope) : 0;
        m_id = *Uuid::fromBytes(QByteArray(16, '\xff'));
        m_isBegun = true;
    }
    auto rows = m_view->changedRows(scope, m_entityNo, m_seq, m_id, sync::kRowsPerFrameMax, kFrameBytesAim);
    if (rows.empty()) {
        m_isDrained = true;
        return;
    }
    m_seq = rows.back().seq;
    m_id = rows.back().id;
    for (PackedRow &row : rows)
        m_fetched.push_back(std::move(row));
}

int Feed::entityAfter(int entityNo)
{
    if (entityNo < int(entities().size()))
        return entityNo + 1;
    // What newer versions of the app have put here goes on to others of them, and to those that will be updated.
    std::vector<Uuid> scopes;
    scopes.reserve(m_grants.size());
    for (const Grant &grant : m_grants)
        scopes.push_back(grant.scope);
    return m_view->entityAfter(scopes, entityNo);
}

qint64 Feed::rowsToCome()
{
    const bool isFromNothing = std::all_of(m_cursors.begin(), m_cursors.end(),
                                           [](const auto &cursor) { return cursor.second == 0; });
    qint64 rows = 0;
    for (size_t i = 0; isFromNothing && i < m_grants.size(); ++i)
        rows += m_view->rowCount(m_grants[i].scope);
    return rows;
}

RowBatch Feed::nextAhead()
{
    if (const Uuid person = std::exchange(m_pageOf, Uuid()); !person.isNull()) {
        const QDate today = QDateTime::fromMSecsSinceEpoch(m_serverNow.ms, Qt::UTC).date();
        for (FirstPage::Part &part : FirstPage(*m_view, m_grants, person, today).parts())
            m_ahead.push_back(std::move(part));
    }
    if (m_ahead.empty())
        return {};
    const FirstPage::Part part = std::move(m_ahead.front());
    m_ahead.pop_front();
    std::vector<Sending> rows;
    Columns columns;
    qsizetype bytes = 0;
    for (const PackedRow &row : part.rows) {
        std::vector<PackedField> fields;
        if (!fieldsOf(row, false, fields)) {
            m_damage = fail(QStringLiteral("storage.corrupt"), Advice::GiveUp);
            break;
        }
        bytes += bytesOf(fields);
        // What is too much for a frame comes in its turn.
        if (bytes > kFrameBytesAim || !columns.widen(fields, rows.size() + 1))
            break;
        rows.push_back({row, std::move(fields)});
    }
    RowBatch batch = byColumns(part.entityNo, rows, columns);
    batch.isAhead = true;
    return batch;
}

RowBatch Feed::nextBatch()
{
    const auto isDue = [this] {
        return m_entityNo >= Account::kEntityNo && (!m_pageOf.isNull() || !m_ahead.empty());
    };
    for (; m_entityNo != 0; m_entityNo = entityAfter(m_entityNo), m_grantIndex = 0) {
        while (isDue()) {
            auto batch = nextAhead();
            if (batch.size() > 0 || !status())
                return batch;
        }
        for (; m_grantIndex < m_grants.size(); ++m_grantIndex) {
            auto batch = batchOf(m_grants[m_grantIndex].scope);
            if (batch.size() > 0 || !status())
                return batch;
            m_isBegun = m_isDrained = false;
        }
    }
    return {};
}

sync::LeaveList Feed::nextLeaves()
{
    for (; m_grantIndex < m_grants.size(); ++m_grantIndex) {
        const Uuid &scope = m_grants[m_grantIndex].scope;
        if (!m_isBegun) {
            // Whoever has nothing of a scope has nothing to give up, but for what left it after a broken download began.
            const auto held = m_cursors.find(scope);
            m_seq = held == m_cursors.end() || held->second == 0 ? m_target : held->second;
            m_id = *Uuid::fromBytes(QByteArray(16, '\xff'));
            m_isBegun = true;
        }
        sync::LeaveList list{m_view->leaves(scope, m_seq, m_id, sync::kRowsPerFrameMax)};
        if (!list.leaves.empty()) {
            m_seq = list.leaves.back().seq;
            m_id = list.leaves.back().rowId;
            return list;
        }
        m_isBegun = false;
    }
    const size_t count = std::min(m_movedOn.size(), size_t(sync::kRowsPerFrameMax));
    sync::LeaveList list{{m_movedOn.end() - ptrdiff_t(count), m_movedOn.end()}};
    m_movedOn.resize(m_movedOn.size() - count);
    std::sort(list.leaves.begin(), list.leaves.end(), [](const Leave &a, const Leave &b) {
        return std::tie(a.scope, a.seq, a.rowId) < std::tie(b.scope, b.seq, b.rowId);
    });
    return list;
}

RowBatch Feed::batchOf(const Uuid &scope)
{
    const auto held = m_cursors.find(scope);
    const qint64 cursor = held == m_cursors.end() ? 0 : held->second;
    std::vector<Sending> rows;
    Columns columns;
    qsizetype bytes = 0;
    while (rows.size() < sync::kRowsPerFrameMax && bytes < kFrameBytesAim && status()) {
        if (m_fetched.empty()) {
            if (!m_isDrained)
                fetch(scope);
            if (m_fetched.empty())
                break;
        }
        const PackedRow &row = m_fetched.front();
        // Whoever has nothing of a scope has nothing to delete; but who goes on with a broken download has what was live
        // when it began.
        if (row.deleted && cursor == 0 && row.seq <= m_target) {
            m_fetched.pop_front();
            continue;
        }
        // Of tombstones too: whoever brings a row back before the server knows wants to see all of it.
        const bool isWhole = cursor == 0 || row.wholeFrom > cursor;
        std::vector<PackedField> fields;
        if (!fieldsOf(row, !isWhole, fields)) {
            m_damage = fail(QStringLiteral("storage.corrupt"), Advice::GiveUp);
            break;
        }
        if (!isWhole)
            std::erase_if(fields, [cursor](const PackedField &field) { return field.seq <= cursor; });
        if (!columns.widen(fields, rows.size() + 1))
            break;
        bytes += bytesOf(fields) + 20;
        rows.push_back({std::move(m_fetched.front()), std::move(fields)});
        m_fetched.pop_front();
    }
    return byColumns(m_entityNo, rows, columns);
}

bool Feed::isGranted(const Uuid &scope) const
{
    return std::any_of(m_grants.begin(), m_grants.end(),
                       [&](const Grant &grant) { return grant.scope == scope; });
}

RowBatch Feed::nextAgain()
{
    while (m_found.empty() && !m_again.empty() && status()) {
        const size_t count = std::min(m_again.size(), kAgainAtOnce);
        m_found = m_view->rows(std::span(m_again).last(count));
        m_again.resize(m_again.size() - count);
        std::erase_if(m_found, [this](const StoredRow &row) {
            if (isGranted(row.scope))
                return false;
            for (const FormerScope &each : row.former) {
                if (isGranted(each.scope))
                    m_movedOn.push_back({each.scope, row.entityNo, std::max<qint64>(each.seq, 1), row.id});
            }
            return true;
        });
        std::sort(m_found.begin(), m_found.end(), [](const StoredRow &a, const StoredRow &b) {
            return std::tie(a.entityNo, a.seq, a.id) > std::tie(b.entityNo, b.seq, b.id);
        });
    }
    if (m_found.empty() || !status())
        return {};
    const int entityNo = m_found.back().entityNo;
    std::vector<Sending> rows;
    Columns columns;
    qsizetype bytes = 0;
    while (!m_found.empty() && m_found.back().entityNo == entityNo && bytes < kFrameBytesAim) {
        const StoredRow &row = m_found.back();
        Sending sending;
        sending.row = {row.entityNo,  row.id,      row.scope,       row.seq,
                       row.wholeFrom, row.deleted, packValues(row), {}};
        if (!fieldsOf(sending.row, false, sending.fields)) {
            m_damage = fail(QStringLiteral("storage.corrupt"), Advice::GiveUp);
            break;
        }
        if (!columns.widen(sending.fields, rows.size() + 1))
            break;
        bytes += sending.row.values.size() + 20;
        rows.push_back(std::move(sending));
        m_found.pop_back();
    }
    return byColumns(entityNo, rows, columns);
}

} // namespace legwork::server
