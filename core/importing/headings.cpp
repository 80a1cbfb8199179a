// SPDX-License-Identifier: Apache-2.0
#include "core/importing/headings.h"

#include "core/base/datum.h"
#include "core/importing/words.h"
#include "core/schema/rows.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace legwork::importing {
namespace {

using Kind = ColumnTarget::Kind;

constexpr int kAccount = Account::kEntityNo;
constexpr int kContact = Contact::kEntityNo;

namespace A = field::Account;
namespace C = field::Contact;

/// One line of headings.def.
struct Words {
    Kind kind;
    int entityNo;
    int fieldNo;
    double confidence;
    bool isPart;
    QStringView words;
};

constexpr bool Whole = false;
constexpr bool Part = true;

constexpr Words kWords[] = {
#define FIELD_WORDS(Entity, name, confidence, part, words)                                                   \
    {Kind::Field, Entity::kEntityNo, field::Entity::name, confidence, part, words},
#define AXIS_WORDS(axis, confidence, words) {Kind::axis, 0, 0, confidence, Whole, words},
#define PREFIXES(Entity, words)
#define DATUM_WORDS(datum, words)
#define CURRENCY_WORDS(code, power, words)
#include "core/importing/headings.def"
};

/// Words before the name of a field that say whose field it is: "dealername", "contact_phone".
struct Prefixes {
    int entityNo;
    QStringView words;
};
constexpr Prefixes kPrefixes[] = {
#define FIELD_WORDS(Entity, name, confidence, part, words)
#define AXIS_WORDS(axis, confidence, words)
#define PREFIXES(Entity, words) {Entity::kEntityNo, words},
#define DATUM_WORDS(datum, words)
#define CURRENCY_WORDS(code, power, words)
#include "core/importing/headings.def"
};

struct DatumWords {
    Datum datum;
    QStringView words;
};
constexpr DatumWords kDatumWords[] = {
#define FIELD_WORDS(Entity, name, confidence, part, words)
#define AXIS_WORDS(axis, confidence, words)
#define PREFIXES(Entity, words)
#define DATUM_WORDS(datum, words) {Datum::datum, words},
#define CURRENCY_WORDS(code, power, words)
#include "core/importing/headings.def"
};

struct CurrencyWords {
    const char *currency;
    int powerOfTen;
    QStringView words;
};
constexpr CurrencyWords kCurrencyWords[] = {
#define FIELD_WORDS(Entity, name, confidence, part, words)
#define AXIS_WORDS(axis, confidence, words)
#define PREFIXES(Entity, words)
#define DATUM_WORDS(datum, words)
#define CURRENCY_WORDS(code, power, words) {code, power, words},
#include "core/importing/headings.def"
};

/// A heading taken apart: lower-case words run together, with what they say about unit and datum taken out.
struct Spelling {
    QString key;
    MoneyUnit unit;
    std::optional<int> datum;
};

/// Takes `word` as a unit or a datum; false when it is neither.
bool takeQualifier(QStringView word, Spelling &spelling)
{
    for (const CurrencyWords &known : kCurrencyWords) {
        if (isOneOf(word, known.words)) {
            spelling.unit = {QString::fromLatin1(known.currency), known.powerOfTen};
            return true;
        }
    }
    for (const DatumWords &known : kDatumWords) {
        if (isOneOf(word, known.words)) {
            spelling.datum = int(known.datum);
            return true;
        }
    }
    return false;
}

Spelling spellingOf(QStringView heading)
{
    static const QRegularExpression kBetween(QStringLiteral("[^\\p{L}\\p{N}]+"));
    Spelling spelling;
    constexpr qsizetype kLongest = 100; // a longer text names no column
    if (heading.size() > kLongest)
        return spelling;
    const QString flat = heading.toString().normalized(QString::NormalizationForm_KC).toLower();
    for (const QString &word : flat.split(kBetween, Qt::SkipEmptyParts)) {
        if (!takeQualifier(word, spelling))
            spelling.key += word;
    }
    // Chinese needs no sign between the name of a system and that of an axis.
    for (const DatumWords &known : kDatumWords) {
        const QStringView prefix = longestPrefix(spelling.key, known.words);
        if (!prefix.isEmpty() && prefix.front().script() == QChar::Script_Han) {
            spelling.key.remove(0, prefix.size());
            spelling.datum = int(known.datum);
        }
    }
    return spelling;
}

using Dictionary = QHash<QString, std::vector<HeadingMeaning>>;

const Dictionary &dictionary()
{
    static const Dictionary kDictionary = [] {
        Dictionary words;
        for (const Words &entry : kWords) {
            const ColumnTarget target{entry.kind, entry.entityNo, entry.fieldNo};
            for (const QStringView word : entry.words.split(u'|'))
                words[word.toString()].push_back({target, entry.confidence, entry.isPart});
        }
        for (const int entityNo : {kAccount, kContact}) {
            for (const FieldSpec &field : entity(entityNo)->fields) {
                if (!canBeRead(entityNo, field))
                    continue;
                const ColumnTarget target = ColumnTarget::toField(entityNo, field.no);
                auto &meanings = words[QString::fromLatin1(field.name).toLower()];
                if (std::none_of(meanings.begin(), meanings.end(),
                                 [&](const HeadingMeaning &known) { return known.target == target; }))
                    meanings.push_back({target, 1, false});
            }
        }
        return words;
    }();
    return kDictionary;
}

/// The meanings of a word that belong to one entity, each a little less certain than the word itself.
void addMeanings(QStringView word, int entityNo, double certainty, std::vector<HeadingMeaning> &meanings)
{
    const auto found = dictionary().constFind(word.toString());
    if (found == dictionary().constEnd())
        return;
    for (const HeadingMeaning &meaning : *found) {
        const bool fits = entityNo == 0 || meaning.target.entityNo == entityNo
                          || (entityNo == kAccount && meaning.target.kind != Kind::Field);
        if (fits)
            meanings.push_back({meaning.target, meaning.confidence * certainty, meaning.isPart});
    }
}

std::optional<QStringView> withoutPrefix(QStringView key, int entityNo)
{
    QStringView prefix;
    for (const Prefixes &known : kPrefixes) {
        if (known.entityNo == entityNo)
            prefix = longestPrefix(key, known.words);
        if (!prefix.isEmpty())
            return key.sliced(prefix.size());
    }
    return std::nullopt;
}

std::vector<HeadingMeaning> meaningsOf(QStringView key)
{
    constexpr double kPrefixed = 0.97;
    constexpr double kBarePrefix = 0.85; // "客户" for the customer's name
    constexpr double kNumbered = 0.95;   // "address2"
    std::vector<HeadingMeaning> meanings;
    addMeanings(key, 0, 1, meanings);
    if (const auto rest = withoutPrefix(key, kAccount)) {
        if (rest->isEmpty())
            meanings.push_back({ColumnTarget::toField(kAccount, A::name), kBarePrefix, false});
        else
            addMeanings(*rest, kAccount, kPrefixed, meanings);
    }
    if (const auto rest = withoutPrefix(key, kContact)) {
        addMeanings(*rest, kContact, kPrefixed, meanings);
        // Words that both entities share are listed once, with the account.
        for (const auto &[accountField, contactField] :
             {std::pair{A::phone, C::officePhone}, std::pair{A::externalRef, C::externalRef},
              std::pair{A::name, C::name}}) {
            std::vector<HeadingMeaning> shared;
            addMeanings(*rest, kAccount, kPrefixed, shared);
            for (const HeadingMeaning &meaning : shared) {
                if (meaning.target.fieldNo == accountField)
                    meanings.push_back(
                        {ColumnTarget::toField(kContact, contactField), meaning.confidence, false});
            }
        }
    }
    qsizetype digits = 0;
    while (digits < key.size() && key[key.size() - 1 - digits].isDigit())
        ++digits;
    if (meanings.empty() && digits > 0 && digits < key.size()) {
        meanings = meaningsOf(key.chopped(digits));
        for (HeadingMeaning &meaning : meanings)
            meaning.confidence *= kNumbered;
    }
    return meanings;
}

/// In a list of people, what would be the customer's key or name says where the person works, the shared words
/// speak of the person, and the customer's other fields have no place.
std::optional<ColumnTarget> inContacts(QStringView key, const ColumnTarget &target)
{
    if (target.kind != Kind::Field)
        return std::nullopt;
    if (target.entityNo == kContact)
        return target;
    const bool saysWhose = withoutPrefix(key, kAccount).has_value();
    switch (target.fieldNo) {
    case A::externalRef:
        return ColumnTarget::toField(kContact, saysWhose ? C::accountId : C::externalRef);
    case A::name:
        return ColumnTarget::toField(
            kContact, saysWhose || key == u"dealer" || key == u"reseller" ? C::accountId : C::name);
    case A::phone:
        return ColumnTarget::toField(kContact, C::officePhone);
    default:
        return std::nullopt;
    }
}

} // namespace

