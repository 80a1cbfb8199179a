# SPDX-License-Identifier: Apache-2.0
"""Who may include whom: the arrows at the head of the root CMakeLists.txt, and which foreign headers belong
where. A wrong include is how a layer begins to rot, and the linker does not notice most of them."""

import re

from lint import Finding, lines_of, without_comments

GROUND = ("core/base", "core/schema", "core/ports", "core/domain")

# Folder -> what it may include besides itself. The longest matching folder counts.
ARROWS = {
    "core/base": (),
    "core/ports": ("core/base",),
    "core/schema": ("core/base", "core/ports"),
    "core/domain": ("core/base", "core/schema", "core/ports"),
    "core/storage": GROUND,
    "core/playbook": GROUND,
    "core/planning": GROUND,
    "core/importing": GROUND,
    "core/insight": GROUND,
    "core/usecases": ("core",),
    "sync/protocol": ("core/base", "core/schema", "core/ports"),
    "sync/merge": ("core/base", "core/schema", "core/ports", "sync/protocol"),
    "sync/client": (*GROUND, "core/storage", "sync/protocol", "sync/merge"),
    "sync/server": (*GROUND, "core/storage/sqlite", "core/storage/sealed", "sync/protocol", "sync/merge"),
    "platform": ("core/base", "core/ports"),
    "qml": ("core", "sync/client/sync_status.h"),
    "qml/theme": (),
    "qml/controls": ("qml/theme",),
    "app": ("core", "sync", "platform", "qml"),
    "tests": ("core", "sync", "platform", "qml", "app"),
}

# Foreign headers: pattern, what they are, the only folders that may include them.
FOREIGN = [
    (r"<sqlite3\.h>|sqlite3\.h", "SQLite's C interface", ("core/storage", "tests")),
    (r"<(QtNetwork|QNetwork\w*|QSsl\w*|QTcp\w*|QUdp\w*|QHost\w*|QAbstractSocket|QDnsLookup|QLocal(Socket|Server))\b",
     "Qt Network", ("sync/client/http", "platform", "tests")),
    (r"<openssl/", "OpenSSL", ("sync/server", "core/storage/sqlcipher", "core/storage/sealed", "tests")),
    (r"<boost/", "Boost", ("sync/server", "tests")),
    (r"<libpq-fe\.h>", "libpq", ("sync/server", "tests")),
    (r"<(QtSql|QSql\w*)\b", "Qt SQL", ()),
    (r"<(QtHttpServer|QHttpServer\w*|QtNetworkAuth|QOAuth\w*|QAbstractOAuth\w*|QtCharts|QtDataVisualization"
     r"|QtVirtualKeyboard)\b", "a Qt module under the GPL only", ()),
    (r"<(QtGui|QtQml|QtQuick|QtWidgets|QGui\w*|QQml\w*|QQuick\w*|QWidget|QImage|QColor|QFont|QPainter)\b",
     "Qt's interface modules", ("qml", "app", "platform", "tests")),
]
GPL_TARGETS = re.compile(
    r"(?<!Legwork\.)\b(Qt6::)?(HttpServer|NetworkAuth|Charts|DataVisualization|VirtualKeyboard|Quick3D\w*|Lottie)\b")
GENERATED = re.compile(r"\.moc$|/moc_\w+\.cpp$|^moc_\w+\.cpp$|^qml_\w+\.h$")


def is_below(path, folders):
    return any(path == folder or path.startswith(folder + "/") for folder in folders)


def area_of(path):
    return max((area for area in ARROWS if is_below(path, (area,))), key=len, default=None)


def check(tree):
    for path, text in tree.files(".h", ".cpp", ".mm"):
        area = area_of(path)
        for number, line in lines_of(without_comments(text)):
            if area and area.startswith("core/") and re.search(r"\bQ_OBJECT\b|\bpublic QObject\b", line):
                yield Finding(path, number, "core holds no QObject")
            include = re.match(r'\s*#\s*include\s*(<[^>]+>|"[^"]+")', line)
            if not include:
                continue
            for pattern, what, folders in FOREIGN:
                if re.match(pattern, include[1].strip('"')) and not is_below(path, folders):
                    yield Finding(path, number, f"{include[1]}: {what} may not be used here")
            target = include[1].strip('"')
            if include[1][0] == "<" or GENERATED.search(target) or target == "sqlite3.h":
                continue
            if not tree.exists(target):
                yield Finding(path, number, f"{include[1]} is no file; includes are rooted at the top level")
            elif area and not is_below(target, (area, *ARROWS[area])):
                yield Finding(path, number, f"{area} may not include {include[1]}")
    for path, text in tree.files("CMakeLists.txt", ".cmake"):
        for number, line in lines_of(text):
            if GPL_TARGETS.search(line.split("#")[0]):
                yield Finding(path, number, "a Qt module under the GPL only may not be linked")
            if path.startswith("core/") and re.search(r"\bQt6::(?!Core\b)\w+", line.split("#")[0]):
                yield Finding(path, number, "core links Qt6::Core only")


SAMPLE = """\
--- core/base/id.h
#include "app/app.h" // BAD
#include "core/schema/rows.h" // BAD
#include <QColor> // BAD
--- core/schema/rows.h
#include "core/base/id.h"
// #include "app/app.h" is only spoken of here
--- core/playbook/run.cpp
#include "core/schema/rows.h"
#include "core/storage/store.h" // BAD
#include "../base/id.h" // BAD
class Run : public QObject // BAD
--- core/storage/store.h
#include <sqlite3.h>
#include "core/playbook/run.h" // BAD
--- core/CMakeLists.txt
target_link_libraries(a PUBLIC Qt6::Core)
target_link_libraries(a PUBLIC Qt6::Gui) # BAD
--- core/usecases/day.h
#include "core/storage/store.h"
#include <sqlite3.h> // BAD
--- sync/protocol/codec.h
#include <QNetworkRequest> // BAD
--- sync/client/http/transport.cpp
#include <QNetworkRequest>
#include <openssl/evp.h> // BAD
--- sync/client/sync_status.h
#include "core/base/id.h"
#include "sync/server/server.h" // BAD
--- sync/client/session.h
#include <QSqlDatabase> // BAD
--- sync/server/server.h
#include <boost/asio.hpp>
#include <openssl/evp.h>
#include "sync/client/session.h" // BAD
--- qml/today/page.h
#include "sync/client/sync_status.h"
#include "sync/client/session.h" // BAD
#include <boost/asio.hpp> // BAD
--- qml/controls/button.h
#include "core/base/id.h" // BAD
--- platform/desktop/keys.cpp
#include "core/ports/key_store.h" // BAD
#include "core/storage/store.h" // BAD
--- app/app.h
#include "qml/today/page.h"
#include "sync/server/server.h"
#include <QHttpServer> // BAD
--- app/CMakeLists.txt
find_package(Qt6 COMPONENTS Quick NetworkAuth) # BAD
--- tests/unit/a_test.cpp
#include "app/app.h"
#include "a_test.moc"
"""
