// SPDX-License-Identifier: Apache-2.0
#include "tests/support/virtual_disk.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <set>
#include <sqlite3.h>

namespace legwork::test {
namespace {

constexpr int kSector = 512;
constexpr int kShmLocks = 8;

std::vector<VirtualDisk *> &disks()
{
    static std::vector<VirtualDisk *> all;
    return all;
}

void applyTo(QByteArray &content, qint64 offset, QByteArrayView bytes)
{
    if (content.size() < offset + bytes.size())
        content.resize(offset + bytes.size(), '\0');
    std::memcpy(content.data() + offset, bytes.data(), size_t(bytes.size()));
}

} // namespace

struct VirtualDisk::File {
    /// A change that no sync has made lasting yet.
    struct Change {
        qint64 offset = 0; ///< Or the new size of a truncation.
        QByteArray bytes;
        bool isTruncation = false;
    };

    QByteArray current;
    QByteArray durable;
    std::vector<Change> unsynced;

    // Locks, as SQLite names them; by handle.
    std::set<const void *> shared;
    const void *reserved = nullptr;
    const void *pending = nullptr;

    // Shared memory of a write-ahead log.
    std::vector<std::unique_ptr<char[]>> regions;
    std::array<std::set<const void *>, kShmLocks> shmShared;
    std::array<const void *, kShmLocks> shmExclusive{};
    int shmUsers = 0;

