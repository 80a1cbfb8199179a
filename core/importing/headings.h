// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/importing/cells.h"

#include <QString>
#include <QStringView>

#include <optional>
#include <vector>

namespace legwork::importing {

/// Where the cells of a column go.
struct ColumnTarget {
    enum class Kind : quint8 {
        Field,     ///< A field of Account or Contact, by its number in the schema.
        Latitude,  ///< Degrees north; with a Longitude column it makes Account.position.
        Longitude, ///< Degrees east.
        Attribute, ///< The attributes of the row, under the column's heading.
        Ignored,   ///< Nowhere; only the user chooses that.
    };

    Kind kind = Kind::Attribute;
    int entityNo = 0; ///< For Field.
    int fieldNo = 0;  ///< For Field.

    [[nodiscard]] static ColumnTarget toField(int entityNo, int fieldNo)
    {
        return {Kind::Field, entityNo, fieldNo};
    }
    friend bool operator==(const ColumnTarget &, const ColumnTarget &) = default;
};

/// What a heading alone can mean; several meanings when it depends on what the file lists ("id", "name").
struct HeadingMeaning {
    ColumnTarget target;
    double confidence = 0; ///< 1 for a word of its own, less for a guess.
    bool isPart = false;   ///< Several such columns make one text: address lines, first and last name.
};

/// What a file lists, one row each.
enum class FileKind : quint8 {
    Accounts, ///< Customers; a row can name a person there as well.
    Contacts, ///< People, with a column that says at which customer.
};

struct Heading {
    std::vector<HeadingMeaning> meanings; ///< Best first; none when the heading is not known.
    MoneyUnit unit;
    std::optional<int> datum; ///< Number of a Datum that the heading names ("bd_lng").
};

/// What `heading` means in a file of that kind. Chinese and English, in any of the usual spellings:
/// "annual_revenue_usd", "Postal Code", "dealername". The schema's own field names are known too.
[[nodiscard]] Heading understandHeading(QStringView heading, FileKind kind);
[[nodiscard]] bool isKnownHeading(QStringView heading);

/// ISO 4217 code of a currency that a word names, in lower case; empty when it names none.
[[nodiscard]] QString currencyNamed(QStringView word);

/// Whether a column can fill the field: not positions (two columns make one), not the importer's own fields.
[[nodiscard]] bool canBeRead(int entityNo, const FieldSpec &field);

/// Contacts when more headings speak of people ("first_name", "职务", "person_id") than of customers.
[[nodiscard]] FileKind kindOfFile(const QStringList &headings);

} // namespace legwork::importing
