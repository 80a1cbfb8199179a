// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/playbook/localized_text.h"
#include "core/playbook/logic/logic.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QSet>
#include <QStringList>

#include <optional>

namespace legwork {

/// Collects the first thing wrong with a document: later ones are mostly its consequences.
class JsonFault
{
public:
    /// `path` names the place, as in $.steps[3].text.en; `detail` what was found or expected there.
    void note(const QString &code, Advice advice, const QString &path, const QString &detail = {});
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

private:
    std::optional<Error> m_error;
};

/// Reads one JSON object strictly: a member of the wrong type, a missing one and (by `finish`) one that
/// nobody asked for are faults, so that a misspelt name in a hand-written document is found. After a fault it
/// goes on with empty values.
class JsonReader
{
public:
    JsonReader(const QJsonValue &value, QString path, JsonFault &fault);

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] QString pathOf(QLatin1String member) const { return m_path + u'.' + member; }
    [[nodiscard]] bool has(QLatin1String member) const { return m_object.contains(member); }

    /// Never empty, unless the fault is noted.
    [[nodiscard]] QString text(QLatin1String member);
    /// Empty when the member is absent.
    [[nodiscard]] QString optionalText(QLatin1String member);
    /// Lower-case letters, digits, hyphens and dots, as ids are written.
    [[nodiscard]] QString id(QLatin1String member);
    /// The same without dots, for ids that are joined by dots.
    [[nodiscard]] QString plainId(QLatin1String member);
    [[nodiscard]] int number(QLatin1String member);
    [[nodiscard]] double real(QLatin1String member);
    [[nodiscard]] double optionalReal(QLatin1String member, double otherwise);
    /// A JsonLogic rule; a fault when it is nested too deeply or has an operator that nobody knows.
    [[nodiscard]] Logic rule(QLatin1String member);
    [[nodiscard]] std::optional<Logic> optionalRule(QLatin1String member);
    [[nodiscard]] bool boolean(QLatin1String member, bool otherwise);
    [[nodiscard]] QJsonArray array(QLatin1String member);
    [[nodiscard]] QStringList texts(QLatin1String member);
    /// A text in every language that the product speaks.
    [[nodiscard]] LocalizedText localized(QLatin1String member);
    [[nodiscard]] LocalizedText optionalLocalized(QLatin1String member);

    /// Notes the first member that nobody read.
    void finish();

private:
    QJsonValue take(QLatin1String member);

    QJsonObject m_object;
    QString m_path;
    JsonFault &m_fault;
    QSet<QString> m_taken;
};

} // namespace legwork
