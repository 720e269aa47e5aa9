"""`variorum speakers`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from variorum.cli.opened import open_sound
from variorum.cli.rows import Row, json_option, print_rows, printable, warn

if TYPE_CHECKING:
    from variorum.model import Dossier
    from variorum.present.context import SpeakerView, Utterance
    from variorum.present.edition import Edition


@click.command("speakers")
@click.argument("dossier")
@click.option("--person", help="Only those whose name holds this.")
@json_option
def command(dossier: str, person: str | None, as_json: bool) -> None:
    """List by person what they said, where, when, to whom, and in what wordings (DOSSIER is JSON from `collate`).

    Exit code 1: nobody is quoted.
    """
    data, heard = open_sound(dossier), False
    for ed, speaker in _speakers(data):
        if person and person.lower() not in speaker.name.lower():
            continue
        heard = True
        if as_json:
            print_rows(_rows(ed, speaker))
            continue
        click.echo(printable(speaker.name))
        for utterance in speaker.utterances:
            for line in _lines(ed, utterance):
                click.echo(line)
    if not heard:
        warn(f"nobody whose name holds “{person}” is quoted" if person else "nobody is quoted by name")
        raise SystemExit(1)


def _speakers(data: Dossier) -> Iterator[tuple[Edition, SpeakerView]]:
    from variorum.present.edition import edition
    from variorum.present.headlines import with_headlines
    from variorum.present.speaking import speakers

    for story in data.stories:
        ed = edition(data, story)
        yield from ((ed, speaker) for speaker in with_headlines(ed, speakers(ed)))


def _rows(ed: Edition, speaker: SpeakerView) -> Iterator[Row]:
    """A row for each wording; those of one utterance have its number."""
    from variorum.present.context import words
    from variorum.present.headlines import printers

    articles = {siglum: id for id, siglum in ed.sigla.items()}
    who: Row = {"story": ed.story.id, "speaker": speaker.entity, "name": speaker.name}
    for n, utterance in enumerate(speaker.utterances, 1):
        told: Row = {"utterance": n, "indirect": utterance.indirect, "to": utterance.to}
        for w in utterance.wordings:
            printed = [articles[letter] for letter in printers(ed, w)]
            yield {**who, **told, "words": words(w), "headline": w.headline, "articles": printed}


def _lines(ed: Edition, utterance: Utterance) -> Iterator[str]:
    """Each wording with the letters of who printed it, then the reports with their days and to whom it was said."""
    from variorum.present.context import words
    from variorum.present.headlines import printers
    from variorum.present.phrasing import outlet_words, published_words

    for i, w in enumerate(utterance.wordings):
        said = printable(words(w)) if utterance.indirect else f"“{printable(words(w))}”"
        where = "headline of " if w.headline else ""
        yield f"  {'also: ' if i else ''}{said} [{where}{', '.join(printers(ed, w))}]"
    articles = {ed.sigla[i]: a for i, a in ed.articles.items()}
    reports = []
    for r in utterance.refs:
        article = articles[r.siglum]
        outlet = printable(outlet_words(article.outlet, article.source))
        reports.append(f"{r.siglum} {outlet}, {published_words(article.published)}")
    yield f"      {'; '.join(reports)}{f' · {printable(utterance.to)}' if utterance.to else ''}"
