"""A dossier as JSON-LD: schema.org's `NewsArticle`, `Claim` and `Quotation`, with what schema.org has no word for under
a name space of our own (`variorum:`).

See https://schema.org/Claim and https://www.w3.org/TR/json-ld11/. Passages are selected as in the Web Annotation Data
Model (https://www.w3.org/TR/annotation-model/#selectors): the exact words with what stands before and after, and their
place in the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from variorum.model import Claim, Derivation, Difference, Dossier, DossierArticle, Evidence, Story
from variorum.model.support import reports

Node = dict[str, object]

CONTEXT: Node = {
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "variorum": "urn:variorum:terms#",
    "id": "@id",
    "type": "@type",
}


def linked(dossier: Dossier) -> Node:
    """Everything as one graph; nodes name each other by `urn:variorum:` and the ids of the dossier."""
    names = {e.id: e.name for e in dossier.entities}
    graph: list[Node] = [_article(a) for a in dossier.articles]
    graph += [{"id": _urn("entity", e.id), "type": _kind(e.label), "name": e.name} for e in dossier.entities]
    graph += (quote for a in dossier.articles for quote in _quotes(a))
    for story in dossier.stories:
        graph.append(_story(story))
        graph += (_claim(claim, names) for claim in story.claims)
        graph += (_difference(difference) for difference in story.differences)
        graph += (_derivation(derivation) for derivation in story.derivations)
    return {"@context": CONTEXT, "@graph": [_known(node) for node in graph]}


def _urn(kind: str, id: str) -> str:
    return f"urn:variorum:{kind}:{id}"


def _to(kind: str, id: str | None) -> Node | None:
    return {"id": _urn(kind, id)} if id else None


def _known(node: Node) -> Node:
    """The node without what is not known."""
    return {key: value for key, value in node.items() if value not in (None, [], "")}


def _kind(label: str) -> str:
    """schema.org's type for an OntoNotes label."""
    return {"PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place"}.get(
        label, "Thing"
    )


def _article(a: DossierArticle) -> Node:
    return {
        "id": _urn("article", a.id),
        "type": "NewsArticle",
        "headline": a.title,
        "url": a.url,
        "datePublished": a.published.value,
        "dateModified": a.updated,
        "inLanguage": a.language,
        "author": [{"type": "Person", "name": name} for name in a.bylines],
        "publisher": {"type": "NewsMediaOrganization", "name": a.outlet} if a.outlet else None,
        "creditText": "; ".join(a.credits),
        "articleBody": a.text,
        "variorum:dateBasis": a.published.basis,
        "variorum:dateBecause": a.published.because,
    }


def _quotes(a: DossierArticle) -> Iterator[Node]:
    for number, q in enumerate(a.quotes):
        yield {
            "id": _urn("quote", f"{a.id}:{number}"),
            "type": "Quotation",
            "text": " ".join(a.text[s.start : s.end] for s in q.stretches),
            "isPartOf": _to("article", a.id),
            "creator": _to("entity", q.speaker),
            "variorum:mode": q.mode,
            "variorum:upstream": _to("entity", q.upstream),
            "variorum:anonymousSource": q.anonymous,
        }


def _story(story: Story) -> Node:
    return {
        "id": _urn("story", story.id),
        "type": "CreativeWork",
        "name": story.title,
        "hasPart": [_to("article", article) for article in story.articles],
        "variorum:claims": [_to("claim", claim.id) for claim in story.claims],
        "variorum:differences": [_to("difference", difference.id) for difference in story.differences],
    }


def _cited(e: Evidence) -> Node:
    selector = {
        "type": "oa:TextQuoteSelector",
        "oa:exact": e.exact,
        "oa:prefix": e.prefix,
        "oa:suffix": e.suffix,
        "oa:refinedBy": [{"type": "oa:TextPositionSelector", "oa:start": s.start, "oa:end": s.end} for s in e.spans],
    }
    return {
        "type": "oa:SpecificResource",
        "oa:hasSource": _to("article", e.article),
        "oa:hasSelector": selector,
        "variorum:stance": e.stance,
    }


def _claim(claim: Claim, names: dict[str, str]) -> Node:
    return {
        "id": _urn("claim", claim.id),
        "type": "Claim",
        "text": claim.statement,
        "appearance": [_to("article", article) for article in sorted(reports(claim))],
        "claimInterpreter": [
            {"id": _urn("entity", who), "name": names.get(who)}
            for who in sorted({e.attributed_to for e in claim.evidence if e.attributed_to})
        ],
        "variorum:kind": claim.kind,
        "variorum:independentOrigins": claim.independent,
        "variorum:originsLine": claim.origins_line,
        "variorum:evidence": [_cited(e) for e in claim.evidence],
        "variorum:origins": [
            _known({"variorum:basis": g.basis, "variorum:origin": g.origin, "variorum:members": list(g.members)})
            for g in claim.groups
        ],
    }


def _difference(d: Difference) -> Node:
    return {
        "id": _urn("difference", d.id),
        "type": "variorum:Difference",
        "variorum:kind": d.kind,
        "about": _to("claim", d.claim),
        "name": d.about,
        "description": d.why,
        "variorum:compatible": d.compatible,
        "variorum:development": d.development,
        "variorum:sides": [
            {"variorum:value": side.value, "variorum:evidence": [_cited(e) for e in side.evidence]} for side in d.sides
        ],
    }


def _derivation(d: Derivation) -> Node:
    return {
        "type": "variorum:Derivation",
        "variorum:copy": _to("article", d.copy),
        "isBasedOn": _to("article", d.origin),
        "variorum:missingOrigin": d.missing,
        "variorum:degree": d.degree,
        "variorum:shared": d.shared,
        "variorum:basis": d.basis,
        "variorum:direction": d.direction,
    }
