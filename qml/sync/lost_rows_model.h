// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/lost_rows.h"
#include "qml/session/rows_model.h"
#include "qml/session/view_model.h"

namespace legwork {

/// A record that the server has lost.
struct LostRowRow {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString entity MEMBER entity)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString accountName MEMBER accountName)
    Q_PROPERTY(int waiting MEMBER waiting)
    QML_ANONYMOUS

public:
    QString id;
    QString entity; ///< Table name.
    QString title;
    QString accountName;
    int waiting = 0; ///< Own edits of it that are held back.
};

/// What is only here since the server has been put back to a backup, and letting it go.
class LostRowsModel : public legwork::ViewModel
{
    Q_OBJECT
    Q_PROPERTY(legwork::RowsModelBase *rows READ rows CONSTANT)
    QML_ELEMENT

public:
    using ViewModel::ViewModel;

    [[nodiscard]] RowsModelBase *rows() { return &m_rows; }
    void show(std::vector<LostRowRow> rows);

    /// The record goes from this device; edits of it that wait are sent, and refused at worst.
    Q_INVOKABLE void letGo(const QString &id);

protected:
    void load() override;

private:
    RowsModel<LostRowRow> m_rows;
};

} // namespace legwork
