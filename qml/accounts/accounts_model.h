// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "qml/session/rows.h"
#include "qml/session/rows_model.h"
#include "qml/session/view_model.h"

namespace legwork {

/// The customers, searched while typing.
class AccountsModel : public legwork::ViewModel
{
    Q_OBJECT
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged)
    Q_PROPERTY(QString accountClass READ accountClass WRITE setAccountClass NOTIFY queryChanged)
    Q_PROPERTY(legwork::RowsModelBase *accounts READ accounts CONSTANT)
    Q_PROPERTY(int total READ total NOTIFY totalChanged)
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY queryChanged)
    QML_ELEMENT

public:
    static constexpr int kPage = 200;

    using ViewModel::ViewModel;

    [[nodiscard]] QString query() const { return m_query; }
    void setQuery(const QString &query);
    /// "A", "B", "C", or empty for all.
    [[nodiscard]] QString accountClass() const { return m_accountClass; }
    void setAccountClass(const QString &accountClass);
    [[nodiscard]] RowsModelBase *accounts() { return &m_accounts; }

    [[nodiscard]] int total() const { return m_total; }
    [[nodiscard]] QString language() const { return m_language; }
    void setLanguage(const QString &language);

    /// The next page of a long list; the view asks when it comes near the end.
    Q_INVOKABLE void more();

    void show(std::vector<AccountRow> accounts, int total);

Q_SIGNALS:
    void queryChanged();
    void totalChanged();

protected:
    void load() override;

private:
    int m_limit = kPage;
    int m_total = 0;
    QString m_language = QStringLiteral("zh_CN");
    RowsModel<AccountRow> m_accounts;
    QString m_query;
    QString m_accountClass;
};

} // namespace legwork
