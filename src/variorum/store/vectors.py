"""Sentence vectors of the stories collated last, so that another report costs only its own sentences.

They are many times larger than the text: so the archive keeps those of the stories that changed last, up to a bound,
and a story that was quiet for long computes its own once more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xxhash import xxh3_128_digest

from variorum.store.archive import Archive

MOST_BYTES = 256 * 2**20
"""What is kept at most, besides the story that is at work: some 13,000 sentences."""


class KeptVectors:
    """The vectors of one story's sentences, by their text; new ones are written by `store`."""

    def __init__(self, archive: Archive, story: int, by: str) -> None:
        self._archive, self._story, self._by = archive, story, by
        self._asked: set[bytes] = set()
        self._new: dict[bytes, bytes] = {}

    def find(self, texts: Sequence[str]) -> dict[str, bytes]:
        """Those of `texts` whose vectors are kept."""
        rows = self._archive.db.execute("SELECT text, vectors FROM vectors WHERE story = ? AND made_by = ?", self._key)
        known: dict[bytes, bytes] = dict(rows)
        keys = {text: _hash(text) for text in texts}
        self._asked.update(keys.values())
        return {text: known[key] for text, key in keys.items() if key in known}

    def keep(self, made: Mapping[str, bytes]) -> None:
        """Remember what was computed anew until it is stored."""
        self._new.update((_hash(text), vectors) for text, vectors in made.items())

    def store(self, most: int = MOST_BYTES) -> None:
        """Write what is new, forget what the story does not ask for any more, and keep within the bound."""
        with self._archive.writing() as db:
            self._forget_unasked()
            rows = [(*self._key, text, len(vectors), vectors) for text, vectors in self._new.items()]
            db.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?, ?)", rows)
            _trim(self._archive, self._story, most)
        self._new.clear()

    @property
    def _key(self) -> tuple[int, str]:
        return self._story, self._by

    def _forget_unasked(self) -> None:
        db = self._archive.db
        kept = db.execute("SELECT made_by, text FROM vectors WHERE story = ?", (self._story,)).fetchall()
        gone = [(self._story, by, text) for by, text in kept if by != self._by or text not in self._asked]
        db.executemany("DELETE FROM vectors WHERE story = ? AND made_by = ? AND text = ?", gone)


def _hash(text: str) -> bytes:
    return xxh3_128_digest(text.encode(errors="replace"))


def _trim(archive: Archive, story: int, most: int) -> None:
    """Forget the vectors of the stories that changed longest ago, until those of all but `story` are within `most`."""
    rows = archive.db.execute(
        "SELECT story, held FROM (SELECT story, sum(size) AS held FROM vectors GROUP BY story)"
        " JOIN stories ON number = story WHERE story <> ? ORDER BY changed DESC, number DESC",
        (story,),
    )
    held = 0
    for number, size in rows.fetchall():
        held += size
        if held > most:
            archive.db.execute("DELETE FROM vectors WHERE story = ?", (number,))
