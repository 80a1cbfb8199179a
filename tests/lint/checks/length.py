# SPDX-License-Identifier: Apache-2.0
"""A file that fits in a head: above 400 lines of C++ or 250 of QML a warning, which does not fail."""

from lint import Finding

LIMITS = {".cpp": 400, ".h": 400, ".mm": 400, ".java": 400, ".qml": 250}


def check(tree):
    for suffix, limit in LIMITS.items():
        for path, text in tree.files(suffix):
            count = text.count("\n")
            if count > limit:
                yield Finding(path, 1, f"{count} lines, more than {limit}", is_warning=True)


SAMPLE = ("--- core/base/long.cpp\n// BAD\n" + "a;\n" * 400 + "--- core/base/short.cpp\n" + "a;\n" * 400
          + "--- qml/Long.qml\n// BAD\n" + "a;\n" * 250)
