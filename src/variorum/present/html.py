"""The story page as one HTML file: no script, no outside load, everything from a page escaped."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from variorum.model import Dossier, Story
from variorum.present.build import story_page
from variorum.present.context import EpisodeView, Piece, in_quotes
from variorum.present.differences import KINDS
from variorum.present.sigla import stretches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment
    from markupsafe import Markup

    Links = Sequence[tuple[str, str]]


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates of this room: autoescape on everywhere, an unknown name is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    env = Environment(
        loader=PackageLoader("variorum.present", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {"pieces": pieces, "quotes": in_quotes, "stretches": stretches}
    env.globals["wordings"] = KINDS["quote wording"]
    return env


@lru_cache
def style(name: str = "story.css") -> str:
    """A style sheet, put into the page itself."""
    return (files("variorum.present") / "templates" / name).read_text(encoding="utf-8")


def pieces(run: Sequence[Piece]) -> Markup:
    """A run of words as escaped HTML: marked words in `<mark>`, anchors as ids."""
    from markupsafe import Markup, escape

    parts: list[Markup] = []
    for piece in run:
        text = pieces(piece.inner) if piece.inner else escape(piece.text)
        name = Markup(' id="{}"').format(piece.anchor) if piece.anchor else Markup("")
        if piece.soft:
            parts.append(Markup('<span class="soft">{}</span>').format(text))
        elif piece.shared:
            parts.append(Markup("<u>{}</u>").format(text))
        elif piece.marked:
            parts.append(Markup("<mark{}>{}</mark>").format(name, text))
        else:
            parts.append(Markup("<span{}>{}</span>").format(name, text) if piece.anchor else text)
    return Markup("").join(parts)


def render(
    dossier: Dossier, story: Story, others: Links = (), thread: Sequence[EpisodeView] | None = None, **app: object
) -> str:
    """The page of `story`; the same dossier gives the same bytes.

    `others` are (title, address) of sibling pages, `thread` the other episodes where the dossier has none; `app` is
    what the page gets when it stands in the web app (`site`, its places; `reader`, who reads it; `desk`, what they may
    decide here).
    """
    page = story_page(dossier, story, others)
    if thread is not None:
        page = replace(page, thread=tuple(thread))
    return render_template("story.html.j2", page=page, **({"site": (), "reader": None, "desk": None} | app))


def render_template(name: str, /, **context: object) -> str:
    """The template `name` filled with `context`; every template also gets the style sheet, that of the app with
    `site`."""
    from markupsafe import Markup

    sheet = style() + (style("app.css") if context.get("site") else "")
    return environment().get_template(name).render(style=Markup(sheet), **context)
