// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/playbook/playbook.h"

namespace legwork {

/// The playbooks at hand. A playbook may be there in several versions: runs keep the one they began with, new
/// runs take the newest.
class PlaybookLibrary
{
public:
    /// All documents compiled into the product.
    [[nodiscard]] static Result<PlaybookLibrary> shipped();
    /// Refused with `playbook.id-duplicate` when two have the same id and version.
    [[nodiscard]] static Result<PlaybookLibrary> of(std::vector<Playbook> playbooks);

    /// Nothing when it is not there; pointers live as long as the library.
    [[nodiscard]] const Playbook *find(const QString &id, int version) const;
    [[nodiscard]] const Playbook *newest(const QString &id) const;
    /// The newest version of each of that kind that suits the purpose (unset: any purpose), those made for
    /// particular purposes first, then by id.
    [[nodiscard]] std::vector<const Playbook *> list(PlaybookKind kind,
                                                     std::optional<VisitPurpose> purpose = {}) const;

private:
    std::vector<Playbook> m_playbooks; // by id, newest first
};

} // namespace legwork
