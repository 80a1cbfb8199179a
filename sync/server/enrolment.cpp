// SPDX-License-Identifier: Apache-2.0
#include "sync/server/enrolment.h"

#include "core/base/key.h"
#include "core/schema/rows.h"

#include <QCryptographicHash>

namespace legwork::server {
namespace {

constexpr qint64 kCodeMs = kCodeMinutes * 60'000;
constexpr qint64 kKeepUsedMs = 24 * 3'600'000; // so that a late or second try is answered by its name
constexpr qsizetype kNameMax = 200;

// Crockford's base 32: no letter that looks like a digit.
constexpr const char *kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// 128 random bits as 26 letters, in groups of four.
QString randomCode()
{
    const SecretKey random = SecretKey::generate();
    QString code;
    for (int letter = 0; letter < 26; ++letter) {
        int value = 0;
        for (int bit = letter * 5; bit < letter * 5 + 5; ++bit) {
            const bool isSet = bit < 128 && (quint8(random.bytes()[bit / 8]) >> (bit % 8)) & 1;
            value = value * 2 + (isSet ? 1 : 0);
        }
        if (letter > 0 && letter % 4 == 0)
            code += u'-';
        code += QLatin1Char(kLetters[value]);
    }
    return code;
}

} // namespace

QByteArray codeHash(const QString &code)
{
    QByteArray letters;
    for (const QChar each : code.toUpper()) {
        if (each.isSpace() || each == u'-')
            continue;
        // As people read them: O for 0, I and L for 1.
        const QChar meant = each == u'O' ? QChar(u'0') : each == u'I' || each == u'L' ? QChar(u'1') : each;
        letters += QString(meant).toUtf8();
    }
    return QCryptographicHash::hash(letters, QCryptographicHash::Sha256);
}

QByteArray tokenHash(const QByteArray &token)
{
    return QCryptographicHash::hash(token, QCryptographicHash::Sha256);
}

Result<QString> Enrolment::issueCode(const Uuid &person)
{
    auto begun = m_store.write();
    if (!begun)
        return forward(begun);
    WriteTransaction &store = **begun;
    const auto rows = store.rows(std::span(&person, 1));
    if (auto good = store.status(); !good)
        return forward(good);
    if (rows.empty() || rows.front().entityNo != Person::kEntityNo || rows.front().deleted)
        return fail(QStringLiteral("enrol.unknown-person"), Advice::AskUser, {person.toText()});
    const QString code = randomCode();
    const Instant now = m_clock.now().wall;
    store.dropEnrolmentCodes(Instant{now.ms - kKeepUsedMs});
    store.putEnrolmentCode({codeHash(code), person, Instant{now.ms + kCodeMs}, {}});
    if (auto done = store.commit(); !done)
        return forward(done);
    return code;
}

namespace {

Status checkVersions(const sync::EnrolRequest &request)
{
    if (request.protocol < 1 || request.schema < 1)
        return fail(QStringLiteral("sync.update-app"), Advice::Update);
    if (request.protocol > sync::kProtocolVersion)
        return fail(QStringLiteral("sync.update-server"), Advice::Update);
    return {};
}

} // namespace

Result<sync::EnrolReply> Enrolment::enrol(const sync::EnrolRequest &request)
{
    if (auto good = checkVersions(request); !good)
        return forward(good);
    auto begun = m_store.write();
    if (!begun)
        return forward(begun);
    WriteTransaction &store = **begun;
    const Instant now = m_clock.now().wall;
    auto code = store.enrolmentCode(codeHash(request.code));
    if (auto good = store.status(); !good)
        return forward(good);
    if (!code || request.install.isNull())
        return fail(QStringLiteral("enrol.wrong-code"), Advice::AskUser);
    if (!code->usedBy.isNull() && code->usedBy != request.install)
        return fail(QStringLiteral("enrol.used-code"), Advice::AskUser);
    if (code->expires < now)
        return fail(QStringLiteral("enrol.expired-code"), Advice::AskUser);

    // A used code that comes again is a lost answer; a fresh one is a new incarnation, also of a known install,
    // which may have been set back to an older state.
    const bool isRetry = !code->usedBy.isNull();
    auto device = store.deviceByInstall(code->person, request.install);
    if (!device || !isRetry)
        device = Device{Uuid::generate(), code->person, request.install, 0, now};
    device->lastSeen = now;
    code->usedBy = request.install;
    store.putEnrolmentCode(*code);
    return admit(store, *device, request);
}

Result<sync::EnrolReply> Enrolment::renew(const Device &device, const sync::EnrolRequest &request)
{
    if (auto good = checkVersions(request); !good)
        return forward(good);
    auto begun = m_store.write();
    if (!begun)
        return forward(begun);
    // A second time, because the first answer was lost, makes one more; the first then never sends anything.
    return admit(**begun, {Uuid::generate(), device.person, device.install, 0, m_clock.now().wall}, request);
}

Result<sync::EnrolReply> Enrolment::admit(WriteTransaction &store, const Device &device,
                                          const sync::EnrolRequest &request)
{
    const QByteArray token = SecretKey::generate().bytes().toByteArray();
    store.putDevice(device, tokenHash(token), request.deviceName.left(kNameMax));
    Uuid company;
    for (const Grant &grant : store.grants(device.person)) {
        if (grant.kind == ScopeKind::Company)
            company = grant.scope;
    }
    const Uuid epoch = store.epoch();
    if (auto done = store.commit(); !done)
        return forward(done);
    return sync::EnrolReply{token, device.id, device.person, company, epoch, m_clock.now().wall};
}

} // namespace legwork::server
