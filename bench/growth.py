"""One size of the growth of copies, in a process of its own: prints seconds, peak memory and that of the texts alone.

    python -m bench.growth 100000
"""

from __future__ import annotations

import resource
import sys
import time

from bench.synthetic import SHORT, collection
from variorum.cluster.copies import find_copies


def main(size: int) -> None:
    """Processor seconds; GiB at most; GiB before the search began."""
    articles = collection(size, length=SHORT).articles
    find_copies(articles[:50])
    before = _memory()
    started = time.process_time()
    find_copies(articles)
    print(time.process_time() - started, _memory(), before)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


if __name__ == "__main__":
    main(int(sys.argv[1]))
