"""The dossier as JSON: schema, round trip, and verify."""

from __future__ import annotations

import json

import jsonschema
import pytest
from msgspec.structs import replace

from variorum.model import Dossier, IndependenceGroup, Mention, Quote, Span
from variorum.present.contract import NotADossier, decode, encode, make_schema, schema_text
from variorum.present.verify import problems


def test_the_schema_in_the_package_follows_from_the_records() -> None:
    """To renew it: write `make_schema()` to src/variorum/present/dossier.schema.json."""
    assert schema_text() == make_schema()


def test_a_dossier_validates_and_survives_the_round_trip(dossier: Dossier) -> None:
    raw = encode(dossier)
    jsonschema.validate(json.loads(raw), json.loads(schema_text()))
    assert decode(raw) == dossier
    assert encode(decode(raw)) == raw


def test_keys_promised_by_the_contract_are_there(dossier: Dossier) -> None:
    data = json.loads(encode(dossier))
    article = data["articles"][0]
    assert {"id", "source", "outlet", "title", "bylines", "credits", "dateline", "language", "text"} <= set(article)
    assert {"value", "low", "high", "basis", "because"} == set(article["published"])
    assert {"blocks", "sentences", "mentions", "times", "figures", "quotes"} <= set(article)
    claim = data["stories"][0]["claims"][0]
    assert {"id", "kind", "statement", "independent", "evidence", "groups"} <= set(claim)
    assert {"article", "spans", "exact", "prefix", "suffix", "stance", "attributed_to"} <= set(claim["evidence"][0])
    assert {"members", "basis", "origin"} == set(claim["groups"][0])
    difference = data["stories"][0]["differences"][0]
    assert {"id", "kind", "claim", "sides", "compatible", "development", "why"} <= set(difference)


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b'{"schema": "other/1"}', b"\xff\xfe", b"null"])
def test_what_is_no_dossier_is_refused(raw: bytes) -> None:
    with pytest.raises(NotADossier):
        decode(raw)


def test_verify_passes_a_sound_dossier(dossier: Dossier) -> None:
    assert list(problems(dossier)) == []


def _with_claim(dossier: Dossier, **changes: object) -> Dossier:
    story = dossier.stories[0]
    claims = (replace(story.claims[0], **changes), *story.claims[1:])
    return replace(dossier, stories=(replace(story, claims=claims),))


def test_verify_finds_words_that_are_not_in_the_text(dossier: Dossier) -> None:
    evidence = dossier.stories[0].claims[0].evidence
    lied = replace(evidence[0], exact="More than 90 sheds burned")
    assert any(
        "is not what the text holds" in p for p in problems(_with_claim(dossier, evidence=(lied, *evidence[1:])))
    )
    outside = replace(evidence[0], spans=(Span(5, 99_999),))
    found = list(problems(_with_claim(dossier, evidence=(outside, *evidence[1:]))))
    assert any("lies outside the text" in p for p in found)
    unknown = replace(evidence[0], article="nowhere")
    assert any("unknown article" in p for p in problems(_with_claim(dossier, evidence=(unknown, *evidence[1:]))))


def test_verify_finds_groups_that_are_no_partition(dossier: Dossier) -> None:
    twice = (IndependenceGroup((0, 1), "sole"), IndependenceGroup((1, 2), "sole"))
    assert any("not a partition" in p for p in problems(_with_claim(dossier, groups=twice)))


def test_verify_finds_spans_and_names_that_lead_nowhere(dossier: Dossier) -> None:
    first, *rest = dossier.articles
    bad = replace(first, mentions=(Mention(0, 4, "ORG", "e99"), Mention(7, 7, "ORG")))
    found = list(problems(replace(dossier, articles=(bad, *rest))))
    assert any("unknown entity e99" in p for p in found)
    assert any("lies outside" in p for p in found)


def test_verify_holds_a_headline_to_its_own_words(dossier: Dossier) -> None:
    """A span that fits the text and not the headline is a lie about the headline."""
    article = dossier.articles[0]
    size = len(article.title or "")
    for end, wrong in ((size, 0), (size + 1, 1)):
        quote = Quote("direct", (Span(0, end),))
        told = replace(dossier, articles=(replace(article, title_quotes=(quote,)), *dossier.articles[1:]))
        assert sum("outside the headline" in p for p in problems(told)) == wrong
