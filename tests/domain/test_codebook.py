"""The tree of codes: order, what is codable, and names in a language that may be missing."""

from __future__ import annotations

from qualcode.domain.codebook import Code, Codebook

BOOK = Codebook(
    "b",
    "1",
    {},
    (
        Code(
            "a",
            "a",
            {"sv": "A"},
            codable=False,
            children=(
                Code("c", "a/c", {"en": "See"}, codable=False, children=(Code("d", "a/c/d", {}),)),
                Code("e", "a/e", {"sv": "E", "en": "Ee"}),
            ),
        ),
        Code("f", "f", {}),
    ),
)


def test_codes_come_in_the_order_of_the_file_to_any_depth() -> None:
    assert [c.path for c in BOOK.walk()] == ["a", "a/c", "a/c/d", "a/e", "f"]
    assert [c.path for c in BOOK.codes()] == ["a/c/d", "a/e", "f"]


def test_a_code_is_found_by_its_whole_path() -> None:
    found = BOOK.find("a/c/d")
    assert found is not None
    assert found.id == "d"
    assert BOOK.find("d") is None


def test_a_missing_name_is_another_languages_or_the_id() -> None:
    names = {c.path: c.name("sv") for c in BOOK.walk()}
    assert names == {"a": "A", "a/c": "See", "a/c/d": "d", "a/e": "E", "f": "f"}
