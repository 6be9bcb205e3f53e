from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.exchange.swedish_dates import best, parse

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-11-05", "2024-11-05"), ("20241105", "2024-11-05"), ("241105", "2024-11-05"), ("5/11 2024", "2024-11-05"),
        ("5/11 -24", "2024-11-05"), ("5.11.2024", "2024-11-05"), ("den 5:e november 2024", "2024-11-05"), ("5 nov. 24", "2024-11-05"),
        ("12nov2024", "2024-11-12"), ("November 5, 2024", "2024-11-05"), ("okt24", "2024-10"), ("2024", "2024"), ("ht24", "2024"),
        ("2024-11", "2024-11"), ("i våras", ""), ("31 februari 2024", ""), ("2024-13-40", ""), ("", ""),
    ],
)  # fmt: skip
def test_dates_as_written(text: str, iso: str) -> None:
    assert parse(text) == iso


def test_name_and_title_help_each_other() -> None:
    assert best(["dialog_191124", "Samtal 19 november 2024"]) == "2024-11-19"
    assert best(["Kalmar (10-12-24)"]) == "2010-12-24"
    assert best(["Kalmar (10-12-24)", "Möte ht 2024"]) == "2024-12-10"
    assert best(["Samtal okt24", "Norrland"]) == "2024-10"
    assert best(["Norrland"]) == ""


@given(st.dates(date(1951, 1, 1), date(2078, 12, 31)))
def test_every_day_in_every_form(day: date) -> None:
    month = MONTHS[day.month - 1]
    for text in (
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.day} {month} {day.year}",
        f"{day.day}/{day.month} {day.year}",
        f"{day.day}{month[:3]}{day.year}",
    ):
        assert parse(text) == day.isoformat()
