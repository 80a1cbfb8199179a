// SPDX-License-Identifier: Apache-2.0
#include "core/storage/sealed/sealed_file.h"

#include <QFile>
#include <QtEndian>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace legwork::sealed {
namespace {

constexpr qint64 kHeadBytes = 48;
constexpr qint64 kSaltAt = 16;
constexpr qint64 kRecordBytes = kPieceBytes + AesGcm::kOverheadBytes;

tl::unexpected<Error> systemFailure(int code)
{
    if (code == ENOENT)
        return fail(QStringLiteral("storage.no-file"), Advice::GiveUp);
    if (code == ENOSPC || code == EDQUOT || code == EFBIG)
        return fail(QStringLiteral("storage.full"), Advice::AskUser);
    return fail(QStringLiteral("storage.io"), Advice::Retry, {QString::fromLocal8Bit(std::strerror(code))});
}

tl::unexpected<Error> damaged() { return fail(QStringLiteral("storage.file-damaged"), Advice::GiveUp); }

Status writeAll(int file, QByteArrayView bytes, qint64 at)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::pwrite(file, bytes.data(), size_t(bytes.size()), at);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return systemFailure(errno);
        bytes = bytes.sliced(written);
        at += written;
    }
    return {};
}

/// What is there, at most `length` bytes.
Result<QByteArray> readUpTo(int file, qint64 at, qint64 length)
{
    QByteArray bytes(length, Qt::Uninitialized);
    qint64 got = 0;
    while (got < length) {
        const ssize_t more = ::pread(file, bytes.data() + got, size_t(length - got), at + got);
        if (more < 0 && errno == EINTR)
            continue;
        if (more < 0)
            return systemFailure(errno);
        if (more == 0)
            break;
        got += more;
    }
    bytes.truncate(got);
    return bytes;
}

Status flushHandle(int file)
{
#ifdef F_FULLFSYNC // Apple's fsync() stops at the drive's cache
    if (::fcntl(file, F_FULLFSYNC) == 0)
        return {};
#endif
    return ::fsync(file) == 0 ? Status() : Status(systemFailure(errno));
}

QByteArray aboutPiece(qint64 no)
{
    QByteArray about("piece", 5);
    about.resize(13);
    qToBigEndian(no, about.data() + 5);
    return about;
}

AesGcm cipherOf(const SecretKey &key, QByteArrayView head)
{
    return AesGcm(key.derive(QByteArray("sealed-file/v1") + head.sliced(kSaltAt).toByteArray()));
}

/// The head of a file of ours.
Result<QByteArray> headOf(int file)
{
    auto head = readUpTo(file, 0, kHeadBytes);
    if (!head)
        return forward(head);
    const bool isOurs = head->size() == kHeadBytes && head->startsWith(QByteArray("LWSF\x01", 5));
    if (!isOurs)
        return damaged();
    return head;
}

Result<qint64> lengthOf(int file)
{
    struct stat known;
    if (::fstat(file, &known) != 0)
        return systemFailure(errno);
    return qint64(known.st_size);
}

FileHandle openFile(const QString &path, int flags)
{
    return FileHandle(::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC, S_IRUSR | S_IWUSR));
}

} // namespace

FileHandle::FileHandle(FileHandle &&other) noexcept
    : m_number(std::exchange(other.m_number, -1))
{
}

FileHandle &FileHandle::operator=(FileHandle &&other) noexcept
{
    std::swap(m_number, other.m_number);
    return *this;
}

FileHandle::~FileHandle()
{
    if (m_number >= 0)
        ::close(m_number);
}

Result<std::unique_ptr<Writer>> Writer::create(const QString &path, const SecretKey &key)
{
    FileHandle file = openFile(path, O_RDWR | O_CREAT | O_EXCL);
    if (file.number() < 0)
        return systemFailure(errno);
    QByteArray head("LWSF\x01", 5);
    head.resize(kSaltAt, '\0');
    head += SecretKey::generate().bytes().toByteArray();
    if (auto written = writeAll(file.number(), head, 0); !written)
        return forward(written);
    return std::unique_ptr<Writer>(new Writer(std::move(file), cipherOf(key, head)));
}

