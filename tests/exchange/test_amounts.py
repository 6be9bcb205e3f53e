from __future__ import annotations

import pytest

from qualcode.exchange.amounts import header_scale, parse_amount


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1 500 000", "1500000"),
        ("1\xa0500\xa0000 kr", "1500000"),
        ("1.500.000", "1500000"),
        ("1,500,000.50", "1500000.5"),
        ("1.500.000,50", "1500000.5"),
        ("12 500:-", "12500"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("1,5 mnkr", "1500000"),
        ("2,25 miljoner kronor", "2250000"),
        ("500 tkr", "500000"),
        ("SEK 40", "40"),
        ("40 SEK", "40"),
        ("-3", "-3"),
        ("−3,10", "-3.1"),
        ("0,5", "0.5"),
        ("0", "0"),
        ("25 %", "25"),
        ("1'000", "1000"),
    ],
)
def test_amounts_as_people_type_them(written: str, number: str) -> None:
    assert parse_amount(written) == number


@pytest.mark.parametrize(
    "written",
    [
        "",
        "vet ej",
        "070-174 06 05",
        "0701740605",
        "850101-1234",
        "12 mars",
        "1 2",
        "1,2,3",
        "1..2",
        "ca 5",
        "5-10",
        "9" * 70,
    ],
)
def test_what_is_no_amount(written: str) -> None:
    assert parse_amount(written) == ""


def test_the_unit_of_a_header_holds_where_the_cell_has_none() -> None:
    assert (header_scale("Belopp (tkr)"), header_scale("Anslag, mnkr"), header_scale("Antal")) == (1_000, 1_000_000, 1)
    assert parse_amount("1 500", scale=1_000) == "1500000"
    assert parse_amount("1 500 kr", scale=1_000) == "1500000"
    assert parse_amount("2 mnkr", scale=1_000) == "2000000"
    assert parse_amount("25 %", scale=1_000) == "25"
