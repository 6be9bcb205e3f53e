from __future__ import annotations

from qualcode.language.spoken import plainly


def test_little_words_are_read_as_they_are_usually_written() -> None:
    assert plainly(["Nån", "plan", "finns", "int", "o", "dom", "vet"], "sv") == [
        "Någon",
        "plan",
        "finns",
        "inte",
        "och",
        "de",
        "vet",
    ]


def test_initials_names_and_other_languages_are_left_alone() -> None:
    assert plainly(["O", "M", "T", "Int", "mint"], "sv")[:3] == ["O", "M", "T"]
    assert plainly(["int", "t", "m"], "en") == ["int", "t", "m"]
