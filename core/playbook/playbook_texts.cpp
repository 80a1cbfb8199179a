// SPDX-License-Identifier: Apache-2.0
#include "core/playbook/playbook_texts.h"

namespace legwork {
namespace {

class TextWalk
{
public:
    explicit TextWalk(const std::function<void(const QString &, const LocalizedText &)> &visit)
        : m_visit(visit)
    {
    }

    void text(const QString &path, const LocalizedText &text)
    {
        if (!text.isEmpty())
            m_visit(path, text);
    }

    template<class List, class Each>
    void list(const QString &path, const List &list, Each &&each)
    {
        size_t index = 0;
        for (const auto &element : list)
            each(QStringLiteral("%1[%2]").arg(path).arg(index++), element);
    }

    void options(const QString &path, const std::vector<ItemOption> &all, const char *member)
    {
        list(path, all, [&](const QString &at, const ItemOption &option) {
            text(at + u'.' + QLatin1String(member), option.text);
        });
    }

    void levels(const QString &path, const std::vector<Level> &all)
    {
        list(path, all,
             [&](const QString &at, const Level &level) { text(at + QStringLiteral(".text"), level.text); });
    }

    void readings(const QString &path, const std::vector<Reading> &all)
    {
        list(path, all, [&](const QString &at, const Reading &reading) {
            text(at + QStringLiteral(".title"), reading.title);
            text(at + QStringLiteral(".text"), reading.text);
            text(at + QStringLiteral(".next"), reading.next);
        });
    }

    void scoring(const Scoring &scoring)
    {
        readings(QStringLiteral("$.readings"), scoring.readings);
        list(QStringLiteral("$.sections"), scoring.sections, [&](const QString &at, const Section &section) {
            text(at + QStringLiteral(".title"), section.title);
            text(at + QStringLiteral(".hint"), section.hint);
            readings(at + QStringLiteral(".readings"), section.readings);
        });
        list(QStringLiteral("$.results"), scoring.results,
             [&](const QString &at, const ComputedResult &result) {
                 text(at + QStringLiteral(".text"), result.text);
             });
    }

    /// What steps and items of every kind have.
    template<class Item>
    void item(const QString &path, const Item &item)
    {
        text(path + QStringLiteral(".text"), item.text);
        text(path + QStringLiteral(".hint"), item.hint);
        text(path + QStringLiteral(".invalid"), item.rules.invalid);
    }

    void content(const Script &script)
    {
        options(QStringLiteral("$.topics"), script.topics, "title");
        list(QStringLiteral("$.steps"), script.steps, [&](const QString &at, const ScriptStep &step) {
            item(at, step);
            list(at + QStringLiteral(".options"), step.options,
                 [&](const QString &inner, const StepOption &option) {
                     text(inner + QStringLiteral(".text"), option.text);
                 });
        });
    }

    void content(const Checklist &checklist)
    {
        list(QStringLiteral("$.items"), checklist.items,
             [&](const QString &at, const ChecklistItem &element) {
                 item(at, element);
                 if (element.section < 0)
                     text(at + QStringLiteral(".group"), element.group);
             });
    }

    void content(const RatedForm &form)
    {
        levels(QStringLiteral("$.levels"), form.levels);
        options(QStringLiteral("$.ratings"), form.ratings, "title");
        for (const RatedItem &element : form.items) {
            // Items stand in blocks, so that the id says more than an index.
            const QString at = QStringLiteral("$.items[?id=%1]").arg(element.id);
            item(at, element);
            text(at + QStringLiteral(".ask"), element.ask);
            levels(at + QStringLiteral(".levels"), element.levels);
        }
    }

    void fields(const QString &path, const std::vector<SheetField> &all)
    {
        list(path, all, [&](const QString &at, const SheetField &field) {
            item(at, field);
            options(at + QStringLiteral(".options"), field.options, "text");
        });
    }

    void content(const PlanSheet &sheet)
    {
        fields(QStringLiteral("$.fields"), sheet.fields);
        list(QStringLiteral("$.tables"), sheet.tables, [&](const QString &at, const SheetTable &table) {
            text(at + QStringLiteral(".title"), table.title);
            text(at + QStringLiteral(".hint"), table.hint);
            options(at + QStringLiteral(".rows"), table.rows, "text");
            fields(at + QStringLiteral(".columns"), table.columns);
        });
    }

    void content(const CardSet &set)
    {
        options(QStringLiteral("$.tags"), set.tags, "title");
        list(QStringLiteral("$.cards"), set.cards, [&](const QString &at, const Card &card) {
            text(at + QStringLiteral(".title"), card.title);
            text(at + QStringLiteral(".situation"), card.situation);
            text(at + QStringLiteral(".causes"), card.causes);
            text(at + QStringLiteral(".text"), card.text);
            text(at + QStringLiteral(".say"), card.say);
            text(at + QStringLiteral(".next"), card.next);
        });
    }

private:
    const std::function<void(const QString &, const LocalizedText &)> &m_visit;
};

} // namespace

void forEachText(const Playbook &playbook,
                 const std::function<void(const QString &path, const LocalizedText &text)> &visit)
{
    TextWalk walk(visit);
    walk.text(QStringLiteral("$.title"), playbook.title());
    walk.text(QStringLiteral("$.intro"), playbook.intro());
    walk.text(QStringLiteral("$.source"), playbook.source());
    if (const Scoring *scoring = playbook.scoring())
        walk.scoring(*scoring);
    if (const Script *script = playbook.script())
        walk.content(*script);
    else if (const Checklist *checklist = playbook.checklist())
        walk.content(*checklist);
    else if (const RatedForm *form = playbook.ratedForm())
        walk.content(*form);
    else if (const PlanSheet *sheet = playbook.planSheet())
        walk.content(*sheet);
    else if (const CardSet *cards = playbook.cards())
        walk.content(*cards);
}

} // namespace legwork
