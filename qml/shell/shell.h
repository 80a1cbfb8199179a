// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "qml/session/services.h"

#include <QImage>
#include <QString>

#include <memory>

class QQmlApplicationEngine;
class QQuickItem;
class QQuickWindow;

namespace legwork {

class Language;
class PictureProvider;
class Router;
class Session;

/// One window of the app with its engine. Several may live in one process (the day player runs two devices);
/// each has its own session and router. Make, use and destroy it on the interface thread.
class Shell
{
public:
    /// `services` may be without a store as yet; hand them in again with setServices() when it is open.
    explicit Shell(const Services &services);
    ~Shell();

    /// Services with an open store (or, before the store goes, without one). The first page opens by itself: the day
    /// when the device is enrolled, the enrolment when it is not, the unlock page with the reason on a failure.
    void setServices(const Services &services);
    /// The store could not be opened: shows the unlock page with the reason and the ways out.
    void showLocked(const Error &error);

    /// Builds the window, hidden. The first page follows from setServices(), showLocked() or the router.
    /// Error: shell.load-failed, argument 1 is what the QML engine said.
    [[nodiscard]] Status load();
    void show();
    /// The size in device-independent pixels; from 840 on the window shows two panes.
    void resize(int width, int height);
    /// The window as it looks now; works with the offscreen platform too.
    [[nodiscard]] QImage grab();

    [[nodiscard]] Router &router() { return *m_router; }
    [[nodiscard]] Session &session() { return *m_session; }
    [[nodiscard]] Language &language() { return *m_language; }
    /// Nothing before `load()`.
    [[nodiscard]] QQuickWindow *window() const { return m_window; }
    /// The page on top, for scripted runs; nothing before `load()`.
    [[nodiscard]] QQuickItem *topPage() const;

private:
    void keepAppearance(const QString &file);

    std::unique_ptr<Session> m_session;
    std::unique_ptr<Router> m_router;
    std::unique_ptr<Language> m_language;
    std::unique_ptr<QQmlApplicationEngine> m_engine; // last, so that it goes before what its pages use
    PictureProvider *m_pictures = nullptr;           // the engine's
    QQuickWindow *m_window = nullptr;
};

} // namespace legwork
