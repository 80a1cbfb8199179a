// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importing/draft.h"
#include "qml/session/rows_model.h"
#include "qml/session/view_model.h"

#include <QStringList>
#include <QThreadPool>
#include <QUrl>

#include <functional>
#include <memory>

namespace legwork {

/// A column of the file and where its cells go.
struct ColumnRow {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString heading MEMBER heading)
    Q_PROPERTY(QString target MEMBER target)
    Q_PROPERTY(QString reason MEMBER reason)
    Q_PROPERTY(bool sure MEMBER sure)
    Q_PROPERTY(QString sample MEMBER sample)
    QML_ANONYMOUS

public:
    QString id; ///< Index of the column.
    QString heading;
    QString target; ///< "account.name", "contact.mobile", "latitude", "longitude", "attribute" or "ignored".
    QString reason; ///< Why it is proposed.
    bool sure = false;
    QString sample; ///< A few cells.
};

/// A row of the file that may be there already.
struct DuplicateRow {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(int line MEMBER line)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString other MEMBER other)
    Q_PROPERTY(bool otherIsHere MEMBER otherIsHere)
    Q_PROPERTY(QString reason MEMBER reason)
    Q_PROPERTY(double distanceM MEMBER distanceM)
    Q_PROPERTY(QString action MEMBER action)
    QML_ANONYMOUS

public:
    QString id; ///< Data row.
    int line = 0;
    QString name, other;
    bool otherIsHere = false; ///< Else it is an earlier row of the file.
    QString reason;
    double distanceM = -1;
    QString action; ///< "merge", "keep-both" or "skip".
};

/// A row that is not taken, and why.
struct SetAsideLine {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(int line MEMBER line)
    Q_PROPERTY(QString column MEMBER column)
    Q_PROPERTY(QString reason MEMBER reason)
    Q_PROPERTY(QStringList reasonArguments MEMBER reasonArguments)
    Q_PROPERTY(QString text MEMBER text)
    QML_ANONYMOUS

public:
    QString id;
    int line = 0;
    QString column;
    QString reason; ///< A code, with arguments.
    QStringList reasonArguments;
    QString text; ///< The row as it stands in the file, shortened.
};

/// A row as it will be stored.
struct PreviewRow {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString place MEMBER place)
    Q_PROPERTY(bool placed MEMBER placed)
    Q_PROPERTY(QString outcome MEMBER outcome)
    QML_ANONYMOUS

public:
    QString id, name, place;
    bool placed = false;
    QString outcome; ///< "new", "merged" or "set-aside".
};

/// An import from the choice of the file to the undo.
class ImportModel : public legwork::ViewModel
{
    Q_OBJECT
    Q_PROPERTY(int phase READ phase WRITE setPhase NOTIFY shown)
    Q_PROPERTY(QString fileName READ fileName NOTIFY shown)
    Q_PROPERTY(QString encoding READ encoding NOTIFY shown)
    Q_PROPERTY(int rowCount READ rowCount NOTIFY shown)
    Q_PROPERTY(int imported READ imported NOTIFY shown)
    Q_PROPERTY(int merged READ merged NOTIFY shown)
    Q_PROPERTY(int remarks READ remarks NOTIFY shown)
    Q_PROPERTY(bool mustAskDatum READ mustAskDatum NOTIFY shown)
    Q_PROPERTY(QString datum READ datum NOTIFY shown)
    Q_PROPERTY(bool swapSuggested READ swapSuggested NOTIFY shown)
    Q_PROPERTY(bool swapped READ swapped NOTIFY shown)
    Q_PROPERTY(QStringList targets READ targets CONSTANT)
    Q_PROPERTY(legwork::RowsModelBase *columns READ columns CONSTANT)
    Q_PROPERTY(legwork::RowsModelBase *duplicates READ duplicates CONSTANT)
    Q_PROPERTY(legwork::RowsModelBase *setAside READ setAside CONSTANT)
    Q_PROPERTY(legwork::RowsModelBase *preview READ preview CONSTANT)
    Q_PROPERTY(int duplicatesInAll READ duplicatesInAll NOTIFY shown)
    Q_PROPERTY(int setAsideInAll READ setAsideInAll NOTIFY shown)
    Q_PROPERTY(bool undone READ undone NOTIFY shown)
    QML_ELEMENT

public:
    enum Phase { Pick, Columns, Check, Done };
    Q_ENUM(Phase)

