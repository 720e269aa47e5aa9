"""Pages that a clipper saved as Markdown: the text without its signs, and what the block over it states.

The signs are those of CommonMark 0.31 that stand in reports; the block is the `key: value` lines between two `---` that
Obsidian, MarkDownload and others write. A value that is a list or goes on over lines is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from variorum.ingest.bylines import people
from variorum.ingest.draft import Draft, clean
from variorum.ingest.packing import writable
from variorum.ingest.plain import LINE_END, read_plain
from variorum.ingest.stated import find_day
from variorum.ingest.tables import pairs
from variorum.model import Published

_HEAD = 40
"""Lines within which the headline stands."""
_BLOCK = re.compile(r"\A\s*---[ \t]*\r?\n(?P<fields>.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_FIELD = re.compile(r"(?P<name>[\w -]{1,40}):[ \t]+(?P<value>\S.*)")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(?P<words>.*)")
_NO_TEXT = re.compile(r"[ ]{0,3}(?:(?:[-*_][ \t]*){3,}|={3,}|\[[^\]\n]{1,200}\]:[ \t]*\S+.*)")
"""Rules between parts, and where numbered links lead."""
_OPENING = re.compile(r"[ ]{0,3}(?:>[ ]?){1,5}")
_TARGET = r"\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:[ ]\"[^\"\n]{0,300}\")?\)"
_PICTURE = re.compile(rf"!\[[^\]\n]{{0,500}}\]{_TARGET}")
_LINK = re.compile(rf"\[(?P<words>[^\[\]\n]{{0,500}})\](?:{_TARGET}|\[[^\]\n]{{0,100}}\])")
_BARE = re.compile(r"<(?P<words>https?://[^<>\s]{1,2000})>")
_STRONG = re.compile(r"(?<![\w*_\\])(?P<mark>\*{1,3}|_{1,3})(?=\S)(?P<words>[^*_\n]{1,500}?)(?<=\S)(?P=mark)(?![\w*_])")
_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")


def read_markdown(text: str) -> Draft:
    """The draft of `text`; what its block states goes before what its lines say."""
    block = _BLOCK.match(text)
    fields = _fields(LINE_END.split(block["fields"])) if block else {}
    above = len(LINE_END.findall(block.group())) if block else 0
    lines = LINE_END.split(text[block.end() :] if block else text)
    heading = next((m for line in lines[:_HEAD] if (m := _HEADING.fullmatch(line))), None)
    draft = read_plain("\n" * above + "\n".join(map(_bare, lines)))
    draft.title = fields.get("title") or (clean(_bare(heading.group())) if heading else None) or draft.title
    draft.paragraphs = [p for p in draft.paragraphs if p.text != draft.title]
    draft.outlet = fields.get("outlet") or draft.outlet
    draft.bylines = people(filter(None, [fields.get("bylines")]), marked=True) or draft.bylines
    if (address := fields.get("url", "")).startswith(("http://", "https://")):
        draft.url = writable(address)
    if day := find_day(fields.get("published", "")):
        draft.published = Published(day[0], day[0], day[0], "stated", f"published: {fields['published']}")
    return draft


def _fields(lines: Iterable[str]) -> Mapping[str, str]:
    """What the block states, by the names that tables of articles go by."""
    known = {name: field for field, names in pairs("columns").items() for name in (field, *names.split())}
    found: dict[str, str] = {}
    for match in filter(None, map(_FIELD.fullmatch, lines)):
        name, value = match["name"].strip().lower(), clean(match["value"]).strip("\"'")
        name = "url" if name == "source" and "://" in value else name
        if value and name in known:
            found.setdefault(known[name], value.removeprefix("[[").removesuffix("]]"))
    return MappingProxyType(found)


def _bare(line: str) -> str:
    """A line without its signs; its words stay as they stand."""
    if _NO_TEXT.fullmatch(line):
        return ""
    line = _OPENING.sub("", line, count=1)
    if heading := _HEADING.fullmatch(line):
        line = heading["words"].rstrip()
        line = open_end if (open_end := line.rstrip("#")).endswith((" ", "\t")) else line
    line = _LINK.sub(r"\g<words>", _PICTURE.sub("", line))
    for _ in range(2):  # a strong word may stand in a stressed one
        line = _STRONG.sub(r"\g<words>", line)
    return _ESCAPED.sub("", _BARE.sub(r"\g<words>", line))
