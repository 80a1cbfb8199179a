// SPDX-License-Identifier: Apache-2.0
#include "core/importing/cells.h"

#include "core/importing/words.h"
#include "core/schema/codec.h"
#include "core/schema/rows.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace legwork::importing {
namespace {

constexpr QChar kQuote(u'"');

bool isTrimmed(QChar c) { return c.isSpace() || c == QChar::ByteOrderMark || c == QChar(0x200b); }

QStringView trimmedView(QStringView text)
{
    while (!text.isEmpty() && isTrimmed(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isTrimmed(text.back()))
        text.chop(1);
    return text;
}

/// A mark at one end only, or at both; marks inside the text stay, and so does the inch sign behind a digit.
QStringView withoutStrayQuotes(QStringView text)
{
    while (!text.isEmpty()) {
        const bool front = text.front() == kQuote;
        const bool back = text.back() == kQuote && text.size() > 1;
        const bool inches = back && !front && text[text.size() - 2].isDigit();
        if (front)
            text = text.sliced(1);
        if (back && !inches)
            text.chop(1);
        if ((!front && !back) || inches)
            return text;
        text = trimmedView(text);
    }
    return text;
}

struct Entity {
    QStringView name;
    char16_t character;
};
constexpr Entity kEntities[] = {{u"amp", u'&'},  {u"lt", u'<'},    {u"gt", u'>'},
                                {u"quot", u'"'}, {u"apos", u'\''}, {u"nbsp", u' '}};

std::optional<char32_t> entityCharacter(QStringView name)
{
    for (const Entity &entity : kEntities) {
        if (name == entity.name)
            return entity.character;
    }
    if (!name.startsWith(u'#'))
        return std::nullopt;
    const bool isHex = name.size() > 1 && (name[1] == u'x' || name[1] == u'X');
    bool good = false;
    const uint code = name.sliced(isHex ? 2 : 1).toUInt(&good, isHex ? 16 : 10);
    if (!good || code < 0x20 || code > 0x10ffff || QChar::isSurrogate(code))
        return std::nullopt;
    return char32_t(code);
}

QString withoutEntities(QStringView text)
{
    constexpr qsizetype kLongest = 8; // "#x10ffff"
    QString result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'&') {
            const qsizetype end = text.sliced(i, std::min(kLongest + 2, text.size() - i)).indexOf(u';');
            const auto character = end > 1 ? entityCharacter(text.sliced(i + 1, end - 1)) : std::nullopt;
            if (character) {
                result.append(QChar::fromUcs4(*character));
                i += end;
                continue;
            }
        }
        result.append(text[i]);
    }
    return result;
}

/// Wide digits, signs and letters of Chinese typing become ASCII ones.
QString narrowed(QStringView text) { return text.toString().normalized(QString::NormalizationForm_KC); }

bool isAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

QString plain(QStringView text)
{
    return isAscii(text) ? text.trimmed().toString() : narrowed(text).trimmed();
}

bool allDigits(QStringView text)
{
    return !text.isEmpty()
           && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// Digits of a number and how many of them stand behind the point; separators of thousands are taken out.
struct Digits {
    bool isNegative = false;
    QString digits;
    int decimals = 0;
};

std::optional<Digits> digitsOf(QStringView text)
{
    Digits result;
    if (text.startsWith(u'-') || text.startsWith(u'+')) {
        result.isNegative = text.front() == u'-';
        text = text.sliced(1);
    }
    // The last point or comma divides whole from part, unless it is repeated or stands before exactly three
    // digits as a comma: then it parts thousands.
    const qsizetype lastComma = text.lastIndexOf(u',');
    const qsizetype lastPoint = text.lastIndexOf(u'.');
    qsizetype divider = -1;
    if (lastComma >= 0 && lastPoint >= 0) {
        divider = std::max(lastComma, lastPoint);
        if (text.count(text[divider]) > 1)
            return std::nullopt;
    } else if (lastPoint >= 0) {
        divider = text.count(u'.') == 1 ? lastPoint : -1;
    } else if (lastComma >= 0) {
        divider = text.count(u',') == 1 && text.size() - lastComma - 1 != 3 ? lastComma : -1;
    }
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c >= u'0' && c <= u'9') {
            result.digits.append(c);
            result.decimals += divider >= 0 && i > divider ? 1 : 0;
        } else if (i != divider && c != u',' && c != u'.' && c != u'\'' && c != u' ') {
            return std::nullopt;
        } else if (i != divider && divider >= 0 && i > divider) {
            return std::nullopt;
        }
    }
    if (result.digits.isEmpty())
        return std::nullopt;
    return result;
}

