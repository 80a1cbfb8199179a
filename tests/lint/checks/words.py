# SPDX-License-Identifier: Apache-2.0
"""Words that must not stand in the source: shortcuts around security or layering, clocks read past the Clock
port, loose ends without an owner, paths of somebody's machine."""

import re

from lint import Finding, lines_of, without_comments

CODE = (".h", ".cpp", ".mm", ".qml", ".java")

# Pattern, why not, where it may stand all the same.
BANNED = [
    (r"\bignoreSslErrors\b", "certificates are never waved through", ()),
    (r"\bQSqlDatabase\b", "rows are reached through core/storage only", ()),
    (r"\bsetContextProperty\b", "pages get typed, required properties", ()),
    (r"\bcurrentDateTime(Utc)?\b|\bcurrentMSecsSinceEpoch\b|\bcurrentSecsSinceEpoch\b|\bsystem_clock::now\b"
     r"|\bQDate::currentDate\b|\bQTime::currentTime\b|\bgettimeofday\b|\bstd::time\(",
     "time comes from the Clock port",
     # session.cpp: what a page shown alone takes for the time; the app sets the Clock's.
     ("platform/", "core/base/entropy.cpp", "qml/session/session.cpp", "app/", "tests/")),
    (r"\bstd::(cout|cerr)\b|\bprintf\(|\bqDebug\(", "log by category; only command-line tools print",
     ("app/", "tests/")),
]
LOOSE_END = re.compile(r"\b(TODO|FIXME|XXX)\b(?!\([^)\s][^)]*\))")
MACHINE_PATH = re.compile(r"(?<![\w.}/$-])/(home|root|work|Users)/\w")
DOCUMENTS = (".md", ".txt", ".cmake", ".json", ".def", ".py", ".sh", ".yml", ".xml", ".in", "/dev", ".ci/run")


def check(tree):
    for path, text in tree.files(*CODE):
        for number, line in lines_of(without_comments(text)):
            for pattern, why, places in BANNED:
                if not path.startswith(places or ("\0",)) and re.search(pattern, line):
                    yield Finding(path, number, f"'{re.search(pattern, line)[0]}': {why}")
    for path, text in tree.files():
        if path.startswith("tests/lint/") or not (path.endswith(CODE + DOCUMENTS) or path == "dev"):
            continue
        for number, line in lines_of(text):
            if LOOSE_END.search(line):
                yield Finding(path, number, "a loose end needs an owner: TODO(who): what")
            if MACHINE_PATH.search(line):
                yield Finding(path, number, f"'{MACHINE_PATH.search(line)[0]}...': a path of one machine")


SAMPLE = """\
--- core/storage/a.cpp
auto now = QDateTime::currentDateTimeUtc(); // BAD
auto then = std::chrono::system_clock::now(); // BAD
auto steady = std::chrono::steady_clock::now();
// QDateTime::currentDateTime() is what one must not call here
QSqlDatabase db; // BAD
// TODO finish BAD
// TODO(mei): say more about the index
qDebug() << secret; // BAD
--- core/base/entropy.cpp
auto now = std::chrono::system_clock::now();
--- platform/common/clock.cpp
auto now = QDateTime::currentMSecsSinceEpoch();
auto key = "/home/mei/key"; // BAD
--- sync/client/http/transport.cpp
reply->ignoreSslErrors(); // BAD
--- qml/shell/main.cpp
engine.rootContext()->setContextProperty(a, b); // BAD
--- app/main.cpp
std::cerr << words;
engine.rootContext()->setContextProperty(a, b); // BAD
--- README.md
Run `/root/tool` first. BAD
See https://example.org/home/page and build/home/x.
"""
