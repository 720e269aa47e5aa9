"""A story's reports under their letters, and how words of them are cited."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal
from urllib.parse import quote, urlsplit

from variorum.model import Article, Dossier, DossierArticle, Entity, Evidence, Span, Story
from variorum.present.context import Piece, Quoted, Ref
from variorum.present.sigla import assign, place

_WORD = re.compile(r"\w+|[^\w\s]|\s+")
_OPEN, _CLOSE = '“"„«', '”"“»'
_CONTEXT = 320
"""Code points of a sentence shown around the cited words; a longer sentence is cut at both ends."""
_GRAMMAR = 4
"""Letters up to which a word mostly holds a sentence together: from, that, will, with."""
_WHOLE = 0.9
"""Share of a sentence from which marking its words is marking all of it."""


@dataclass(frozen=True)
class Edition:
    """One story of a dossier with what is needed to cite it."""

    story: Story
    articles: dict[str, DossierArticle]
    sigla: dict[str, str]
    entities: dict[str, Entity]


def edition(dossier: Dossier, story: Story) -> Edition:
    """The edition of `story`: its own articles only, each with its letter."""
    own = {a.id: a for a in dossier.articles if a.id in set(story.articles)}
    return Edition(story, own, assign(own.values()), {e.id: e for e in dossier.entities})


def anchor(ed: Edition, article: str, span: Span) -> str:
    """Where the passage stands on the page: letter and offset, `A-120`."""
    return f"{ed.sigla[article]}-{span.start}"


def ref(ed: Edition, evidence: Evidence) -> Ref:
    """The citation of `evidence`."""
    return Ref(ed.sigla[evidence.article], anchor(ed, evidence.article, evidence.spans[0]))


def refs(ed: Edition, evidence: tuple[Evidence, ...]) -> tuple[Ref, ...]:
    """One citation per report, in the order of the letters."""
    first: dict[str, Ref] = {}
    for item in sorted(evidence, key=lambda e: (place(ed.sigla[e.article]), e.spans[0])):
        first.setdefault(item.article, ref(ed, item))
    return tuple(first.values())


def quoted(
    ed: Edition, evidence: Evidence, around: Literal["plain", "soft"] = "plain", marked: Sequence[Span] = ()
) -> Quoted:
    """The sentence around `evidence` with the cited words marked, or only those of `marked` (which lie in them).

    With `around="soft"` the cited words stand out by the others being set back, and nothing is marked.
    """
    article = ed.articles[evidence.article]
    start, end = _sentence_around(article, evidence)
    soft = around == "soft"
    pieces: list[Piece] = []
    at = start
    if start > 0 and not _begins(article, start):
        pieces.append(Piece("… ", soft=soft))
    for span in marked or evidence.spans:
        words = article.text[span.start : span.end]
        pieces += [Piece(article.text[at : span.start], soft=soft), Piece(words, marked=not soft)]
        at = span.end
    pieces.append(Piece(article.text[at:end], soft=soft))
    if not _ends(article, end):
        pieces.append(Piece(" …", soft=soft))
    return _quoted(ed, evidence, _telling([p for p in pieces if p.text]))


def _quoted(ed: Edition, evidence: Evidence, pieces: Sequence[Piece]) -> Quoted:
    first, last = evidence.spans[0], evidence.spans[-1]
    place = f"{evidence.article}:{first.start}-{last.end}"
    return Quoted(
        ref(ed, evidence), tuple(pieces), evidence.exact, live(ed.articles[evidence.article], evidence), place
    )


def _telling(pieces: Sequence[Piece]) -> list[Piece]:
    """`pieces` without their marks where these would mark the whole sentence, and so tell nothing."""
    marked = sum(len(p.text) for p in pieces if p.marked)
    if marked < _WHOLE * sum(len(p.text) for p in pieces):
        return list(pieces)
    return [Piece("".join(p.text for p in pieces))]


def shown(text: str) -> str:
    """Words to be shown between quotation marks: without their own outer marks, and the comma before a cue.

    A mark at an end whose other half lies outside the words is left out as well.
    """
    text = text.strip()
    if text[:1] in _OPEN and not any(c in _CLOSE for c in text[1:-2]):
        text = text[1:].rstrip(_CLOSE)
    if text[-1:] == "”" and "“" not in text:
        text = text[:-1]
    if text[:1] == "“" and "”" not in text:
        text = text[1:]
    return text.rstrip(",")


def in_marks(text: str) -> str:
    """`text` between quotation marks; a sentence that holds a quote of its own keeps its marks and gets no others."""
    bare = shown(text)
    return bare if any(c in bare for c in _OPEN + _CLOSE) else f"“{bare}”"


def wording(ed: Edition, evidence: Evidence, against: str | None) -> Quoted:
    """The cited words alone; those that `against` (another wording) does not have are marked."""
    words = shown(evidence.exact)
    pieces = (Piece(words),) if against is None else tuple(differing(words, shown(against)))
    return _quoted(ed, evidence, pieces)


def differing(text: str, against: str) -> list[Piece]:
    """`text` in pieces, marked where `against` has other words (case, marks and white space aside)."""
    mine, theirs = _WORD.findall(text), _WORD.findall(against)
    matcher = SequenceMatcher(None, [w.lower() for w in mine], [w.lower() for w in theirs], autojunk=False)
    return _joined(
        [
            Piece("".join(mine[low:high]), marked=tag != "equal" and any(_is_word(w) for w in mine[low:high]))
            for tag, low, high, _, _ in matcher.get_opcodes()
            if low < high
        ]
    )


def common(text: str, against: str) -> list[Piece]:
    """`text` in pieces, the words shared that `against` has as well; small words alone are no common ground."""
    theirs = {w.casefold() for w in _WORD.findall(against)}
    pieces: list[Piece] = []
    for both, words in _runs(_WORD.findall(text), theirs):
        telling = [n for n, w in enumerate(words) if both and _tells(w)]
        if telling:
            low, high = telling[0], telling[-1] + 1
            parts = ("".join(words[:low]), "".join(words[low:high]), "".join(words[high:]))
            pieces += [Piece(parts[0]), Piece(parts[1], shared=True), Piece(parts[2])]
        else:
            pieces.append(Piece("".join(words)))
    return [p for p in pieces if p.text]


def _runs(tokens: Sequence[str], theirs: Set[str]) -> list[tuple[bool, list[str]]]:
    """`tokens` in runs of words that are among `theirs` and of others; a space belongs to the run before it."""
    runs: list[tuple[bool, list[str]]] = []
    for token in tokens:
        both = bool(runs) and runs[-1][0] if token.isspace() else _is_word(token) and token.casefold() in theirs
        if not runs or runs[-1][0] != both:
            runs.append((both, []))
        runs[-1][1].append(token)
    return runs


def _tells(word: str) -> bool:
    """Whether a word is more than grammar: long, a name, a figure, or an abbreviation."""
    short = _GRAMMAR - 1 if word[:1].isupper() else _GRAMMAR
    return len(word) > short or any(c.isdigit() for c in word) or (len(word) > 1 and word.isupper())


def _is_word(token: str) -> bool:
    return any(c.isalnum() for c in token)


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """`pieces` with one mark where two would have only white space between them."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.marked and len(found) > 1 and found[-2].marked and not found[-1].text.strip():
            gap, before = found.pop(), found.pop()
            piece = Piece(before.text + gap.text + piece.text, marked=True)
        found.append(piece)
    return found


