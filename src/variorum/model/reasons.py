"""The closed list of reasons for which a page, or a part of one, is not used."""

REASONS: dict[str, str] = {
    "empty": "there is nothing in it",
    "binary": "it is not text or HTML",
    "too_large": "it is larger than the size limit",
    "too_deep": "its markup is nested deeper than the depth limit",
    "too_slow": "reading it took longer than the time limit",
    "damaged": "its packing or markup cannot be read",
    "no_text": "no reporting was found on it",
    "too_short": "what is left after cleaning is too short to be a report",
    "language": "it is not in a language that can be read here",
    "duplicate": "the same bytes were already read",
    "older_version": "a newer version of the same page takes its place",
    "wall": "a paywall or consent wall stands in place of the text",
    "unreadable": "it cannot be opened",
    "unknown_format": "its format is not one that can be read",
    "not_allowed": "its address or its site's robots.txt forbids fetching it",
    "fetch_failed": "it could not be fetched",
    "not_annotated": "its text could not be annotated: it stands in its story, and only its sentences were found",
    "not_collated": "the story that it is in could not be collated",
}
"""Reason to explanation. A rejection with another reason is a bug; a test holds this."""
