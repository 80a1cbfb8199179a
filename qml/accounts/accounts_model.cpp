// SPDX-License-Identifier: Apache-2.0
#include "qml/accounts/accounts_model.h"

#include "core/usecases/accounts.h"
#include "qml/session/row_making.h"

namespace legwork {

namespace {

AccountRow rowOfAccount(const usecases::AccountLine &line)
{
    AccountRow row;
    row.id = textOf(line.id);
    row.name = line.name;
    row.place = line.district.isEmpty() || line.city.isEmpty()
                    ? line.city + line.district
                    : line.city + QStringLiteral(" · ") + line.district;
    row.accountClass = line.accountClass.code();
    row.stage = line.stage.code();
    row.industry = line.industry;
    row.found = line.found;
    row.lastVisitOn = isoOf(line.lastVisitOn);
    row.openPromises = line.openPromises;
    return row;
}

std::optional<AccountClass> classOf(const QString &code)
{
    return Choice<AccountClass>::fromCode(code).known();
}

} // namespace

void AccountsModel::setQuery(const QString &query)
{
    if (m_query == query)
        return;
    m_query = query;
    m_limit = kPage;
    Q_EMIT queryChanged();
    load();
}

void AccountsModel::setAccountClass(const QString &accountClass)
{
    if (m_accountClass == accountClass)
        return;
    m_accountClass = accountClass;
    m_limit = kPage;
    Q_EMIT queryChanged();
    load();
}

void AccountsModel::setLanguage(const QString &language)
{
    if (m_language == language)
        return;
    m_language = language;
    Q_EMIT queryChanged();
    load();
}

void AccountsModel::more()
{
    if (loading() || m_accounts.count() >= m_total)
        return;
    m_limit += kPage;
    load();
}

void AccountsModel::load()
{
    usecases::AccountFilter filter;
    filter.text = m_query.trimmed();
    filter.accountClass = classOf(m_accountClass);
    filter.order = filter.text.isEmpty() ? usecases::AccountOrder::Name : usecases::AccountOrder::Relevance;
    filter.language = m_language;
    filter.limit = m_limit;
    read([filter](storage::Reader &reader,
                  const usecases::Context &context) { return usecases::accounts(reader, context, filter); },
         [this](const usecases::AccountList &list) {
             std::vector<AccountRow> rows;
             rows.reserve(list.lines.size());
             for (const usecases::AccountLine &line : list.lines)
                 rows.push_back(rowOfAccount(line));
             show(std::move(rows), int(list.total));
         });
}

void AccountsModel::show(std::vector<AccountRow> accounts, int total)
{
    m_accounts.replace(std::move(accounts));
    setLoading(false);
    m_total = total;
    Q_EMIT totalChanged();
}

} // namespace legwork
