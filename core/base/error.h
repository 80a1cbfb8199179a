// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

namespace legwork {

/// What the caller can do about a failure. Schedulers and pages decide by this alone, never by the code.
enum class Advice {
    Retry,   ///< Passing trouble: the same call may succeed later, unchanged.
    AskUser, ///< Somebody must change something (input, key, permission) before it can succeed.
    Update,  ///< This version of the app or server is too old for the data or the peer.
    GiveUp,  ///< It cannot succeed and retrying does harm; keep the data and report.
};

/// A failure as a value. `code` is a stable word such as "storage.wrong-key"; pages turn it into a sentence
/// in the user's language, so nothing here is translated. `arguments` fill that sentence's %1, %2 ... and must
/// never hold a secret or the values of a statement.
struct [[nodiscard]] Error {
    QString code;
    Advice advice = Advice::GiveUp;
    QStringList arguments;

    bool operator==(const Error &) const = default;
};

template<class T>
using Result = tl::expected<T, Error>;

using Status = Result<void>;

[[nodiscard]] inline tl::unexpected<Error> fail(QString code, Advice advice, QStringList arguments = {})
{
    return tl::unexpected<Error>(Error{std::move(code), advice, std::move(arguments)});
}

/// Hands the error of one result on as the error of another.
template<class T>
[[nodiscard]] tl::unexpected<Error> forward(const Result<T> &failed)
{
    return tl::unexpected<Error>(failed.error());
}

} // namespace legwork
