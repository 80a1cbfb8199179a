// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/schema/rows.h"
#include "qml/session/rows.h"
#include "qml/session/rows_model.h"
#include "qml/session/view_model.h"

namespace legwork {

/// A territory that a customer can be moved to.
struct TerritoryRow {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString name MEMBER name)
    QML_ANONYMOUS

public:
    QString id;
    QString name;
};

/// Everything known about one customer.
class AccountModel : public legwork::ViewModel
{
    Q_OBJECT
    Q_PROPERTY(QString accountId READ accountId WRITE setAccountId NOTIFY accountIdChanged REQUIRED)
    Q_PROPERTY(QString name READ name NOTIFY shown)
    Q_PROPERTY(QString shortName READ shortName NOTIFY shown)
    Q_PROPERTY(QString accountClass READ accountClass NOTIFY shown)
    Q_PROPERTY(QString stage READ stage NOTIFY shown)
    Q_PROPERTY(QString industry READ industry NOTIFY shown)
    Q_PROPERTY(QString address READ address NOTIFY shown)
    Q_PROPERTY(QString phone READ phone NOTIFY shown)
    Q_PROPERTY(QString ownerName READ ownerName NOTIFY shown)
    Q_PROPERTY(QString territoryName READ territoryName NOTIFY shown)
    Q_PROPERTY(double coverUntilMs READ coverUntilMs NOTIFY shown)
    Q_PROPERTY(QVariantList otherTerritories READ otherTerritories NOTIFY shown)
    Q_PROPERTY(double lastContactMs READ lastContactMs NOTIFY shown)
    Q_PROPERTY(int unsent READ unsent NOTIFY shown)
    Q_PROPERTY(int openConflicts READ openConflicts NOTIFY shown)
    Q_PROPERTY(double momentTrend READ momentTrend NOTIFY shown)
    Q_PROPERTY(QVariantList facts READ facts NOTIFY shown)
    Q_PROPERTY(QStringList editableFields READ editableFields CONSTANT)
    Q_PROPERTY(QVariantList scores READ scores NOTIFY shown)
    Q_PROPERTY(bool pinned READ pinned WRITE setPinned NOTIFY pinnedChanged)
    Q_PROPERTY(legwork::RowsModelBase *contacts READ contacts CONSTANT)
    Q_PROPERTY(legwork::RowsModelBase *visits READ visits CONSTANT)
    Q_PROPERTY(int earlierVisits READ earlierVisits NOTIFY earlierVisitsChanged)
    Q_PROPERTY(legwork::RowsModelBase *promises READ promises CONSTANT)
    Q_PROPERTY(legwork::RowsModelBase *needs READ needs CONSTANT)
    Q_PROPERTY(legwork::RowsModelBase *objections READ objections CONSTANT)
    Q_PROPERTY(legwork::RowsModelBase *notes READ notes CONSTANT)
    Q_PROPERTY(legwork::RowsModelBase *opportunities READ opportunities CONSTANT)
    QML_ELEMENT

public:
    static constexpr int kScoresShown = 6;
    static constexpr int kVisitsAtOnce = 25;

    struct Account {
        QString name, shortName, accountClass, stage, industry, address, phone, ownerName;
        double lastContactMs = 0; ///< Last visit, moment or note.
        QString territoryName;
        double coverUntilMs = 0; ///< When we stop covering for its people; 0: it is ours.
        std::vector<TerritoryRow> otherTerritories;
        int unsent = 0;
        int openConflicts = 0;
        std::vector<FactLine> facts;
        std::vector<int> scores; ///< The last moment scores, oldest first.
        std::vector<ContactRow> contacts;
        std::vector<VisitRow> visits; ///< Newest first.
        std::vector<PromiseRow> promises;
        std::vector<HeardRow> needs, objections, notes;
        std::vector<OpportunityRow> opportunities;
    };

    using ViewModel::ViewModel;

