#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The published JSON Schema takes every document that ships, and refuses broken ones."""
import copy
import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not installed")
    sys.exit(77)

playbook = pathlib.Path(__file__).resolve().parents[3] / "core" / "playbook"
schema = json.loads((playbook / "playbook.schema.json").read_text(encoding="utf-8"))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
documents = {path.name: json.loads(path.read_text(encoding="utf-8"))
             for path in sorted((playbook / "content").glob("*.json"))}
failures = []
for name, document in documents.items():
    failures += [f"{name}: {error.json_path}: {error.message[:200]}" for error in validator.iter_errors(document)]


def broken(change):
    """One shipped document of each kind, changed by `change`; returns those that the schema still takes."""
    kinds = {document["kind"]: document for document in documents.values()}
    for kind, document in kinds.items():
        document = copy.deepcopy(document)
        if change(document) is not False and validator.is_valid(document):
            yield kind


def misspell(document):
    document["metods"] = document.pop("methods")


def drop_language(document):
    del document["title"]["en"]


def other_kind(document):
    document["kind"] = "cards" if document["kind"] != "cards" else "script"


def strange_member(document):
    lists = [value for value in document.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
    lists[0][0]["colour"] = "red"


def later_format(document):
    document["format"] = 2


for change in (misspell, drop_language, other_kind, strange_member, later_format):
    failures += [f"{kind}: {change.__name__} is taken" for kind in broken(change)]
print("\n".join(failures) or f"{len(documents)} documents")
sys.exit(1 if failures or len(documents) < 50 else 0)
