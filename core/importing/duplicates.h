// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/geo.h"

#include <QHash>
#include <QString>

#include <vector>

namespace legwork::importing {

/// What two rows, or a row and something we have already, are compared by. Texts are folded (names.h).
struct RowKeys {
    QString reference; ///< Key in the system it comes from, as given.
    QString name;
    QString city;   ///< Of an account.
    QString street; ///< Of an account.
    GeoPoint position;
    QString email;   ///< Of a contact.
    QString phone;   ///< Of a contact.
    QString account; ///< Of a contact: the account's id as text.
};

enum class DuplicateKind : quint8 {
    SameReference,
    SameName, ///< Account: the same name in the same city. Contact: at the same account.
    SameEmail,
    NearAndSimilar, ///< Less than 150 m apart, names alike.
};

enum class DuplicateAction : quint8 {
    Merge, ///< Into the other: what it lacks is filled in.
    KeepBoth,
    Skip, ///< Set this row aside.
};

/// Why an action is proposed.
enum class DuplicateReason : quint8 {
    SameReference,
    SameNameSamePlace,
    SameEmail,
    ReferencesDiffer, ///< The system they come from tells them apart.
    NamesDiffer,
    AddressesDiffer,
    PlacesDiffer,  ///< Half a kilometre apart or more: branches.
    DetailsDiffer, ///< Contacts with different mail addresses or phones.
};

struct DuplicateCandidate {
    bool isExisting = false; ///< Something we have already, else an earlier row of the file.
    qsizetype index = 0;     ///< In the list of existing rows, or the data row.
    DuplicateKind kind = DuplicateKind::SameReference;
    double distanceM = -1; ///< -1 when one of the two has no position.
    double similarity = 0; ///< Of the names, 0 to 1.
    DuplicateAction proposed = DuplicateAction::KeepBoth;
    DuplicateReason reason = DuplicateReason::NamesDiffer;
};

/// Finds what a row could be a duplicate of among what was added before. Every look-up is bounded: of more than
/// 32 equally likely others only the first 32 are compared, so that a file of one name, or of one place, stays
/// linear.
class DuplicateFinder
{
public:
    /// `keys` must outlive the finder.
    void add(const RowKeys &keys, bool isExisting, qsizetype index);
    /// Best first; at most five.
    [[nodiscard]] std::vector<DuplicateCandidate> find(const RowKeys &keys) const;

private:
    struct Entry {
        const RowKeys *keys;
        bool isExisting;
        qsizetype index;
    };
    using Index = QHash<QString, std::vector<int>>;

    [[nodiscard]] std::vector<int> near(GeoPoint position) const;

    std::vector<Entry> m_entries;
    Index m_byReference;
    Index m_byName;
    Index m_byNameAndCity;
    Index m_byEmail;
    QHash<quint64, std::vector<int>> m_byPlace;
};

} // namespace legwork::importing
