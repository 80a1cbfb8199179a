// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QQuickAsyncImageProvider>

#include <memory>
#include <mutex>

namespace legwork {

namespace storage {
class Store;
}

/// Gives pages the pictures behind image://picture/<id of the attachment>: deciphered and drawn on workers, from memory to
/// memory; nothing of it is ever written. One per engine, which owns it.
class PictureProvider final : public QQuickAsyncImageProvider
{
public:
    /// The largest file that is drawn: it is held in memory meanwhile.
    static constexpr qint64 kBytesMax = 64 * 1024 * 1024;

    PictureProvider();
    ~PictureProvider() override;

    /// What to read from; nothing: no pictures. The store must outlive what it is asked, which it does: it answers all
    /// it was asked before it ends.
    void setStore(storage::Store *store);
    QQuickImageResponse *requestImageResponse(const QString &id, const QSize &wanted) override;

private:
    std::mutex m_mutex;
    storage::Store *m_store = nullptr;
};

} // namespace legwork