    struct Import {
        QString fileName, encoding;
        int rowCount = 0;
        int imported = 0;
        int merged = 0;
        int remarks = 0;
        bool mustAskDatum = false;
        QString datum; ///< "wgs84", "gcj02" or "bd09".
        bool swapSuggested = false;
        bool swapped = false;
        int duplicatesInAll = 0;
        int setAsideInAll = 0;
        std::vector<ColumnRow> columns;
        std::vector<DuplicateRow> duplicates;
        std::vector<SetAsideLine> setAside;
        std::vector<PreviewRow> preview;
    };

    /// Lists of duplicates and rows set aside show so many at most; the totals are told beside them.
    static constexpr int kShownMax = 100;

    explicit ImportModel(QObject *parent = nullptr);
    ~ImportModel() override;

    /// Reads a file and proposes an import.
    Q_INVOKABLE void open(const QUrl &file);
    Q_INVOKABLE void setTarget(int column, const QString &target);
    Q_INVOKABLE void setDatum(const QString &datum);
    Q_INVOKABLE void setSwapped(bool swapped);
    /// What becomes of a row that may be here already; ids and actions as in DuplicateRow.
    Q_INVOKABLE void decide(const QString &id, const QString &action);
    /// Stores what has been proposed.
    Q_INVOKABLE void apply();
    /// Takes the import back as a whole.
    Q_INVOKABLE void undoImport();

    [[nodiscard]] int duplicatesInAll() const { return m_import.duplicatesInAll; }
    [[nodiscard]] int setAsideInAll() const { return m_import.setAsideInAll; }
    [[nodiscard]] int phase() const { return m_phase; }
    void setPhase(int phase);
    [[nodiscard]] QString fileName() const { return m_import.fileName; }
    [[nodiscard]] QString encoding() const { return m_import.encoding; }
    [[nodiscard]] int rowCount() const { return m_import.rowCount; }
    [[nodiscard]] int imported() const { return m_import.imported; }
    [[nodiscard]] int merged() const { return m_import.merged; }
    [[nodiscard]] int remarks() const { return m_import.remarks; }
    [[nodiscard]] bool mustAskDatum() const { return m_import.mustAskDatum; }
    [[nodiscard]] QString datum() const { return m_import.datum; }
    [[nodiscard]] bool swapSuggested() const { return m_import.swapSuggested; }
    [[nodiscard]] bool swapped() const { return m_import.swapped; }
    /// Everything a column can become.
    [[nodiscard]] static QStringList targets();
    [[nodiscard]] RowsModelBase *columns() { return &m_columns; }
    [[nodiscard]] RowsModelBase *duplicates() { return &m_duplicates; }
    [[nodiscard]] RowsModelBase *setAside() { return &m_setAside; }
    [[nodiscard]] RowsModelBase *preview() { return &m_preview; }
    [[nodiscard]] bool undone() const { return m_undone; }

    void show(Import import);

Q_SIGNALS:
    void shown();

private:
    using Draft = std::optional<importing::ImportDraft>;

    /// Runs `job` on the worker and shows what it makes of the draft.
    void work(std::function<Status(Draft &)> job, int phaseAfter);
    void choose(std::function<void(importing::ImportChoices &)> change);

    const std::shared_ptr<Draft> m_draft; // touched by the worker, and by the store's writer while it is idle
    std::shared_ptr<const importing::Existing> m_existing;
    QThreadPool m_worker;
    Id<ImportBatch> m_batch;
    int m_phase = Pick;
    Import m_import; // without its lists, which are in the models
    RowsModel<ColumnRow> m_columns;
    RowsModel<DuplicateRow> m_duplicates;
    RowsModel<SetAsideLine> m_setAside;
    RowsModel<PreviewRow> m_preview;
    bool m_undone = false;
};

} // namespace legwork
