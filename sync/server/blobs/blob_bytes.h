// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/base/id.h"

#include <memory>

namespace legwork::server {

/// Takes the bytes of one place, from the end of what is there on. For one thread at a time.
class BlobWriter
{
public:
    virtual ~BlobWriter() = default;
    [[nodiscard]] virtual qint64 size() const = 0;
    [[nodiscard]] virtual Status write(QByteArrayView bytes) = 0;
    /// Forgets what lies after the first `size` bytes, which were the end when this writer was made, or one that it
    /// has flushed.
    [[nodiscard]] virtual Status cutTo(qint64 size) = 0;
    /// All that was taken is lasting when this returns.
    [[nodiscard]] virtual Status flush() = 0;
};

/// For one thread at a time.
class BlobReader
{
public:
    virtual ~BlobReader() = default;
    [[nodiscard]] virtual qint64 size() const = 0;
    /// Some of the bytes from there on; none at the end.
    [[nodiscard]] virtual Result<QByteArray> read(qint64 from, qint64 bytesMax) = 0;
};

/// Where a server keeps bytes: each content in a place of its own, named by an id that says nothing. Thread-safe, but
/// for one writer a place. A place that is not there reads as storage.no-file (GiveUp), one that was tampered with as
/// storage.file-damaged (GiveUp); storage.full (AskUser); the rest is the store's own trouble.
class BlobBytes
{
public:
    virtual ~BlobBytes() = default;
    /// Begins a place, or goes on with one.
    [[nodiscard]] virtual Result<std::unique_ptr<BlobWriter>> write(const Uuid &place) = 0;
    [[nodiscard]] virtual Result<std::unique_ptr<BlobReader>> read(const Uuid &place) = 0;
    /// Fine when it is not there.
    [[nodiscard]] virtual Status remove(const Uuid &place) = 0;
};

} // namespace legwork::server
