"""The one place that knows the order of stages.

| stage     | room      | from                  | to                                   |
|-----------|-----------|-----------------------|--------------------------------------|
| read      | ingest    | paths                 | pages, rejections                    |
| extract   | ingest    | pages                 | articles, rejections                 |
| repeated  | ingest    | articles              | articles without outlets' furniture  |
| versions  | ingest    | articles              | the newest of each, rejections       |
| copies    | cluster   | articles              | derivations                          |
| stories   | cluster   | articles              | groups of articles                   |
| annotate  | annotate  | articles              | articles with layers                 |
| entities  | align     | a story's articles    | names joined, speakers known         |
| dating    | align     | a story's articles    | days of publication                  |
| times     | annotate  | layers, those days    | relative times with their values     |
| collate   | align     | a story's articles    | claims, origins, differences, …      |
| changes   | cluster   | derivations, articles | what copies did to each sentence     |

`run` does them over all pages at once; `archive` does them for what is new, with the archive's rows between the stages.
`chronicle` tells a long story by its days: what is read and annotated, or the episodes of a thread, with no collation.
"""

from variorum.pipeline.archive import Added, add, collate_anew, refresh
from variorum.pipeline.chronicle import Chronicle, chronicle_of_paths, chronicle_of_thread
from variorum.pipeline.compare import compare as compare_articles
from variorum.pipeline.run import annotate_articles, collate_articles, collate_paths, read_articles

__all__ = [
    "Added",
    "Chronicle",
    "add",
    "annotate_articles",
    "chronicle_of_paths",
    "chronicle_of_thread",
    "collate_anew",
    "collate_articles",
    "collate_paths",
    "compare_articles",
    "read_articles",
    "refresh",
]
