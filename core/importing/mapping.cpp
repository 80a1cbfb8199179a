// SPDX-License-Identifier: Apache-2.0
#include "core/importing/mapping.h"

#include "core/schema/rows.h"

#include <algorithm>
#include <cmath>

namespace legwork::importing {
namespace {

using Kind = ColumnTarget::Kind;
namespace A = field::Account;
namespace C = field::Contact;
constexpr int kAccount = Account::kEntityNo;
constexpr int kContact = Contact::kEntityNo;

constexpr qsizetype kRowsSampled = 1000;
constexpr double kClearShare = 0.6;   ///< From here on the cells of a column are taken to be of one kind.
constexpr double kFittingShare = 0.5; ///< Below it a heading is not believed.

struct Candidate {
    int column = 0;
    ColumnTarget target;
    double confidence = 0;
    MatchReason reason = MatchReason::Heading;
    bool isPart = false;
};

bool isField(const ColumnTarget &target, int entityNo, int fieldNo)
{
    return target == ColumnTarget::toField(entityNo, fieldNo);
}

bool isAxis(const ColumnTarget &target)
{
    return target.kind == Kind::Latitude || target.kind == Kind::Longitude;
}

/// Share of a column's cells that fit a target, for targets that not every text fits.
std::optional<double> fittingShare(const ColumnTarget &target, const ColumnProfile &profile,
                                   const MoneyUnit &unit)
{
    if (profile.sample.empty())
        return std::nullopt;
    const auto share = [&](const auto &fits) {
        return double(std::count_if(profile.sample.begin(), profile.sample.end(), fits))
               / double(profile.sample.size());
    };
    if (isAxis(target))
        return share([](const QString &cell) { return parseDegrees(cell).has_value(); });
    const FieldSpec *field =
        target.kind == Kind::Field ? entity(target.entityNo)->field(target.fieldNo) : nullptr;
    if (!field)
        return std::nullopt;
    if (isField(target, kContact, C::email))
        return share([](const QString &cell) { return contentOf(cell) == ContentKind::Email; });
    if (field->type == FieldType::Text || field->type == FieldType::Set
        || field->type == FieldType::Reference)
        return std::nullopt;
    return share(
        [&](const QString &cell) { return valueFor(target.entityNo, *field, cell, unit).has_value(); });
}

/// The field that cells of one kind speak of when no heading does.
std::optional<ColumnTarget> targetOfContent(ContentKind content, FileKind kind)
{
    const bool people = kind == FileKind::Contacts;
    switch (content) {
    case ContentKind::Email:
        return ColumnTarget::toField(kContact, C::email);
    case ContentKind::MobilePhone:
        return ColumnTarget::toField(kContact, C::mobile);
    case ContentKind::Phone:
        return people ? ColumnTarget::toField(kContact, C::officePhone)
                      : ColumnTarget::toField(kAccount, A::phone);
    case ContentKind::PersonName:
        return ColumnTarget::toField(kContact, C::name);
    case ContentKind::Company:
        return people ? ColumnTarget::toField(kContact, C::accountId)
                      : ColumnTarget::toField(kAccount, A::name);
    case ContentKind::Url:
    case ContentKind::City:
    case ContentKind::Address:
        if (people)
            return std::nullopt;
        return ColumnTarget::toField(kAccount, content == ContentKind::Url    ? A::website
                                               : content == ContentKind::City ? A::city
                                                                              : A::street);
    default:
        return std::nullopt;
    }
}

class Matcher
{
public:
    Matcher(const Table &table, const std::vector<ColumnProfile> &profiles,
            const std::function<bool(const QString &)> &namesColleague, Mapping &mapping)
        : m_table(table)
        , m_profiles(profiles)
        , m_namesColleague(namesColleague)
        , m_mapping(mapping)
    {
    }

