"""Whatever keys are pressed, on whatever screen: no error that nobody foresaw, and the app lives on."""

from __future__ import annotations

import random
import string
from typing import TYPE_CHECKING, Any

import pytest
from textual.events import Key

from qualcode.tui.app import QualcodeApp

if TYPE_CHECKING:
    from textual.pilot import Pilot

LETTERS = [*string.ascii_lowercase, *string.ascii_uppercase, *string.digits, "å", "ä", "ö"]
MOVES = [
    "up",
    "down",
    "left",
    "right",
    "pageup",
    "pagedown",
    "home",
    "end",
    "tab",
    "shift+tab",
    "ctrl+home",
    "ctrl+end",
]
OTHERS = [
    *(
        "enter",
        "escape",
        "space",
        "plus",
        "minus",
        "less_than_sign",
        "greater_than_sign",
        "slash",
        "full_stop",
        "comma",
    ),
    *("shift+right", "shift+left", "shift+down", "shift+up", "ctrl+right", "ctrl+left", "backspace", "delete"),
    *("ctrl+p", "ctrl+t", "ctrl+z", "ctrl+y", "ctrl+s", "f1", "f2", "f3", "f5", "question_mark", "asterisk"),
]
DOORS = ["n", "q", "t", "p", "m", "k", "c", "slash", "h", "f3", "enter", "g"]
"""What opens the other screens from the overview."""
SIZES = [(80, 24), (200, 60), (40, 12)]


def keys(chance: random.Random, times: int) -> list[str]:
    pools = (LETTERS, MOVES, OTHERS)
    return [chance.choice(pool) for pool in chance.choices(pools, weights=(4, 3, 4), k=times)]


def type_ahead(pilot: Pilot[Any], burst: list[str]) -> None:
    """Press keys at once, as who does not wait for the screen."""
    for key in burst:
        pilot.app.post_message(Key(key, " " if key == "space" else key if len(key) == 1 else None))


async def press_at_random(
    drive: Any, pilot: Pilot[Any], chance: random.Random, times: int, *, one_by_one: bool
) -> None:
    pressed: list[str] = []
    while len(pressed) < times:
        # Now and then out of whatever is open, and through one of the doors.
        through = len(pressed) % 60 < 6
        burst = [*["escape"] * 5, chance.choice(DOORS)] if through else keys(chance, 6)
        pressed += burst
        try:
            if one_by_one:
                await pilot.press(*burst)
            else:
                type_ahead(pilot, burst)
            await pilot.pause()
            if through:
                await drive.settle(pilot)
        except BaseException:
            print("the last keys:", pressed[-60:])  # noqa: T201 - what a failure is repeated with
            raise
        assert pilot.app.is_running, pressed[-60:]


async def run(drive: Any, language: str, seed: int, times: int, *, one_by_one: bool = False) -> None:
    # The same keys each time the test is run.
    chance = random.Random(seed)  # noqa: S311 - no secret
    app = QualcodeApp(drive.project.speaking(language))
    async with app.run_test(size=SIZES[seed % len(SIZES)]) as pilot:
        await drive.settle(pilot)
        await press_at_random(drive, pilot, chance, times, one_by_one=one_by_one)
        await drive.settle(pilot)
    assert not app.last_words
    assert drive.project.store.check() == "ok"


@pytest.mark.parametrize("language", ["sv", "en"])
async def test_some_keys_at_random_are_borne(drive: Any, language: str) -> None:
    await run(drive, language, seed=0, times=360)


@pytest.mark.endurance
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("seed", [1, 2, 3, 4])
async def test_thousands_of_keys_at_random_are_borne(drive: Any, language: str, seed: int) -> None:
    await run(drive, language, seed=seed, times=1200, one_by_one=seed % 2 == 0)
