# SPDX-License-Identifier: Apache-2.0
"""The folder map in README.md tells the truth: every path in it exists, and every top-level entry is in it.
The map is the fenced block below the heading "Folder map"; two spaces of indentation are one level."""

import re

from lint import Finding, lines_of

# Entries that tools demand at the top level; the map need not explain them.
TOOLS = {".ci", ".clang-format", ".clang-tidy", ".gitignore", "CMakePresets.json", "LICENSE", "CHANGELOG.md",
         "README.md"}


def check(tree):
    text = tree.texts.get("README.md", "")
    in_section = in_map = False
    heading = 1
    parents, mapped = [], set()
    for number, line in lines_of(text):
        if line.startswith("#"):
            in_section = line.lstrip("# ").lower().startswith("folder map")
            heading = number if in_section else heading
        elif line.startswith("```"):
            in_map = in_section and not in_map
        elif in_map and line.strip():
            level = (len(line) - len(line.lstrip())) // 2
            name = re.split(r"\s", line.strip())[0]
            parents = parents[:level] + [name.rstrip("/")]
            path = "/".join(parents)
            mapped.add(path)
            if not tree.exists(path):
                yield Finding("README.md", number, f"the folder map names {path}, which does not exist")
    for entry in sorted({path.split("/")[0] for path in tree.texts} - TOOLS):
        if entry not in mapped:
            yield Finding("README.md", heading, f"the folder map leaves out {entry}")


SAMPLE = """\
--- README.md
# A thing
## Folder map (without app) BAD
```
core/       what is true
  base/     values
  gone/     BAD
dev         one command
nothing.txt BAD
```
## Else
```
not/a/path
```
--- dev
--- LICENSE
--- core/base/id.h
--- app/main.cpp
"""