    void match(const QHash<int, ColumnTarget> &overrides)
    {
        nameColumns();
        for (auto it = overrides.cbegin(); it != overrides.cend(); ++it) {
            if (it.key() >= 0 && it.key() < width())
                m_candidates.push_back({it.key(), it.value(), 2, MatchReason::User, true});
        }
        for (int column = 0; column < width(); ++column) {
            if (!overrides.contains(column))
                collect(column);
        }
        std::stable_sort(m_candidates.begin(), m_candidates.end(),
                         [](const Candidate &a, const Candidate &b) { return a.confidence > b.confidence; });
        for (const Candidate &candidate : m_candidates)
            assign(candidate);
        if (m_mapping.kind == FileKind::Accounts)
            completeAxes();
        preferMobile();
        if (m_mapping.kind == FileKind::Accounts
            && m_mapping.columnOf(ColumnTarget::toField(kContact, C::name)) < 0)
            releaseContactColumns();
    }

private:
    [[nodiscard]] int width() const { return int(m_mapping.columns.size()); }
    [[nodiscard]] Column &column(int index) { return m_mapping.columns[size_t(index)]; }
    [[nodiscard]] const ColumnProfile &profile(int index) const { return m_profiles[size_t(index)]; }

    void nameColumns()
    {
        QHash<QString, int> seen;
        for (int i = 0; i < m_table.headings().size(); ++i) {
            Column made;
            made.heading = m_table.headings()[i];
            made.name = made.heading.isEmpty() ? QStringLiteral("#%1").arg(i + 1) : made.heading;
            if (const int before = seen[made.name]++; before > 0)
                made.name += QStringLiteral(" (%1)").arg(before + 1);
            m_mapping.columns.push_back(std::move(made));
        }
    }

    void collect(int index)
    {
        const Heading heading = understandHeading(column(index).heading, m_mapping.kind);
        column(index).unit = heading.unit;
        for (const HeadingMeaning &meaning : heading.meanings) {
            Candidate candidate{index, meaning.target, meaning.confidence, MatchReason::Heading,
                                meaning.isPart};
            if (isAxis(meaning.target) && heading.datum)
                m_mapping.setDatumNamed(Datum(*heading.datum));
            if (const auto share = fittingShare(meaning.target, profile(index), heading.unit)) {
                if (*share < kFittingShare) {
                    column(index).reason = MatchReason::ContentDiffers;
                    continue;
                }
                candidate.reason = MatchReason::HeadingAndContent;
                candidate.confidence *= 0.8 + 0.2 * *share;
            }
            if (isField(meaning.target, kAccount, A::ownerId)
                && std::none_of(profile(index).sample.begin(), profile(index).sample.end(),
                                m_namesColleague)) {
                column(index).reason = MatchReason::NobodyKnown;
                continue;
            }
            m_candidates.push_back(candidate);
        }
        if (!heading.meanings.empty())
            return;
        for (size_t kind = 0; kind < profile(index).counts.size(); ++kind) {
            const double share = profile(index).share(ContentKind(kind));
            const auto target = targetOfContent(ContentKind(kind), m_mapping.kind);
            if (share >= kClearShare && target)
                m_candidates.push_back({index, *target, 0.6 * share, MatchReason::Content, false});
        }
    }

    /// Gives a column its target unless it has one, or the target is taken by a column of which this is no part.
    void assign(const Candidate &candidate)
    {
        Column &wanted = column(candidate.column);
        if (wanted.confidence > 0)
            return;
        const bool shared =
            candidate.target.kind == Kind::Attribute || candidate.target.kind == Kind::Ignored;
        const int holder = shared ? -1 : m_mapping.columnOf(candidate.target);
        if (holder >= 0) {
            const bool joins = candidate.isPart && column(holder).isPart
                               && candidate.target.kind == Kind::Field
                               && entity(candidate.target.entityNo)->field(candidate.target.fieldNo)->type
                                      == FieldType::Text;
            if (!joins) {
                wanted.reason = MatchReason::FieldTaken;
                return;
            }
        }
        wanted.target = candidate.target;
        wanted.confidence = std::min(1.0, candidate.confidence);
        wanted.reason = candidate.reason;
        wanted.isPart = candidate.isPart;
    }

    [[nodiscard]] bool isFreeDegrees(int index) const
    {
        return m_mapping.columns[size_t(index)].confidence <= 0
               && profile(index).share(ContentKind::Degrees) >= kClearShare;
    }

