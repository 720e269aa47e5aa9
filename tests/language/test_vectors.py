"""Sentence vectors do not depend on what is computed beside them, and numpy keeps to one thread unless told."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from variorum.align.claims.candidates import FLOOR, NEAREST, nearest
from variorum.language import vectors
from variorum.language.vectors import embed, embed_pieces

SENTENCES = [
    "The council of Oster Bay voted on Tuesday to close the northern pier.",
    "It closes.",
    "Councillors, after a long evening in which nobody was asked twice, agreed that the pier at the north end be shut.",
    "Ferries to Lund Island will run from the harbour instead, the company said.",
]


def test_a_vector_does_not_depend_on_the_sentences_beside_it() -> None:
    together, pieces = embed_pieces(SENTENCES)
    for text, row, piece in zip(SENTENCES, together, pieces, strict=True):
        alone, own = embed_pieces([text], batch=1)
        assert np.allclose(alone[0], row, atol=1e-6)
        assert own[0].words == piece.words
        assert np.allclose(own[0].vectors.astype(float), piece.vectors.astype(float), atol=2e-3)
    assert np.allclose(embed(SENTENCES[::-1]), together[::-1], atol=1e-6)


def test_no_bit_depends_on_how_many_batches_run_beside_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [f"{sentence} Item {n}." for n in range(12) for sentence in SENTENCES]
    found = []
    for threads in (1, 3):
        monkeypatch.setattr(vectors, "_cores", lambda threads=threads: threads)
        found.append(embed_pieces(many, batch=5))
    (one, pieces), (other, others) = found
    assert np.array_equal(one, other)
    assert all(np.array_equal(a.vectors, b.vectors) for a, b in zip(pieces, others, strict=True))


def test_the_nearest_are_those_that_comparing_all_with_all_finds() -> None:
    rows = np.random.default_rng(7).normal(size=(60, 5)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    cosines = rows @ rows.T
    wanted = {
        (min(i, int(j)), max(i, int(j)))
        for i in range(len(rows))
        for j in np.argsort(-cosines[i], kind="stable")[: NEAREST + 1]
        if i != j and cosines[i, j] >= FLOOR
    }
    found = nearest(rows)
    assert set(found) == wanted
    assert all(abs(cosines[pair] - cosine) < 1e-6 for pair, cosine in found.items())


@pytest.mark.parametrize(("given", "kept"), [(None, "1"), ("2", "2")])
def test_small_products_stay_on_one_thread_unless_somebody_says_otherwise(given: str | None, kept: str) -> None:
    surroundings = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
    surroundings |= {"OPENBLAS_NUM_THREADS": given} if given else {}
    look = "import sys, variorum.align.collate, os; print('numpy' in sys.modules, os.environ['OPENBLAS_NUM_THREADS'])"
    told = subprocess.run([sys.executable, "-c", look], env=surroundings, check=True, capture_output=True, text=True)
    assert told.stdout.split() == ["False", kept]
