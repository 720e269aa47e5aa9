"""`variorum explain`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from variorum.cli.opened import open_sound
from variorum.cli.rows import printable
from variorum.model import Claim, Dossier
from variorum.model.support import reports
from variorum.present.agreed import why_one
from variorum.present.edition import in_marks
from variorum.present.phrasing import count_words


@click.command("explain")
@click.argument("dossier")
@click.argument("claim", required=False)
def command(dossier: str, claim: str | None) -> None:
    """Say why the evidence of CLAIM (an id, or words of its statement) was read as one, and how it was grouped.

    Without CLAIM the statements are listed, one a line, those of several reports first.
    """
    data = open_sound(dossier)
    if claim is None:
        _list(data)
        return
    found = _matching(data, claim)
    if not found:
        raise click.ClickException(
            f"no claim has the id or the words “{claim}”; `variorum explain {dossier}` lists all"
        )
    sources = {a.id: printable(a.source) for a in data.articles}
    for item in found:
        click.echo(f"{item.id} ({item.kind}): {printable(in_marks(item.statement))}")
        click.echo(f"  joined: {printable(item.because) or 'a single report states it'}")
        for n, evidence in enumerate(item.evidence):
            near = " (near it, but not surely the same, and so not counted)" if evidence.stance == "mentions" else ""
            click.echo(f"  [{n}] {sources[evidence.article]}: {printable(in_marks(evidence.exact))}{near}")
        for line in _joins(item, sources):
            click.echo(line)
        for group in (g for g in item.groups if any(item.evidence[m].stance == "supports" for m in g.members)):
            members = ", ".join(str(m) for m in group.members)
            those = len({item.evidence[m].article for m in group.members})
            click.echo(f"  origin of [{members}]: {printable(why_one(group, those))}")
        click.echo(f"  independent origins: {item.independent}")


def _list(data: Dossier) -> None:
    """Every claim in a line: its id, how many origins and reports it has, its statement."""
    claims = [c for s in data.stories for c in s.claims]
    for claim in sorted(claims, key=lambda c: len(reports(c)) < 2):
        counts = f"{count_words(claim.independent, 'origin')}, {count_words(len(reports(claim)), 'report')}"
        click.echo(f"{claim.id}  {counts}: {printable(' '.join(in_marks(claim.statement).split()))}")


def _joins(claim: Claim, sources: dict[str, str]) -> Iterator[str]:
    """What spoke for each sentence, with the weight of each kind of evidence."""
    from variorum.align.claims.linking import FEATURES, SURE, stated

    weight = dict(zip(FEATURES, stated().by_feature, strict=True))
    for join in claim.joins:
        yield (
            f"  {sources[join.article]}: covers {join.covered:.0%} of the clause (weight {weight['covered']:.2f}), "
            f"nearest clause {join.alike:.0%} alike ({weight['alike']:.2f}), "
            f"slots {join.slots:.0%} ({weight['decided']:.2f}): {join.sure:.0%} sure, at least {SURE:.0%} is asked"
        )


def _matching(data: Dossier, wanted: str) -> list[Claim]:
    claims = [c for s in data.stories for c in s.claims]
    exact = [c for c in claims if c.id == wanted]
    return exact or [c for c in claims if wanted.lower() in c.statement.lower()]
