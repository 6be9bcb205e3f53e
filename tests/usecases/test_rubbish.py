from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from qualcode.usecases.rubbish import among_the_new_only


@pytest.fixture(autouse=True)
def _nothing_put_aside() -> Iterator[None]:
    """The terminal app puts things aside for good, and its tests may have run in this process."""
    gc.unfreeze()
    yield
    gc.unfreeze()


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
    with among_the_new_only():
        pass
    assert gc.get_freeze_count() > 1_000
