"""One identity per person, body or place over all articles, with the reason for every join."""

from variorum.align.entities.link import link_entities
from variorum.align.entities.overrides import Overrides, read_overrides

__all__ = ["Overrides", "link_entities", "read_overrides"]
