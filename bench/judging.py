"""How much of what is shown is right, by reading: draws a sample, shows what nobody has read yet, scores what was read.

python -m bench.judging sample [N]         N claims of several reports and N differences; prints those without a verdict
python -m bench.judging record FILE [N]    takes verdicts, a line each: key, right or wrong, category; tabs between
python -m bench.judging score [N]          the share that is right, by part and kind, and the wrong ones by category

An item's key is a hash of what its verdict depends on: the offsets of all its evidence and, for a claim, the statement
shown; for a difference, its kind, its sides and its compatibility. The N smallest keys are drawn: a sample
needs no seed and does not depend on order, and after a change of rules only new items are to be read.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import as_file, files
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from xxhash import xxh3_64_hexdigest

from bench.claim_data import GOLD, articles_of, story_rows
from variorum.model import Claim, Difference, Dossier, DossierArticle, Evidence
from variorum.model.support import only_supported, reports
from variorum.pipeline import collate_paths
from variorum.pipeline.run import annotate_articles, collate_layered

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
STORIES = GOLD / "judged_stories.tsv"
JUDGEMENTS = GOLD / "judgements.tsv"
SIZE = 100
AROUND = 240
"""Code points shown on each side of evidence."""


class Verdict(Struct, frozen=True, order=True):
    """What a reader said of one item; `round` is the last sample that held it."""

    part: str
    set: str
    story: str
    kind: str
    key: str
    verdict: str
    category: str
    round: int

    @property
    def right(self) -> bool:
        """Whether a reader would stand by the item."""
        return self.verdict == "right"


class Item(Struct, frozen=True):
    """A claim or difference as it is shown, and how it reads."""

    part: str
    set: str
    story: str
    kind: str
    key: str
    sheet: str


def draw(shared: Path, size: int) -> list[Item]:
    """The sample: `size` claims and `size` differences of the stories listed, all where there are fewer."""
    items = [
        item
        for name, story, parts in _stories()
        for item in items_of(_dossier(shared, name, story), name, story)
        if item.part in parts
    ]
    return [i for part in ("claim", "difference") for i in _smallest((i for i in items if i.part == part), size)]


def _smallest(items: Iterable[Item], size: int) -> list[Item]:
    return sorted({i.key: i for i in items}.values(), key=lambda i: i.key)[:size]


def _stories() -> list[tuple[str, str, list[str]]]:
    """Set, story and the parts judged of it: differences are rarer, so more stories are gone through for them."""
    rows = (row.split("\t") for row in STORIES.read_text(encoding="utf-8").splitlines()[1:])
    return [(name, story, parts.split()) for name, story, parts in rows]


def _dossier(shared: Path, name: str, story: str) -> Dossier:
    if name == "sample":
        with as_file(files("variorum.sample") / "pages") as pages:
            return collate_paths([pages])
    return collate_layered(list(annotate_articles(list(articles_of(story_rows(shared, name)[story])))))


def items_of(dossier: Dossier, name: str, story: str) -> Iterator[Item]:
    """The claims of several reports and all differences of `dossier`."""
    articles = {a.id: a for a in dossier.articles}
    for found in dossier.stories:
        for claim in map(only_supported, found.claims):
            if len(reports(claim)) > 1:
                yield Item("claim", name, story, claim.kind, claim_key(claim), _claim_sheet(claim, articles))
        for d in found.differences:
            yield Item("difference", name, story, d.kind, difference_key(d), _difference_sheet(d, articles))


def claim_key(claim: Claim) -> str:
    """Of the statement shown and the offsets of its evidence."""
    return xxh3_64_hexdigest("\n".join([claim.statement, *_places(claim.evidence)]).encode())


def difference_key(difference: Difference) -> str:
    """Of the kind, the compatibility and the offsets of each side, in whatever order the sides stand."""
    sides = sorted(" | ".join(_places(side.evidence)) for side in difference.sides)
    return xxh3_64_hexdigest("\n".join([difference.kind, str(difference.compatible), *sides]).encode())


def _places(evidence: Iterable[Evidence]) -> list[str]:
    return sorted(f"{e.article} {' '.join(f'{s.start}-{s.end}' for s in e.spans)}" for e in evidence)


def _claim_sheet(claim: Claim, articles: dict[str, DossierArticle]) -> str:
    return "\n".join([f"STATEMENT {claim.statement}", *(_words(e, articles[e.article]) for e in claim.evidence)])


def _difference_sheet(d: Difference, articles: dict[str, DossierArticle]) -> str:
    lines = [f"ABOUT {d.about} | compatible {d.compatible}, development {d.development}", f"WHY {d.why}"]
    for side in d.sides:
        lines += [f"SIDE {side.value}", *(_words(e, articles[e.article]) for e in side.evidence)]
    return "\n".join(lines)


def _words(evidence: Evidence, article: DossierArticle) -> str:
    start, end = evidence.spans[0].start, evidence.spans[-1].end
    before, after = article.text[max(0, start - AROUND) : start], article.text[end : end + AROUND]
    seen = " ".join(f"…{before}[[{evidence.exact}]]{after}…".split())
    return f"  {article.outlet}, {article.published.value}: {seen}"


def read_verdicts() -> dict[str, Verdict]:
    """The verdicts so far, by key."""
    rows = (line.split("\t") for line in JUDGEMENTS.read_text(encoding="utf-8").splitlines()[1:])
    verdicts = [
        Verdict(part, name, story, kind, key, verdict, category, int(last))
        for part, name, story, kind, key, verdict, category, last in rows
    ]
    return {v.key: v for v in verdicts}


def _write(verdicts: Iterable[Verdict]) -> None:
    names = Verdict.__struct_fields__
    rows = ["\t".join(str(getattr(v, n)) for n in names) for v in sorted(verdicts)]
    JUDGEMENTS.write_text("\n".join(["\t".join(names), *rows, ""]), encoding="utf-8")


def record(items: Sequence[Item], file: Path) -> int:
    """Add the verdicts in `file` to the table and mark what `items` hold as of a new round; how many are still unread.

    Raises `ValueError` for a verdict that is neither right nor wrong, or a wrong one without a category.
    """
    known = read_verdicts()
    latest = 1 + max((v.round for v in known.values()), default=0)
    told = dict(_told(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    for item in items:
        if item.key in told:
            verdict, category = told[item.key]
            known[item.key] = Verdict(item.part, item.set, item.story, item.kind, item.key, verdict, category, latest)
        elif item.key in known:
            known[item.key] = replace(known[item.key], round=latest)
    _write(known.values())
    return sum(i.key not in known for i in items)


def _told(line: str) -> tuple[str, tuple[str, str]]:
    key, verdict, category = (line + "\t\t").split("\t")[:3]
    if verdict not in ("right", "wrong") or (verdict == "wrong" and not category):
        raise ValueError(f"not a verdict: {line}")
    return key, (verdict, category)


def latest_round() -> list[Verdict]:
    """The verdicts on the claims and on the differences read last; the two may have been read in different rounds."""
    verdicts = list(read_verdicts().values())
    last = {v.part: 0 for v in verdicts}
    for verdict in verdicts:
        last[verdict.part] = max(last[verdict.part], verdict.round)
    return [v for v in verdicts if v.round == last[v.part]]


def _tell(verdicts: Sequence[Verdict], unread: int) -> None:
    for part in ("claim", "difference"):
        own = [v for v in verdicts if v.part == part]
        print(f"{part}s: {sum(v.right for v in own)} of {len(own)} right")
        for kind in sorted({v.kind for v in own}):
            of_kind = [v.right for v in own if v.kind == kind]
            print(f"  {kind}: {sum(of_kind)} of {len(of_kind)}")
        for category, count in Counter(v.category for v in own if not v.right).most_common():
            print(f"  wrong, {category}: {count}")
    print(f"without a verdict: {unread}")


def main(arguments: list[str]) -> int:
    """Run `sample`, `record` or `score`; 2 when asked for anything else."""
    sizes = [int(a) for a in arguments[1:] if a.isdigit()]
    items = draw(SHARED, sizes[0] if sizes else SIZE) if arguments else []
    match arguments:
        case ["sample", *_]:
            known = read_verdicts()
            for item in (i for i in items if i.key not in known):
                print(f"{item.key}\t{item.part}, {item.kind}, {item.set} {item.story}\n{item.sheet}\n")
        case ["record", file, *_]:
            print(f"{record(items, Path(file))} are still without a verdict")
        case ["score", *_]:
            known = read_verdicts()
            read = [known[i.key] for i in items if i.key in known]
            _tell(read, len(items) - len(read))
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
