// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/ctl/device_process.h"

namespace legwork::ctl {

/// One way of showing a page.
struct Look {
    QString name; ///< In the file's name, such as "phone-zh-light".
    int width = 0;
    int height = 0;
    QString language;
    QString scheme;
};
/// Phone and tablet, both languages, light and dark.
[[nodiscard]] QList<Look> everyLook();
/// A phone in Chinese by day.
[[nodiscard]] Look plainLook();

/// Pictures of pages in a folder, with a page that shows them all.
class Gallery
{
public:
    Gallery(QString folder, QList<Look> looks);

    /// Takes the page on the screen in every look, as NAME-LOOK.png, and leaves the first look on.
    [[nodiscard]] Status take(DeviceProcess &device, const QString &name);
    [[nodiscard]] Status writeIndex() const;

private:
    const QString m_folder;
    const QList<Look> m_looks;
    QStringList m_names;
};

} // namespace legwork::ctl
