// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importing/existing.h"
#include "core/importing/plan.h"
#include "core/importing/row_reader.h"
#include "core/importing/table.h"

#include <memory>

namespace legwork::importing {

/// Who imports, and for whom.
struct ImportContext {
    Uuid territory; ///< Scope of all rows.
    Id<Person> importedBy;
    Instant at;
    Id<Person> owner; ///< Of new accounts that name none; may be null.
};

struct OpenOptions {
    DecodeOptions text;
    TableOptions table;
};

/// An import being prepared: holds a file, what the user has said about it, and the plan that follows. Makes no
/// change anywhere; the plan is applied by somebody who has a store. Same file, same existing rows and same
/// choices give the same plan, but for the ids of new rows. Not thread-safe; made for one worker.
class ImportDraft
{
public:
    /// Errors: those of decodeText() and Table::read().
    [[nodiscard]] static Result<ImportDraft> open(const QString &fileName, QByteArrayView bytes,
                                                  Existing existing, const ImportContext &context,
                                                  const OpenOptions &options = {},
                                                  ImportChoices choices = {});
    ImportDraft(ImportDraft &&) noexcept;
    ImportDraft &operator=(ImportDraft &&) noexcept;
    ~ImportDraft();

    [[nodiscard]] const ImportPlan &plan() const { return m_plan; }
    [[nodiscard]] const ImportChoices &choices() const { return m_choices; }
    /// Makes the plan anew; new rows keep their ids. Linear in the size of the file, and much quicker when only
    /// decisions about duplicates differ.
    void setChoices(ImportChoices choices);

    [[nodiscard]] PlannedRow row(qsizetype row) const;
    /// First line of a data row in the file, from 1.
    [[nodiscard]] qint64 lineOf(qsizetype row) const;
    /// The first `count` rows as they would be stored.
    [[nodiscard]] std::vector<PlannedRow> preview(qsizetype count) const;
    /// A row's cells as they stand in the file, cleaned, for showing a row that is set aside.
    [[nodiscard]] QStringList cells(qsizetype row) const;
    /// The row that remembers this import; its id is in every new row's importId.
    [[nodiscard]] ImportBatch batch() const;

private:
    struct Parts;

    explicit ImportDraft(std::unique_ptr<Parts> parts);

    void readRows();
    void decide();
    void decideRow(qsizetype row, DuplicateFinder &finder);
    [[nodiscard]] RowOutcome mergeTarget(qsizetype row, const DuplicateCandidate &candidate);
    void joinContacts();
    void remarkOnMerges();
    void setAside(qsizetype row, Fault fault);
    [[nodiscard]] qsizetype rootOf(qsizetype row) const;
    void fillAccount(PlannedRow &planned) const;
    void fillContact(PlannedRow &planned) const;
    [[nodiscard]] Id<Account> accountIdOf(qsizetype row) const;

    std::unique_ptr<Parts> m_parts;
    ImportChoices m_choices;
    ImportPlan m_plan;
};

} // namespace legwork::importing
