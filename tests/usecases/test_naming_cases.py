"""Cases: slips in a county's name are caught, other kinds of cases are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.minutes import Metadata
from qualcode.usecases.naming_cases import MisspeltCaseError, checked_case, nameless


@pytest.mark.parametrize("slip", ["Gotalnd", "Gotalnds län", "Kalmer", "Vårmland", "Jämtlnd", "Atlantis län"])
def test_a_slip_is_not_taken_for_a_case_of_its_own(slip: str) -> None:
    with pytest.raises(MisspeltCaseError):
        checked_case(Path("x.txt"), Metadata(slip))


@pytest.mark.parametrize("case", ["Skola A", "Hallstad", "Malmö", "Värmdö", "Skåne, grupp 2", "Intervju 7"])
def test_another_kind_of_case_stays(case: str) -> None:
    assert checked_case(Path("x.txt"), Metadata(case)).case == case


def test_a_wave_is_one_line_without_names() -> None:
    kept = nameless(Metadata("Gotlands län", "2024\nhöst"), lambda words: words.replace("Anna", "[namn]"), b"k")
    assert kept.wave == "2024 höst"
    kept = nameless(Metadata("Gotlands län", "Anna"), lambda words: words.replace("Anna", "[namn]"), b"k")
    assert kept.wave == "[namn]"
