"""`variorum speakers`."""

from __future__ import annotations

import click

from variorum.cli.opened import open_dossier


@click.command("speakers")
@click.argument("dossier")
@click.option("--person", help="Only those whose name holds this.")
def command(dossier: str, person: str | None) -> None:
    """List by person what they said, where, when, to whom, and in what wordings (DOSSIER is JSON from `collate`)."""
    from variorum.present.build import story_page
    from variorum.present.context import words

    data = open_dossier(dossier)
    for story in data.stories:
        page = story_page(data, story)
        days = {r.siglum: r for r in page.reports}
        for speaker in page.speakers:
            if person and person.lower() not in speaker.name.lower():
                continue
            click.echo(speaker.name)
            for u in speaker.utterances:
                for i, w in enumerate(u.wordings):
                    said = _line(words(w)) if u.indirect else f"“{_line(words(w))}”"
                    click.echo(f"  {'also: ' if i else ''}{said}")
                where = "; ".join(f"{r.siglum} {days[r.siglum].outlet}, {days[r.siglum].day}" for r in u.refs)
                click.echo(f"      {where}{f' · {u.to}' if u.to else ''}")


def _line(text: str) -> str:
    return "".join(c for c in " ".join(text.split()) if c.isprintable())
