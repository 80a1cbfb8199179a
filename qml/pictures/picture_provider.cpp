// SPDX-License-Identifier: Apache-2.0
#include "qml/pictures/picture_provider.h"

#include "core/storage/attachments/attachment_files.h"
#include "core/storage/store.h"
#include "core/usecases/attachments.h"

#include <QBuffer>
#include <QFutureWatcher>
#include <QImageReader>
#include <QQuickTextureFactory>
#include <QThreadPool>

namespace legwork {
namespace {

Result<QByteArray> bytesOf(const storage::AttachmentFiles &files, storage::Reader &reader, Id<Attachment> id)
{
    const auto line = usecases::attachment(reader, id);
    if (!line)
        return forward(line);
    if (!line->isHere || !line->content || line->bytes > PictureProvider::kBytesMax)
        return fail(QStringLiteral("storage.no-file"), Advice::GiveUp);
    const auto file = files.open(*line->content, line->bytes);
    if (!file)
        return forward(file);
    QByteArray all;
    all.reserve(line->bytes);
    while (all.size() < line->bytes) {
        const auto piece = (*file)->read(all.size(), sealed::kPieceBytes);
        if (!piece)
            return forward(piece);
        if (piece->isEmpty())
            return fail(QStringLiteral("storage.file-damaged"), Advice::GiveUp);
        all += *piece;
    }
    return all;
}

class PictureResponse final : public QQuickImageResponse
{
public:
    PictureResponse(storage::Store *store, const QString &id, const QSize &wanted)
        : m_wanted(wanted)
    {
        const auto row = Uuid::fromText(id);
        if (!store || !row) {
            m_trouble = QStringLiteral("storage.no-file");
            QMetaObject::invokeMethod(this, &QQuickImageResponse::finished, Qt::QueuedConnection);
            return;
        }
        auto answer = store->read([store, row = Id<Attachment>{*row}](storage::Reader &reader) {
            return bytesOf(store->files(), reader, row);
        });
        auto *watcher = new QFutureWatcher<Result<QByteArray>>(this);
        connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] { draw(watcher->result()); });
        watcher->setFuture(answer);
    }
    QQuickTextureFactory *textureFactory() const override
    {
        return QQuickTextureFactory::textureFactoryForImage(m_image);
    }
    QString errorString() const override { return m_trouble; }

private:
    /// On the engine's thread for pictures.
    void draw(const Result<QByteArray> &bytes)
    {
        if (!bytes) {
            m_trouble = bytes.error().code;
        } else {
            QBuffer buffer;
            buffer.setData(*bytes);
            buffer.open(QIODevice::ReadOnly);
            QImageReader reader(&buffer);
            reader.setDecideFormatFromContent(true);
            reader.setAutoTransform(true);
            const QSize size = reader.size();
            if (m_wanted.isValid() && size.isValid()
                && (size.width() > m_wanted.width() || size.height() > m_wanted.height()))
                reader.setScaledSize(size.scaled(m_wanted, Qt::KeepAspectRatio));
            m_image = reader.read();
            if (m_image.isNull())
                m_trouble = QStringLiteral("attach.not-a-picture");
        }
        Q_EMIT finished();
    }

    const QSize m_wanted;
    QImage m_image;
    QString m_trouble;
};

} // namespace

PictureProvider::PictureProvider() = default;
PictureProvider::~PictureProvider() = default;

void PictureProvider::setStore(storage::Store *store)
{
    const std::lock_guard lock(m_mutex);
    m_store = store;
}

QQuickImageResponse *PictureProvider::requestImageResponse(const QString &id, const QSize &wanted)
{
    const std::lock_guard lock(m_mutex);
    return new PictureResponse(m_store, id, wanted);
}

} // namespace legwork
