// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/key.h"
#include "sync/server/store/server_store.h"
#include "tests/sim/spec_server.h"
#include "tests/sim/versions/versions.h"
#include "tests/support/virtual_disk.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

class QTemporaryDir;

namespace legwork::sim {

/// Where every simulation begins: a company with its people, territories and some customers, a server that holds them,
/// and a device that holds nothing yet. Made once per process by the engine's own code, then laid on the disks of each
/// seed, because making the tables takes longer than living through a day with them.
class Office
{
public:
    static constexpr int kPeople = 9; ///< The last one leads.
    static constexpr int kTerritories = 3;
    static constexpr int kPhones = 12;

    [[nodiscard]] static const Office &instance();
    ~Office();

    [[nodiscard]] Uuid company() const;
    [[nodiscard]] Uuid person(int number) const;
    [[nodiscard]] Uuid territory(int number) const;
    [[nodiscard]] const std::vector<server::StoredRow> &rows() const { return m_rows; }

    [[nodiscard]] QString serverFolder() const;
    [[nodiscard]] const test::VirtualDisk::Image &serverImage() const { return m_serverImage; }
    [[nodiscard]] QString phoneFolder(int number) const;
    [[nodiscard]] const test::VirtualDisk::Image &phoneImage(Version version) const
    {
        return version == Version::Now ? m_phoneImage : m_phoneImageBefore;
    }
    [[nodiscard]] const QString &keyName() const { return m_keyName; }
    [[nodiscard]] const SecretKey &key() const { return *m_key; }

private:
    Office();
    void makeServer();
    void makePhones();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::vector<server::StoredRow> m_rows;
    test::VirtualDisk::Image m_serverImage;
    test::VirtualDisk::Image m_phoneImage;
    test::VirtualDisk::Image m_phoneImageBefore;
    QString m_keyName;
    std::optional<SecretKey> m_key;
};

/// For what cannot fail unless the simulator itself is broken.
template<class T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().code + u' ' + result.error().arguments.join(u' ')));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

} // namespace legwork::sim
