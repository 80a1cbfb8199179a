// SPDX-License-Identifier: Apache-2.0
#include "qml/pictures/pictures_model.h"

#include "core/ports/attachment_carrier.h"
#include "core/ports/picture_maker.h"
#include "core/storage/attachments/attachment_files.h"
#include "core/storage/outbox.h"

#include <QFile>
#include <QFileInfo>
#include <QThreadPool>

namespace legwork {
namespace {

QString codeOf(usecases::AttachmentState state)
{
    static const char *const kCodes[] = {"elsewhere", "coming", "waiting", "sending", "safe", "lost"};
    return QLatin1String(kCodes[size_t(state)]);
}

PictureRow rowOf(const usecases::AttachmentLine &line)
{
    PictureRow row;
    row.id = line.id.uuid.toText();
    row.caption = line.caption;
    row.fileName = line.fileName;
    row.addedBy = line.addedBy;
    row.takenAtMs = line.takenAt.isSet() ? double(line.takenAt.ms) : 0;
    row.bytes = double(line.bytes);
    if (!line.thumbnail.isEmpty())
        row.preview =
            QStringLiteral("data:image/jpeg;base64,") + QString::fromLatin1(line.thumbnail.toBase64());
    row.state = codeOf(line.state);
    row.percent = line.bytes > 0 ? int(100 * line.sentBytes / line.bytes) : 0;
    row.here = line.isHere;
    if (line.isHere)
        row.source = QStringLiteral("image://picture/") + row.id;
    return row;
}

Uuid idOf(const QString &text) { return Uuid::fromText(text).value_or(Uuid()); }

/// Takes the bytes into the store's files; on a worker.
Result<usecases::NewAttachment> takeIn(const storage::AttachmentFiles &files, const PictureMaker &maker,
                                       const QString &path, bool isFullSize)
{
    const auto picture = maker.make(path, isFullSize);
    if (!picture)
        return forward(picture);
    auto import = files.begin();
    if (!import)
        return forward(import);
    if (!picture->bytes.isEmpty()) {
        if (auto taken = (*import)->take(picture->bytes); !taken)
            return forward(taken);
    } else {
        constexpr qint64 kPieceBytes = 256 * 1024;
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return fail(QStringLiteral("attach.not-a-picture"), Advice::AskUser);
        while (!file.atEnd()) {
            const QByteArray piece = file.read(kPieceBytes);
            if (piece.isEmpty())
                return fail(QStringLiteral("storage.io"), Advice::Retry, {file.errorString()});
            if (auto taken = (*import)->take(piece); !taken)
                return forward(taken);
        }
    }
    const qint64 bytes = (*import)->size();
    const auto content = (*import)->finish();
    if (!content)
        return forward(content);
    return usecases::NewAttachment{*content,
                                   bytes,
                                   QFileInfo(path).fileName(),
                                   picture->mediaType,
                                   picture->widthPx,
                                   picture->heightPx,
                                   picture->thumbnail,
                                   {}};
}

} // namespace

void PicturesModel::setSubject(QString &member, const QString &id)
{
    if (member == id)
        return;
    member = id;
    Q_EMIT subjectChanged();
    load();
}

void PicturesModel::setVisitId(const QString &id) { setSubject(m_visitId, id); }
void PicturesModel::setAccountId(const QString &id) { setSubject(m_accountId, id); }
void PicturesModel::setPictureId(const QString &id) { setSubject(m_pictureId, id); }

usecases::CaptureAt PicturesModel::subject() const
{
    usecases::CaptureAt at;
    at.visit = {idOf(m_visitId)};
    at.account = {idOf(m_accountId)};
    return at;
}

PictureRow PicturesModel::picture() const
{
    return m_pictures.rows().empty() ? PictureRow() : m_pictures.rows().front();
}

void PicturesModel::load()
{
    if (m_visitId.isEmpty() && m_accountId.isEmpty() && m_pictureId.isEmpty())
        return;
    read(
        [at = subject(), one = Id<Attachment>{idOf(m_pictureId)}](
            storage::Reader &reader, const usecases::Context &) -> Result<std::vector<PictureRow>> {
            std::vector<PictureRow> rows;
            if (!one.isNull()) {
                const auto line = usecases::attachment(reader, one);
                if (!line)
                    return forward(line);
                rows.push_back(rowOf(*line));
                return rows;
            }
            const auto lines = usecases::attachmentsOf(reader, at, kShownMax);
            if (!lines)
                return forward(lines);
            for (const auto &line : *lines)
                rows.push_back(rowOf(line));
            return rows;
        },
        [this](std::vector<PictureRow> rows) { show(std::move(rows)); });
}

void PicturesModel::show(std::vector<PictureRow> rows)
{
    m_pictures.replace(std::move(rows));
    Q_EMIT shown();
}

void PicturesModel::add(const QUrl &file)
{
    const Services *services = session() ? &session()->services() : nullptr;
    if (!isReady() || !services->pictures)
        return;
    ++m_adding;
    Q_EMIT shown();
    // Read by a reader's thread's turn, so that the store cannot go meanwhile.
    auto answer = services->store->read(
        [store = services->store, maker = services->pictures,
         path = file.toLocalFile()](storage::Reader &reader) -> Result<usecases::NewAttachment> {
            const auto full = storage::meta(reader.connection(), storage::known::kFullPictures);
            if (!full)
                return forward(full);
            return takeIn(store->files(), *maker, path, *full == Value(qint64(1)));
        });
    whenAnswered(answer, this, [this](const Result<usecases::NewAttachment> &picture) {
        --m_adding;
        Q_EMIT shown();
        if (picture)
            keep(*picture);
        else
            setError(picture.error());
    });
}

void PicturesModel::keep(const usecases::NewAttachment &picture)
{
    write(
        [picture, at = subject(), now = session()->now()](storage::UnitOfWork &unit,
                                                          const usecases::Context &context) {
            return usecases::addAttachment(unit, context, at, picture, now);
        },
        [this](Id<Attachment>) { Q_EMIT added(); });
}

void PicturesModel::remove(const QString &id)
{
    const Uuid undoId = Uuid::generate();
    write(
        [row = Id<Attachment>{idOf(id)}, undoId](storage::UnitOfWork &unit, const usecases::Context &) {
            return usecases::removeAttachment(unit, row, undoId);
        },
        [this, undoId] {
            rememberUndo(undoId);
            Q_EMIT removed();
        });
}

void PicturesModel::open(const QString &id, bool damaged)
{
    write([row = Id<Attachment>{idOf(id)}, damaged, now = isReady() ? session()->now() : Instant()](
              storage::UnitOfWork &unit,
              const usecases::Context &) { return usecases::openAttachment(unit, row, damaged, now); },
          [this] {
              if (auto *carrier = session()->services().carrier)
                  carrier->lookNow();
              load();
          });
}

} // namespace legwork
