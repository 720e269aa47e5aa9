"""Episodes of one long story are told, and kept apart from what only sounds alike."""

from __future__ import annotations

import numpy as np
import pytest

from variorum.cluster.stories import explain_stories, group_stories
from variorum.cluster.threads import BODY, MOST, NAMES, ties
from variorum.model.records import Article, Published


def _row(body: float, names: float) -> np.ndarray:
    return np.array([body, 0.1, names, 0.0], dtype=np.float32)


@pytest.mark.parametrize(
    ("body", "names", "tied"),
    [(BODY + 0.01, NAMES + 0.01, True), (BODY - 0.01, NAMES + 0.2, False), (BODY + 0.2, NAMES - 0.01, False)],
)
def test_both_words_and_names_are_asked(body: float, names: float, tied: bool) -> None:
    found = ties([0, 0, 2], [(0, 2, _row(body, names)), (1, 2, _row(body, names))])
    assert bool(found) is tied


def test_reports_of_one_story_are_no_thread() -> None:
    assert ties([0, 0], [(0, 1, _row(0.9, 0.9))]) == []


def test_only_the_strongest_of_many_are_named() -> None:
    links = [(0, other, _row(0.5, 0.4 + other / 100)) for other in range(1, 20)]
    found = ties(list(range(20)), links)
    assert sorted(tie.other for tie in found) == list(range(20 - MOST, 20))


EPISODES = {
    "2031-02-03": (
        "Savings bank shuts its doors",
        "Queues formed outside every branch of the Skarn Savings Bank on Monday after its doors stayed shut. Odo "
        "Brandvik, who founded it, had left Halmstrand overnight. The regulator froze 90 million crowns; "
        "pensioners knocked on windows and a baker said he could not pay for flour. {} found the vault empty.",
    ),
    "2032-09-20": (
        "Nine years for fraud",
        "A court sent banker Odo Brandvik to prison for nine years, ruling that he forged ledgers for a decade. Judge "
        "Ilka Thorne read the sentence in Halmstrand for two hours. His lawyer will appeal. Former customers of the "
        "Skarn Savings Bank applauded from the gallery, wrote {}, and some wept.",
    ),
}
OTHERS = (
    "Divers found the wreck of a trawler north of Lake Ommel, and curators hope to raise its bell before winter.",
    "Bakers of Lowmark sold bread by weight at the autumn fair again, as their guild did three hundred years ago.",
    "A goalkeeper of seventeen kept the visiting champions from scoring, to the delight of supporters in the rain.",
    "Astronomers measured methane above the frozen lake of a distant moon with a newly repaired telescope.",
    "Farmers marched through Tarnow against fertiliser prices while ministers debated subsidies in private.",
    "The old bridge of Port Elm will close in May for two years, engineers said after they inspected its pillars.",
    "Frost ruined the cherry blossom in the Vale; growers expect a third of last summer's harvest at best.",
    "A violin that lay in an attic for ninety years was played at the conservatory by its maker's granddaughter.",
)


def _articles() -> list[Article]:
    found = [
        Article(f"{day}-{n}", outlet, text.format(outlet), title, outlet, published=Published(day))
        for day, (title, text) in EPISODES.items()
        for n, outlet in enumerate(("The Courier", "The Herald") if day < "2032" else ("Radio Skarn", "Northern Mail"))
    ]
    others = [Article(f"x{n}", "x", text, published=Published("2032-09-20")) for n, text in enumerate(OTHERS)]
    return [*found, *others]


def test_two_episodes_of_a_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("variorum.cluster.stories.ONE_STORY", 0.7)  # what parts them is not asked here
    found = explain_stories(_articles())
    assert found.stories[:2] == (("2031-02-03-0", "2031-02-03-1"), ("2032-09-20-0", "2032-09-20-1"))
    (thread,) = found.threads
    assert (thread.one, thread.other) == ("2031-02-03-0", "2032-09-20-0")
    assert "Brandvik" in thread.names


def test_each_membership_says_why() -> None:
    articles = _articles()
    found = explain_stories(articles)
    assert found.stories == group_stories(articles)
    why = {m.article: m for m in found.memberships}
    assert set(why) == {a.id for a in articles}
    assert all(why[a].nearest in (None, *why) for a in why)
    assert why["2031-02-03-1"].nearest == "2031-02-03-0"
    assert why["2031-02-03-1"].days == 0
    assert "Brandvik" in why["2031-02-03-1"].names


def test_the_order_changes_nothing() -> None:
    articles = _articles()
    assert explain_stories(articles[::-1]) == explain_stories(articles)


def test_one_shared_word_joins_nothing_in_a_small_collection() -> None:
    assert all(len(group) == 1 for group in explain_stories(_articles()[4:]).stories)
