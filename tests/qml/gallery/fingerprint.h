// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>
#include <QMap>
#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace legwork::gallery {

/// What a picture looks like from afar: its size, and of each cell of a grid the mean colour and how much is drawn in it.
/// Small enough to be kept as text under version control: a row of the grid is a word, a cell four characters.
class Fingerprint
{
public:
    static constexpr int kCell = 64; ///< Pixels along a side.

    [[nodiscard]] static Fingerprint of(const QImage &picture);
    /// Nothing when it is not one.
    [[nodiscard]] static std::optional<Fingerprint> fromText(const QString &text);
    [[nodiscard]] QString toText() const;

    /// The cells in which both differ by more than can be seen; all of them when the sizes differ.
    [[nodiscard]] std::vector<QPoint> differences(const Fingerprint &other) const;
    [[nodiscard]] QSize size() const { return m_size; }

private:
    /// Red, green, blue, and the mean step from one pixel to the next, each from 0 to 63. The last tells text and lines,
    /// which a mean colour hardly shows.
    using Cell = std::array<int, 4>;

    [[nodiscard]] QSize grid() const;
    [[nodiscard]] static Cell cellOf(const QImage &picture, const QRect &area);

    QSize m_size;
    std::vector<Cell> m_cells; ///< Row by row.
};

/// The picture with the changed cells framed.
[[nodiscard]] QImage marked(const QImage &picture, const std::vector<QPoint> &cells);

/// The approved pictures of one view, by state and look; one file a view.
class Approved
{
public:
    /// Those in a file; none when there is no such file.
    explicit Approved(const QString &file = {});

    [[nodiscard]] std::optional<Fingerprint> find(const QString &name) const;
    [[nodiscard]] QStringList names() const { return m_lines.keys(); }
    void insert(const QString &name, const Fingerprint &fingerprint);
    [[nodiscard]] bool saveAs(const QString &file) const;

private:
    QMap<QString, QString> m_lines;
};

} // namespace legwork::gallery
