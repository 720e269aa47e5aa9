"""What most reports of a story tell and some leave out, and what one alone tells in a prominent place."""

from variorum.align.omissions.find import find_omissions

__all__ = ["find_omissions"]
