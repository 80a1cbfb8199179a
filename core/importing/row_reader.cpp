// SPDX-License-Identifier: Apache-2.0
#include "core/importing/row_reader.h"

#include "core/importing/names.h"
#include "core/schema/codec.h"

#include <QRegularExpression>

#include <algorithm>

namespace legwork::importing {
namespace {

using Kind = ColumnTarget::Kind;
namespace A = field::Account;
namespace C = field::Contact;
constexpr int kAccount = Account::kEntityNo;
constexpr int kContact = Contact::kEntityNo;

QString textAt(const FieldValues &values, int fieldNo)
{
    const QString *text =
        size_t(fieldNo) < values.size() ? std::get_if<QString>(&values[size_t(fieldNo)]) : nullptr;
    return text ? *text : QString();
}

bool isHan(const QString &text) { return !text.isEmpty() && text.front().script() == QChar::Script_Han; }

/// Parts of one text: address lines one below the other, Chinese names without a blank, others with one.
QString joined(const QString &before, const QString &more, const ColumnTarget &target)
{
    if (target == ColumnTarget::toField(kAccount, A::street))
        return before + u'\n' + more;
    return isHan(before) && isHan(more) ? before + more : before + u' ' + more;
}

bool isPhone(const ColumnTarget &target)
{
    return target == ColumnTarget::toField(kAccount, A::phone)
           || target == ColumnTarget::toField(kAccount, A::fax)
           || target == ColumnTarget::toField(kContact, C::mobile)
           || target == ColumnTarget::toField(kContact, C::officePhone);
}

QString currencyCode(const QString &cell)
{
    static const QRegularExpression kCode(QStringLiteral("^[A-Z]{3}$"));
    const QString code = cell.trimmed().toUpper();
    const QString known = currencyNamed(code.toLower());
    return !known.isEmpty() ? known : kCode.match(code).hasMatch() ? code : QString();
}

} // namespace

struct RowReader::Pass {
    qsizetype row = 0;
    CsvRecord record;
    RowReading reading;
    StringMap accountAttributes;
    StringMap contactAttributes;
    QString latitude;
    QString longitude;
    QString currency;
    bool hasAmount = false;