/// digits * 10^power as a whole number, rounded half away from zero; nothing when it is too large.
std::optional<qint64> scaled(const Digits &number, int power)
{
    qint64 value = 0;
    const qsizetype kept = number.digits.size() - number.decimals + power;
    for (qsizetype i = 0; i < kept; ++i) {
        const int digit = i < number.digits.size() ? number.digits[i].digitValue() : 0;
        if (value > (std::numeric_limits<qint64>::max() - digit) / 10)
            return std::nullopt;
        value = value * 10 + digit;
    }
    if (kept < number.digits.size() && number.digits[kept].digitValue() >= 5) {
        if (value == std::numeric_limits<qint64>::max())
            return std::nullopt;
        ++value;
    }
    return number.isNegative ? -value : value;
}

struct ChoiceWords {
    int entityNo;
    int fieldNo;
    const char *code;
    QStringView words;
};
constexpr ChoiceWords kChoiceWords[] = {
#define WORDS(name, list)
#define CHOICE_WORDS(Entity, name, code, list) {Entity::kEntityNo, field::Entity::name, code, list},
#include "core/importing/words.def"
};

/// A text that names a choice: its code, or a usual Chinese or English word for it.
template<class E>
std::optional<Value> choiceFor(int entityNo, int fieldNo, const QString &text)
{
    const QString wanted = plain(text).toLower();
    for (const char *code : ChoiceCodes<E>::codes) {
        if (wanted == QString::fromLatin1(code).toLower())
            return Value(QString::fromLatin1(code));
    }
    for (const ChoiceWords &choice : kChoiceWords) {
        if (choice.entityNo == entityNo && choice.fieldNo == fieldNo && isOneOf(wanted, choice.words))
            return Value(QString::fromLatin1(choice.code));
    }
    return std::nullopt;
}

std::optional<Value> choiceValue(int entityNo, int fieldNo, const QString &text)
{
    // The list of a choice follows from the type of the row's member.
    static const Account kAnyAccount;
    static const Contact kAnyContact;
    std::optional<Value> value;
    const auto read = [&]<class E>(int no, const Choice<E> &) {
        if (no == fieldNo)
            value = choiceFor<E>(entityNo, fieldNo, text);
    };
    const auto visit = [&](int no, const auto &member) {
        if constexpr (requires { read(no, member); })
            read(no, member);
    };
    if (entityNo == Account::kEntityNo)
        forEachField(kAnyAccount, visit);
    else if (entityNo == Contact::kEntityNo)
        forEachField(kAnyContact, visit);
    return value;
}

} // namespace

CleanedCell cleanedCell(QStringView raw)
{
    const QStringView trimmed = trimmedView(raw);
    const QStringView bare = withoutStrayQuotes(trimmed);
    CleanedCell cell;
    cell.hadStrayQuotes = bare.size() != trimmed.size();
    if (bare.contains(u'&')) {
        const QString unescaped = withoutEntities(bare);
        cell.hadEntities = unescaped.size() != bare.size();
        cell.text = cell.hadEntities ? trimmedView(unescaped).toString() : unescaped;
    } else {
        cell.text = bare.toString();
    }
    return cell;
}

int minorDigits(QStringView currency)
{
    for (const QStringView whole : {u"JPY", u"KRW", u"VND", u"CLP", u"ISK", u"XAF", u"XOF", u"UGX", u"PYG"}) {
        if (currency == whole)
            return 0;
    }
    for (const QStringView thousandth : {u"BHD", u"KWD", u"OMR", u"TND", u"JOD", u"IQD", u"LYD"}) {
        if (currency == thousandth)
            return 3;
    }
    return 2;
}

std::optional<qint64> parseInteger(QStringView text)
{
    QString digits = plain(text);
    digits.chop(longestEnding(digits, words::kCounters).size());
    const auto number = digitsOf(QStringView(digits).trimmed());
    // "12.0" is how spreadsheets write a whole number; "12.5" is not one.
    if (!number || std::any_of(number->digits.end() - number->decimals, number->digits.end(), [](QChar c) {
            return c != u'0';
        }))
        return std::nullopt;
    return scaled(*number, 0);
}

