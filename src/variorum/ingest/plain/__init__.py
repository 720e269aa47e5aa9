"""Text that was already extracted: which of its lines are the report, which the headline, which the page's own."""

from variorum.ingest.plain.reading import read_plain
from variorum.ingest.plain.wrapped import LINE_END

__all__ = ["LINE_END", "read_plain"]
