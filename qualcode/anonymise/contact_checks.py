"""What tells contact details from figures and words that look like them: check digits, years, times, national bodies."""

from __future__ import annotations

import re
from functools import cache

from qualcode.anonymise.name_lists import data_lines
from qualcode.anonymise.name_shapes import names_somebody
from qualcode.language.known_words import function_words

_PLAN = re.compile(
    r"(?i:\w*(?:handlings|aktivitets|verksamhets|projekt|tids|genomförande|utvecklings|regional|läns)plan)\s"
)
_TIMES = re.compile(r"[0-2]\d[.:]?[0-5]\d ?[-–] ?[0-2]\d[.:]?[0-5]\d")
_MONTHS, _LAST_DAY, _COORDINATED = 12, 31, 60
_SHORT = 3
"""So many figures at most stand after a slash for the last ones of a second number."""
_LOCAL, _LONGEST_LOCAL = 5, 8
"""So many digits has a number that is told without its area."""
_HOUR = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d")
_EVERYBODYS = frozenset({"112", "1177", "11313", "11414", "90101", "116000", "116111"})
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?:[-–/](?:(?:19|20)?\d\d))?$")


def is_no_span_of_years(text: str, start: int, end: int) -> bool:
    """Tell whether what looks like a street and number is no plan with its years ("Handlingsplan 2023–2025")."""
    return not (_YEARS.search(text[start:end]) or _PLAN.match(text, start))


def luhn(digits: str) -> bool:
    """Tell whether the last of ten digits is the check digit of the others (Luhn, as in personal identity numbers)."""
    doubled = (int(d) * (2 - i % 2) for i, d in enumerate(digits))
    return sum(d if d < 10 else d - 9 for d in doubled) % 10 == 0  # noqa: PLR2004


def begins_with_date(ten: str) -> bool:
    """Tell whether ten digits begin with year, month and day; a coordination number adds 60 to the day."""
    month, day = int(ten[2:4]), int(ten[4:6])
    return 1 <= month <= _MONTHS and 1 <= (day - _COORDINATED if day > _COORDINATED else day) <= _LAST_DAY


def is_identity_number(text: str, start: int, end: int) -> bool:
    """Tell whether month and day fit (a coordination number adds 60 to the day) and the check digit, or the written form, agrees."""
    surface = text[start:end]
    digits = re.sub(r"\D", "", surface)
    if len(digits) not in {10, 12} or (len(digits) == 12 and digits[:2] not in {"18", "19", "20"}):  # noqa: PLR2004
        return False
    ten = digits[-10:]
    if not begins_with_date(ten):
        return False
    if surface.startswith("0") and len(digits) == 10 and not re.match(r"\d{6}\D{1,3}\d{4}$", surface):  # noqa: PLR2004
        # Ten digits from a nought without the usual break are a phone number unless the words before say otherwise.
        return luhn(ten) and bool(
            re.search(
                r"(?:p(?:erson)?nr|personnummer|född|identitet)\W{0,4}$",
                text[max(0, start - 20) : start],
                re.IGNORECASE,
            )
        )
    plain = re.fullmatch(r"(?:\d{2})?\d{6}(?:[-–+]| ?[-–+] ?)\d{4}", surface.replace("\u0336", ""))
    # With a mere space between them six and four digits may be a day and an hour: "240312 1400".
    parted = re.fullmatch(r"\d{6} \d{4}", surface) and (int(ten[4:6]) > _LAST_DAY or not _HOUR.match(surface, 7))
    return luhn(ten) or bool(plain or parted)


def is_dated_number(text: str, start: int, end: int) -> bool:
    """Tell whether a date with four digits after it is a personal number and no name of a recording with its hour."""
    digits = re.sub(r"\D", "", text[start:end])
    return luhn(digits[2:]) or not _HOUR.fullmatch(digits[-4:])


def is_own_number(text: str, start: int, end: int) -> bool:
    """Tell whether a short number belongs to somebody, and not to everybody (1177, 112)."""
    return re.sub(r"\D", "", text[start:end]) not in _EVERYBODYS


def stands_apart(text: str, start: int, _end: int) -> bool:
    """Tell whether no digits stand before a postcode, as in the number of a meeting ("345 678 901 22 Lösenord")."""
    return not (text[start - 1 : start] in {" ", "\u00a0"} and text[start - 2 : start - 1].isdigit())


def is_phone(text: str, start: int, end: int) -> bool:
    """Tell whether there are as many digits as phone numbers have, and no two times of the day."""
    surface = text[start:end]
    if _TIMES.fullmatch(surface):
        return False
    # "070-1234567/68" gives two numbers in one.
    first, _, second = surface.rpartition("/")
    if len(re.sub(r"\D", "", second)) <= _SHORT < len(re.sub(r"\D", "", first)):
        surface = first
    abroad = surface.startswith(("+", "46(0)"))
    digits = re.sub(r"\D", "", surface.replace("(0)", "" if abroad else "0"))
    if surface.startswith("+") or digits.startswith("00"):
        return 8 <= len(digits) <= 15  # noqa: PLR2004
    return 7 <= len(digits) <= 11  # noqa: PLR2004


def is_direct(text: str, start: int, end: int) -> bool:
    """Tell whether what follows "direkt:" has as many digits as a number without its area has, and is no span of years."""
    digits = re.sub(r"\D", "", text[start:end])
    return _LOCAL <= len(digits) <= _LONGEST_LOCAL and not _YEARS.search(text[start:end])


def has_letters(text: str, start: int, end: int) -> bool:
    """Tell whether letters stand before the sign of an address, and not a time or number ("kl 13@Teams")."""
    return any(map(str.isalpha, text[start:end].partition("@")[0]))


def is_local_site(text: str, start: int, end: int) -> bool:
    """Tell whether a web address is that of no national body, or of a page of one that names somebody."""
    host, _, path = re.sub(r"^https?://", "", text[start:end].lower()).removeprefix("www.").partition("/")
    national = any(host == allowed or host.endswith("." + allowed) for allowed in _national_sites())
    # The page of a national body about one of its staff names the person.
    return not national or names_somebody(path)


@cache
def _national_sites() -> tuple[str, ...]:
    return data_lines("national_sites.txt")


def past_function_words(text: str, start: int, end: int) -> int:
    """Give where an address begins when a capitalised preposition stands before it ("På Storgatan 12")."""
    first = re.match(r"(\w+) ", text[start:end])
    while first and first.group(1).lower() in function_words():
        start += first.end()
        first = re.match(r"(\w+) ", text[start:end])
    return start


def past_open_bracket(text: str, start: int, end: int) -> int:
    """Give where a number begins when the bracket before it holds all of it ("ring henne (073 5512209)"): the bracket stays."""
    return start + 1 if text[start] == "(" and ")" not in text[start:end] else start


def past_space(text: str, start: int, _end: int) -> int:
    """Give where a number begins when a space stands before it."""
    return start + text[start].isspace()
