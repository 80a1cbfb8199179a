// SPDX-License-Identifier: Apache-2.0
#include "core/usecases/context.h"

#include "core/storage/outbox.h"

namespace legwork::usecases {
namespace {

Result<Uuid> knownId(Reader &reader, QLatin1String name)
{
    const auto value = storage::meta(reader.connection(), name);
    if (!value)
        return forward(value);
    Uuid id;
    fromValue(*value, id);
    return id;
}

Result<QString> knownText(Reader &reader, QLatin1String name)
{
    const auto value = storage::meta(reader.connection(), name);
    if (!value)
        return forward(value);
    QString text;
    fromValue(*value, text);
    return text;
}

/// The territory that enrolment named, else the first this device holds.
Status fillTerritory(Reader &reader, Context &context)
{
    const auto named = knownId(reader, known::kTerritory);
    if (!named)
        return forward(named);
    context.territory = *named;
    if (named->isNull()) {
        const auto first = reader.connection().single(
            "SELECT scope FROM cursor WHERE kind = ? ORDER BY scope LIMIT 1", int(ScopeKind::Territory));
        if (!first)
            return forward(first);
        fromValue(*first, context.territory);
    }
    const auto territory = reader.find(Id<Territory>{context.territory});
    if (!territory)
        return forward(territory);
    if (*territory)
        context.territoryName = (*territory)->name;
    return {};
}

Status fillPeople(Reader &reader, Context &context)
{
    const auto person = reader.find(context.person);
    if (!person)
        return forward(person);
    if (*person)
        context.personName = (*person)->name;
    const auto company = reader.find(context.company);
    if (!company)
        return forward(company);
    if (*company) {
        context.companyName = (*company)->name;
        context.currency = (*company)->currency;
    }
    return {};
}

} // namespace

Result<Context> context(Reader &reader)
{
    const auto person = knownId(reader, known::kPerson);
    const auto company = knownId(reader, known::kCompany);
    const auto device = knownId(reader, known::kDevice);
    for (const Result<Uuid> *id : {&person, &company, &device}) {
        if (!*id)
            return forward(*id);
    }
    if (person->isNull())
        return fail(QStringLiteral("session.not-enrolled"), Advice::AskUser);
    const auto deviceName = knownText(reader, known::kDeviceName);
    const auto server = knownText(reader, known::kServer);
    const auto sex = knownText(reader, known::kSex);
    for (const Result<QString> *text : {&deviceName, &server, &sex}) {
        if (!*text)
            return forward(*text);
    }

    Context made;
    made.person = {*person};
    made.company = {*company};
    made.device = *device;
    made.deviceName = *deviceName;
    made.server = *server;
    made.sex = Choice<Sex>::fromCode(*sex).known();
    if (auto filled = fillPeople(reader, made); !filled)
        return forward(filled);
    if (auto filled = fillTerritory(reader, made); !filled)
        return forward(filled);
    return made;
}

} // namespace legwork::usecases
