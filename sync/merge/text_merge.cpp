// SPDX-License-Identifier: Apache-2.0
#include "sync/merge/text_merge.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>

namespace legwork::sync {
namespace {

enum class Kind { Spaced, Unspaced, Mark, Other };

Kind kindOf(char32_t character)
{
    if (QChar::isMark(character))
        return Kind::Mark;
    if (!QChar::isLetterOrNumber(character))
        return Kind::Other;
    switch (QChar::script(character)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
        return Kind::Unspaced;
    default:
        return Kind::Spaced;
    }
}

/// A place where one side differs: pieces [from, to) of `was` have become pieces [newFrom, newTo) of its text.
struct Change {
    size_t from = 0;
    size_t to = 0;
    size_t newFrom = 0;
    size_t newTo = 0;
};

using Numbers = std::vector<int>; ///< Pieces by number: equal pieces have equal numbers.

/// How far from the ends of both texts one comes with so many changes, per diagonal (Myers' furthest reaching points,
/// walked backwards). Nothing when kTextChangesMax do not suffice.
class Reaches
{
public:
    static std::optional<Reaches> between(const Numbers &was, const Numbers &now)
    {
        Reaches reaches;
        const auto wasSize = int(was.size());
        const auto nowSize = int(now.size());
        for (int count = 0; count <= kTextChangesMax; ++count) {
            std::vector<int> furthest(size_t(count + 1));
            for (int diagonal = -count; diagonal <= count; diagonal += 2) {
                int x = 0;
                if (count > 0) {
                    const int deleted = reaches.at(count - 1, diagonal - 1) + 1;
                    const int inserted = reaches.at(count - 1, diagonal + 1);
                    x = std::max(deleted, inserted);
                }
                int y = x - diagonal;
                while (x < wasSize && y < nowSize
                       && was[size_t(wasSize - x - 1)] == now[size_t(nowSize - y - 1)]) {
                    ++x;
                    ++y;
                }
                furthest[size_t((diagonal + count) / 2)] = x;
                if (x >= wasSize && y >= nowSize && diagonal == wasSize - nowSize) {
                    reaches.m_furthest.push_back(std::move(furthest));
                    return reaches;
                }
            }
            reaches.m_furthest.push_back(std::move(furthest));
        }
        return std::nullopt;
    }

    [[nodiscard]] int changes() const { return int(m_furthest.size()) - 1; }
    /// Whether the last `left` pieces of the one become the last `leftNow` of the other with `count` changes.
    [[nodiscard]] bool suffices(int count, size_t left, size_t leftNow) const
    {
        return count >= 0 && at(count, int(left) - int(leftNow)) >= int(left);
    }

private:
    [[nodiscard]] int at(int count, int diagonal) const
    {
        const bool isKnown = std::abs(diagonal) <= count;
        return isKnown ? m_furthest[size_t(count)][size_t((diagonal + count) / 2)] : -2;
    }

    std::vector<std::vector<int>> m_furthest; ///< By number of changes, then every second diagonal.
};

/// The fewest deletions and insertions; where there is a choice, read from the front: keep what is equal, else delete,
/// else insert.
std::optional<std::vector<Change>> changesBetween(const Numbers &was, const Numbers &now)
{
    const auto reaches = Reaches::between(was, now);
    if (!reaches)
        return std::nullopt;
    std::vector<Change> changes;
    int left = reaches->changes();
    size_t i = 0;
    size_t j = 0;
    bool isKept = true;
    while (i < was.size() || j < now.size()) {
        if (i < was.size() && j < now.size() && was[i] == now[j]) {
            ++i;
            ++j;
            isKept = true;
            continue;
        }
        if (std::exchange(isKept, false))
            changes.push_back({i, i, j, j});
        --left;
        if (i < was.size() && reaches->suffices(left, was.size() - i - 1, now.size() - j))
            changes.back().to = ++i;
        else
            changes.back().newTo = ++j;
    }
    return changes;
}

struct Side {
    std::vector<QStringView> pieces;
    std::vector<Change> changes{};
    size_t next = 0;     ///< Of changes: the first that is not in the result yet.
    qptrdiff offset = 0; ///< From a piece of `was` behind the last change taken to the same piece here.

