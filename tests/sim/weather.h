// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/sim/random.h"

namespace legwork::sim {

/// What can go wrong in one seed, and how often. Each kind is there in about every second seed, so that kinds meet in
/// all combinations and none hides another.
struct Weather {
    // Of a thousand exchanges.
    int losesRequest = 0;
    int delaysRequest = 0; ///< It arrives when nobody waits for its answer any more.
    int duplicatesRequest = 0;
    int truncatesRequest = 0;
    int cutsAnswer = 0;
    int corruptsAnswer = 0;
    int portal = 0;
    int status = 0; ///< 401, 403, 426, 429, 500 or 503 from somebody in between.
    // Of a thousand deeds.
    int phoneDies = 0;
    int serverDies = 0;
    // A day.
    int clockJumps = 0;
    int fullDisks = 0;
    int keyStoreAway = 0;
    int serverStops = 0;
    int rightsChange = 0;
    int serverPutBack = 0; ///< From a copy made some time before.
    int phonePutBack = 0;
    int phoneCopied = 0;   ///< To another machine; both are used from then on.
    int oldApps = 0;       ///< Of a thousand devices, at first.
    int upgrades = 0;      ///< A day.
    int slowNetworkMs = 0; ///< Longest delay of one piece.

    [[nodiscard]] static Weather drawn(Random &random)
    {
        const auto often = [&random](int most) {
            return random.chance(500) ? int(random.between(1, most)) : 0;
        };
        Weather weather;
        weather.losesRequest = often(150);
        weather.delaysRequest = often(80);
        weather.duplicatesRequest = often(120);
        weather.truncatesRequest = often(60);
        weather.cutsAnswer = often(250);
        weather.corruptsAnswer = often(80);
        weather.portal = often(80);
        weather.status = often(80);
        weather.phoneDies = often(60);
        weather.serverDies = often(60);
        weather.clockJumps = often(4);
        weather.fullDisks = often(2);
        weather.keyStoreAway = often(2);
        weather.serverStops = often(2);
        weather.rightsChange = often(4);
        // Rarer: each of them changes all that comes after.
        weather.serverPutBack = random.chance(150) ? int(random.between(1, 2)) : 0;
        weather.phonePutBack = random.chance(150) ? int(random.between(1, 2)) : 0;
        weather.phoneCopied = random.chance(80) ? 1 : 0;
        weather.oldApps = often(900);
        weather.upgrades = weather.oldApps > 0 ? int(random.between(0, 5)) : 0;
        weather.slowNetworkMs = int(random.pick(std::vector<int>{50, 800, 20'000}));
        return weather;
    }
};

} // namespace legwork::sim
