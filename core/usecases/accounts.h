// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/context.h"

namespace legwork::usecases {

enum class AccountOrder : quint8 {
    Name,      ///< As the language sorts names; Chinese by pinyin.
    LastVisit, ///< Longest ago first, never visited before all.
    Distance,  ///< Nearest to `from` first, without a place last.
    Relevance, ///< As found by the search; without a search text like Name.
};

struct AccountFilter {
    QString text; ///< Full text, over the account and everything noted about it; empty: all.
    std::optional<AccountClass> accountClass;
    QString city;
    bool mineOnly = false;
    AccountOrder order = AccountOrder::Name;
    GeoPoint from;                              ///< For distances; may be unset.
    QString language = QStringLiteral("zh_CN"); ///< For sorting names.
    int offset = 0;
    int limit = 100;
};

struct AccountLine {
    Id<Account> id;
    QString name;
    QString shortName;
    Choice<AccountClass> accountClass;
    Choice<LifecycleStage> stage;
    QString industry;
    QString city;
    QString district;
    QString address;
    bool isMine = false;
    bool hasPlace = false;
    std::optional<double> distanceM; ///< From AccountFilter::from.
    QDate lastVisitOn;               ///< Invalid when never visited.
    int openPromises = 0;
    /// What the search matched where it was not the account itself: the title of a row of `foundEntityNo`.
    QString found;
    int foundEntityNo = 0;
};

struct AccountList {
    std::vector<AccountLine> lines; ///< One page.
    qint64 total = 0;               ///< Of all pages.
};

/// Reads only what a list shows; made for territories of 5,000 accounts and more.
[[nodiscard]] Result<AccountList> accounts(Reader &reader, const Context &context,
                                           const AccountFilter &filter);

struct CityCount {
    QString city;
    qint64 count = 0;
};
/// Cities that accounts are in, most accounts first.
[[nodiscard]] Result<std::vector<CityCount>> accountCities(Reader &reader);

} // namespace legwork::usecases
