"""The forms under which minutes may call somebody of a name: in full, by one word of it, by letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from qualcode.anonymise.capitals import UPPER
from qualcode.anonymise.name_lists import data_lines, given_band
from qualcode.anonymise.name_shapes import LETTERS_THAT_ARE_WORDS, PARTICLES, name_parts, nickname
from qualcode.language.known_words import everyday_names


class Surface(NamedTuple):
    """Words that name a known person.

    ``key`` is the register's; ``full``: given name and surname both stand there; ``given``: it is a given or familiar name;
    ``lead``: small words that may stand before it and belong to it ("von "); ``low``: the text in lower case; ``ends``: the first
    and last word of a full name as they stand in small letters, none where small letters would say too little.
    """

    text: str
    key: str
    full: bool
    given: bool
    lead: str
    low: str
    ends: tuple[str, ...] = ()


_LETTERS_ALONE = re.compile(rf"[{UPPER}]{{2,3}}|[{UPPER}]\.? ?-?[{UPPER}]\.?|(?:[{UPPER}]\. ?){{2,3}}")


class Form(NamedTuple):
    """A surface that is nobody's yet; ``first`` is its first word in lower case."""

    first: str
    text: str
    full: bool
    given: bool
    lead: str
    low: str
    ends: tuple[str, ...] = ()


class Forms(NamedTuple):
    """How minutes may call somebody of a name: by given name and surname, by a single word, and by letters."""

    full: tuple[Form, ...] = ()
    single: tuple[Form, ...] = ()
    names: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()


def _halves(last: str) -> tuple[str, ...]:
    """Give the letters of a double surname as minutes shorten it ("B-L" for Berg-Lind)."""
    halves = [half for half in last.split("-") if half]
    return ("-".join(half[0] for half in halves),) if len(halves) > 1 else ()


@lru_cache(1 << 12)
def forms_of(name: str) -> Forms:
    """Give the forms of a name; the same people stand in many documents, and are asked for several times in each."""
    if is_letters(name):
        # "AL" and "AF" are letters first, though the small words of surnames have the same.
        bare = _bare_letters(name)
        return Forms(letters=(bare[0], bare[-1]), initials=(bare, "-".join(bare)))
    parts = name_parts(name)
    if not parts:
        return Forms()
    given, last = parts[0], parts[-1]
    nick = nickname(name)
    full = [_form(name, full=len(parts) > 1)]
    if len(parts) > 1:
        for first in (given, *_familiar(given), nick):
            if first:
                full += [_form(f"{first} {end}", full=True) for end in (last, f"{last[0]}.", last[0], *_halves(last))]
        full += [_form(words, full=True) for words in (" ".join(parts), f"{given[0]}. {last}", f"{last}, {given}")]
        full += [_form(words, full=True) for words in (*_shortened(parts), *_spelt_by_letters(name))]
    parts_alone = dict.fromkeys((*parts, *_pieces(given), *_pieces(last), nick, *_familiar(given)))
    alone = [part for part in parts_alone if len(part.rstrip(".")) > 1]
    return Forms(
        tuple(full),
        tuple(_form(part, given=part not in last, lead=_lead(name, last) if part == last else "") for part in alone),
        tuple(part.casefold() for part in alone),
        tuple(letter.upper() for letter in (given[0], last[0], nick[:1])),
        (*_initials(parts, nick), *_with_particles(name)),
    )


def is_letters(name: str) -> bool:
    """Tell whether somebody is known by initials only ("SK", "S.K.", "A-K")."""
    return _LETTERS_ALONE.fullmatch(name) is not None


def _bare_letters(name: str) -> str:
    return "".join(c for c in name if c.isalpha())


def _shortened(parts: tuple[str, ...]) -> Iterator[str]:
    """Give names with bare letters in them: "D Lärbro", and of several surnames or given names "Bodil SF", "N O Tornberg"."""
    firsts = [part[0] for part in parts]
    if firsts[0] not in LETTERS_THAT_ARE_WORDS:
        yield " ".join((firsts[0], *parts[1:]))
    if len(parts) > 2:  # noqa: PLR2004
        yield f"{parts[0]} {''.join(firsts[1:])}"
        yield f"{firsts[0]}. {' '.join(parts[1:])}"
        for mark in ("", "."):
            yield " ".join((*(letter + mark for letter in firsts[:-1]), parts[-1]))


