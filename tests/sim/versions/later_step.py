#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Copies core/storage/tables.cpp with one step more: to a version that knows what Version::Before does not (versions.h).

    later_step.py SOURCE-ROOT OUTPUT-FILE
"""

import pathlib
import sys


def replaced(text, old, new, times=1):
    if text.count(old) < 1 or (times and text.count(old) != times):
        sys.exit(f"later_step.py: {old!r} stands {text.count(old)} times in tables.cpp")
    return text.replace(old, new)


root, output = map(pathlib.Path, sys.argv[1:])
text = (root / "core/storage/tables.cpp").read_text()
text = replaced(text, '#include "core/storage/tables.h"\n',
                '#include "core/storage/tables.h"\n#include "core/schema/rows.h"\n#include "tests/sim/versions/versions.h"\n')
# The steps up to here make tables that Version::Before has not got; a file of its begins where they end.
text = replaced(text, "static_assert(std::size(kSteps) + 1 == kFileVersion);",
                "static_assert(std::size(kSteps) + 1 == kFileVersion);\n\n"
                "std::string stepTo(int version)\n{\n"
                "    if (version <= kFileVersion)\n        return kSteps[version - 2];\n"
                '    std::string sql = "ALTER TABLE account ADD COLUMN samplesOut INTEGER;";\n'
                "    for (const EntitySpec &entity : entities().subspan(size_t(Moment::kEntityNo)))\n"
                "        sql += createTableSql(entity);\n"
                "    return sql;\n}")
text = replaced(text, "connection.execute(kSteps[from - 1])", "connection.execute(stepTo(int(from) + 1).c_str())")
head, tail = text.split("Status migrate(")
text = head + "Status migrate(" + replaced(tail, "kFileVersion", "sim::fileVersion()", 0)
output.parent.mkdir(parents=True, exist_ok=True)
output.write_text(text)
