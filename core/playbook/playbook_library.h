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
    /// The newest version of each of that kind, retired ones left out: those for visits of that purpose, or, when
    /// it is unset, all. Those made for particular purposes come first, then by id.
    [[nodiscard]] std::vector<const Playbook *> list(PlaybookKind kind,
                                                     std::optional<VisitPurpose> purpose = {}) const;
    /// The newest version of each that is offered there, of every kind, by id.
    [[nodiscard]] std::vector<const Playbook *> listAt(PlaybookPlace place) const;
    [[nodiscard]] const std::vector<Playbook> &all() const { return m_playbooks; }

private:
    std::vector<Playbook> m_playbooks; // by id, newest first
};

} // namespace legwork
