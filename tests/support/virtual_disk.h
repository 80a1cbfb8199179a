// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace legwork::test {

/// One machine's disk, in memory, for SQLite: it knows what has been synced, can die at a chosen write, loses on a power
/// failure what was never synced, and can be full. Any number of them live in one process, each responsible for the
/// paths below one folder; SQLite reaches them through a VFS that becomes the default with the first of them.
/// For one thread only. Making and removing a file count as synced at once.
class VirtualDisk
{
public:
    struct File; ///< Of virtual_disk.cpp.
    using Files = std::map<QByteArray, std::shared_ptr<File>>;
    /// What is durable, to be laid on other disks as a beginning.
    using Image = std::map<QByteArray, QByteArray>;
    /// A number below `bound`.
    using Chance = std::function<quint64(quint64 bound)>;

    /// `folder`: absolute and really there; nothing of SQLite's is written into it but stand-ins of one byte for
    /// databases, because the product asks the file system whether they are there.
    explicit VirtualDisk(const QString &folder);
    ~VirtualDisk();
    VirtualDisk(const VirtualDisk &) = delete;
    VirtualDisk &operator=(const VirtualDisk &) = delete;

    /// The machine dies in the middle of the `count`-th operation from now (1 is the next): writes, syncs, truncations,
    /// and removals count. From then on everything fails, until revive().
    void dieAt(qint64 count) { m_deathIn = count; }
    [[nodiscard]] bool willDie() const { return m_deathIn > 0; }
    void cancelDeath() { m_deathIn = 0; }
    [[nodiscard]] bool isDead() const { return m_isDead; }
    void die() { m_isDead = true; }
    /// After the programs on it are gone. A power failure keeps of what was not synced what chance likes, also parts of
    /// a write; the end of a program alone loses nothing that was written.
    void revive(bool afterPowerFailure, const Chance &chance);

    /// Files can no longer grow.
    void setFull(bool full) { m_isFull = full; }
    /// A defect: syncs are acknowledged and not done.
    void setSyncsLost(bool lost) { m_losesSyncs = lost; }

    [[nodiscard]] qint64 operations() const { return m_operations; }
    [[nodiscard]] Image image() const;
    void lay(const Image &image);

    // For the VFS.
    [[nodiscard]] static VirtualDisk *of(const char *path);
    [[nodiscard]] bool isFull() const { return m_isFull; }
    [[nodiscard]] bool losesSyncs() const { return m_losesSyncs; }
    /// Counts an operation; false when the machine is dead, before or by it.
    [[nodiscard]] bool survivesOperation();
    [[nodiscard]] std::shared_ptr<File> open(const QByteArray &path, bool create);
    [[nodiscard]] bool has(const QByteArray &path) const { return m_files.contains(path); }
    void remove(const QByteArray &path);
    void showStandIn(const QByteArray &path, bool exists) const;

private:
    QByteArray m_folder;
    Files m_files;
    qint64 m_operations = 0;
    qint64 m_deathIn = 0;
    bool m_isDead = false;
    bool m_isFull = false;
    bool m_losesSyncs = false;
};

} // namespace legwork::test
