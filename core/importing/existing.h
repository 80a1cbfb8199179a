// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importing/duplicates.h"
#include "core/schema/rows.h"

#include <QHash>

#include <functional>
#include <optional>
#include <vector>

namespace legwork::importing {

/// What the importer has to know of the rows that are here already; the caller takes it from the store.
struct ExistingAccount {
    Id<Account> id;
    QString name;
    QString city;
    QString street;
    GeoPoint position;
    QString externalRef;
};

struct ExistingContact {
    Id<Contact> id;
    Id<Account> accountId;
    QString name;
    QString email;
    QString mobile;
    QString externalRef;
};

struct Existing {
    std::vector<ExistingAccount> accounts;
    std::vector<ExistingContact> contacts;
    std::vector<Person> colleagues;
    /// The whole row, for showing what a merge changes; may be empty, then every value of the file counts as a
    /// change. Called only for rows that are merged, when they are asked for.
    std::function<std::optional<Account>(Id<Account>)> account;
    std::function<std::optional<Contact>(Id<Contact>)> contact;
};

[[nodiscard]] RowKeys keysOf(const ExistingAccount &account);
[[nodiscard]] RowKeys keysOf(const ExistingContact &contact);

/// Finds colleagues by name, mail address, phone or id.
class Colleagues
{
public:
    explicit Colleagues(const std::vector<Person> &people);
    [[nodiscard]] std::optional<Id<Person>> find(const QString &cell) const;

private:
    QHash<QString, Id<Person>> m_byWord;
};

/// Finds existing accounts by the key in the system they came from, else by name.
class AccountIndex
{
public:
    explicit AccountIndex(const std::vector<ExistingAccount> &accounts);
    /// Ids that fit; more than one when it is not clear which.
    [[nodiscard]] std::vector<Id<Account>> find(const QString &cell) const;

private:
    QHash<QString, std::vector<Id<Account>>> m_byReference;
    QHash<QString, std::vector<Id<Account>>> m_byName;
};

} // namespace legwork::importing
