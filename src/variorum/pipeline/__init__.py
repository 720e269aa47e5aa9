"""The one place that knows the order of stages.

| stage     | room      | from                  | to                                   |
|-----------|-----------|-----------------------|--------------------------------------|
| read      | ingest    | paths                 | pages, rejections                    |
| extract   | ingest    | pages                 | articles, rejections                 |
| annotate  | annotate  | articles              | articles with layers                 |
| copies    | cluster   | articles              | derivations                          |
| stories   | cluster   | articles              | groups of articles                   |
| entities  | align     | a story's articles    | names joined, speakers known         |
| dating    | align     | a story's articles    | days of publication, times resolved  |
| collate   | align     | a story's articles    | claims, origins, differences, …      |
"""

from variorum.pipeline.archive import Added, add, collate_anew, refresh
from variorum.pipeline.compare import compare as compare_articles
from variorum.pipeline.run import annotate_articles, collate_articles, collate_paths, read_articles

__all__ = [
    "Added",
    "add",
    "annotate_articles",
    "collate_anew",
    "collate_articles",
    "collate_paths",
    "compare_articles",
    "read_articles",
    "refresh",
]