    /// A pair of degrees with one heading that nobody knows, or with none: found by its numbers.
    void completeAxes()
    {
        const int latitude = m_mapping.columnOf({Kind::Latitude});
        const int longitude = m_mapping.columnOf({Kind::Longitude});
        std::vector<int> found;
        for (int i = 0; i < width(); ++i) {
            if (isFreeDegrees(i))
                found.push_back(i);
        }
        const auto give = [&](int index, Kind kind, double confidence) {
            column(index).target = {kind};
            column(index).confidence = confidence;
            column(index).reason = MatchReason::Content;
        };
        if ((latitude < 0) != (longitude < 0) && !found.empty()) {
            const int known = std::max(latitude, longitude);
            // The neighbour, and of two the one behind: pairs are written side by side.
            const int nearest = *std::min_element(found.begin(), found.end(), [&](int a, int b) {
                return std::pair(std::abs(a - known), a < known) < std::pair(std::abs(b - known), b < known);
            });
            give(nearest, latitude < 0 ? Kind::Latitude : Kind::Longitude, 0.7);
        } else if (latitude < 0 && longitude < 0 && found.size() == 2) {
            const bool firstIsLongitude = profile(found[0]).beyond90 > profile(found[1]).beyond90;
            give(found[0], firstIsLongitude ? Kind::Longitude : Kind::Latitude, 0.6);
            give(found[1], firstIsLongitude ? Kind::Latitude : Kind::Longitude, 0.6);
        }
    }

    void preferMobile()
    {
        const int office = m_mapping.columnOf(ColumnTarget::toField(kContact, C::officePhone));
        if (office >= 0 && column(office).reason != MatchReason::User
            && profile(office).share(ContentKind::MobilePhone) >= kFittingShare
            && m_mapping.columnOf(ColumnTarget::toField(kContact, C::mobile)) < 0) {
            column(office).target = ColumnTarget::toField(kContact, C::mobile);
            column(office).reason = MatchReason::HeadingAndContent;
        }
    }

    /// Without a name there is nobody to keep a post or a mobile number for.
    void releaseContactColumns()
    {
        const bool hasPhone = m_mapping.columnOf(ColumnTarget::toField(kAccount, A::phone)) >= 0;
        bool phoneGiven = hasPhone;
        for (Column &held : m_mapping.columns) {
            if (held.target.kind != Kind::Field || held.target.entityNo != kContact
                || held.reason == MatchReason::User)
                continue;
            const bool isPhone = held.target.fieldNo == C::mobile || held.target.fieldNo == C::officePhone;
            if (isPhone && !phoneGiven) {
                held.target = ColumnTarget::toField(kAccount, A::phone);
                phoneGiven = true;
                continue;
            }
            held.target = {};
            held.confidence = 0;
            held.reason = MatchReason::NoContact;
        }
    }

    const Table &m_table;
    const std::vector<ColumnProfile> &m_profiles;
    const std::function<bool(const QString &)> &m_namesColleague;
    Mapping &m_mapping;
    std::vector<Candidate> m_candidates;
};

} // namespace

int Mapping::columnOf(const ColumnTarget &target) const
{
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column &column) {
        return column.confidence > 0 && column.target == target;
    });
    return found == columns.end() ? -1 : int(found - columns.begin());
}

std::vector<ColumnProfile> profileColumns(const Table &table)
{
    std::vector<ColumnProfile> profiles(size_t(table.headings().size()));
    // Spread over the file, not its head: lists are often sorted, and their first rows all alike.
    const qsizetype step = std::max<qsizetype>(1, table.rowCount() / kRowsSampled);
    for (qsizetype row = 0; row < table.rowCount(); row += step) {
        const CsvRecord record = table.row(row);
        const size_t cells = std::min(record.cells.size(), profiles.size());
        for (size_t i = 0; i < cells; ++i) {
            QString text = cleanedCell(record.cells[i]).text;
            const ContentKind kind = contentOf(text);
            if (kind == ContentKind::Empty)
                continue;
            ColumnProfile &profile = profiles[i];
            ++profile.filled;
            ++profile.counts[size_t(kind)];
            if (const auto degrees = kind == ContentKind::Degrees ? parseDegrees(text) : std::nullopt)
                profile.beyond90 += std::abs(*degrees) > 90 ? 1 : 0;
            profile.sample.push_back(std::move(text));
        }
    }
    return profiles;
}

Mapping suggestMapping(const Table &table, const std::vector<ColumnProfile> &profiles,
                       std::optional<FileKind> kind, const QHash<int, ColumnTarget> &overrides,
                       const std::function<bool(const QString &)> &namesColleague)
{
    Mapping mapping;
    mapping.kind = kind.value_or(kindOfFile(table.headings()));
    Matcher(table, profiles, namesColleague, mapping).match(overrides);
    return mapping;
}

} // namespace legwork::importing
