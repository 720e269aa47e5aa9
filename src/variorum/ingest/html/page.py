"""A page's HTML to a draft: one tree, read for body, metadata and dates."""

from __future__ import annotations

from collections.abc import Sequence

from variorum.ingest.bylines import agencies, byline_of, people
from variorum.ingest.datelines import dateline_of
from variorum.ingest.draft import Draft, Paragraph, key
from variorum.ingest.html.blocks import TextBlock, text_blocks
from variorum.ingest.html.body import body_of
from variorum.ingest.html.dates import is_american, published_of, updated_of
from variorum.ingest.html.metadata import address_of, outlet_of, title_of
from variorum.ingest.html.shown import place_of, shown_days
from variorum.ingest.html.signed import signed_of
from variorum.ingest.html.structured import facts_of
from variorum.ingest.html.tree import Refused, parse
from variorum.ingest.limits import Limits
from variorum.ingest.stated import stated_days
from variorum.ingest.tables import groups
from variorum.model import Published


def read_html(text: str, url: str | None, limits: Limits) -> Draft:
    """The draft of an HTML page; without paragraphs when it holds no reporting. Raises `Refused` beyond `limits`."""
    root = parse(text, limits)
    kept = list(root.iter())  # lxml makes an element anew for each pass unless somebody holds it
    facts = facts_of(root)
    title = title_of(root, facts, url)
    blocks, boxes = text_blocks(root)
    signed = signed_of(root, facts, blocks, boxes)
    days = shown_days(blocks, boxes, place_of(title, blocks, boxes), american=is_american(facts.language, url))
    published = published_of(root, facts, url, days, title)
    frames = root.find(".//frameset") is not None
    outlet = outlet_of(root, facts, url)
    paragraphs = _without_own_title(body_of(root, blocks, boxes, facts, title), title)
    if frames and not paragraphs:
        raise Refused("no_text", "a frameset: the text is on other pages")
    draft = Draft(paragraphs, title, outlet, address_of(facts, url), signed.people, signed.agencies)
    draft.desks = signed.desks
    draft.published = published
    draft.updated = updated_of(facts, published.value, url)
    draft.section = facts.sections[0] if facts.sections else None
    # a notice of a wall on a page with its full text is no wall: it is not even looked for
    thin = sum(len(p.text) for p in paragraphs) < 1_000
    draft.form = facts.form
    draft.wall = not facts.free or (thin and groups("notices")["wall"].is_in(_shown(blocks)))
    _read_lines(draft)
    kept.clear()
    return draft


def day_of_page(text: str, url: str | None, limits: Limits) -> Published:
    """The day of a page alone, also of one without a report on it."""
    root = parse(text, limits)
    facts = facts_of(root)
    blocks, boxes = text_blocks(root)
    title = title_of(root, facts, url)
    days = shown_days(blocks, boxes, place_of(title, blocks, boxes), american=is_american(facts.language, url))
    return published_of(root, facts, url, days, title)


def _shown(blocks: Sequence[TextBlock]) -> str:
    """The start of what the page shows."""
    return "\n".join(block.text for block in blocks[:400])[:20_000]


def _without_own_title(paragraphs: list[Paragraph], title: str | None) -> list[Paragraph]:
    mark = key(title or "")
    return [p for p in paragraphs if not mark or key(p.text) != mark]


def _signs(text: str, bylines: tuple[str, ...]) -> bool:
    """Whether `text` is no more than the names of those who wrote the report, perhaps with a place or a role."""
    names = people([text])
    return bool(names) and set(names) <= set(bylines) and text.startswith(names[0]) and not text.endswith(".")


def _is_desk(text: str, desks: tuple[str, ...]) -> bool:
    """Whether `text` is the line of a desk that signs in place of people: "By the city desk"."""
    return key(text) in {key(signed) for desk in desks for signed in (desk, f"By {desk}")}


def _read_lines(draft: Draft) -> None:
    """Dateline and agency credits from the first paragraphs; lines at the ends that only credit become credits, and
    names or a date that stand alone over the report are none of its text."""
    credits = list(draft.credits)
    for paragraph in draft.paragraphs[:3]:
        line = dateline_of(paragraph.text)
        draft.dateline = draft.dateline or line.place
        credits += line.credits
    kept: list[Paragraph] = []
    for i, paragraph in enumerate(draft.paragraphs):
        text = paragraph.text
        near_end = i >= len(draft.paragraphs) - 4
        if len(text) < 200 and near_end and groups("notices")["credit_line"].is_in(text):
            credits += agencies(text)
            continue
        if i < 3 and len(text) < 120 and (names := byline_of(text)):
            draft.bylines = draft.bylines or names
            continue
        if (
            i < 4
            and len(text) < 80
            and (_signs(text, draft.bylines) or stated_days(text) or _is_desk(text, draft.desks))
        ):
            continue
        kept.append(paragraph)
    draft.paragraphs = kept
    draft.credits = tuple(dict.fromkeys(credits))
