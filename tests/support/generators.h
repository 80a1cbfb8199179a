// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/value.h"

#include <QString>
#include <QStringList>

#include <rapidcheck.h>

/// What RapidCheck makes of our basic values, compiled once. Use:
/// `QVERIFY(rc::check([] { const QString text = *gen::text(); RC_ASSERT(...); }))`;
/// a failure prints the seed, and RC_PARAMS="seed=..." repeats it.
namespace legwork::gen {

/// Well-formed text without NUL: Latin, Chinese, beyond the basic plane, and white space; often empty.
[[nodiscard]] rc::Gen<QString> text();
[[nodiscard]] rc::Gen<QStringList> texts();
[[nodiscard]] rc::Gen<QByteArray> bytes();
/// Any of the whole range, with its ends and the borders of CBOR's integer sizes among them.
[[nodiscard]] rc::Gen<qint64> integer();
/// Within the bounds, both included.
[[nodiscard]] qint64 between(qint64 least, qint64 most);
/// Finite; whole numbers among them.
[[nodiscard]] rc::Gen<double> real();
[[nodiscard]] rc::Gen<Value> value();

} // namespace legwork::gen

namespace rc {
// Found by RapidCheck when it shows what broke a property.
void showValue(const QString &text, std::ostream &out);
void showValue(const QByteArray &bytes, std::ostream &out);
void showValue(const legwork::Value &value, std::ostream &out);
} // namespace rc
