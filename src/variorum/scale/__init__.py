"""The same pipeline on more than one core. Shards need no coordination: ids are hashes of content."""

from variorum.scale.pool import annotate_articles

__all__ = ["annotate_articles"]
