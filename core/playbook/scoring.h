// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/playbook/item.h"

/// Points, totals, and what they mean.
namespace legwork {

/// What a result means, and what to do next.
struct Reading {
    QString id;
    Logic when;
    LocalizedText title;
    LocalizedText text;
    LocalizedText next;
};

/// A heading whose items are added up; a spoke of the picture.
struct Section {
    QString id;
    LocalizedText title;
    LocalizedText hint;
    std::vector<Reading> readings; ///< Of this section alone; the first that applies counts.
};

/// A figure computed from the answers.
struct ComputedResult {
    QString id;
    LocalizedText text;
    Logic value;
};

enum class ResultPicture : quint8 { None, Bars, Radar };

/// One step of a rating scale.
struct Level {
    double points = 0;
    LocalizedText text;
};

struct Scoring {
    std::vector<Section> sections;
    std::vector<ComputedResult> results;
    std::vector<Reading> readings; ///< Of the whole; the first that applies counts.
    ResultPicture picture = ResultPicture::None;
};

} // namespace legwork
