# SPDX-License-Identifier: Apache-2.0
"""Words for users are made in qml/ only, so that both languages stay complete: below it, C++ holds neither
Chinese nor sentences, but codes and arguments. Comments, logs, and the command-line tools in app/ are free;
tables of what files call things (such as Chinese column names) belong into data files."""

import re

from lint import Finding, lines_of, without_comments

BELOW = ("core/", "sync/", "platform/")
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
TRANSLATED = re.compile(r"\b(tr|qsTr|qtTrId|translate)\(\s*\"|QT_TR\w*_NOOP")
SENTENCE = re.compile(r'"[A-Z][a-z]+(?: [\w\'%-]+){2,}[^"\n]*"')
FREE = re.compile(r"\bq(C)?(Debug|Info|Warning|Critical|Fatal)\b|\bstatic_assert\b|\bQ_ASSERT_X\b|\bNAPI\b")


def check(tree):
    for path, text in tree.files(".h", ".cpp", ".mm"):
        if not path.startswith(BELOW):
            continue
        for number, line in lines_of(without_comments(text)):
            if CHINESE.search(line):
                yield Finding(path, number, "Chinese in C++ below qml/")
            elif TRANSLATED.search(line):
                yield Finding(path, number, "translated words are made in qml/ only")
            elif SENTENCE.search(line) and not FREE.search(line):
                yield Finding(path, number, f"a sentence for users? {SENTENCE.search(line)[0]}")


SAMPLE = """\
--- core/domain/a.cpp
// \u4f60\u597d in a comment, and "A whole sentence here."
auto city = u"\u5317\u4eac"; // BAD
return fail(QStringLiteral("storage.wrong-key"), Advice::AskUser);
return QStringLiteral("The key is wrong."); // BAD
auto label = tr("Key"); // BAD
sql("SELECT name FROM account");
qCWarning(log) << "The key was refused by the system";
static_assert(good, "Entity numbers run from one");
--- qml/today/a.cpp
auto label = tr("Today is a good day");
--- tests/unit/a_test.cpp
auto city = u"\u5317\u4eac";
"""
