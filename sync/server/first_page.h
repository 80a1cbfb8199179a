// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/store/server_store.h"

#include <QDate>

#include <span>

namespace legwork::server {

/// What a person needs first of a download that begins with nothing: the visits of today and the next days, the
/// customers of these, the people there, and what was promised to them. The rows come again in their turn.
class FirstPage
{
public:
    /// `today` by the server's clock; a day more on either side covers every calendar.
    FirstPage(ReadTransaction &view, std::span<const Grant> grants, const Uuid &person, QDate today);

    /// Rows of one entity, in order of (seq, id).
    struct Part {
        int entityNo = 0;
        std::vector<PackedRow> rows;
    };
    /// Parents before the rows that refer to them; few enough for a frame each. Failures show in the view's status.
    [[nodiscard]] std::vector<Part> parts();

private:
    /// Calls `visit(row, fields)` for the rows of an entity; as many of each scope as is worth the time.
    template<class Visit>
    void eachRow(int entityNo, Visit visit);

    ReadTransaction &m_view;
    std::span<const Grant> m_grants;
    const Uuid m_person;
    const QDate m_from;
    const QDate m_to;
};

} // namespace legwork::server
