"""What runs over one parsed article, in which order, and what each annotator reads.

| layer     | annotator                 | reads                                        |
|-----------|---------------------------|----------------------------------------------|
| sentences | `sentences.find_sentences`| parse                                        |
| mentions  | `mentions.find_mentions`  | parse                                        |
| times     | `times.find_times`        | parse, day of publication                    |
| quotes    | `quotes.find_quotes`      | parse, mentions (who the source is)          |
| figures   | `figures.find_figures`    | parse, times (a year is no figure)           |
|           | `figures.sayers.stated`   | figures, quotes (who states them)            |
| title_*   | `quotes.headlines`        | the headline's parse, names of the text      |
| events    | `events.find_events`      | parse, mentions, times, figures, quotes      |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from variorum.model import Article, Layers

if TYPE_CHECKING:
    from spacy.tokens import Doc


def annotate(article: Article, doc: Doc, title: Doc | None = None) -> Layers:
    """All layers of one article; `doc` is the parse of exactly its text, `title` that of its headline.

    Raises nothing: where an annotator stumbles over a text, that text's layers say so and have its sentences alone.
    """
    from variorum.annotate.sentences import find_sentences

    try:
        return _layers(article, doc, title)
    except Exception as error:  # a fault of our own in one text of thousands must not cost the run
        return Layers(sentences=find_sentences(doc), failed=f"{type(error).__name__}: {error}"[:200])


def _layers(article: Article, doc: Doc, title: Doc | None) -> Layers:
    from variorum.annotate.events import find_events
    from variorum.annotate.figures import find_figures
    from variorum.annotate.figures.sayers import stated
    from variorum.annotate.mentions import find_mentions
    from variorum.annotate.quotes import find_quotes
    from variorum.annotate.quotes.headlines import find_headline_quotes
    from variorum.annotate.sentences import find_sentences
    from variorum.annotate.times import find_times

    mentions = find_mentions(doc)
    times = find_times(doc, article.published.value)
    quotes = find_quotes(doc, mentions)
    figures = stated(find_figures(doc, times), quotes)
    named = [(article.text[m.start : m.end], m.label) for m in mentions]
    title_mentions, title_quotes = find_headline_quotes(title, named) if title else ((), ())
    return Layers(
        sentences=find_sentences(doc),
        mentions=mentions,
        times=times,
        figures=figures,
        quotes=quotes,
        events=find_events(doc, mentions, times, figures, quotes),
        title_mentions=title_mentions,
        title_quotes=title_quotes,
    )