    void remark(RemarkCode code, int column, QStringList arguments = {})
    {
        reading.remarks.push_back({row, column, code, std::move(arguments)});
    }
    void fault(FaultCode code, int column, QStringList arguments = {})
    {
        if (!reading.fault)
            reading.fault = Fault{code, column, std::move(arguments)};
    }
    [[nodiscard]] FieldValues &valuesOf(int entityNo)
    {
        return entityNo == kContact ? reading.contact : reading.account;
    }
};

RowReader::RowReader(const Table &table, const Mapping &mapping, const ReadingRules &rules,
                     const Colleagues &colleagues, const AccountIndex &accounts)
    : m_table(table)
    , m_mapping(mapping)
    , m_rules(rules)
    , m_colleagues(colleagues)
    , m_accounts(accounts)
    , m_latitude(mapping.columnOf({Kind::Latitude}))
    , m_longitude(mapping.columnOf({Kind::Longitude}))
    , m_currency(mapping.columnOf(ColumnTarget::toField(kAccount, A::currency)))
{
    for (const Column &column : mapping.columns) {
        const FieldSpec *field = column.target.kind == Kind::Field && column.target.entityNo == kAccount
                                     ? entity(kAccount)->field(column.target.fieldNo)
                                     : nullptr;
        if (field && isMoney(*field) && m_headingCurrency.isEmpty())
            m_headingCurrency = column.unit.currency;
    }
}

QString RowReader::rowCurrency(const CsvRecord &record) const
{
    QString currency;
    if (m_currency >= 0 && size_t(m_currency) < record.cells.size())
        currency = currencyCode(cleanedCell(record.cells[size_t(m_currency)]).text);
    if (currency.isEmpty())
        currency = m_headingCurrency;
    return currency.isEmpty() ? m_rules.currency : currency;
}

RowReading RowReader::read(qsizetype row) const
{
    Pass pass;
    pass.row = row;
    pass.record = m_table.row(row);
    pass.currency = rowCurrency(pass.record);
    if (m_mapping.kind == FileKind::Accounts)
        pass.reading.account.resize(entity(kAccount)->fields.size() + 1);
    pass.reading.contact.resize(entity(kContact)->fields.size() + 1);

    const int columns = int(m_mapping.columns.size());
    const int cells = int(pass.record.cells.size());
    for (int i = columns; i < cells; ++i) {
        if (QStringView(pass.record.cells[size_t(i)]).trimmed().isEmpty())
            continue;
        // A separator inside a text that is not quoted shifts all that follows: nothing in this row is sure.
        pass.fault(FaultCode::RowTooLong, i, {QString::number(cells), QString::number(columns)});
    }
    if (cells < columns)
        pass.remark(RemarkCode::RowShort, -1, {QString::number(cells), QString::number(columns)});
    for (int i = 0; i < std::min(cells, columns); ++i) {
        if (m_mapping.columns[size_t(i)].target.kind == Kind::Ignored)
            continue;
        const CleanedCell cell = cleanedCell(pass.record.cells[size_t(i)]);
        if (cell.hadEntities)
            pass.remark(RemarkCode::EntitiesUnescaped, i);
        if (cell.hadStrayQuotes)
            pass.remark(RemarkCode::QuotesStripped, i);
        if (cell.text.contains(QChar::ReplacementCharacter))
            pass.fault(FaultCode::TextDamaged, i);
        if (!cell.text.isEmpty())
            readCell(i, cell.text, pass);
    }
    finish(pass);
    return std::move(pass.reading);
}

void RowReader::readCell(int column, const QString &text, Pass &pass) const
{
    const Column &mapped = m_mapping.columns[size_t(column)];
    const auto keep = [&] {
        (m_mapping.kind == FileKind::Contacts ? pass.contactAttributes : pass.accountAttributes)
            .set(mapped.name, text);
    };
    switch (mapped.target.kind) {
    case Kind::Latitude:
    case Kind::Longitude:
        if (m_latitude < 0 || m_longitude < 0 || m_mapping.kind == FileKind::Contacts)
            keep();
        else
            (mapped.target.kind == Kind::Latitude ? pass.latitude : pass.longitude) = text;
        return;
    case Kind::Attribute:
        keep();
        return;
    case Kind::Ignored:
        return;
    case Kind::Field:
        break;
    }
    const FieldSpec *field = entity(mapped.target.entityNo)->field(mapped.target.fieldNo);
    FieldValues &values = pass.valuesOf(mapped.target.entityNo);
    if (!field || values.empty()) {
        keep();
        return;
    }
    if (field->type == FieldType::Reference) {
        readReference(column, mapped.target, text, pass);
        return;
    }
    if (isMoney(*field)) {
        readMoney(column, *field, text, pass);
        return;
    }
    static const QRegularExpression kScientific(QStringLiteral("^\\d(?:\\.\\d+)?[eE]\\+?\\d+$"));
    if (isPhone(mapped.target) && kScientific.match(text).hasMatch())
        pass.remark(RemarkCode::PhoneDamaged, column, {text});
    auto value = valueFor(mapped.target.entityNo, *field, text, mapped.unit);
    if (value && mapped.target == ColumnTarget::toField(kAccount, A::currency)
        && currencyCode(text).isEmpty())
        value.reset();
    if (!value) {
        pass.remark(RemarkCode::ValueKeptAsText, column, {text});
        keep();
        return;
    }
    Value &slot = values[size_t(field->no)];
    if (const QString *before = std::get_if<QString>(&slot))
        slot = joined(*before, text, mapped.target);
    else
        slot = std::move(*value);
}

void RowReader::readMoney(int column, const FieldSpec &field, const QString &text, Pass &pass) const
{
    const Column &mapped = m_mapping.columns[size_t(column)];
    StringMap &attributes =
        m_mapping.kind == FileKind::Contacts ? pass.contactAttributes : pass.accountAttributes;
    MoneyUnit unit = mapped.unit;
    const bool differs =
        !unit.currency.isEmpty() && !pass.currency.isEmpty() && unit.currency != pass.currency;
    if (unit.currency.isEmpty())
        unit.currency = pass.currency;
    const auto value = valueFor(mapped.target.entityNo, field, text, unit);
    if (!value || (differs && mapped.target.entityNo == kAccount)) {
        // A row has one currency; an amount in another must not be taken for it.
        pass.remark(value ? RemarkCode::CurrencyDiffers : RemarkCode::ValueKeptAsText, column, {text});
        attributes.set(mapped.name, text);
        return;
    }
    pass.hasAmount = pass.hasAmount || mapped.target.entityNo == kAccount;
    pass.valuesOf(mapped.target.entityNo)[size_t(field.no)] = *value;
}

void RowReader::readReference(int column, const ColumnTarget &target, const QString &text, Pass &pass) const
{
    FieldValues &values = pass.valuesOf(target.entityNo);
    if (target == ColumnTarget::toField(kAccount, A::ownerId)) {
        if (const auto person = m_colleagues.find(text)) {
            values[size_t(A::ownerId)] = toValue(*person);
        } else {
            pass.remark(RemarkCode::ColleagueUnknown, column, {text});
            pass.accountAttributes.set(m_mapping.columns[size_t(column)].name, text);
        }
        return;
    }
    const auto accounts = m_accounts.find(text);
    if (accounts.size() == 1)
        values[size_t(C::accountId)] = toValue(accounts.front());
    else
        pass.fault(accounts.empty() ? FaultCode::AccountUnknown : FaultCode::AccountAmbiguous, column,
                   {text});
}

void RowReader::readPosition(Pass &pass) const
{
    using Finding = PlaceReading::Finding;
    if (m_latitude < 0 || m_longitude < 0)
        return;
    QString country = textAt(pass.reading.account, A::country);
    if (country.isEmpty())
        country = m_rules.country;
    const PlaceReading place = readPlace(pass.latitude, pass.longitude, country, m_rules.places);
    if (place.at.isSet())
        pass.reading.account[size_t(A::position)] = toValue(place.at);
    const auto keep = [&] {
        if (!pass.latitude.isEmpty())
            pass.accountAttributes.set(m_mapping.columns[size_t(m_latitude)].name, pass.latitude);
        if (!pass.longitude.isEmpty())
            pass.accountAttributes.set(m_mapping.columns[size_t(m_longitude)].name, pass.longitude);
    };
    switch (place.finding) {
    case Finding::Fine:
        return;
    case Finding::Missing:
        pass.remark(RemarkCode::PositionMissing, m_latitude);
        keep();
        return;
    case Finding::Unreadable:
        pass.remark(RemarkCode::PositionUnreadable, m_latitude, {pass.latitude, pass.longitude});
        keep();
        return;
    case Finding::Zero:
        pass.remark(RemarkCode::PositionZero, m_latitude);
        return;
    case Finding::OutOfRange:
        pass.remark(RemarkCode::PositionOutOfRange, m_latitude, {pass.latitude, pass.longitude});
        keep();
        return;
    case Finding::RowSwapped:
        pass.remark(RemarkCode::PositionRowSwapped, m_latitude);
        return;
    case Finding::OutsideCountry:
        pass.remark(RemarkCode::PositionOutsideCountry, m_latitude, {country});
        return;
    }
}

void RowReader::finish(Pass &pass) const
{
    RowReading &reading = pass.reading;
    const bool people = m_mapping.kind == FileKind::Contacts;
    if (!people) {
        readPosition(pass);
        if (pass.hasAmount || !textAt(reading.account, A::currency).isEmpty())
            reading.account[size_t(A::currency)] = toValue(pass.currency);
        reading.account[size_t(A::attributes)] = toValue(pass.accountAttributes);
        if (textAt(reading.account, A::name).isEmpty())
            pass.fault(FaultCode::NameMissing, m_mapping.columnOf(ColumnTarget::toField(kAccount, A::name)));
    }
    // Nobody's post or mobile number is still the customer's: kept with it.
    if (!people && textAt(reading.contact, C::name).isEmpty()) {
        bool kept = false;
        for (size_t i = 0; i < std::min(m_mapping.columns.size(), pass.record.cells.size()); ++i) {
            const Column &column = m_mapping.columns[i];
            const QString text = column.target.kind == Kind::Field && column.target.entityNo == kContact
                                     ? cleanedCell(pass.record.cells[i]).text
                                     : QString();
            if (!text.isEmpty()) {
                pass.accountAttributes.set(column.name, text);
                kept = true;
            }
        }
        if (kept)
            reading.account[size_t(A::attributes)] = toValue(pass.accountAttributes);
        reading.contact.clear();
    }
    if (people) {
        reading.contact[size_t(C::attributes)] = toValue(pass.contactAttributes);
        if (textAt(reading.contact, C::name).isEmpty())
            pass.fault(FaultCode::NameMissing, m_mapping.columnOf(ColumnTarget::toField(kContact, C::name)));
        if (isNull(reading.contact[size_t(C::accountId)]))
            pass.fault(FaultCode::AccountMissing,
                       m_mapping.columnOf(ColumnTarget::toField(kContact, C::accountId)));
    }
    for (const int entityNo : {kAccount, kContact}) {
        const FieldValues &values = pass.valuesOf(entityNo);
        for (size_t no = 1; no < values.size(); ++no) {
            if (!isNull(values[no]) && !isAcceptable(*entity(entityNo)->field(int(no)), values[no]))
                pass.fault(FaultCode::ValueRefused,
                           m_mapping.columnOf(ColumnTarget::toField(entityNo, int(no))));
        }
    }
}

RowKeys RowReader::keysOf(const RowReading &reading, bool ofAccount)
{
    RowKeys keys;
    if (ofAccount) {
        keys.reference = textAt(reading.account, A::externalRef);
        keys.name = foldedName(textAt(reading.account, A::name));
        keys.city = foldedCity(textAt(reading.account, A::city));
        keys.street = foldedText(textAt(reading.account, A::street));
        if (const qint64 *packed = std::get_if<qint64>(&reading.account[size_t(A::position)]))
            keys.position = GeoPoint::fromPacked(*packed);
        return keys;
    }
    keys.reference = textAt(reading.contact, C::externalRef);
    keys.name = foldedText(textAt(reading.contact, C::name));
    keys.email = textAt(reading.contact, C::email).toLower();
    keys.phone = foldedText(textAt(reading.contact, C::mobile));
    Id<Account> account;
    fromValue(reading.contact[size_t(C::accountId)], account);
    if (!account.isNull())
        keys.account = account.uuid.toText();
    return keys;
}

} // namespace legwork::importing
