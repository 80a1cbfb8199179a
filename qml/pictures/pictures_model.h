// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/usecases/attachments.h"
#include "qml/session/rows_model.h"
#include "qml/session/view_model.h"

#include <QUrl>

namespace legwork {

/// A picture, as strips and the page show it.
struct PictureRow {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString caption MEMBER caption)
    Q_PROPERTY(QString fileName MEMBER fileName)
    Q_PROPERTY(QString addedBy MEMBER addedBy)
    Q_PROPERTY(double takenAtMs MEMBER takenAtMs)
    Q_PROPERTY(double bytes MEMBER bytes)
    Q_PROPERTY(QString preview MEMBER preview)
    Q_PROPERTY(QString state MEMBER state)
    Q_PROPERTY(int percent MEMBER percent)
    Q_PROPERTY(bool here MEMBER here)
    Q_PROPERTY(QString source MEMBER source)
    QML_ANONYMOUS

public:
    QString id, caption, fileName, addedBy;
    double takenAtMs = 0;
    double bytes = 0;
    QString preview; ///< Address of the small picture; empty when there is none.
    QString state;   ///< "elsewhere", "coming", "waiting", "sending", "safe" or "lost".
    int percent = 0; ///< Of what has gone, while "sending".
    bool here = false;
    QString source; ///< Address of the whole picture; empty while it is not here.
};

/// The pictures of a visit or of a customer, or a single one.
class PicturesModel : public legwork::ViewModel
{
    Q_OBJECT
    Q_PROPERTY(QString visitId MEMBER m_visitId WRITE setVisitId NOTIFY subjectChanged)
    Q_PROPERTY(QString accountId MEMBER m_accountId WRITE setAccountId NOTIFY subjectChanged)
    Q_PROPERTY(QString pictureId MEMBER m_pictureId WRITE setPictureId NOTIFY subjectChanged)
    Q_PROPERTY(legwork::RowsModelBase *pictures READ pictures CONSTANT)
    Q_PROPERTY(legwork::PictureRow picture READ picture NOTIFY shown)
    Q_PROPERTY(bool adding READ adding NOTIFY shown)
    QML_ELEMENT

public:
    static constexpr int kShownMax = 60;

    using ViewModel::ViewModel;

    void setVisitId(const QString &id);
    void setAccountId(const QString &id);
    void setPictureId(const QString &id);
    [[nodiscard]] RowsModelBase *pictures() { return &m_pictures; }
    /// The one asked for, else the first.
    [[nodiscard]] PictureRow picture() const;
    [[nodiscard]] bool adding() const { return m_adding > 0; }

    /// Takes a picture in from a file; added() follows, or an error.
    Q_INVOKABLE void add(const QUrl &file);
    /// Can be taken back.
    Q_INVOKABLE void remove(const QString &id);
    /// Somebody wants to see the whole of it. `damaged`: it is here, but could not be shown.
    Q_INVOKABLE void open(const QString &id, bool damaged = false);

    void show(std::vector<PictureRow> rows);

Q_SIGNALS:
    void subjectChanged();
    void shown();
    void added();
    void removed();

protected:
    void load() override;

private:
    void setSubject(QString &member, const QString &id);
    [[nodiscard]] usecases::CaptureAt subject() const;
    void keep(const usecases::NewAttachment &picture);

    QString m_visitId, m_accountId, m_pictureId;
    int m_adding = 0;
    RowsModel<PictureRow> m_pictures;
};

} // namespace legwork
