// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <functional>
#include <vector>

namespace legwork::storage {
class Store;
}

/// The frame of `./dev bench`: timings with their spread, and tables of ratios.
namespace legwork::bench {

struct Timing {
    double medianMs = 0;
    double leastMs = 0;
    double mostMs = 0;
};

/// Runs `work` that often, `prepare` before each run untimed.
[[nodiscard]] Timing measure(int runs, const std::function<void()> &prepare,
                             const std::function<void()> &work);

/// Of what is measured beside its reference, because a machine is not the same from minute to minute.
struct Paired {
    Timing timing;
    Timing ratio; ///< Median and spread of the runs' own ratios, not milliseconds.
    /// What the reference must have taken, to give the median's ratio.
    [[nodiscard]] double unitMs() const { return timing.medianMs / ratio.medianMs; }
};
/// Runs `prepare`, then the reference, then `work`, that often. `unit` answers with the reference's milliseconds.
[[nodiscard]] Paired measurePaired(int runs, const std::function<void()> &prepare,
                                   const std::function<double()> &unit, const std::function<void()> &work);

struct Line {
    QString name;
    Timing timing;
    double unitMs = 0; ///< Of the reference measured beside it.
    QString unit;      ///< What the reference is.
    QString goal;
    QString remark;
    Timing ratio{}; ///< With its spread, where runs were paired.
};
void print(const Line &line);

/// The line of a paired measurement.
[[nodiscard]] Line lineOf(const QString &name, const Paired &paired, const QString &unit, const QString &goal,
                          const QString &remark = {});

/// Stops the bench with a reason: a figure of something that failed is worse than none.
[[noreturn]] void giveUp(const QString &why);

/// Until the store has done what it puts off while there is other work (search index, moving its log), so that this
/// takes no time from what is measured next.
void rest(storage::Store &store);

/// The store of a device alone: rows and changes from the server applied, edits captured.
void benchDevice();
void benchPlanning();     ///< A sample of the published instances: some minutes.
void benchPlanningFull(); ///< All of them: more than an hour.
/// A device against a real server process over loopback TLS.
void benchSync();
/// The server's logic on PostgreSQL: operations decided, against plain upserts of the same rows.
void benchServer();

} // namespace legwork::bench
