// SPDX-License-Identifier: Apache-2.0
#include "core/importing/duplicates.h"

#include "core/importing/names.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace legwork::importing {
namespace {

constexpr double kNearM = 150;
constexpr double kFarM = 500;
constexpr double kAlike = 0.5;
constexpr double kNotAlike = 0.3;
constexpr double kCellDegrees = 0.0015; // some 167 m from south to north
constexpr size_t kCompared = 32;
constexpr size_t kOffered = 5;
constexpr QChar kBetween(0x1f);

qint64 cellNumber(double degrees) { return qint64(std::floor(degrees / kCellDegrees)); }

quint64 cellKey(qint64 north, qint64 east)
{
    return (quint64(quint32(qint32(north))) << 32) | quint32(qint32(east));
}

QString placedName(const RowKeys &keys) { return keys.name + kBetween + keys.city + kBetween + keys.account; }

template<class Map, class Key>
void collect(const Map &map, const Key &key, std::vector<int> &found)
{
    const auto entries = map.constFind(key);
    if (entries == map.constEnd())
        return;
    found.insert(found.end(), entries->begin(),
                 entries->begin() + qsizetype(std::min(entries->size(), kCompared)));
}

bool differ(const QString &a, const QString &b) { return !a.isEmpty() && !b.isEmpty() && a != b; }

/// A name without its city: "太原" in front of all shops of Taiyuan makes none of them alike.
QString bareName(const RowKeys &keys)
{
    QString name = keys.name;
    if (!keys.city.isEmpty() && name.size() > keys.city.size())
        name.remove(keys.city);
    return name;
}

void propose(const RowKeys &row, const RowKeys &other, DuplicateCandidate &candidate)
{
    const auto say = [&](DuplicateAction action, DuplicateReason reason) {
        candidate.proposed = action;
        candidate.reason = reason;
    };
    const bool sameName = row.name == other.name;
    switch (candidate.kind) {
    case DuplicateKind::SameReference: {
        // The same number may come from two systems, or the column may be no key at all.
        const bool renamed = candidate.similarity >= kNotAlike
                             || (candidate.isExisting && !row.city.isEmpty() && row.city == other.city);
        if (sameName || renamed)
            say(DuplicateAction::Merge, DuplicateReason::SameReference);
        else
            say(DuplicateAction::KeepBoth, DuplicateReason::NamesDiffer);
        return;
    }
    case DuplicateKind::SameEmail:
        if (row.account == other.account && sameName)
            say(DuplicateAction::Merge, DuplicateReason::SameEmail);
        else
            say(DuplicateAction::KeepBoth, DuplicateReason::NamesDiffer);
        return;
    case DuplicateKind::SameName:
    case DuplicateKind::NearAndSimilar:
        break;
    }
    const bool sameStreet = row.street.contains(other.street) || other.street.contains(row.street);
    if (!sameName)
        say(DuplicateAction::KeepBoth, DuplicateReason::NamesDiffer);
    else if (differ(row.reference, other.reference))
        say(DuplicateAction::KeepBoth, DuplicateReason::ReferencesDiffer);
    else if (differ(row.email, other.email) || differ(row.phone, other.phone))
        say(DuplicateAction::KeepBoth, DuplicateReason::DetailsDiffer);
    else if (candidate.distanceM >= kFarM)
        say(DuplicateAction::KeepBoth, DuplicateReason::PlacesDiffer);
    else if (candidate.distanceM < 0 && !sameStreet)
        say(DuplicateAction::KeepBoth, DuplicateReason::AddressesDiffer);
    else
        say(DuplicateAction::Merge, DuplicateReason::SameNameSamePlace);
}

} // namespace

void DuplicateFinder::add(const RowKeys &keys, bool isExisting, qsizetype index)
{
    const int entry = int(m_entries.size());
    m_entries.push_back({&keys, isExisting, index});
    if (!keys.reference.isEmpty())
        m_byReference[keys.reference].push_back(entry);
    if (!keys.name.isEmpty()) {
        if (keys.account.isEmpty())
            m_byName[keys.name].push_back(entry);
        m_byNameAndCity[placedName(keys)].push_back(entry);
    }
    if (!keys.email.isEmpty())
        m_byEmail[keys.email].push_back(entry);
    if (keys.position.isSet())
        m_byPlace[cellKey(cellNumber(keys.position.latitude()), cellNumber(keys.position.longitude()))]
            .push_back(entry);
}

std::vector<int> DuplicateFinder::near(GeoPoint position) const
{
    // Cells narrow towards the poles; beyond 85 degrees nobody is visited and one ring of cells will do.
    const double shrink = std::max(0.09, std::cos(position.latitude() * std::numbers::pi / 180));
    const auto reach = qint64(std::ceil(1 / shrink));
    const qint64 north = cellNumber(position.latitude());
    const qint64 east = cellNumber(position.longitude());
    std::vector<int> found;
    for (qint64 n = north - 1; n <= north + 1; ++n) {
        for (qint64 e = east - reach; e <= east + reach; ++e)
            collect(m_byPlace, cellKey(n, e), found);
    }
    return found;
}

std::vector<DuplicateCandidate> DuplicateFinder::find(const RowKeys &keys) const
{
    std::vector<DuplicateCandidate> candidates;
    std::vector<int> known;
    const auto offer = [&](int entryNo, DuplicateKind kind) {
        if (std::find(known.begin(), known.end(), entryNo) != known.end())
            return;
        const Entry &entry = m_entries[size_t(entryNo)];
        DuplicateCandidate candidate;
        candidate.isExisting = entry.isExisting;
        candidate.index = entry.index;
        candidate.kind = kind;
        candidate.similarity = similarity(bareName(keys), bareName(*entry.keys));
        if (keys.position.isSet() && entry.keys->position.isSet())
            candidate.distanceM = distanceM(keys.position, entry.keys->position);
        if (kind == DuplicateKind::NearAndSimilar
            && (candidate.distanceM >= kNearM || candidate.similarity < kAlike))
            return;
        propose(keys, *entry.keys, candidate);
        known.push_back(entryNo);
        candidates.push_back(candidate);
    };
    const auto offerAll = [&](const std::vector<int> &entries, DuplicateKind kind) {
        for (const int entry : entries)
            offer(entry, kind);
    };
    std::vector<int> found;
    if (!keys.reference.isEmpty())
        collect(m_byReference, keys.reference, found);
    offerAll(found, DuplicateKind::SameReference);
    found.clear();
    if (!keys.name.isEmpty()) {
        collect(m_byNameAndCity, placedName(keys), found);
        // A row that does not say its city is in any, and any row can be the same as one that does not.
        if (keys.account.isEmpty() && keys.city.isEmpty()) {
            collect(m_byName, keys.name, found);
        } else if (keys.account.isEmpty()) {
            RowKeys anywhere;
            anywhere.name = keys.name;
            collect(m_byNameAndCity, placedName(anywhere), found);
        }
    }
    offerAll(found, DuplicateKind::SameName);
    found.clear();
    if (!keys.email.isEmpty())
        collect(m_byEmail, keys.email, found);
    offerAll(found, DuplicateKind::SameEmail);
    if (keys.position.isSet())
        offerAll(near(keys.position), DuplicateKind::NearAndSimilar);
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const DuplicateCandidate &a, const DuplicateCandidate &b) {
                         return std::pair(a.proposed != DuplicateAction::Merge, a.kind)
                                < std::pair(b.proposed != DuplicateAction::Merge, b.kind);
                     });
    if (candidates.size() > kOffered)
        candidates.resize(kOffered);
    return candidates;
}

} // namespace legwork::importing
