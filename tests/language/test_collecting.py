"""Cycles are looked for again afterwards, whatever happened meanwhile."""

from __future__ import annotations

import gc

import pytest

from variorum.language.collecting import uncollected


def test_the_collector_is_off_meanwhile_and_on_again_after_an_error() -> None:
    def breaking() -> None:
        with uncollected():
            assert not gc.isenabled()
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        breaking()
    assert gc.isenabled()


def test_who_had_it_off_keeps_it_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
