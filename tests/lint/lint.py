#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks of the source that no compiler makes. Each module in checks/ is one lint:

  its docstring says what it demands and why;
  check(tree) yields a Finding for every place that breaks it;
  SAMPLE is known-bad source: exactly its lines marked BAD must be found.

Use: lint.py [--root FOLDER] [--self-test] [LINT...]
"""

import argparse
import importlib
import pathlib
import re
import subprocess
import sys
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
BINARY = {".png", ".jpg", ".ico", ".gz", ".db", ".ttf", ".otf", ".icns", ".jar", ".csv"}


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    message: str
    is_warning: bool = False

    def __str__(self):
        return f"{self.path}:{self.line}: {'warning: ' if self.is_warning else ''}{self.message}"


class Tree:
    """The files under version control, by path, as text."""

    def __init__(self, texts):
        self.texts = texts
        self.folders = {str(parent) for path in texts for parent in pathlib.PurePosixPath(path).parents}

    @classmethod
    def of_folder(cls, root):
        texts = {}
        for path in tracked(root):
            file = root / path
            if file.is_file() and file.suffix not in BINARY:
                texts[path] = file.read_text(encoding="utf-8", errors="replace")
        return cls(texts)

    @classmethod
    def of_sample(cls, sample):
        parts = re.split(r"^--- (\S+)\n", sample, flags=re.MULTILINE)
        return cls(dict(zip(parts[1::2], parts[2::2])))

    def files(self, *suffixes, below=""):
        for path, text in sorted(self.texts.items()):
            if path.startswith(below) and (not suffixes or path.endswith(suffixes)):
                yield path, text

    def exists(self, path):
        return path in self.texts or path.rstrip("/") in self.folders


def tracked(root):
    """Paths that git knows or would add; without git, everything but build folders."""
    try:
        listed = subprocess.run(
            ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=root, capture_output=True, check=True)
        return sorted(path for path in listed.stdout.decode().split("\0") if path)
    except (OSError, subprocess.CalledProcessError):
        found = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
        return sorted(path for path in found if not re.match(r"build|\.git/|\.cache/", path))


def without_comments(text):
    """C++, QML or Java source with comments blanked out, line by line the same."""
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|("(?:\\.|[^"\\\n])*")', re.DOTALL)
    return pattern.sub(lambda match: match.group(1) or "\n" * match.group(0).count("\n"), text)


def lines_of(text):
    return enumerate(text.split("\n"), start=1)


def all_checks():
    return sorted(path.stem for path in (HERE / "checks").glob("*.py"))


def self_test(name, check):
    tree = Tree.of_sample(check.SAMPLE)
    expected = {(path, line) for path, text in tree.files() for line, content in lines_of(text) if "BAD" in content}
    found = {(finding.path, finding.line) for finding in check.check(tree)}
    for path, line in sorted(expected - found):
        print(f"{name}: not noticed in its sample: {path}:{line}")
    for path, line in sorted(found - expected):
        print(f"{name}: wrongly found in its sample: {path}:{line}")
    return bool(expected) and found == expected


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=pathlib.Path, default=HERE.parent.parent)
    parser.add_argument("--self-test", action="store_true", help="check the lints with their samples")
    parser.add_argument("lints", nargs="*", metavar="LINT", help=", ".join(all_checks()))
    arguments = parser.parse_args()

    tree = None if arguments.self_test else Tree.of_folder(arguments.root.resolve())
    good = True
    for name in arguments.lints or all_checks():
        check = importlib.import_module(f"checks.{name}")
        if arguments.self_test:
            good = self_test(name, check) and good
            continue
        for finding in check.check(tree):
            print(f"{finding}  [{name}]")
            good = good and finding.is_warning
    return 0 if good else 1


if __name__ == "__main__":
    sys.modules["lint"] = sys.modules["__main__"]
    sys.exit(main())