    [[nodiscard]] bool startsBy(size_t piece) const
    {
        return next < changes.size() && changes[next].from <= piece;
    }
    /// The pieces that stand here for [from, to) of `was`; the changes among them are taken.
    std::span<const QStringView> take(size_t from, size_t to)
    {
        const size_t begin = size_t(qptrdiff(from) + offset);
        while (startsBy(to) && changes[next].to <= to) {
            offset = qptrdiff(changes[next].newTo) - qptrdiff(changes[next].to);
            ++next;
        }
        return std::span(pieces).subspan(begin, size_t(qptrdiff(to) + offset) - begin);
    }
};

/// The stretch of `was` that begins with the next change of either side and holds all that touch one another.
std::pair<size_t, size_t> nextStretch(const Side &one, const Side &other, size_t end)
{
    const auto begin = [end](const Side &side) {
        return side.next < side.changes.size() ? side.changes[side.next].from : end;
    };
    std::pair stretch(std::min(begin(one), begin(other)), size_t(0));
    stretch.second = stretch.first;
    std::array next{one.next, other.next};
    for (bool grows = true; std::exchange(grows, false);) {
        for (size_t s = 0; s < 2; ++s) {
            const auto &changes = (s == 0 ? one : other).changes;
            for (; next[s] < changes.size() && changes[next[s]].from <= stretch.second; ++next[s]) {
                stretch.second = std::max(stretch.second, changes[next[s]].to);
                grows = true;
            }
        }
    }
    return stretch;
}

void append(QString &text, std::span<const QStringView> pieces)
{
    for (const QStringView piece : pieces)
        text.append(piece);
}

} // namespace

std::vector<QStringView> piecesOf(QStringView text)
{
    std::vector<QStringView> pieces;
    Kind kind = Kind::Other; // of the piece that is being read
    qsizetype from = 0;
    for (qsizetype at = 0; at < text.size();) {
        char32_t character = text[at].unicode();
        qsizetype size = 1;
        if (text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate()) {
            character = QChar::surrogateToUcs4(text[at], text[at + 1]);
            size = 2;
        }
        const Kind here = kindOf(character);
        const bool goesOn = at > from && kind != Kind::Other && (here == kind || here == Kind::Mark);
        if (!goesOn) {
            if (at > from)
                pieces.push_back(text.sliced(from, at - from));
            from = at;
            kind = here == Kind::Mark ? Kind::Spaced : here;
        }
        at += size;
    }
    if (text.size() > from)
        pieces.push_back(text.sliced(from));
    return pieces;
}

std::optional<QString> joinTexts(const QString &was, const QString &one, const QString &other)
{
    const auto base = piecesOf(was);
    std::array sides{Side{piecesOf(one)}, Side{piecesOf(other)}};
    std::map<QStringView, int> numbers;
    const auto numbered = [&numbers](const std::vector<QStringView> &pieces) {
        Numbers all;
        all.reserve(pieces.size());
        for (const QStringView piece : pieces)
            all.push_back(numbers.try_emplace(piece, int(numbers.size())).first->second);
        return all;
    };
    const Numbers baseNumbers = numbered(base);
    for (Side &side : sides) {
        auto changes = changesBetween(baseNumbers, numbered(side.pieces));
        if (!changes)
            return std::nullopt;
        side.changes = std::move(*changes);
    }

    QString joined;
    size_t done = 0;
    for (;;) {
        const auto [from, to] = nextStretch(sides[0], sides[1], base.size());
        append(joined, std::span(base).subspan(done, from - done));
        done = to;
        const bool isFirst = sides[0].startsBy(to);
        const bool isSecond = sides[1].startsBy(to);
        if (!isFirst && !isSecond)
            return joined;
        const auto first = sides[0].take(from, to);
        const auto second = sides[1].take(from, to);
        if (isFirst && isSecond && !std::ranges::equal(first, second))
            return std::nullopt;
        append(joined, isFirst ? first : second);
    }
}

} // namespace legwork::sync
