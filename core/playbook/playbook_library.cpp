// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/playbook_library.h"

#include <QDirIterator>
#include <QFile>

#include <algorithm>
#include <tuple>

namespace legwork {

Result<PlaybookLibrary> PlaybookLibrary::shipped()
{
    std::vector<Playbook> playbooks;
    QDirIterator documents(QStringLiteral(":/legwork/playbook"), {QStringLiteral("*.json")}, QDir::Files);
    while (documents.hasNext()) {
        QFile file(documents.next());
        if (!file.open(QIODevice::ReadOnly))
            return fail(QStringLiteral("playbook.unreadable"), Advice::GiveUp, {file.fileName()});
        auto playbook = Playbook::parse(file.readAll());
        if (!playbook) {
            Error error = playbook.error();
            error.arguments.append(documents.fileName());
            return tl::unexpected<Error>(std::move(error));
        }
        playbooks.push_back(std::move(*playbook));
    }
    return of(std::move(playbooks));
}

Result<PlaybookLibrary> PlaybookLibrary::of(std::vector<Playbook> playbooks)
{
    std::sort(playbooks.begin(), playbooks.end(), [](const Playbook &a, const Playbook &b) {
        return std::tuple(a.id(), -a.version()) < std::tuple(b.id(), -b.version());
    });
    const auto twin =
        std::adjacent_find(playbooks.begin(), playbooks.end(), [](const auto &a, const auto &b) {
            return a.id() == b.id() && a.version() == b.version();
        });
    if (twin != playbooks.end())
        return fail(QStringLiteral("playbook.id-duplicate"), Advice::AskUser,
                    {QStringLiteral("$.id"), twin->id()});
    PlaybookLibrary library;
    library.m_playbooks = std::move(playbooks);
    return library;
}

const Playbook *PlaybookLibrary::find(const QString &id, int version) const
{
    for (const Playbook &playbook : m_playbooks) {
        if (playbook.id() == id && playbook.version() == version)
            return &playbook;
    }
    return nullptr;
}

const Playbook *PlaybookLibrary::newest(const QString &id) const
{
    for (const Playbook &playbook : m_playbooks) {
        if (playbook.id() == id)
            return &playbook;
    }
    return nullptr;
}

std::vector<const Playbook *> PlaybookLibrary::listAt(PlaybookPlace place) const
{
    std::vector<const Playbook *> found;
    for (const Playbook &playbook : m_playbooks) {
        if (playbook.isOfferedOn(place) && !playbook.isRetired() && newest(playbook.id()) == &playbook)
            found.push_back(&playbook);
    }
    return found;
}

std::vector<const Playbook *> PlaybookLibrary::list(PlaybookKind kind,
                                                    std::optional<VisitPurpose> purpose) const
{
    std::vector<const Playbook *> found;
    for (const Playbook &playbook : m_playbooks) {
        const bool onVisit = playbook.isOfferedOn(PlaybookPlace::Visit);
        if (playbook.kind() == kind && !playbook.isRetired()
            && (!purpose || (onVisit && playbook.suits(*purpose))) && newest(playbook.id()) == &playbook)
            found.push_back(&playbook);
    }
    std::stable_partition(found.begin(), found.end(), [](const Playbook *p) { return !p->suitsAll(); });
    return found;
}

} // namespace legwork
