"""From articles with mentions to articles whose mentions have entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from variorum.align.entities.across import join_across
from variorum.align.entities.ambiguous import mark_ambiguous, part_national
from variorum.align.entities.atoms import Atom, atoms_of, surnames_of
from variorum.align.entities.canon import apart, entity_of, government_of
from variorum.align.entities.context import Context
from variorum.align.entities.homonyms import part_homonyms
from variorum.align.entities.known import Below, unseen
from variorum.align.entities.offices import join_offices, join_titled, part_offices
from variorum.align.entities.overrides import Overrides, Wanted
from variorum.align.entities.roles import Holders
from variorum.align.entities.speakers import BY, Speakers, mentions_with_sources
from variorum.align.entities.unions import Unions
from variorum.align.entities.within import join_within
from variorum.language.names import key
from variorum.model.records import Annotated, Entity, Layers, Mention

_BY_READER = "joined by the reader"


def link_entities(
    articles: Sequence[Annotated], overrides: Overrides | None = None
) -> tuple[tuple[Annotated, ...], tuple[Entity, ...]]:
    """The articles, in their order, with the entities of mentions, speakers and upstreams; and the entities by name.

    The order of `articles` and further copies of a text change nothing. Names are joined where a text says so, where
    full names are equal, and between texts that speak of the same things; each entity's `because` says what joined it.
    """
    wanted = overrides or Overrides()
    texts, mentions = _texts(articles)
    joined = _Joined(texts, mentions, _names_of(articles, texts), wanted)
    linked = tuple(joined.filled(item) for item in articles)
    return linked, joined.entities()


def _texts(articles: Sequence[Annotated]) -> tuple[list[str], list[tuple[Mention, ...]]]:
    """Each distinct text once, in an order that does not depend on the input's, with all mentions any copy has."""
    found: dict[str, dict[tuple[int, int], Mention]] = defaultdict(dict)
    for item in sorted(articles, key=lambda a: a.article.id):
        own = found[item.article.text]
        for mention in mentions_with_sources(item):
            own.setdefault((mention.start, mention.end), mention)
    texts = sorted(found)
    return texts, [tuple(sorted(found[t].values(), key=lambda m: (m.start, m.end))) for t in texts]


def _names_of(articles: Sequence[Annotated], texts: Sequence[str]) -> list[frozenset[str]]:
    """Ids and sources of the articles with each text, by which overrides may name them."""
    names: dict[str, set[str]] = defaultdict(set)
    for item in articles:
        names[item.article.text] |= {item.article.id, item.article.source}
    return [frozenset(names[text]) for text in texts]


