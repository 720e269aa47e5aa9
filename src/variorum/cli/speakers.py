"""`variorum speakers`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from variorum.cli.opened import open_dossier

if TYPE_CHECKING:
    from variorum.present.context import Utterance
    from variorum.present.edition import Edition


@click.command("speakers")
@click.argument("dossier")
@click.option("--person", help="Only those whose name holds this.")
def command(dossier: str, person: str | None) -> None:
    """List by person what they said, where, when, to whom, and in what wordings (DOSSIER is JSON from `collate`)."""
    from variorum.present.edition import edition
    from variorum.present.headlines import with_headlines
    from variorum.present.speaking import speakers

    data = open_dossier(dossier)
    for story in data.stories:
        ed = edition(data, story)
        for speaker in with_headlines(ed, speakers(ed)):
            if person and person.lower() not in speaker.name.lower():
                continue
            click.echo(speaker.name)
            for utterance in speaker.utterances:
                for line in _lines(ed, utterance):
                    click.echo(line)


def _lines(ed: Edition, utterance: Utterance) -> Iterator[str]:
    """Each wording with the letters of who printed it, then the reports with their days and to whom it was said."""
    from variorum.present.context import words
    from variorum.present.headlines import printers
    from variorum.present.phrasing import outlet_words, published_words

    for i, w in enumerate(utterance.wordings):
        said = _line(words(w)) if utterance.indirect else f"“{_line(words(w))}”"
        where = "headline of " if w.headline else ""
        yield f"  {'also: ' if i else ''}{said} [{where}{', '.join(printers(ed, w))}]"
    articles = {ed.sigla[i]: a for i, a in ed.articles.items()}
    reports = []
    for r in utterance.refs:
        article = articles[r.siglum]
        reports.append(
            f"{r.siglum} {_line(outlet_words(article.outlet, article.source))}, {published_words(article.published)}"
        )
    yield f"      {'; '.join(reports)}{f' · {_line(utterance.to)}' if utterance.to else ''}"


def _line(text: str) -> str:
    return "".join(c for c in " ".join(text.split()) if c.isprintable())