def _spelt_by_letters(name: str) -> Iterator[str]:
    """Give a long name by bare letters, its small words among them: "C-F v S H" for Carl-Fredrik von Sydow Hjelm."""
    words = [word for word in name.split() if word[0].isalpha()]
    if len(words) > 2:  # noqa: PLR2004
        letters = ("-".join(bit[0] for bit in word.split("-") if bit) for word in words)
        yield " ".join(letters)


def _form(text: str, *, full: bool = False, given: bool = False, lead: str = "") -> Form:
    low = text.casefold()
    ends = _ends(low) if full else ()
    return Form(re.split(r"[ ,]", text, maxsplit=1)[0].casefold(), text, full, given, lead, low, ends)


def _ends(low: str) -> tuple[str, ...]:
    words = low.split(" ")
    if "," in low or any(len(word.strip(".")) < 2 for word in words):  # noqa: PLR2004
        return ()
    return words[0], words[-1], words[-1] + "s"


def _with_particles(name: str) -> set[str]:
    """Give initials with the small words of the surname among them: Willem van der Berg is WvdB, and WvB."""
    words = name.split()
    if not any(word.lower() in PARTICLES for word in words[1:-1]):
        return set()
    small = [word[0].lower() if word.lower() in PARTICLES else word[0].upper() for word in words if word[0].isalpha()]
    return {"".join(small), words[0][0].upper() + small[1] + words[-1][0].upper(), "".join(small).upper()}


def _lead(name: str, last: str) -> str:
    """Give the small words before a surname ("von "), which belong to it when it stands alone, too."""
    words = name.split()
    end = len(words) - 1 - words[::-1].index(last) if last in words else 0
    at = end
    while at > 1 and words[at - 1].lower() in PARTICLES:
        at -= 1
    return "".join(f"{word} " for word in words[at:end])


@cache
def _nicknames() -> Mapping[str, tuple[str, ...]]:
    by_given: dict[str, tuple[str, ...]] = {}
    for line in data_lines("nicknames.tsv"):
        nick, givens = line.split("\t")
        for given in givens.split(";"):
            by_given[given] = (*by_given.get(given, ()), nick)
    return by_given


def is_nickname(name: str) -> bool:
    """Tell whether a name is a familiar form of some given name ("Leffe")."""
    return name in _all_nicknames()


@cache
def _all_nicknames() -> frozenset[str]:
    return frozenset(nick for nicks in _nicknames().values() for nick in nicks)


def _familiar(given: str) -> tuple[str, ...]:
    return _nicknames().get(given.split("-", maxsplit=1)[0], ())


def _pieces(name: str) -> list[str]:
    """Give the parts of a hyphenated name that can stand alone."""
    pieces = name.split("-") if "-" in name else []
    return [p for p in pieces if len(p) > 2 and (given_band(p) or p.lower() not in everyday_names())]  # noqa: PLR2004


def _initials(parts: tuple[str, ...], nick: str) -> set[str]:
    """Give the initials that stand for a name, hyphenated or not: Ann-Sofie Berg is AB, ASB or A-SB; P-G Sandin is PG and PS too."""
    pieces = [[bit[0].upper() for bit in re.split(r"[-.]", part) if bit] for part in parts]
    pieces = [bits for bits in pieces if bits]
    if len(pieces) < 2:  # noqa: PLR2004
        return set()
    given, last = pieces[0], pieces[-1]
    forms = {
        given[0] + last[0],
        "".join(given) + last[0],
        given[0] + "".join(last),
        "".join(given) + "".join(last),
        "".join(b[0] for b in pieces),
        "".join(bit for bits in pieces for bit in bits),
    }
    forms |= {"".join(given), "-".join(given)} if len(given) > 1 else set()
    forms |= {"-".join((given[0], last[0]))}
    if nick:
        forms.add(nick[0].upper() + last[0])
    return {form for form in forms if len(form) > 1}
