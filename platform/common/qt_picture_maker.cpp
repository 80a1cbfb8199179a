// SPDX-License-Identifier: Apache-2.0
#include "platform/common/qt_picture_maker.h"

#include <QBuffer>
#include <QImage>
#include <QImageReader>
#include <QPainter>

#include <algorithm>

namespace legwork {
namespace {

constexpr int kQuality = 85;
/// Previews travel with the rows, to every device: they are kept small, and far below what a row takes.
constexpr qsizetype kThumbnailBytesMax = 24 * 1024;

QByteArray jpegOf(const QImage &image, int quality)
{
    // JPEG knows no transparency: what is not there becomes white, not black.
    QImage opaque(image.size(), QImage::Format_RGB32);
    opaque.fill(Qt::white);
    QPainter painter(&opaque);
    painter.drawImage(0, 0, image);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    opaque.save(&buffer, "JPEG", quality);
    return bytes;
}

QByteArray thumbnailOf(const QImage &image)
{
    const QSize side(QtPictureMaker::kThumbnailSidePx, QtPictureMaker::kThumbnailSidePx);
    QByteArray bytes;
    for (int quality = 75; quality > 0; quality -= 15) {
        bytes = jpegOf(image.scaled(side, Qt::KeepAspectRatio, Qt::SmoothTransformation), quality);
        if (bytes.size() <= kThumbnailBytesMax)
            break;
    }
    return bytes;
}

QString mediaTypeOf(const QByteArray &format)
{
    if (format == "jpeg" || format == "jpg")
        return QStringLiteral("image/jpeg");
    return QStringLiteral("image/") + QString::fromLatin1(format);
}

} // namespace

Result<Picture> QtPictureMaker::make(const QString &path, bool isFullSize) const
{
    QImageReader reader(path);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    const int longest = std::max(size.width(), size.height());
    const bool isLarger = longest > kLongestSidePx;
    // The decoder makes it smaller where it can: a picture of a hundred megapixels never is in memory as a whole.
    if (isLarger)
        reader.setScaledSize(size.scaled(kLongestSidePx, kLongestSidePx, Qt::KeepAspectRatio));
    const QByteArray format = reader.format();
    const bool isTurned = reader.transformation().testFlag(QImageIOHandler::TransformationRotate90);
    const QImage image = reader.read();
    if (image.isNull())
        return fail(QStringLiteral("attach.not-a-picture"), Advice::AskUser);
    Picture picture;
    picture.thumbnail = thumbnailOf(image);
    if (isLarger && !isFullSize) {
        picture.bytes = jpegOf(image, kQuality);
        picture.mediaType = QStringLiteral("image/jpeg");
        picture.widthPx = image.width();
        picture.heightPx = image.height();
    } else {
        const QSize shown = isTurned ? size.transposed() : size;
        picture.mediaType = mediaTypeOf(format);
        picture.widthPx = shown.width();
        picture.heightPx = shown.height();
    }
    return picture;
}

} // namespace legwork
