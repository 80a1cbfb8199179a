// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/demo_company.h"

namespace legwork::ctl {

/// The demo company today, and the two account managers who share its territory.
struct DemoPeople {
    DemoCompany company;
    Person first;
    Person second;

    [[nodiscard]] static Result<DemoPeople> load();
    /// Where an account is; unset when it is not one of the demo's.
    [[nodiscard]] GeoPoint placeOf(const QString &accountId) const;
};

} // namespace legwork::ctl
