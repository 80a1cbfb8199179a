// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/office.h"

#include "core/schema/rows.h"
#include "core/storage/profile.h"
#include "core/storage/store.h"
#include "sync/server/store/embedded_store.h"
#include "tests/sim/virtual_entropy.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_key_store.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace legwork::sim {
namespace {

constexpr int kAccountsPerTerritory = 3;

Uuid named(const char *what, int number)
{
    return Uuid::derive("simulated office", QByteArray(what) + QByteArray::number(number));
}

server::StoredRow rowOf(int entityNo, const Uuid &id, const Uuid &scope, const QString &name)
{
    const sync::FieldVersion version{1, Instant{1'000}, {}, {}};
    return {entityNo, id, scope, 1, 1, false, version, {{1, name, version}}};
}

} // namespace

const Office &Office::instance()
{
    static const Office office;
    return office;
}

Office::Office()
{
    // In memory where there is such a place: a seed opens its files some dozen times.
    const bool hasMemory = QDir(QStringLiteral("/dev/shm")).exists();
    m_folder = std::make_unique<QTemporaryDir>((hasMemory ? QStringLiteral("/dev/shm") : QDir::tempPath())
                                               + QStringLiteral("/legwork-sim-XXXXXX"));
    if (!m_folder->isValid())
        qFatal("no temporary folder");
    seedEntropy(0, 1'772'413'200'000);
    m_rows.push_back(rowOf(Company::kEntityNo, company(), company(), QStringLiteral("company")));
    for (int i = 0; i < kPeople; ++i)
        m_rows.push_back(rowOf(Person::kEntityNo, person(i), company(), QStringLiteral("person %1").arg(i)));
    for (int t = 0; t < kTerritories; ++t) {
        m_rows.push_back(
            rowOf(Territory::kEntityNo, territory(t), company(), QStringLiteral("territory %1").arg(t)));
        for (int i = 0; i < kAccountsPerTerritory; ++i)
            m_rows.push_back(rowOf(Account::kEntityNo, named("account", t * 100 + i), territory(t),
                                   QStringLiteral("account %1.%2").arg(t).arg(i)));
        m_rows.push_back(rowOf(PlaybookRun::kEntityNo, named("run", t), territory(t), {}));
        auto &run = m_rows.back();
        run.fields = {{1, named("account", t * 100).toBytes(), run.life},
                      {5, QStringLiteral("spin"), run.life}};
    }
    makeServer();
    makePhones();
}

Office::~Office() = default;

Uuid Office::company() const { return named("company", 0); }
Uuid Office::person(int number) const { return named("person", number); }
Uuid Office::territory(int number) const { return named("territory", number); }
QString Office::serverFolder() const { return m_folder->filePath(QStringLiteral("server")); }
QString Office::phoneFolder(int number) const
{
    return m_folder->filePath(QStringLiteral("phone%1").arg(number));
}

void Office::makeServer()
{
    QDir().mkpath(serverFolder());
    test::VirtualDisk disk(serverFolder());
    auto store = must(server::EmbeddedStore::open(serverFolder()));
    auto transaction = must(store->write());
    transaction->putRows(m_rows);
    transaction->setHead(1);
    must(transaction->commit());
    transaction.reset();
    store.reset();
    m_serverImage = disk.image();
}

void Office::makePhones()
{
    test::FakeKeyStore keys;
    const test::FakeClock clock;
    const auto made = [&](const QString &folder) {
        test::VirtualDisk disk(folder);
        must(storage::Store::open({folder, &keys, &clock, storage::Store::Running::Inline})).reset();
        return disk.image();
    };
    QDir().mkpath(phoneFolder(0));
    m_phoneImage = made(phoneFolder(0));
    auto profile = **storage::loadProfile(phoneFolder(0));
    m_keyName = profile.keyName;
    m_key = must(keys.load(m_keyName));
    {
        const QString before = m_folder->filePath(QStringLiteral("before"));
        QDir().mkpath(before);
        must(storage::saveProfile(before, profile));
        const Running running(Version::Before);
        m_phoneImageBefore = made(before);
    }
    for (int i = 1; i < kPhones; ++i) {
        QDir().mkpath(phoneFolder(i));
        profile.install = named("install", i);
        must(storage::saveProfile(phoneFolder(i), profile));
        QFile::copy(phoneFolder(0) + QStringLiteral("/made"), phoneFolder(i) + QStringLiteral("/made"));
    }
}

} // namespace legwork::sim
