// SPDX-License-Identifier: Apache-2.0
#include "app/ctl/gallery.h"

#include <QDir>
#include <QSaveFile>

namespace legwork::ctl {
namespace {

Status show(DeviceProcess &device, const Look &look)
{
    const auto shown = device.step({{QStringLiteral("do"), QStringLiteral("look")},
                                    {QStringLiteral("width"), look.width},
                                    {QStringLiteral("height"), look.height},
                                    {QStringLiteral("language"), look.language},
                                    {QStringLiteral("scheme"), look.scheme}});
    if (!shown)
        return forward(shown);
    return {};
}

} // namespace

QList<Look> everyLook()
{
    QList<Look> looks;
    for (const bool isTablet : {false, true}) {
        for (const bool isChinese : {true, false}) {
            for (const bool isDark : {false, true}) {
                Look look;
                look.width = isTablet ? 1280 : 412;
                look.height = isTablet ? 800 : 915;
                look.language = isChinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
                look.scheme = isDark ? QStringLiteral("dark") : QStringLiteral("light");
                look.name = QStringLiteral("%1-%2-%3")
                                .arg(isTablet ? QStringLiteral("tablet") : QStringLiteral("phone"),
                                     isChinese ? QStringLiteral("zh") : QStringLiteral("en"), look.scheme);
                looks.append(look);
            }
        }
    }
    return looks;
}

Look plainLook() { return everyLook().constFirst(); }

Gallery::Gallery(QString folder, QList<Look> looks)
    : m_folder(QDir(folder).absolutePath())
    , m_looks(std::move(looks))
{
}

Status Gallery::take(DeviceProcess &device, const QString &name)
{
    for (const Look &look : m_looks) {
        if (const Status shown = show(device, look); !shown)
            return shown;
        const QString file = QStringLiteral("%1/%2-%3.png").arg(m_folder, name, look.name);
        const auto taken =
            device.step({{QStringLiteral("do"), QStringLiteral("shot")}, {QStringLiteral("file"), file}});
        if (!taken)
            return forward(taken);
    }
    m_names.append(name);
    return m_looks.size() > 1 ? show(device, m_looks.constFirst()) : Status();
}

Status Gallery::writeIndex() const
{
    QString html =
        QStringLiteral("<!doctype html><meta charset=\"utf-8\"><title>Legwork</title>\n"
                       "<style>body{font:16px sans-serif;margin:24px;background:#e9ecea}"
                       "section{display:flex;flex-wrap:wrap;gap:16px;margin-bottom:32px}"
                       "figure{margin:0}img{height:480px;border-radius:12px;box-shadow:0 2px 8px #0003}"
                       "figcaption{color:#555;padding:4px}</style>\n");
    for (const QString &name : m_names) {
        html += QStringLiteral("<h2>%1</h2><section>\n").arg(name);
        for (const Look &look : m_looks)
            html += QStringLiteral("<figure><img loading=\"lazy\" alt=\"\" src=\"%1-%2.png\">"
                                   "<figcaption>%2</figcaption></figure>\n")
                        .arg(name, look.name);
        html += QStringLiteral("</section>\n");
    }
    QSaveFile file(m_folder + QStringLiteral("/index.html"));
    if (!QDir().mkpath(m_folder) || !file.open(QIODevice::WriteOnly) || file.write(html.toUtf8()) < 0
        || !file.commit())
        return fail(QStringLiteral("shots.not-written"), Advice::AskUser,
                    {file.fileName(), file.errorString()});
    return {};
}

} // namespace legwork::ctl
