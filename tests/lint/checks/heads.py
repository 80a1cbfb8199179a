# SPDX-License-Identifier: Apache-2.0
"""Every source file names its licence in its first two lines, and every header is guarded by #pragma once."""

from lint import Finding

SUFFIXES = (".h", ".cpp", ".mm", ".def", ".qml", ".java", ".py", ".sh")
SCRIPTS = ("dev", ".ci/run")
LICENCE = "SPDX-License-Identifier: Apache-2.0"


def check(tree):
    for path, text in tree.files():
        if not path.endswith(SUFFIXES) and path not in SCRIPTS:
            continue
        if not any(LICENCE in line for line in text.split("\n")[:2]):
            yield Finding(path, 1, f"does not begin with {LICENCE}")
        if path.endswith(".h") and "\n#pragma once\n" not in text:
            yield Finding(path, 1, "has no #pragma once")


SAMPLE = """\
--- core/base/good.h
// SPDX-License-Identifier: Apache-2.0
#pragma once
--- core/base/unguarded.h
// SPDX-License-Identifier: Apache-2.0 BAD
--- core/base/nameless.cpp
#include "core/base/good.h" // BAD
--- qml/Page.qml
import QtQuick // BAD
--- dev
#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
--- tool.sh
#!/bin/sh BAD
echo
# SPDX-License-Identifier: Apache-2.0
"""
