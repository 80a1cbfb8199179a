// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/demo_people.h"

#include <algorithm>

namespace legwork::ctl {

Result<DemoPeople> DemoPeople::load()
{
    auto company = DemoCompany::load(QDate::currentDate());
    if (!company)
        return forward(company);
    std::vector<Person> managers;
    std::copy_if(company->people.cbegin(), company->people.cend(), std::back_inserter(managers),
                 [](const Person &person) { return person.role == Role::AccountManager; });
    if (managers.size() < 2)
        return fail(QStringLiteral("demo.too-few-people"), Advice::GiveUp);
    return DemoPeople{std::move(*company), managers[0], managers[1]};
}

GeoPoint DemoPeople::placeOf(const QString &accountId) const
{
    const auto found =
        std::find_if(company.accounts.cbegin(), company.accounts.cend(),
                     [&](const Account &account) { return account.id.uuid.toText() == accountId; });
    return found == company.accounts.cend() ? GeoPoint() : found->position;
}

} // namespace legwork::ctl
