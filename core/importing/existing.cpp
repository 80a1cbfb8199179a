// SPDX-License-Identifier: Apache-2.0
#include "core/importing/existing.h"

#include "core/importing/names.h"

namespace legwork::importing {

RowKeys keysOf(const ExistingAccount &account)
{
    RowKeys keys;
    keys.reference = account.externalRef;
    keys.name = foldedName(account.name);
    keys.city = foldedCity(account.city);
    keys.street = foldedText(account.street);
    keys.position = account.position;
    return keys;
}

RowKeys keysOf(const ExistingContact &contact)
{
    RowKeys keys;
    keys.reference = contact.externalRef;
    keys.name = foldedText(contact.name);
    keys.email = contact.email.toLower();
    keys.phone = foldedText(contact.mobile);
    keys.account = contact.accountId.uuid.toText();
    return keys;
}

Colleagues::Colleagues(const std::vector<Person> &people)
{
    for (const Person &person : people) {
        for (const QString &word : {foldedText(person.name), foldedText(person.email),
                                    foldedText(person.phone), foldedText(person.id.uuid.toText())}) {
            if (!word.isEmpty())
                m_byWord.insert(word, person.id);
        }
    }
}

std::optional<Id<Person>> Colleagues::find(const QString &cell) const
{
    const auto found = m_byWord.constFind(foldedText(cell));
    return found == m_byWord.constEnd() ? std::nullopt : std::optional(*found);
}

AccountIndex::AccountIndex(const std::vector<ExistingAccount> &accounts)
{
    for (const ExistingAccount &account : accounts) {
        if (!account.externalRef.isEmpty())
            m_byReference[account.externalRef].push_back(account.id);
        m_byName[foldedName(account.name)].push_back(account.id);
    }
}

std::vector<Id<Account>> AccountIndex::find(const QString &cell) const
{
    const auto byReference = m_byReference.constFind(cell);
    if (byReference != m_byReference.constEnd())
        return *byReference;
    return m_byName.value(foldedName(cell));
}

} // namespace legwork::importing