Heading understandHeading(QStringView heading, FileKind kind)
{
    const Spelling spelling = spellingOf(heading);
    Heading understood{{}, spelling.unit, spelling.datum};
    for (HeadingMeaning meaning : meaningsOf(spelling.key)) {
        if (kind == FileKind::Contacts) {
            const auto target = inContacts(spelling.key, meaning.target);
            if (!target)
                continue;
            meaning.target = *target;
        } else if (meaning.target == ColumnTarget::toField(kContact, C::accountId)) {
            continue; // a row that makes an account needs no reference to one
        }
        understood.meanings.push_back(meaning);
    }
    // In a list of customers a bare word speaks of the customer first.
    std::stable_sort(
        understood.meanings.begin(), understood.meanings.end(),
        [](const HeadingMeaning &a, const HeadingMeaning &b) { return a.confidence > b.confidence; });
    return understood;
}

bool isKnownHeading(QStringView heading) { return !meaningsOf(spellingOf(heading).key).empty(); }

QString currencyNamed(QStringView word)
{
    for (const CurrencyWords &known : kCurrencyWords) {
        if (known.powerOfTen == 0 && isOneOf(word, known.words))
            return QString::fromLatin1(known.currency);
    }
    return {};
}

bool canBeRead(int entityNo, const FieldSpec &field)
{
    switch (field.type) {
    case FieldType::Text:
    case FieldType::Integer:
    case FieldType::Date:
    case FieldType::Choice:
    case FieldType::Set:
        return true;
    case FieldType::Reference:
        return (entityNo == kAccount && field.no == A::ownerId)
               || (entityNo == kContact && field.no == C::accountId);
    default:
        return false;
    }
}

FileKind kindOfFile(const QStringList &headings)
{
    double people = 0;
    double customers = 0;
    bool hasOwnName = false;
    for (const QString &heading : headings) {
        const QString key = spellingOf(heading).key;
        const auto meanings = meaningsOf(key);
        if (meanings.empty())
            continue;
        const ColumnTarget target = meanings.front().target;
        const bool isContact = target.entityNo == kContact;
        // "联系人" beside a customer's fields names a person there; "姓名" is the row's own name.
        const bool prefixed = withoutPrefix(key, kContact).has_value();
        if (isContact && target.fieldNo == C::name && !prefixed)
            hasOwnName = true;
        if (target.kind == Kind::Field && !isContact
            && (target.fieldNo == A::externalRef || target.fieldNo == A::name || target.fieldNo == A::phone))
            continue; // lists of people have these too
        (isContact ? people : customers) += isContact && prefixed ? 0.5 : 1;
    }
    return hasOwnName && people > customers ? FileKind::Contacts : FileKind::Accounts;
}

} // namespace legwork::importing
