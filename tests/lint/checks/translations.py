# SPDX-License-Identifier: Apache-2.0
"""Every language in qml/i18n is complete: no message unfinished, empty or obsolete, the same messages in each,
and the same placeholders (%1, %n) as in the source text. English, in which the sources are written, needs its
plural forms only."""

import re
import xml.etree.ElementTree as xml

from lint import Finding

SOURCE_LANGUAGE = "en"
PLACEHOLDER = re.compile(r"%(?:L?\d+|n)")


def line_of(text, message):
    """Where a message's source text stands, for want of line numbers in the parser."""
    source = message.findtext("source") or ""
    needle = xml.tostring(message.find("source"), encoding="unicode").strip() if source else "<message"
    at = text.find(needle)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def messages(text):
    for context in xml.fromstring(text).iter("context"):
        for message in context.iter("message"):
            yield context.findtext("name") or "", message


def problem(message):
    source = message.findtext("source") or ""
    translation = message.find("translation")
    if translation is None or translation.get("type") == "unfinished":
        return "not translated"
    if translation.get("type") in ("obsolete", "vanished"):
        return "no longer used"
    forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
    if not all(form.strip() for form in forms):
        return "translated by nothing"
    if any(set(PLACEHOLDER.findall(form)) - {"%n"} != set(PLACEHOLDER.findall(source)) - {"%n"} for form in forms):
        return "other placeholders than the source"
    return None


def check(tree):
    seen = {}
    for path, text in tree.files(".ts", below="qml/i18n/"):
        seen[path] = set()
        for context, message in messages(text):
            seen[path].add((context, message.findtext("source"), message.findtext("comment"),
                            message.get("numerus") == "yes"))
            wrong = problem(message)
            if wrong:
                yield Finding(path, line_of(text, message), f"{wrong}: {message.findtext('source')!r}")
    everything = set().union(*seen.values())
    for path, known in seen.items():
        is_source = xml.fromstring(tree.texts[path]).get("language", "").startswith(SOURCE_LANGUAGE)
        for context, source, _, has_plural in sorted(everything - known, key=str):
            if is_source and not has_plural:
                continue
            yield Finding(path, 1, f"lacks a message that another language has: {context}: {source!r}")


SAMPLE = """\
--- qml/i18n/legwork_de.ts
<TS language="de"><context><name>Today</name>
<message><source>Visits: %1</source><translation>Besuche: %1</translation></message>
<message><source>Done</source><translation type="unfinished"></translation></message> BAD
<message><source>%1 of %2</source><translation>%1 von</translation></message> BAD
<message><source>Empty</source><translation></translation></message> BAD
<message numerus="yes"><source>%n day(s)</source><translation><numerusform>%n Tag</numerusform>
<numerusform>%n Tage</numerusform></translation></message>
</context></TS>
--- qml/i18n/legwork_en.ts
<TS language="en"><context><name>Today</name> BAD: no plural form
</context></TS>
--- qml/i18n/legwork_zh_CN.ts
<TS language="zh_CN"><context><name>Today</name> BAD: one message fewer
<message><source>Visits: %1</source><translation>\u62dc\u8bbf %1</translation></message>
<message><source>Done</source><translation>\u5b8c\u6210</translation></message>
<message><source>%1 of %2</source><translation>%2 \u4e2d\u7684 %1</translation></message>
<message numerus="yes"><source>%n day(s)</source><translation><numerusform>%n \u5929</numerusform></translation></message>
</context></TS>
"""
