"""What an article that comes into the archive has to do with the earlier ones of its outlet."""

from __future__ import annotations

from variorum.model import Article
from variorum.store import Archive, pages
from variorum.store.furniture import furniture, put_furniture

RECENT = 40
"""Articles of the outlet that are looked at: the cost of one more does not grow with the archive."""


def arrive(archive: Archive, article: Article) -> tuple[Article, str | None]:
    """`article` without its outlet's furniture, and the id of the article of which it is a later state, if any."""
    from variorum.ingest.repeated import furniture_of, home_of, without
    from variorum.ingest.versions import is_version

    home = home_of(article)
    if not article.outlet or not home:
        return article, None
    recent = [a for a in pages.newest_of_outlet(archive, article.outlet, RECENT) if a.id != article.id]
    known = furniture(archive, home)
    found = furniture_of([article, *(a for a in recent if home_of(a) == home)]) - known
    if found:
        put_furniture(archive, home, found)
    article = without(article, known | found)
    return article, next((a.id for a in recent if is_version(article, a)), None)