std::optional<double> parseDegrees(QStringView text)
{
    QString number = plain(text).toUpper();
    number.remove(QChar(0xb0));
    double sign = 1;
    if (!number.isEmpty() && QStringView(u"NSEW").contains(number.back())) {
        sign = number.back() == u'S' || number.back() == u'W' ? -1 : 1;
        number.chop(1);
    } else if (!number.isEmpty() && QStringView(u"NSEW").contains(number.front())) {
        sign = number.front() == u'S' || number.front() == u'W' ? -1 : 1;
        number.remove(0, 1);
    }
    if (number.count(u',') == 1 && !number.contains(u'.'))
        number.replace(u',', u'.');
    bool good = false;
    const double value = number.trimmed().toDouble(&good);
    return good && std::isfinite(value) ? std::optional(sign * value) : std::nullopt;
}

std::optional<QDate> parseDate(QStringView text)
{
    static const QRegularExpression kYearFirst(words::kYearFirstPattern.toString());
    static const QRegularExpression kYearLast(QStringLiteral("^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})$"));
    const QString date = plain(text);
    QDate result;
    if (const auto match = kYearFirst.match(date); match.hasMatch()) {
        result = QDate(match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt());
    } else if (date.size() == 8 && allDigits(date)) {
        result = QDate::fromString(date, QStringLiteral("yyyyMMdd"));
    } else if (const auto last = kYearLast.match(date); last.hasMatch()) {
        const int first = last.captured(1).toInt();
        const int second = last.captured(3).toInt();
        const int year = last.captured(4).toInt();
        if (first > 12 || last.captured(2) == u"." || first == second)
            result = QDate(year, second, first);
        else if (second > 12)
            result = QDate(year, first, second);
    }
    return result.isValid() ? std::optional(result) : std::nullopt;
}

std::optional<qint64> parseMoney(QStringView text, const MoneyUnit &unit)
{
    static const QRegularExpression kSigns(words::kCurrencySignPattern.toString(),
                                           QRegularExpression::CaseInsensitiveOption);
    QString amount = plain(text);
    amount.remove(kSigns);
    int power = unit.powerOfTen + minorDigits(unit.currency);
    const bool tenThousands = amount.endsWith(words::kTenThousand);
    if (tenThousands || amount.endsWith(words::kHundredMillion)) {
        power += tenThousands ? 4 : 8;
        amount.chop(1);
    }
    amount = amount.trimmed();
    const bool inBrackets = amount.startsWith(u'(') && amount.endsWith(u')'); // how accountants write a minus
    if (inBrackets)
        amount = amount.sliced(1, amount.size() - 2);
    auto number = digitsOf(amount);
    if (!number)
        return std::nullopt;
    number->isNegative = number->isNegative || inBrackets;
    return scaled(*number, power);
}

bool isMoney(const FieldSpec &field)
{
    return field.type == FieldType::Integer && QLatin1String(field.name).endsWith(QLatin1String("Minor"));
}

std::optional<Value> valueFor(int entityNo, const FieldSpec &field, const QString &text,
                              const MoneyUnit &unit)
{
    switch (field.type) {
    case FieldType::Text:
        return Value(text);
    case FieldType::Integer: {
        const auto number = isMoney(field) ? parseMoney(text, unit) : parseInteger(text);
        return number ? std::optional(Value(*number)) : std::nullopt;
    }
    case FieldType::Date: {
        const auto date = parseDate(text);
        return date ? std::optional(toValue(*date)) : std::nullopt;
    }
    case FieldType::Choice:
        return choiceValue(entityNo, field.no, text);
    case FieldType::Set: {
        static const QRegularExpression kBetween(words::kBetweenLabelsPattern.toString());
        return toValue(StringSet(text.split(kBetween, Qt::SkipEmptyParts)));
    }
    case FieldType::Real:
    case FieldType::Boolean:
    case FieldType::Instant:
    case FieldType::Position:
    case FieldType::Reference:
    case FieldType::Map:
    case FieldType::Packed:
        break;
    }
    return std::nullopt;
}

} // namespace legwork::importing
