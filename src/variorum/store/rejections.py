"""What the archive was given and does not use, and why."""

from __future__ import annotations

from variorum.model import Rejection
from variorum.store.archive import Archive


def rejections(archive: Archive, reason: str | None = None) -> list[Rejection]:
    """All rejections, or those of one `reason`, by source."""
    rows = archive.db.execute(
        "SELECT source, stage, reason, detail, page FROM rejections WHERE ?1 IS NULL OR reason = ?1"
        " ORDER BY source, stage",
        (reason,),
    )
    return [Rejection(*row) for row in rows]


def strike(archive: Archive, rejection: Rejection) -> None:
    """Forget a rejection: its place was read again, and nothing there is refused any more."""
    with archive.writing() as db:
        db.execute(
            "DELETE FROM rejections WHERE source = ? AND stage = ? AND reason = ?",
            (rejection.source, rejection.stage, rejection.reason),
        )


def settle(archive: Archive, rejection: Rejection) -> bool:
    """Strike a rejection whose source is an article by now; says whether it was."""
    with archive.writing() as db:
        done = db.execute(
            "DELETE FROM rejections WHERE source = ?1 AND stage = ?2 AND EXISTS (SELECT 1 FROM sources s"
            " JOIN articles a ON a.page = s.page WHERE s.source = ?1)",
            (rejection.source, rejection.stage),
        )
    return bool(done.rowcount)