def live(article: Article | DossierArticle, evidence: Evidence) -> str | None:
    """The address of the words on the live page (a WICG text fragment), for pages that came from the web."""
    if not article.url or urlsplit(article.url).scheme not in ("http", "https"):
        return None
    words = article.text[evidence.spans[0].start : evidence.spans[0].end]
    return f"{article.url.split('#')[0]}#{text_fragment(words)}"


def text_fragment(words: str) -> str:
    """What leads a browser to these words on a page (WICG, Text Fragments)."""
    parts = words.split()
    # a long passage is named by its first and last words: the page may break it differently
    ends = [" ".join(parts)] if len(parts) <= 8 else [" ".join(parts[:4]), " ".join(parts[-4:])]
    return f":~:text={','.join(quote(part, safe='').replace('-', '%2D') for part in ends)}"


def paragraphs(ed: Edition, article: DossierArticle, cited: set[Span]) -> tuple[tuple[Piece, ...], ...]:
    """The article's text by blocks, with every cited passage marked and anchored."""
    blocks = [(b.start, b.end) for b in article.blocks] or [(0, len(article.text))]
    return tuple(tuple(_cut(ed, article, start, end, cited)) for start, end in blocks if start < end)


def _cut(ed: Edition, article: DossierArticle, start: int, end: int, cited: set[Span]) -> list[Piece]:
    """The block's cited passages with the text between them: each is whole, and holds those that begin inside it."""
    inside = [(max(s.start, start), min(s.end, end)) for s in cited if s.start < end and s.end > start]
    longest: dict[int, int] = {}
    for low, high in inside:
        longest[low] = max(high, longest.get(low, 0))
    return _nested(article.text, start, end, sorted(longest.items()), ed.sigla[article.id])


def _nested(text: str, start: int, end: int, spans: Sequence[tuple[int, int]], letter: str) -> list[Piece]:
    """`text[start:end]` with `spans`, in order of their starts, one per start; one that crosses another's end is cut
    there, for tags cannot cross."""
    pieces: list[Piece] = []
    at = start
    rest = deque(spans)
    while rest:
        low, high = rest.popleft()
        within = []
        while rest and rest[0][0] < high:
            within.append((rest[0][0], min(rest[0][1], high)))
            rest.popleft()
        inner = tuple(_nested(text, low, high, within, letter)) if within else ()
        pieces += [Piece(text[at:low]), Piece("" if inner else text[low:high], True, f"{letter}-{low}", inner)]
        at = high
    pieces.append(Piece(text[at:end]))
    return [p for p in pieces if p.text or p.inner]


def _sentence_around(article: DossierArticle, evidence: Evidence) -> tuple[int, int]:
    low, high = evidence.spans[0].start, evidence.spans[-1].end
    start = max((s.start for s in article.sentences if s.start <= low), default=low)
    end = min((s.end for s in article.sentences if s.end >= high), default=high)
    spare = max(0, _CONTEXT - (high - low)) // 2
    return max(start, _word_start(article.text, low - spare)), min(end, _word_end(article.text, high + spare))


def _word_start(text: str, at: int) -> int:
    at = max(0, at)
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    at = min(len(text), at)
    while at < len(text) and not text[at].isspace():
        at += 1
    return at


def _begins(article: DossierArticle, at: int) -> bool:
    return any(s.start == at for s in article.sentences)


def _ends(article: DossierArticle, at: int) -> bool:
    return any(s.end == at for s in article.sentences)
