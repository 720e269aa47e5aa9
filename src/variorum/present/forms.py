"""The forms in which one story can be had as a file."""

from __future__ import annotations

import json

from variorum.model import Dossier, Story

ENDINGS = {"html": ".html", "markdown": ".md", "pdf": ".pdf", "json": ".json", "jsonld": ".jsonld"}
"""Name of each form and the ending of its files."""


def as_form(form: str, dossier: Dossier, story: Story, others: list[tuple[str, str]] | None = None) -> bytes:
    """`story` as the bytes of a file; `others` are headlines and addresses of further stories, for the page's links.

    JSON and JSON-LD hold the whole of `dossier`. Raises `PdfMissing` where the extra `pdf` is not installed.
    """
    if form == "html":
        from variorum.present import html

        return html.render(dossier, story, others or []).encode()
    if form == "markdown":
        from variorum.present import markdown

        return markdown.render(dossier, story).encode()
    if form == "pdf":
        from variorum.present import pdf

        return pdf.render(dossier, story)
    if form == "jsonld":
        from variorum.present.linked import linked

        return json.dumps(linked(dossier), ensure_ascii=False, indent=1).encode()
    from variorum.present.contract import encode

    return encode(dossier)
