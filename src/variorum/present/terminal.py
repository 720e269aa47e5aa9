"""A readable summary for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model import Dossier
from variorum.present.build import story_page
from variorum.present.context import ClaimView, Quoted, Ref, StoryPage, in_quotes, words
from variorum.present.course import ALONE
from variorum.present.edition import in_marks
from variorum.present.sigla import stretches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

_AGREED, _DIFFERS, _LEFT_OUT, _SAID, _STANDS = 12, 8, 5, 3, 4
"""Lines of each kind shown on the terminal; the page has all."""
_DOTS = 10
"""Dots in a row that an eye still counts."""


def summary(dossier: Dossier, console: Console, most: int = 3) -> None:
    """Print the dossier's first `most` stories: agreements with origins, differences, quotes by speaker."""
    for story in dossier.stories[:most]:
        _story(story_page(dossier, story), console)
    rest = len(dossier.stories) - most
    if rest > 0:
        console.print(f"… and {rest} more {'story' if rest == 1 else 'stories'}", style="dim")


def _story(page: StoryPage, console: Console) -> None:
    from rich.markup import escape
    from rich.table import Table

    console.print(f"\n[bold]{_plain(page.title)}[/bold]\n[dim]{_plain(page.summary)}[/dim]")
    for r in page.reports:
        copied = f" · {r.copied}" if r.copied else ""
        _line(console, f"  [bold cyan]{r.siglum}[/]", f"{_plain(r.outlet)} [dim]· {_plain(r.day + copied)}[/]")
    if page.agreed:
        console.print("\n[bold]What the reports agree on[/] [dim](● independent origin, ○ repeats one)[/]")
        table = Table.grid(padding=(0, 1))
        for c in page.agreed[:_AGREED]:
            who = f"[dim]{_plain(c.speaker)}:[/] " if c.speaker else ""
            letters = _letters(c.refs)
            table.add_row(f"  [green]{_dots(c)}[/]", who + _plain(c.text), escape(letters))
        console.print(table)
        _more(console, len(page.agreed) - _AGREED)
    if page.differs:
        console.print("\n[bold]Where they differ[/]")
        for d in page.differs[:_DIFFERS]:
            _line(console, " ", f"[yellow]{_plain(d.title)}[/] [dim]({d.verdict})[/]")
            for q in [s.quoted[0] for s in d.sides if s.quoted]:
                _line(console, f"     {q.ref.siglum} ", _marked(q))
        _more(console, len(page.differs) - _DIFFERS)
    _left_out(page, console)
    if page.speakers:
        console.print("\n[bold]Who said what[/]")
        for s in page.speakers:
            console.print(f"  [bold]{_plain(s.name)}[/]")
            for u in s.utterances[:_SAID]:
                low, high = ("", "") if u.indirect else in_quotes(u.wordings[0])
                said = f"{low}{_plain(words(u.wordings[0]))}{high}"
                _line(console, "    ", f"{said} [dim]{_letters(u.refs)}[/]")
            _more(console, len(s.utterances) - _SAID, "     ")
    _actors(page, console)
    _course(page, console)


def _dots(claim: ClaimView) -> str:
    """A dot per report; beyond what a line holds the rest as a number."""
    dots = "●" * claim.filled + "○" * claim.hollow
    return dots if len(dots) <= _DOTS else f"{dots[:_DOTS]} +{len(dots) - _DOTS}"


def _letters(refs: Sequence[Ref]) -> str:
    return " ".join("–".join(ref.siglum for ref in run) for run in stretches(refs))


def _left_out(page: StoryPage, console: Console) -> None:
    if page.left_out:
        console.print("\n[bold]Told by most, left out by some[/]")
    for o in page.left_out[:_LEFT_OUT]:
        letters = _letters([s.ref for s in o.silent])
        _line(console, f"  {o.missing} [bold cyan]{letters}[/]", f"{_plain(o.text)} [dim]({o.line})[/]")
    _more(console, len(page.left_out) - _LEFT_OUT)


def _actors(page: StoryPage, console: Console) -> None:
    if page.actors:
        console.print("\n[bold]Where they stand[/]")
    for actor in page.actors[:_STANDS]:
        stands = [stand for position in actor.positions for stand in position]
        console.print(f"  [bold]{_plain(actor.name)}[/]")
        for stand in stands[:_SAID]:
            change = f" [yellow]({_plain(stand.change)})[/]" if stand.change else ""
            letters = _letters(stand.refs)
            said = _plain(in_marks(" ".join(stand.quoted.exact.split())))
            line = f"{_plain(stand.attitude)}{change}: {said} [dim]{letters}, {stand.day}[/]"
            _line(console, "    ", line)
        _more(console, len(stands) - _SAID, "     ")


def _course(page: StoryPage, console: Console) -> None:
    """Only who had something first or set something right: what each report adds is on the page."""
    told = [(r, part, line) for r in page.course for part in r.parts for line in part.lines if part.did != ALONE]
    if told:
        console.print("\n[bold]How it was reported[/]")
    for report, part, line in told[:_DIFFERS]:
        day = _plain(report.day)
        _line(console, f"  [bold cyan]{report.siglum}[/]", f"[dim]{day}[/] {part.did}: {_plain(line.text)}")
    _more(console, len(told) - _DIFFERS)


def _line(console: Console, lead: str, text: str) -> None:
    """`text` behind `lead`; where it is longer than the terminal is wide, its further lines begin below its first."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_row(lead, text)
    console.print(grid)


def _more(console: Console, n: int, indent: str = "  ") -> None:
    if n > 0:
        console.print(f"{indent}[dim]… {n} more[/]")


def _marked(q: Quoted) -> str:
    return "".join(f"[bold]{_plain(p.text)}[/]" if p.marked else _plain(p.text) for p in q.pieces)


def _plain(text: str | None) -> str:
    """Page text with markup escaped and control characters (terminal escapes among them) taken out."""
    from rich.markup import escape

    return escape("".join(c if c.isprintable() or c == " " else " " for c in text or ""))
