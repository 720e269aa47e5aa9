"""The other episodes of a story's thread stand on its page."""

from __future__ import annotations

from msgspec.structs import replace

from variorum.model import Dossier, Episode
from variorum.present import html, markdown
from variorum.present.context import EpisodeView

EARLIER = Episode("x", "Sheds inspected <b>", "2031-01-03", "2031-01-04", ("Tarnow Vale", "Brandt"))


def test_an_episode_is_named_with_its_days_and_names(dossier: Dossier) -> None:
    story = replace(dossier.stories[0], thread=(EARLIER,))
    page = html.render(dossier, story)
    assert "Earlier and later" in page
    assert "Sheds inspected &lt;b&gt;" in page
    assert "3–4 January 2031" in page
    assert "Tarnow Vale, Brandt" in page
    assert 'href="sheds.html"' not in page
    assert 'href="sheds.html"' in html.render(dossier, story, [("Sheds inspected <b>", "sheds.html")])
    assert "3–4 January 2031: Sheds inspected" in markdown.render(dossier, story)


def test_the_app_gives_its_own(dossier: Dossier) -> None:
    story = replace(dossier.stories[0], thread=(EARLIER,))
    shown = html.render(dossier, story, (), [EpisodeView("Later", "/story/9", "May 2031", ())])
    assert 'href="/story/9"' in shown
    assert "Sheds inspected" not in shown


def test_a_story_alone_has_no_thread(dossier: Dossier) -> None:
    assert "Earlier and later" not in html.render(dossier, dossier.stories[0])
