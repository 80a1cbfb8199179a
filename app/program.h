// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/composition/device.h"
#include "app/composition/launch_options.h"
#include "platform/common/qt_picture_maker.h"
#include "qml/shell/shell.h"

#include <memory>

namespace legwork {

/// The app as it runs: the window at once, then the device behind it, then the page to begin with.
class Program : public QObject
{
    Q_OBJECT
public:
    /// `positions` replaces the platform's source when given.
    explicit Program(const LaunchOptions &options, std::unique_ptr<PositionSource> positions = {});
    ~Program() override;

    /// Loads the window and begins to open the device. Error: shell.load-failed.
    [[nodiscard]] Status start();

    [[nodiscard]] Device &device() { return m_device; }
    [[nodiscard]] Shell &shell() { return *m_shell; }

Q_SIGNALS:
    /// The device is open; the first page is the day or, for a device that belongs to nobody yet, the enrolment.
    void ready();
    /// It could not be opened or enrolled; a page says why and lets the person try again.
    void refused(const legwork::Error &error);

private:
    void openDevice();
    void enrolByLink();

    const LaunchOptions m_options;
    Device m_device;
    const QtPictureMaker m_pictures;
    Services m_services;
    std::unique_ptr<Shell> m_shell; // ends before the device
    bool m_hasTriedLink = false;
};

} // namespace legwork
