// SPDX-License-Identifier: Apache-2.0
#include "tests/qml/gallery/shots.h"

#include <QDir>
#include <QSaveFile>

namespace legwork::gallery {

using namespace Qt::StringLiterals;

QString Shot::name() const { return stateName(state) + u'-' + look.name(); }

bool takeShots(Stage &stage, const View &view,
               const std::function<std::vector<Look>(const View &, State)> &looksOf,
               const std::function<void(const Shot &)> &take)
{
    for (const State state : view.states) {
        QSize size;
        for (Look look : looksOf(view, state)) {
            if (view.height > 0)
                look.size.setHeight(view.height);
            stage.setLook(look);
            if (look.size != size && !stage.open(view, state))
                return false;
            size = look.size;
            take({view, state, look, stage.picture()});
        }
    }
    return true;
}

bool writeIndex(const QString &folder, const QStringList &names, const QStringList &changed)
{
    QString html = u"<!doctype html><meta charset=\"utf-8\"><title>Legwork: %1 pictures</title>\n"
                   "<style>body{font:15px sans-serif;margin:24px;background:#e9ecea}"
                   "section{display:flex;flex-wrap:wrap;gap:16px;margin-bottom:32px}figure{margin:0}"
                   "img{height:420px;border-radius:8px;box-shadow:0 2px 8px #0003}"
                   "figcaption{color:#555;padding:4px}.changed img{outline:4px solid #c0a}"
                   "nav a{margin-right:12px}</style>\n"_s.arg(names.size());
    QStringList sections;
    QString body;
    for (const QString &name : names) {
        const QString view = name.section(u'/', 0, 0);
        if (!sections.contains(view)) {
            if (!sections.isEmpty())
                body += u"</section>\n"_s;
            sections.append(view);
            body += u"<h2 id=\"%1\">%1</h2><section>\n"_s.arg(view);
        }
        body +=
            u"<figure%3><a href=\"%1.png\"><img loading=\"lazy\" alt=\"\" src=\"%1.png\"></a>"
            "<figcaption>%2</figcaption></figure>\n"_s.arg(
                name, name.section(u'/', 1), changed.contains(name) ? u" class=\"changed\""_s : QString());
    }
    html +=
        u"<p>%1 pictures, %2 not as approved (outlined).</p><nav>"_s.arg(names.size()).arg(changed.size());
    for (const QString &view : sections)
        html += u"<a href=\"#%1\">%1</a>"_s.arg(view);
    html += u"</nav>\n"_s + body + u"</section>\n"_s;
    QSaveFile file(QDir(folder).filePath(u"index.html"_s));
    return file.open(QIODevice::WriteOnly) && file.write(html.toUtf8()) > 0 && file.commit();
}

QString approvedFile(const QString &folder, const View &view)
{
    return u"%1/%2.txt"_s.arg(folder, view.name);
}

} // namespace legwork::gallery
