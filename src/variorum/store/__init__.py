"""The archive: one SQLite file that holds every page read, what was made of it, and the stories. The only reader and
writer of state.

A row is written once its work is whole, and what is still to do can be seen in the rows (an article without a story, a
story that is stale): a run that is killed at any point goes on where it stopped.
"""

from variorum.store.archive import Archive, ArchiveError, open_archive

__all__ = ["Archive", "ArchiveError", "open_archive"]
