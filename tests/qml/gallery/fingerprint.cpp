// SPDX-License-Identifier: Apache-2.0
#include "tests/qml/gallery/fingerprint.h"

#include <QFile>
#include <QPainter>
#include <QSaveFile>

#include <algorithm>
#include <cstdlib>

namespace legwork::gallery {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array kTolerance{1, 1, 1, 1}; // of 63
constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-";

int digit(QChar character)
{
    for (int i = 0; i < 64; ++i) {
        if (character == QLatin1Char(kDigits[i]))
            return i;
    }
    return -1;
}

QSize gridOf(const QSize &size)
{
    const int cell = Fingerprint::kCell;
    return {(size.width() + cell - 1) / cell, (size.height() + cell - 1) / cell};
}

QRect cellAt(int x, int y, const QSize &size)
{
    const int cell = Fingerprint::kCell;
    return QRect(x * cell, y * cell, cell, cell) & QRect(QPoint(), size);
}

} // namespace

QSize Fingerprint::grid() const { return gridOf(m_size); }

Fingerprint::Cell Fingerprint::cellOf(const QImage &picture, const QRect &area)
{
    std::array<quint64, 4> sums{};
    for (int y = area.top(); y <= area.bottom(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(picture.constScanLine(y));
        const auto *above =
            reinterpret_cast<const QRgb *>(picture.constScanLine(std::max(y - 1, area.top())));
        for (int x = area.left(); x <= area.right(); ++x) {
            const QRgb here = line[x];
            sums[0] += quint64(qRed(here));
            sums[1] += quint64(qGreen(here));
            sums[2] += quint64(qBlue(here));
            const int left = qGreen(line[std::max(x - 1, area.left())]);
            sums[3] += quint64(std::abs(qGreen(here) - left) + std::abs(qGreen(here) - qGreen(above[x])));
        }
    }
    const quint64 pixels = quint64(area.width()) * quint64(area.height());
    Cell cell{};
    for (size_t i = 0; i < 3; ++i)
        cell[i] = int(sums[i] / pixels) / 4;
    cell[3] = std::min(63, int(sums[3] / pixels));
    return cell;
}

Fingerprint Fingerprint::of(const QImage &picture)
{
    Fingerprint made;
    const QImage plain = picture.convertToFormat(QImage::Format_RGB32);
    made.m_size = plain.size();
    const QSize grid = made.grid();
    for (int y = 0; y < grid.height(); ++y) {
        for (int x = 0; x < grid.width(); ++x)
            made.m_cells.push_back(cellOf(plain, cellAt(x, y, made.m_size)));
    }
    return made;
}

std::optional<Fingerprint> Fingerprint::fromText(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    const QStringList sides = words.value(0).split(u'x');
    Fingerprint read;
    read.m_size = QSize(sides.value(0).toInt(), sides.value(1).toInt());
    const QString cells = words.mid(1).join(QString());
    if (read.m_size.isEmpty() || cells.size() != 4 * read.grid().width() * read.grid().height())
        return std::nullopt;
    for (qsizetype i = 0; i < cells.size(); i += 4) {
        Cell cell{};
        for (size_t level = 0; level < cell.size(); ++level) {
            cell[level] = digit(cells[i + qsizetype(level)]);
            if (cell[level] < 0)
                return std::nullopt;
        }
        read.m_cells.push_back(cell);
    }
    return read;
}

QString Fingerprint::toText() const
{
    QString text = u"%1x%2"_s.arg(m_size.width()).arg(m_size.height());
    for (size_t i = 0; i < m_cells.size(); ++i) {
        if (i % size_t(grid().width()) == 0)
            text += u' ';
        for (const int level : m_cells[i])
            text += QLatin1Char(kDigits[level]);
    }
    return text;
}

std::vector<QPoint> Fingerprint::differences(const Fingerprint &other) const
{
    std::vector<QPoint> found;
    for (size_t i = 0; i < m_cells.size(); ++i) {
        bool isChanged = m_size != other.m_size;
        for (size_t level = 0; level < kTolerance.size() && !isChanged; ++level)
            isChanged = std::abs(m_cells[i][level] - other.m_cells[i][level]) > kTolerance[level];
        if (isChanged)
            found.emplace_back(int(i) % grid().width(), int(i) / grid().width());
    }
    return found;
}

QImage marked(const QImage &picture, const std::vector<QPoint> &cells)
{
    QImage image = picture.convertToFormat(QImage::Format_RGB32);
    QPainter painter(&image);
    painter.fillRect(image.rect(), QColor(255, 255, 255, 120));
    for (const QPoint &cell : cells) {
        const QRect area = cellAt(cell.x(), cell.y(), image.size());
        painter.drawImage(area.topLeft(), picture, area);
        painter.setPen(QPen(Qt::magenta, 2));
        painter.drawRect(area.adjusted(1, 1, -2, -2));
    }
    return image;
}

Approved::Approved(const QString &file)
{
    QFile stored(file);
    if (file.isEmpty() || !stored.open(QIODevice::ReadOnly | QIODevice::Text))
        return;
    for (const QString &line : QString::fromUtf8(stored.readAll()).split(u'\n', Qt::SkipEmptyParts))
        m_lines.insert(line.section(u' ', 0, 0), line.section(u' ', 1));
}

std::optional<Fingerprint> Approved::find(const QString &name) const
{
    return Fingerprint::fromText(m_lines.value(name));
}

void Approved::insert(const QString &name, const Fingerprint &fingerprint)
{
    m_lines.insert(name, fingerprint.toText());
}

bool Approved::saveAs(const QString &path) const
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Text))
        return false;
    for (const auto &[name, text] : m_lines.asKeyValueRange())
        file.write((name + u' ' + text + u'\n').toUtf8());
    return file.commit();
}

} // namespace legwork::gallery
