// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/playbook.h"

#include "core/playbook/playbook_reading.h"

#include <algorithm>

namespace legwork {

const StepOption *ScriptStep::option(const QString &optionId) const
{
    const auto found = std::find_if(options.begin(), options.end(),
                                    [&](const StepOption &option) { return option.id == optionId; });
    return found == options.end() ? nullptr : &*found;
}

bool Playbook::suits(VisitPurpose purpose) const
{
    return m_purposes.empty() || std::find(m_purposes.begin(), m_purposes.end(), purpose) != m_purposes.end();
}

bool Playbook::isOfferedOn(PlaybookPlace place) const
{
    if (m_places.empty())
        return place == PlaybookPlace::Visit;
    return std::find(m_places.begin(), m_places.end(), place) != m_places.end();
}

const Scoring *Playbook::scoring() const
{
    if (const Checklist *list = checklist())
        return &list->scoring;
    if (const RatedForm *form = ratedForm())
        return &form->scoring;
    const PlanSheet *sheet = planSheet();
    return sheet ? &sheet->scoring : nullptr;
}

bool Playbook::hasItem(const QString &itemId) const
{
    return m_rules->itemNo(itemId) >= 0 || m_rules->tableCell(itemId);
}

Result<Playbook> Playbook::parse(const QByteArray &json) { return PlaybookReading().read(json); }

} // namespace legwork
