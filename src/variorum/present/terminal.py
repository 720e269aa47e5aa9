"""A readable summary for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model import Dossier
from variorum.present.build import story_page
from variorum.present.context import Quoted, StoryPage, in_quotes, words
from variorum.present.course import ALONE
from variorum.present.edition import in_marks

if TYPE_CHECKING:
    from rich.console import Console

_AGREED, _DIFFERS, _LEFT_OUT, _SAID, _STANDS = 12, 8, 5, 3, 4
"""Lines of each kind shown on the terminal; the page has all."""


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
        console.print("\n[bold]Agreed[/] [dim](● independent origin, ○ repeats one)[/]")
        table = Table.grid(padding=(0, 1))
        for c in page.agreed[:_AGREED]:
            who = f"[dim]{_plain(c.speaker)}:[/] " if c.speaker else ""
            letters = " ".join(r.siglum for r in c.refs)
            table.add_row(f"  [green]{'●' * c.filled}{'○' * c.hollow}[/]", who + _plain(c.text), escape(letters))
        console.print(table)
        _more(console, len(page.agreed) - _AGREED)
    if page.differs:
        console.print("\n[bold]Differs[/]")
        for d in page.differs[:_DIFFERS]:
            about = f": {_plain(d.about)}" if d.about else ""
            _line(console, " ", f"[yellow]{d.kind}[/]{about} [dim]({d.verdict})[/]")
            for q in [s.quoted[0] for s in d.sides if s.quoted]:
                _line(console, f"     {q.ref.siglum} ", _marked(q))
        _more(console, len(page.differs) - _DIFFERS)
    _left_out(page, console)
    if page.speakers:
        console.print("\n[bold]Said[/]")
        for s in page.speakers:
            console.print(f"  [bold]{_plain(s.name)}[/]")
            for u in s.utterances[:_SAID]:
                low, high = ("", "") if u.indirect else in_quotes(u.wordings[0])
                said = f"{low}{_plain(words(u.wordings[0]))}{high}"
                _line(console, "    ", f"{said} [dim]{' '.join(r.siglum for r in u.refs)}[/]")
            _more(console, len(s.utterances) - _SAID, "     ")
    _actors(page, console)
    _course(page, console)


def _left_out(page: StoryPage, console: Console) -> None:
    if page.left_out:
        console.print("\n[bold]Left out[/]")
    for o in page.left_out[:_LEFT_OUT]:
        letters = " ".join(s.ref.siglum for s in o.silent)
        _line(console, f"  {o.missing} [bold cyan]{letters}[/]", f"{_plain(o.text)} [dim]({o.line})[/]")
    _more(console, len(page.left_out) - _LEFT_OUT)


def _actors(page: StoryPage, console: Console) -> None:
    if page.actors:
        console.print("\n[bold]Stand[/]")
    for actor in page.actors[:_STANDS]:
        stands = [stand for position in actor.positions for stand in position]
        console.print(f"  [bold]{_plain(actor.name)}[/]")
        for stand in stands[:_SAID]:
            change = f" [yellow]({_plain(stand.change)})[/]" if stand.change else ""
            letters = " ".join(r.siglum for r in stand.refs)
            said = _plain(in_marks(" ".join(stand.quoted.exact.split())))
            line = f"{_plain(stand.attitude)}{change}: {said} [dim]{letters}, {stand.day}[/]"
            _line(console, "    ", line)
        _more(console, len(stands) - _SAID, "     ")


def _course(page: StoryPage, console: Console) -> None:
    """Only who had something first or set something right: what each report adds is on the page."""
    told = [(r, part, line) for r in page.course for part in r.parts for line in part.lines if part.did != ALONE]
    if told:
        console.print("\n[bold]Reported[/]")
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
