"""The main screens, as they look: fixed sizes, both languages, nothing that changes by itself."""

from __future__ import annotations

from typing import Any

import pytest

SIZES = {"small": (80, 24), "large": (140, 36)}


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_overview(drive: Any, snap_compare: Any, size: str, lang: str) -> None:
    assert snap_compare(drive.begin(lang), terminal_size=SIZES[size], run_before=drive.settle)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_reader(drive: Any, snap_compare: Any, size: str, lang: str) -> None:
    async def before(pilot: Any) -> None:
        await drive.settle(pilot)
        await drive.press(pilot, "n", "a", "n")

    assert snap_compare(drive.begin(lang), terminal_size=SIZES[size], run_before=before)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_choosing_a_code(drive: Any, snap_compare: Any, lang: str) -> None:
    async def before(pilot: Any) -> None:
        await drive.settle(pilot)
        await drive.press(pilot, "n", "enter")
        pilot.app.screen.query_one("#typed").cursor_blink = False
        await drive.press(pilot, "s", "k")

    assert snap_compare(drive.begin(lang), terminal_size=SIZES["small"], run_before=before)


def test_help(drive: Any, snap_compare: Any) -> None:
    async def before(pilot: Any) -> None:
        await drive.settle(pilot)
        await drive.press(pilot, "n", "question_mark")

    assert snap_compare(drive.begin(), terminal_size=SIZES["small"], run_before=before)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_finding_words(drive: Any, snap_compare: Any, lang: str) -> None:
    async def before(pilot: Any) -> None:
        await drive.settle(pilot)
        await drive.press(pilot, "n", "slash")
        pilot.app.screen.query_one("#typed").cursor_blink = False
        await drive.press(pilot, *"plan")

    assert snap_compare(drive.begin(lang), terminal_size=SIZES["small"], run_before=before)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_shaping_a_coding(drive: Any, snap_compare: Any, lang: str) -> None:
    async def before(pilot: Any) -> None:
        await drive.settle(pilot)
        await drive.press(pilot, "n", "a", "e", "minus")

    assert snap_compare(drive.begin(lang), terminal_size=SIZES["large"], run_before=before)
