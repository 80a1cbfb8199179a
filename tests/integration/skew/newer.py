#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the schema of a later version of the product, for the tests of two versions side by side: two fields more, one
entity more, one choice more, and the migration step that brings them.

    newer.py SOURCE-ROOT OUTPUT-FOLDER
"""

import pathlib
import re
import sys


def replaced(text, pattern, by):
    text, count = re.subn(pattern, lambda match: by(match), text, count=1, flags=re.S)
    if count != 1:
        sys.exit(f"newer.py: nothing like {pattern}")
    return text


def main():
    root, output = map(pathlib.Path, sys.argv[1:])

    def write(path, text):
        target = output / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists() or target.read_text() != text:
            target.write_text(text)

    entities = (root / "core/schema/entities.def").read_text()
    account = re.search(r"ENTITY\(\d+, Account,.*?END_ENTITY", entities, re.S).group()
    last = int(re.findall(r"FIELD\((\d+),", account)[-1])
    more = (f'FIELD({last + 1}, parking, QString, Register, Searched, "Where to park.")\n'
            f'FIELD({last + 2}, auditOn, QDate, Register, None, "Day of the last audit.")\n')
    entities = entities.replace(account, account.replace("END_ENTITY", more + "END_ENTITY"))
    number = int(re.findall(r"^ENTITY\((\d+),", entities, re.M)[-1]) + 1
    entities += (f'\nENTITY({number}, Rival, rival, Territory, "A competitor seen at a customer.")\n'
                 'FIELD(1, name, QString, Register, Title, "Name.")\n'
                 'FIELD(2, accountId, Id<Account>, Register, Indexed, "Where.")\nEND_ENTITY\n')
    write("core/schema/entities.def", entities)
    write("core/schema/choices.def", replaced((root / "core/schema/choices.def").read_text(),
                                              r'CHOICE\(NoValue, "no-value"\)\n',
                                              lambda m: m.group() + 'CHOICE(Partner, "partner")\n'))
    write("core/schema/schema.h", replaced((root / "core/schema/schema.h").read_text(), r"kSchemaVersion = (\d+);",
                                           lambda m: f"kSchemaVersion = {int(m.group(1)) + 1};"))
    write("core/storage/tables.h", replaced((root / "core/storage/tables.h").read_text(), r"kFileVersion = (\d+);",
                                            lambda m: f"kFileVersion = {int(m.group(1)) + 1};"))
    step = ('    "ALTER TABLE account ADD COLUMN parking TEXT; ALTER TABLE account ADD COLUMN auditOn TEXT;"\n'
            '    "CREATE TABLE rival(_row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, _scope BLOB NOT NULL,"\n'
            '    " _seq INTEGER NOT NULL DEFAULT 0, _deleted INTEGER NOT NULL DEFAULT 0, name TEXT, accountId BLOB);",\n')
    write("core/storage/tables.cpp", replaced((root / "core/storage/tables.cpp").read_text(),
                                              r"(const char \*kSteps\[\] = \{.*?)(\n\};)",
                                              lambda m: m.group(1) + "\n" + step.rstrip("\n") + m.group(2)))


main()