class _Joined:
    """The atoms of a run, joined, and what follows for each mention."""

    def __init__(
        self, texts: list[str], mentions: list[tuple[Mention, ...]], names: list[frozenset[str]], wanted: Overrides
    ) -> None:
        self._texts = texts
        self._mentions = mentions
        self._context = Context(texts)
        surnames = surnames_of(texts, mentions)
        found = [atoms_of(t, texts[t], ms, surnames) for t, ms in enumerate(mentions)]
        mark_ambiguous([atom for own in found for atom in own])
        self._atoms = [
            a for t, own in enumerate(found) for a in part_offices(part_homonyms(texts[t], part_national(own)))
        ]
        split = Wanted(wanted.split)
        self._unions = Unions(len(self._atoms), [split.of(a.key, names[a.text]) for a in self._atoms] if split else ())
        self._join(names, wanted)
        self._entity_of_atom, self._entities = self._name(wanted)
        self._at = {(a.text, span): self._entity_of_atom[i] for i, a in enumerate(self._atoms) for span in a.spans}
        self._number = {text: t for t, text in enumerate(texts)}
        self._governments: dict[str, Entity] = {}
        self._find_unseen()
        self._holders = self._offices()

    def _join(self, names: list[frozenset[str]], wanted: Overrides) -> None:
        merge = Wanted(wanted.merge)
        first: dict[int, int] = {}
        for i, atom in enumerate(self._atoms):
            for group in merge.of(atom.key, names[atom.text]):
                self._unions.join(first.setdefault(group, i), i, _BY_READER)
        number = {id(atom): i for i, atom in enumerate(self._atoms)}
        for i, atom in enumerate(self._atoms):
            for other in atom.barred:
                self._unions.part(i, number[id(other)])
        by_text: dict[int, list[tuple[int, Atom]]] = defaultdict(list)
        for i, atom in enumerate(self._atoms):
            by_text[atom.text].append((i, atom))
        for t, own in by_text.items():
            join_within(self._texts[t], own, self._unions)
        join_across(self._atoms, self._context, self._unions)
        join_titled(self._texts, self._atoms, self._context, self._unions)
        join_offices(self._texts, self._atoms, self._context, self._unions)

    def _name(self, wanted: Overrides) -> tuple[dict[int, str], dict[str, Entity]]:
        """Entity ids by atom, and the entities; ids in the overrides count, since a run finds the same ones again."""
        made = self._made()
        numbers = {entity.id: members[0] for members, entity in made}
        for group in wanted.merge:
            known = [numbers[n] for n in group if n in numbers]
            by_name = [m[0] for m, e in made for n in group if key(n) in {key(f) for f in e.aliases}] if known else []
            for i in (*known, *by_name):
                self._unions.join((known + by_name)[0], i, _BY_READER, by_reader=True)
        rename = dict(wanted.rename) | {key(old): new for old, new in wanted.rename}
        ids: dict[int, str] = {}
        entities: dict[str, Entity] = {}
        for members, entity in self._made():
            shown = rename.get(entity.id) or rename.get(key(entity.name))
            entities[entity.id] = replace(entity, name=shown) if shown else entity
            ids.update(dict.fromkeys(members, entity.id))
        return ids, entities

    def _made(self) -> list[tuple[list[int], Entity]]:
        """All sets with their entities; of two that have one name, the one in fewer texts gets another id."""
        made: list[tuple[list[int], Entity]] = []
        for members in self._unions.sets():
            atoms = [self._atoms[i] for i in members]
            made.append((members, entity_of(atoms, self._unions.reasons(members[0]))))
        made.sort(key=lambda pair: (-len({self._atoms[i].text for i in pair[0]}), pair[0]))
        seen: set[str] = set()
        out: list[tuple[list[int], Entity]] = []
        for members, entity in made:
            if entity.id in seen:
                entity = replace(entity, id=apart(entity, [self._texts[self._atoms[i].text] for i in members]))
            seen.add(entity.id)
            out.append((members, entity))
        return out

    def _find_unseen(self) -> None:
        """Adds mentions of names that related texts prove."""
        proofs: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
        order = {ident: n for n, ident in enumerate(self._entities)}
        for i, atom in enumerate(self._atoms):
            for form in () if atom.fixed else atom.forms:
                proofs[form][order[self._entity_of_atom[i]]].add(atom.text)
        forms = {f: (next(iter(b)), sorted(next(iter(b.values())))) for f, b in proofs.items() if len(b) == 1}
        taken = [[(m.start, m.end) for m in ms] for ms in self._mentions]
        idents = list(self._entities)
        added: dict[int, list[Mention]] = defaultdict(list)
        for t, start, end, bearer in unseen(self._texts, taken, forms, self._context):
            added[t].append(Mention(start, end, self._entities[idents[bearer]].label, by=BY, score=0.6))
            self._at[t, (start, end)] = idents[bearer]
        for t, new in added.items():
            self._mentions[t] = tuple(sorted((*self._mentions[t], *new), key=lambda m: (m.start, m.end)))

    def _offices(self) -> Holders:
        people = ((t, span, i) for (t, span), i in self._at.items() if self._entities[i].label == "PERSON")
        return Holders(self._texts, people)

    def _government(self, country: str) -> str:
        """The government of a country, which is neither the country nor its capital."""
        entity = government_of(country)
        self._governments[entity.id] = entity
        return entity.id

    def filled(self, item: Annotated) -> Annotated:
        """The article with what is now known of its mentions and quotes."""
        t = self._number[item.article.text]
        mentions = tuple(
            replace(m, entity=ident, label=self._entities[ident].label)
            if (ident := self._at.get((t, (m.start, m.end)))) is not None
            else m
            for m in self._mentions[t]
        )
        speakers = Speakers(item.article.text, mentions, partial(self._holders.of, t), self._government)
        quotes = tuple(speakers.fill(q) for q in item.layers.quotes)
        layers = replace(item.layers, mentions=mentions, quotes=quotes)
        return Annotated(item.article, self._headed(t, item.article.title or "", layers))

    def _headed(self, t: int, title: str, layers: Layers) -> Layers:
        """The names and quotes of the headline with the entities that the text below gives them; none is new."""
        if not layers.title_mentions and not layers.title_quotes:
            return layers
        known = Below({m.entity for m in layers.mentions if m.entity}, self._entities)
        mentions = tuple(
            replace(m, entity=known.bearer(title[m.start : m.end], m.label)) for m in layers.title_mentions
        )
        speakers = Speakers(title, mentions, partial(self._holders.of, t), self._government)
        quotes = tuple(speakers.fill(q) for q in layers.title_quotes)
        return replace(layers, title_mentions=mentions, title_quotes=quotes)

    def entities(self) -> tuple[Entity, ...]:
        """All entities that a mention or a speaker has, by name."""
        every = {**self._governments, **self._entities}
        return tuple(sorted(every.values(), key=lambda e: (e.name, e.id)))
