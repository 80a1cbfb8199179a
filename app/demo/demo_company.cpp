// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demo_company.h"

#include "app/demo/demo_reader.h"

#include <QFile>
#include <QJsonDocument>

#include <cmath>

namespace legwork {

Result<DemoCompany> DemoCompany::load(QDate today)
{
    QFile file(QStringLiteral(":/legwork/demo/company.json"));
    if (!file.open(QIODevice::ReadOnly))
        return fail(QStringLiteral("demo.unreadable"), Advice::GiveUp, {file.fileName()});
    return parse(file.readAll(), today);
}

Result<DemoCompany> DemoCompany::parse(const QByteArray &json, QDate today)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return fail(QStringLiteral("demo.not-json"), Advice::GiveUp,
                    {QString::number(error.offset), error.errorString()});
    return DemoReader(today).read(document.object());
}

QDate DemoCompany::workday(QDate today, int offset)
{
    const int step = offset < 0 ? -1 : 1;
    for (int left = std::abs(offset); left > 0;) {
        today = today.addDays(step);
        if (today.dayOfWeek() <= Qt::Friday)
            --left;
    }
    return today;
}

} // namespace legwork
