"""Reading: a page becomes a clean article, or a stated rejection."""

from variorum.ingest.limits import Limits
from variorum.ingest.reading import extract, extract_all
from variorum.ingest.registry import Registry, read_registry
from variorum.ingest.repeated import without_repeated
from variorum.ingest.settings import Reading
from variorum.ingest.sources import read_pages
from variorum.ingest.versions import link_versions

__all__ = [
    "Limits",
    "Reading",
    "Registry",
    "extract",
    "extract_all",
    "link_versions",
    "read_pages",
    "read_registry",
    "without_repeated",
]