Result<std::unique_ptr<Writer>> Writer::resume(const QString &path, const SecretKey &key)
{
    FileHandle file = openFile(path, O_RDWR);
    if (file.number() < 0)
        return systemFailure(errno);
    const auto head = headOf(file.number());
    if (!head)
        return forward(head);
    const auto length = lengthOf(file.number());
    if (!length)
        return forward(length);
    std::unique_ptr<Writer> writer(new Writer(std::move(file), cipherOf(key, *head)));
    const qint64 records = *length - kHeadBytes;
    writer->m_pieces = records / kRecordBytes;
    // The last piece may have been cut off while it was written: it is the only one that is not on the disk for sure.
    const qint64 rest = records % kRecordBytes;
    const qint64 last = rest > 0 ? writer->m_pieces : writer->m_pieces - 1;
    if (last >= 0) {
        const auto sealed = readUpTo(writer->m_file.number(), kHeadBytes + last * kRecordBytes, kRecordBytes);
        if (!sealed)
            return forward(sealed);
        auto content = writer->m_cipher.open(*sealed, aboutPiece(last));
        writer->m_pieces = last;
        writer->m_tail = content.value_or(QByteArray());
        writer->m_isTailWritten = content.has_value();
        if (writer->m_tail.size() == kPieceBytes) {
            ++writer->m_pieces;
            writer->m_tail.clear();
        }
    }
    return writer;
}

Status Writer::writePiece(qint64 no, QByteArrayView content)
{
    const auto sealed = m_cipher.seal(content, aboutPiece(no));
    if (!sealed)
        return fail(QStringLiteral("storage.io"), Advice::Retry, {QStringLiteral("cipher")});
    return writeAll(m_file.number(), *sealed, kHeadBytes + no * kRecordBytes);
}

Status Writer::write(QByteArrayView content)
{
    while (!content.isEmpty()) {
        const qint64 room = kPieceBytes - m_tail.size();
        const QByteArrayView fitting = content.first(std::min<qint64>(room, content.size()));
        m_tail.append(fitting.data(), fitting.size());
        m_isTailWritten = false;
        if (m_tail.size() == kPieceBytes) {
            if (auto written = writePiece(m_pieces, m_tail); !written) {
                m_tail.chop(fitting.size());
                return written;
            }
            ++m_pieces;
            m_tail.clear();
            m_isTailWritten = true;
        }
        content = content.sliced(fitting.size());
    }
    return {};
}

Status Writer::cutTo(qint64 size)
{
    if (size >= this->size())
        return {};
    const qint64 pieces = size / kPieceBytes;
    const qint64 rest = size % kPieceBytes;
    if (pieces < m_pieces) {
        m_tail.clear();
        if (rest > 0) {
            const auto sealed = readUpTo(m_file.number(), kHeadBytes + pieces * kRecordBytes, kRecordBytes);
            if (!sealed)
                return forward(sealed);
            auto content = m_cipher.open(*sealed, aboutPiece(pieces));
            if (!content)
                return damaged();
            m_tail = std::move(*content);
        }
        m_pieces = pieces;
    }
    m_tail.truncate(rest);
    m_isTailWritten = false;
    return {};
}

Status Writer::flush()
{
    if (!m_isTailWritten) {
        qint64 end = kHeadBytes + m_pieces * kRecordBytes;
        if (!m_tail.isEmpty()) {
            if (auto written = writePiece(m_pieces, m_tail); !written)
                return written;
            end += m_tail.size() + AesGcm::kOverheadBytes;
        }
        if (::ftruncate(m_file.number(), end) != 0)
            return systemFailure(errno);
        m_isTailWritten = true;
    }
    return flushHandle(m_file.number());
}

Result<std::unique_ptr<Reader>> Reader::open(const QString &path, const SecretKey &key)
{
    FileHandle file = openFile(path, O_RDONLY);
    if (file.number() < 0)
        return systemFailure(errno);
    const auto head = headOf(file.number());
    if (!head)
        return forward(head);
    const auto length = lengthOf(file.number());
    if (!length)
        return forward(length);
    const qint64 records = *length - kHeadBytes;
    const qint64 rest = records % kRecordBytes;
    if (rest > 0 && rest <= AesGcm::kOverheadBytes)
        return damaged();
    const qint64 size = records / kRecordBytes * kPieceBytes + (rest > 0 ? rest - AesGcm::kOverheadBytes : 0);
    return std::unique_ptr<Reader>(new Reader(std::move(file), cipherOf(key, *head), size));
}

Result<QByteArray> Reader::read(qint64 from, qint64 bytesMax)
{
    if (from < 0 || from >= m_size)
        return QByteArray();
    const qint64 no = from / kPieceBytes;
    if (no != m_pieceNo) {
        const auto sealed = readUpTo(m_file.number(), kHeadBytes + no * kRecordBytes, kRecordBytes);
        if (!sealed)
            return forward(sealed);
        auto content = m_cipher.open(*sealed, aboutPiece(no));
        if (!content)
            return damaged();
        m_piece = std::move(*content);
        m_pieceNo = no;
    }
    return m_piece.mid(from % kPieceBytes, bytesMax);
}

Status flushFolder(const QString &folder)
{
    const FileHandle handle = openFile(folder, O_RDONLY | O_DIRECTORY);
    if (handle.number() < 0)
        return systemFailure(errno);
    return ::fsync(handle.number()) == 0 ? Status() : Status(systemFailure(errno));
}

} // namespace legwork::sealed
