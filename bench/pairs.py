"""Whole sentences in pairs: paraphrase on MSRP, contradiction on SICK. Test halves only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from bench.claim_data import Pair, lone_sentences, pair_rows
from bench.row import Row
from variorum.align.statements import Comparison, compare
from variorum.language.vectors import embed
from variorum.scoring.counts import Hits

PUBLISHED = "published"


def run(shared: Path) -> list[Row]:
    """F1 of paraphrase, beside a yes to every pair, and precision, recall and F1 of contradiction."""
    msrp = _compared(pair_rows(shared, ["msrp"], ["test"]))
    sick = _compared(pair_rows(shared, ["sick"], ["test"]))
    same = _score(msrp, "paraphrase", lambda c: c.same > 0.5)
    against = _score(sick, "contradiction", lambda c: c.contradicts > 0.5)
    right = sum((p.label == "paraphrase") == (c.same > 0.5) for p, c in msrp) / len(msrp)
    note = "fitted on train and val; test seen once"
    return [
        Row("msrp test", "paraphrase F1", same.f1, "all pairs", _score(msrp, "paraphrase", lambda _: True).f1, note),
        Row("msrp test", "paraphrase F1", same.f1, "Wan et al. 2006", 0.83, PUBLISHED),
        Row("msrp test", "accuracy", right, "Wan et al. 2006", 0.756, PUBLISHED),
        Row("sick test", "contradiction precision", against.precision, note="fitted on train and trial"),
        Row("sick test", "contradiction recall", against.recall, note="fitted on train and trial"),
        Row("sick test", "contradiction F1", against.f1, note="fitted on train and trial"),
    ]


def _compared(rows: Sequence[Pair]) -> list[tuple[Pair, Comparison]]:
    known = lone_sentences(t for r in rows for t in (r.a, r.b))
    texts = list(known)
    at = {text: i for i, text in enumerate(texts)}
    vectors = embed(texts)
    return [(r, compare(known[r.a], known[r.b], float(vectors[at[r.a]] @ vectors[at[r.b]]))) for r in rows]


def _score(pairs: Sequence[tuple[Pair, Comparison]], label: str, says: Callable[[Comparison], bool]) -> Hits:
    return Hits(
        right=sum(p.label == label and says(c) for p, c in pairs),
        wrong=sum(p.label != label and says(c) for p, c in pairs),
        missed=sum(p.label == label and not says(c) for p, c in pairs),
    )
