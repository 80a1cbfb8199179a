// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QStringList>

#include <memory>

namespace legwork::test {

/// A certificate and its private key, PEM.
struct Credentials {
    QByteArray certificate;
    QByteArray key;
};

struct CertificateWish {
    QStringList names{QStringLiteral("localhost")}; ///< DNS names, or IP addresses.
    QDateTime from = QDateTime::currentDateTimeUtc().addDays(-1);
    QDateTime until = QDateTime::currentDateTimeUtc().addDays(30);
};

/// A certificate authority made on the spot (P-256), which signs whatever a test wishes for.
class TestAuthority
{
public:
    TestAuthority();
    ~TestAuthority();

    [[nodiscard]] QByteArray certificate() const; ///< PEM.
    [[nodiscard]] Credentials issue(const CertificateWish &wish = {}) const;

private:
    struct Keys;
    std::unique_ptr<Keys> m_keys;
};

} // namespace legwork::test
