"""A story in its reports' own sentences: few of them, each real, each to be understood by itself, none saying twice."""

from variorum.align.brief.choosing import LONGEST, write_brief

__all__ = ["LONGEST", "write_brief"]
