from __future__ import annotations

import gc

import pytest

from qualcode.usecases.rubbish import among_the_new_only


def test_what_was_there_is_put_aside_and_looked_through_again_afterwards() -> None:
    def broken() -> None:
        with among_the_new_only():
            assert gc.get_freeze_count() > 1_000
            raise ValueError

    assert gc.get_freeze_count() == 0
    with pytest.raises(ValueError, match=r"^$"):
        broken()
    assert gc.get_freeze_count() == 0


def test_what_somebody_else_put_aside_stays_there() -> None:
    gc.freeze()
    try:
        with among_the_new_only():
            pass
        assert gc.get_freeze_count() > 1_000
    finally:
        gc.unfreeze()
