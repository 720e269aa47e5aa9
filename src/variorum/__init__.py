"""Variorum reads many reports of one story and shows what rests on what."""

__version__ = "0.1.0"
