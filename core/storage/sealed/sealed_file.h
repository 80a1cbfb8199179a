// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/storage/sealed/aes_gcm.h"

#include <QString>

#include <memory>

/// Files that lie encrypted on the disk, piece by piece, so that one of any length is written, gone on with and read
/// from anywhere with no more than a piece of it in memory.
///
///   0..3    "LWSF"        4       1, the version      5..15   0
///   16..47  salt, from which and the caller's key the file's own key is derived
///   48...   pieces: nonce (12), content in AES-256-GCM, tag (16); about its place in the file
///
/// Every piece but the last holds 64 KiB of content. A piece that was changed, moved or taken from another file is
/// found out when it is read; that pieces are missing at the end, only by whoever knows how long the content is.
///
/// Errors: storage.full (AskUser), storage.io (Retry; argument 1: the system's reason), storage.no-file (GiveUp),
/// storage.file-damaged (GiveUp).
namespace legwork::sealed {

inline constexpr qint64 kPieceBytes = 64 * 1024;

/// A file handle of the system's, closed when it goes.
class FileHandle
{
public:
    explicit FileHandle(int number = -1)
        : m_number(number)
    {
    }
    FileHandle(FileHandle &&other) noexcept;
    FileHandle &operator=(FileHandle &&other) noexcept;
    ~FileHandle();
    [[nodiscard]] int number() const { return m_number; }

private:
    int m_number;
};

/// Writes one file from beginning to end. Nothing counts before flush() has succeeded. For one thread at a time.
class Writer
{
public:
    /// Makes a file, which must not exist yet; readable by its owner only.
    [[nodiscard]] static Result<std::unique_ptr<Writer>> create(const QString &path, const SecretKey &key);
    /// Goes on with one, after the last byte that is whole: what a power cut left half written at its end is gone.
    [[nodiscard]] static Result<std::unique_ptr<Writer>> resume(const QString &path, const SecretKey &key);

    /// Bytes of content taken so far.
    [[nodiscard]] qint64 size() const { return m_pieces * kPieceBytes + m_tail.size(); }
    [[nodiscard]] Status write(QByteArrayView content);
    /// Forgets what lies after the first `size` bytes.
    [[nodiscard]] Status cutTo(qint64 size);
    /// Returns when all that was taken is on the disk.
    [[nodiscard]] Status flush();

private:
    Writer(FileHandle file, AesGcm cipher)
        : m_file(std::move(file))
        , m_cipher(std::move(cipher))
    {
    }
    [[nodiscard]] Status writePiece(qint64 no, QByteArrayView content);

    FileHandle m_file;
    AesGcm m_cipher;
    qint64 m_pieces = 0; ///< Full ones.
    QByteArray m_tail;   ///< Of the piece that follows them.
    bool m_isTailWritten = true;
};

/// For one thread at a time.
class Reader
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Reader>> open(const QString &path, const SecretKey &key);

    /// Bytes of content.
    [[nodiscard]] qint64 size() const { return m_size; }
    /// As many bytes as there are from there on, at most `bytesMax`, and no more than lie in one piece: an empty
    /// answer is the end.
    [[nodiscard]] Result<QByteArray> read(qint64 from, qint64 bytesMax);

private:
    Reader(FileHandle file, AesGcm cipher, qint64 size)
        : m_file(std::move(file))
        , m_cipher(std::move(cipher))
        , m_size(size)
    {
    }
    FileHandle m_file;
    AesGcm m_cipher;
    qint64 m_size;
    qint64 m_pieceNo = -1; ///< Held in m_piece, for readers that take it in bits.
    QByteArray m_piece;
};

/// Makes what was renamed, made or removed in a folder last.
[[nodiscard]] Status flushFolder(const QString &folder);

} // namespace legwork::sealed