    [[nodiscard]] QString accountId() const { return m_accountId; }
    void setAccountId(const QString &accountId);
    [[nodiscard]] QString name() const { return m_account.name; }
    [[nodiscard]] QString shortName() const { return m_account.shortName; }
    [[nodiscard]] QString accountClass() const { return m_account.accountClass; }
    [[nodiscard]] QString stage() const { return m_account.stage; }
    [[nodiscard]] QString industry() const { return m_account.industry; }
    [[nodiscard]] QString address() const { return m_account.address; }
    [[nodiscard]] QString phone() const { return m_account.phone; }
    [[nodiscard]] QString ownerName() const { return m_account.ownerName; }
    [[nodiscard]] double lastContactMs() const { return m_account.lastContactMs; }
    [[nodiscard]] QString territoryName() const { return m_account.territoryName; }
    [[nodiscard]] double coverUntilMs() const { return m_account.coverUntilMs; }
    /// Where the customer could go.
    [[nodiscard]] QVariantList otherTerritories() const;
    [[nodiscard]] int unsent() const { return m_account.unsent; }
    [[nodiscard]] int openConflicts() const { return m_account.openConflicts; }
    /// Mean of the last three moment scores; 0 when there is none.
    [[nodiscard]] double momentTrend() const;
    [[nodiscard]] QVariantList facts() const;
    [[nodiscard]] QVariantList scores() const;
    [[nodiscard]] RowsModelBase *contacts() { return &m_contacts; }
    [[nodiscard]] RowsModelBase *visits() { return &m_visits; }
    /// Visits that are not in `visits` yet, since a long history takes long to lay out; and the next of them.
    [[nodiscard]] int earlierVisits() const { return int(m_account.visits.size()) - m_visits.count(); }
    Q_INVOKABLE void showEarlierVisits();
    [[nodiscard]] RowsModelBase *promises() { return &m_promises; }
    [[nodiscard]] RowsModelBase *needs() { return &m_needs; }
    [[nodiscard]] RowsModelBase *objections() { return &m_objections; }
    [[nodiscard]] RowsModelBase *notes() { return &m_notes; }
    [[nodiscard]] RowsModelBase *opportunities() { return &m_opportunities; }

    /// Whether it stands first in the search, on this device.
    [[nodiscard]] bool pinned() const { return m_pinned; }
    void setPinned(bool pinned);

    /// Fields of the customer that can be written here, as named in the schema.
    [[nodiscard]] static QStringList editableFields();
    /// What an input field for a fact shows; empty when nothing is known.
    Q_INVOKABLE QString factText(const QString &field) const;
    /// Writes one fact as typed; factKept() follows, or an error.
    Q_INVOKABLE void editFact(const QString &field, const QString &text);
    /// Moves the customer, and all that is known about it; moved() follows, or an error.
    Q_INVOKABLE void moveTo(const QString &territoryId);
    /// Plans a visit for today; visitAdded() tells which.
    Q_INVOKABLE void addVisitToday();

    void show(Account account);

Q_SIGNALS:
    void accountIdChanged();
    void pinnedChanged();
    void earlierVisitsChanged();
    void shown();
    void factKept(const QString &field);
    void visitAdded(const QString &visitId);
    void moved(const QString &territoryName);

protected:
    void load() override;

private:
    void showPinned(bool pinned);

    QString m_accountId;
    QString m_notedId; ///< Of the customer whose opening has been noted.
    bool m_pinned = false;
    legwork::Account m_row; // as stored
    Account m_account;      // without its lists, which are in the models, except visits
    RowsModel<ContactRow> m_contacts;
    RowsModel<VisitRow> m_visits;
    RowsModel<PromiseRow> m_promises;
    RowsModel<HeardRow> m_needs;
    RowsModel<HeardRow> m_objections;
    RowsModel<HeardRow> m_notes;
    RowsModel<OpportunityRow> m_opportunities;
};

} // namespace legwork
