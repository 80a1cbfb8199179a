// SPDX-License-Identifier: Apache-2.0
#include "tests/qml/gallery/sample_pictures.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>

namespace legwork::sample {
namespace {

using namespace Qt::StringLiterals;

/// A shelf with bottles, as an address that pages can show.
QString shelf(int hue, const QSize &size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(QColor::fromHsv(hue, 40, 235));
    QPainter painter(&image);
    painter.setPen(Qt::NoPen);
    const int board = size.height() / 3;
    for (int y = 0; y < 3; ++y) {
        for (int x = 0; x < 7; ++x) {
            painter.setBrush(QColor::fromHsv((hue + 40 * y + 13 * x) % 360, 120, 150 + 10 * x));
            painter.drawRoundedRect(QRectF(size.width() * (x + 0.15) / 7, board * (y + 0.25),
                                           size.width() * 0.7 / 7, board * 0.65),
                                    6, 6);
        }
        painter.setBrush(QColor::fromHsv(30, 90, 120));
        painter.drawRect(QRectF(0, board * (y + 0.9), size.width(), board * 0.1));
    }
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG", 80);
    return u"data:image/jpeg;base64,"_s + QString::fromLatin1(bytes.toBase64());
}

} // namespace

void fillPictures(const QString &page, PicturesModel *model, QDate today)
{
    struct Sample {
        const char *state;
        QString caption;
        int percent;
        double bytes;
    };
    const Sample samples[] = {{"sending", u"新货架，左侧第三层"_s, 42, 2'400'000},
                              {"waiting", {}, 0, 1'800'000},
                              {"safe", u"送货单"_s, 0, 640'000},
                              {"elsewhere", {}, 0, 3'100'000},
                              {"lost", {}, 0, 900'000}};
    std::vector<PictureRow> rows;
    for (const Sample &sample : samples) {
        PictureRow row;
        row.id = QString::fromLatin1(sample.state);
        row.state = row.id;
        row.caption = sample.caption;
        row.addedBy = u"林晓"_s;
        row.percent = sample.percent;
        row.bytes = sample.bytes;
        row.takenAtMs = double(QDateTime(today, QTime(10, 24)).toMSecsSinceEpoch());
        row.preview =
            shelf(30 + 60 * int(rows.size()), page == u"picture"_s ? QSize(800, 600) : QSize(256, 192));
        rows.push_back(row);
        if (page == u"picture"_s)
            break;
    }
    model->show(std::move(rows));
}

} // namespace legwork::sample