    static void apply(QByteArray &content, const Change &change)
    {
        if (change.isTruncation)
            content.resize(change.offset, '\0');
        else
            applyTo(content, change.offset, change.bytes);
    }
    void settle()
    {
        for (const Change &change : unsynced)
            apply(durable, change);
        unsynced.clear();
    }
};

namespace {

using File = VirtualDisk::File;

/// An open file, as SQLite allocates it.
struct Handle {
    sqlite3_file base;
    VirtualDisk *disk;
    std::shared_ptr<File> file;
    QByteArray path;
    int lock;
    bool usesShm;
    bool isDatabase;
    bool goesWhenClosed;
};

Handle &of(sqlite3_file *file) { return *reinterpret_cast<Handle *>(file); }

int closeFile(sqlite3_file *file)
{
    Handle &handle = of(file);
    handle.file->shared.erase(file);
    if (handle.file->reserved == file)
        handle.file->reserved = nullptr;
    if (handle.file->pending == file)
        handle.file->pending = nullptr;
    if (handle.goesWhenClosed)
        handle.disk->remove(handle.path);
    handle.~Handle();
    return SQLITE_OK;
}

int readFile(sqlite3_file *file, void *into, int count, sqlite3_int64 offset)
{
    const Handle &handle = of(file);
    if (handle.disk->isDead())
        return SQLITE_IOERR_READ;
    const QByteArray &content = handle.file->current;
    const auto there = int(std::clamp<qint64>(content.size() - offset, 0, count));
    std::memcpy(into, content.constData() + (there > 0 ? offset : 0), size_t(there));
    if (there == count)
        return SQLITE_OK;
    std::memset(static_cast<char *>(into) + there, 0, size_t(count - there));
    return SQLITE_IOERR_SHORT_READ;
}

int writeFile(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset)
{
    const Handle &handle = of(file);
    const bool wasAlive = !handle.disk->isDead();
    if (!handle.disk->survivesOperation()) {
        // The write that was under way when the machine died may have got somewhere.
        if (wasAlive)
            handle.file->unsynced.push_back(
                {offset, QByteArray(static_cast<const char *>(bytes), count), false});
        return SQLITE_IOERR_WRITE;
    }
    if (handle.disk->isFull() && offset + count > handle.file->current.size())
        return SQLITE_FULL;
    if (handle.isDatabase && handle.file->current.isEmpty())
        handle.disk->showStandIn(handle.path, true);
    applyTo(handle.file->current, offset, {static_cast<const char *>(bytes), count});
    handle.file->unsynced.push_back({offset, QByteArray(static_cast<const char *>(bytes), count), false});
    return SQLITE_OK;
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    const Handle &handle = of(file);
    if (!handle.disk->survivesOperation())
        return SQLITE_IOERR_TRUNCATE;
    handle.file->current.resize(size, '\0');
    handle.file->unsynced.push_back({size, {}, true});
    return SQLITE_OK;
}

int syncFile(sqlite3_file *file, int)
{
    const Handle &handle = of(file);
    if (!handle.disk->survivesOperation())
        return SQLITE_IOERR_FSYNC;
    if (!handle.disk->losesSyncs())
        handle.file->settle();
    return SQLITE_OK;
}

int sizeOfFile(sqlite3_file *file, sqlite3_int64 *size)
{
    if (of(file).disk->isDead())
        return SQLITE_IOERR_FSTAT;
    *size = of(file).file->current.size();
    return SQLITE_OK;
}

int lockFile(sqlite3_file *file, int level)
{
    Handle &handle = of(file);
    File &shown = *handle.file;
    if (handle.lock >= level)
        return SQLITE_OK;
    const auto isOthers = [file](const void *holder) { return holder && holder != file; };
    if (handle.lock == SQLITE_LOCK_NONE) {
        if (isOthers(shown.pending))
            return SQLITE_BUSY;
        shown.shared.insert(file);
        handle.lock = SQLITE_LOCK_SHARED;
    }
    if (level >= SQLITE_LOCK_RESERVED) {
        if (isOthers(shown.reserved))
            return SQLITE_BUSY;
        shown.reserved = file;
        handle.lock = SQLITE_LOCK_RESERVED;
    }
    if (level == SQLITE_LOCK_EXCLUSIVE) {
        if (isOthers(shown.pending))
            return SQLITE_BUSY;
        shown.pending = file;
        handle.lock = SQLITE_LOCK_PENDING;
        if (shown.shared.size() > 1)
            return SQLITE_BUSY;
        handle.lock = SQLITE_LOCK_EXCLUSIVE;
    }
    return SQLITE_OK;
}

int unlockFile(sqlite3_file *file, int level)
{
    Handle &handle = of(file);
    if (handle.lock <= level)
        return SQLITE_OK;
    if (handle.file->reserved == file)
        handle.file->reserved = nullptr;
    if (handle.file->pending == file)
        handle.file->pending = nullptr;
    if (level == SQLITE_LOCK_NONE)
        handle.file->shared.erase(file);
    handle.lock = level;
    return SQLITE_OK;
}

int isReserved(sqlite3_file *file, int *answer)
{
    *answer = of(file).file->reserved ? 1 : 0;
    return SQLITE_OK;
}

int controlFile(sqlite3_file *, int, void *) { return SQLITE_NOTFOUND; }
int sectorSize(sqlite3_file *) { return 4096; }
// As on the devices we ship for: a torn write leaves the bytes beside it alone.
int deviceTraits(sqlite3_file *) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int mapShm(sqlite3_file *file, int region, int size, int extend, void volatile **address)
{
    Handle &handle = of(file);
    File &shown = *handle.file;
    if (!handle.usesShm) {
        handle.usesShm = true;
        ++shown.shmUsers;
    }
    *address = nullptr;
    while (int(shown.regions.size()) <= region) {
        if (!extend)
            return SQLITE_OK;
        shown.regions.push_back(std::make_unique<char[]>(size_t(size)));
    }
    *address = shown.regions[size_t(region)].get();
    return SQLITE_OK;
}

int lockShm(sqlite3_file *file, int first, int count, int flags)
{
    File &shown = *of(file).file;
    for (int slot = first; slot < first + count; ++slot) {
        auto &holders = shown.shmShared[size_t(slot)];
        const void *owner = shown.shmExclusive[size_t(slot)];
        if (flags & SQLITE_SHM_UNLOCK)
            continue;
        if (owner && owner != file)
            return SQLITE_BUSY;
        if ((flags & SQLITE_SHM_EXCLUSIVE) && holders.size() > holders.count(file))
            return SQLITE_BUSY;
    }
    for (int slot = first; slot < first + count; ++slot) {
        auto &holders = shown.shmShared[size_t(slot)];
        const void *&owner = shown.shmExclusive[size_t(slot)];
        if (flags & SQLITE_SHM_UNLOCK) {
            if (flags & SQLITE_SHM_EXCLUSIVE)
                owner = owner == file ? nullptr : owner;
            else
                holders.erase(file);
        } else if (flags & SQLITE_SHM_EXCLUSIVE) {
            owner = file;
        } else {
            holders.insert(file);
        }
    }
    return SQLITE_OK;
}

void barrier(sqlite3_file *) {}

int unmapShm(sqlite3_file *file, int)
{
    Handle &handle = of(file);
    if (!handle.usesShm)
        return SQLITE_OK;
    handle.usesShm = false;
    for (int slot = 0; slot < kShmLocks; ++slot) {
        handle.file->shmShared[size_t(slot)].erase(file);
        if (handle.file->shmExclusive[size_t(slot)] == file)
            handle.file->shmExclusive[size_t(slot)] = nullptr;
    }
    if (--handle.file->shmUsers == 0)
        handle.file->regions.clear();
    return SQLITE_OK;
}

constexpr sqlite3_io_methods kMethods{2,           closeFile,  readFile,     writeFile,  truncateFile,
                                      syncFile,    sizeOfFile, lockFile,     unlockFile, isReserved,
                                      controlFile, sectorSize, deviceTraits, mapShm,     lockShm,
                                      barrier,     unmapShm,   nullptr,      nullptr};

int openFile(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    file->pMethods = nullptr;
    VirtualDisk *disk = name ? VirtualDisk::of(name) : nullptr;
    if (!disk || disk->isDead())
        return SQLITE_CANTOPEN;
    auto opened = disk->open(name, flags & SQLITE_OPEN_CREATE);
    if (!opened)
        return SQLITE_CANTOPEN;
    new (file) Handle{{&kMethods},
                      disk,
                      std::move(opened),
                      name,
                      SQLITE_LOCK_NONE,
                      false,
                      (flags & SQLITE_OPEN_MAIN_DB) != 0,
                      (flags & SQLITE_OPEN_DELETEONCLOSE) != 0};
    if (outFlags)
        *outFlags = flags;
    return SQLITE_OK;
}

int deleteFile(sqlite3_vfs *, const char *name, int)
{
    VirtualDisk *disk = VirtualDisk::of(name);
    if (!disk || !disk->survivesOperation())
        return SQLITE_IOERR_DELETE;
    if (!disk->has(name))
        return SQLITE_IOERR_DELETE_NOENT;
    disk->remove(name);
    return SQLITE_OK;
}

int accessFile(sqlite3_vfs *, const char *name, int, int *answer)
{
    const VirtualDisk *disk = VirtualDisk::of(name);
    *answer = disk && disk->has(name) ? 1 : 0;
    return disk && disk->isDead() ? SQLITE_IOERR_ACCESS : SQLITE_OK;
}

int fullPath(sqlite3_vfs *, const char *name, int size, char *into)
{
    sqlite3_snprintf(size, into, "%s", name);
    return SQLITE_OK;
}

// Only for names of temporary files, which nobody here has, and salts, which a fixed sequence does as well.
int randomBytes(sqlite3_vfs *, int count, char *into)
{
    static quint32 state = 1;
    for (int i = 0; i < count; ++i) {
        state = state * 1'664'525U + 1'013'904'223U;
        into[i] = char(state >> 24);
    }
    return count;
}

int sleepFor(sqlite3_vfs *, int microseconds) { return microseconds; }

int julianNow(sqlite3_vfs *, sqlite3_int64 *ms)
{
    *ms = 212'000'000'000'000;
    return SQLITE_OK;
}

int julianDays(sqlite3_vfs *vfs, double *days)
{
    sqlite3_int64 ms = 0;
    julianNow(vfs, &ms);
    *days = double(ms) / 86'400'000.0;
    return SQLITE_OK;
}

int lastError(sqlite3_vfs *, int, char *) { return 0; }

void install()
{
    static sqlite3_vfs vfs{};
    if (vfs.zName)
        return;
    sqlite3_initialize();
    vfs.iVersion = 2;
    vfs.szOsFile = sizeof(Handle);
    vfs.mxPathname = 512;
    vfs.zName = "legwork-virtual";
    vfs.xOpen = openFile;
    vfs.xDelete = deleteFile;
    vfs.xAccess = accessFile;
    vfs.xFullPathname = fullPath;
    vfs.xRandomness = randomBytes;
    vfs.xSleep = sleepFor;
    vfs.xCurrentTime = julianDays;
    vfs.xGetLastError = lastError;
    vfs.xCurrentTimeInt64 = julianNow;
    sqlite3_vfs_register(&vfs, 1);
}

} // namespace

VirtualDisk::VirtualDisk(const QString &folder)
    : m_folder(folder.toUtf8() + '/')
{
    install();
    disks().push_back(this);
}

VirtualDisk::~VirtualDisk() { std::erase(disks(), this); }

VirtualDisk *VirtualDisk::of(const char *path)
{
    const QByteArrayView name(path);
    for (VirtualDisk *disk : disks()) {
        if (name.startsWith(disk->m_folder))
            return disk;
    }
    return nullptr;
}

bool VirtualDisk::survivesOperation()
{
    if (m_isDead)
        return false;
    ++m_operations;
    if (m_deathIn > 0 && --m_deathIn == 0)
        m_isDead = true;
    return !m_isDead;
}

std::shared_ptr<VirtualDisk::File> VirtualDisk::open(const QByteArray &path, bool create)
{
    auto &file = m_files[path];
    if (!file && !create) {
        m_files.erase(path);
        return nullptr;
    }
    if (!file)
        file = std::make_shared<File>();
    return file;
}

void VirtualDisk::remove(const QByteArray &path)
{
    m_files.erase(path);
    showStandIn(path, false);
}

void VirtualDisk::showStandIn(const QByteArray &path, bool exists) const
{
    if (!path.endsWith(".db"))
        return;
    QFile standIn(QString::fromUtf8(path));
    if (!exists)
        standIn.remove();
    else if (!standIn.exists() && standIn.open(QIODevice::WriteOnly))
        standIn.write("v");
}

void VirtualDisk::revive(bool afterPowerFailure, const Chance &chance)
{
    m_isDead = false;
    m_deathIn = 0;
    for (auto &[path, file] : m_files) {
        if (!afterPowerFailure) {
            file->settle();
        } else {
            // Unsynced writes reach the disk in any order and in part.
            for (const File::Change &change : file->unsynced) {
                const quint64 fate = chance(3);
                if (fate == 0)
                    continue;
                if (fate == 1 || change.isTruncation) {
                    File::apply(file->durable, change);
                    continue;
                }
                for (qsizetype at = 0; at < change.bytes.size(); at += kSector) {
                    if (chance(2) == 0)
                        applyTo(file->durable, change.offset + at,
                                QByteArrayView(change.bytes)
                                    .sliced(at)
                                    .first(std::min<qsizetype>(kSector, change.bytes.size() - at)));
                }
            }
            file->unsynced.clear();
        }
        file->current = file->durable;
        file->shared.clear();
        file->reserved = file->pending = nullptr;
        file->regions.clear();
        file->shmUsers = 0;
        showStandIn(path, !file->current.isEmpty());
    }
}

VirtualDisk::Image VirtualDisk::image() const
{
    Image image;
    for (const auto &[path, file] : m_files)
        image[path.mid(m_folder.size())] = file->durable;
    return image;
}

void VirtualDisk::lay(const Image &image)
{
    m_files.clear();
    for (const auto &[name, content] : image) {
        auto file = std::make_shared<File>();
        file->current = file->durable = content;
        m_files[m_folder + name] = file;
        showStandIn(m_folder + name, !content.isEmpty());
    }
}

} // namespace legwork::test
