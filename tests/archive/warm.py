"""Adds pages in forked children of a process that has everything imported, so that starting one costs nothing.

For each line `archive<TAB>pages<TAB>bytes` on standard input (bytes: the largest file that may be written, 0 for any)
it prints the child's number, and when the child has ended, its exit code.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

AT = "2031-05-02T10:00:00+00:00"


def warm_up() -> None:
    """What a run needs, but for the sentence model: its threads would be lost in a fork."""
    import variorum.align.collate
    import variorum.annotate.layers
    import variorum.cluster.copies
    import variorum.cluster.stories
    import variorum.ingest
    import variorum.pipeline
    import variorum.store  # noqa: F401
    from variorum.language.parse import model

    model()


def add_pages(archive: Path, pages: Path, largest: int) -> int:
    """The exit code of an `add`: 0 when it came to its end, 3 when the disk was full."""
    from variorum.pipeline import add
    from variorum.store import open_archive
    from variorum.store.archive import ArchiveError

    if largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    try:
        opened = open_archive(archive)
        add(opened, [pages], AT)
        opened.close()
    except ArchiveError as error:
        print(error, file=sys.stderr)
        return 3
    return 0


def main() -> None:
    """Serves until its input ends."""
    warm_up()
    for line in sys.stdin:
        archive, pages, largest = line.rstrip("\n").split("\t")
        child = os.fork()
        if not child:
            os._exit(add_pages(Path(archive), Path(pages), int(largest)))
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
