// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/playbook/localized_text.h"
#include "core/playbook/logic/logic.h"

#include <optional>
#include <vector>

/// What the kinds of playbook have in common: things that are answered, and the rules about them.
namespace legwork {

/// How an item is answered. What is stored is always text; in rules a tick is true, a number or rating is a
/// number, a choice the id of the option, everything else the text; null while unanswered or skipped.
enum class AnswerType : quint8 { Tick, Text, Number, Date, Person, Choice, Rating };

/// Where an answer belongs in the domain: a field of the row the run is about, or one of a row that the answer
/// creates. Both are checked against the schema when the document is read.
struct Binding {
    int entityNo = 0;
    int fieldNo = 0; ///< 0: the answer creates the row, and the page asks for the rest.
};

/// JsonLogic over `answers`, `about`, `sections`, `total`, `results` and `tables`; README.md says what is in them.
struct ItemRules {
    std::optional<Logic> shownIf;   ///< Hidden items are not asked, and their answers count as not given.
    std::optional<Logic> defaultTo; ///< What stands there until it is answered.
    std::optional<Logic> validIf;   ///< Asked of given answers only.
    LocalizedText invalid;          ///< What to say when it is not valid.
    std::optional<Binding> binds;
};

struct ItemOption {
    QString id;
    LocalizedText text;
};

} // namespace legwork
