"""Phone numbers, e-mail, personal identity numbers, addresses, web addresses and plates: a pattern and a validator each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from qualcode.anonymise.capitals import UPPER
from qualcode.anonymise.found import Found
from qualcode.anonymise.name_lists import data_lines
from qualcode.anonymise.name_shapes import names_somebody
from qualcode.anonymise.recognisers import PatternRecogniser
from qualcode.domain.finding import HitType
from qualcode.language.known_words import function_words

_GAP = r"[ \u00a0\u0336]{0,2}"
_STREETS = (
    "gatan|gata|vägen|väg|gränd|gränden|stigen|stig|backen|backe|torget|torg|plan|planen|allé|allén|kajen|leden|stråket|esplanaden|"
    "parken|gången|bron|liden|kroken|höjden|slingan|ringen|promenaden|svängen|platsen|tået|brinken|strand|hamn|tomten"
)
_STREET = f"(?:{_STREETS})"
_TOWN = rf"(?:,?\s(?:i\s)?(?:\d{{3}}\s?\d{{2}}\s)?[{UPPER}][a-zåäöé]+(?:[ -][{UPPER}][a-zåäö]+)?)?"
_HOUSE_NUMBER = re.compile(r"\d(?:" + "|".join(rf"(?<=(?i:{street})\s\d)" for street in _STREETS.split("|")) + ")")
_POSTCODE = re.compile(rf"\d \d\d [{UPPER}]")
_AT = r"(?: ?[(\[](?:at|snabel-?a|a)[)\]] ?| snabel-?a )"
_SPELLED = ("(at)", "[at]", "(a)", "[a]", "snabel")
_PATHED = "nu|ly|gl|gd|me|io|app|be|link|page|site|info|dk|no|fi|uk|de"
"""Domains that only a path after them tells from a full stop between words."""
_DOMAIN = re.compile(rf"\.(?:(?:se|com|org|net|eu|example|gov|edu)(?!\w)|(?:{_PATHED})/)", re.IGNORECASE)
_FOUR_DIGITS = re.compile(r"\d[ \u00a0\u0336]{0,2}\d[ \u00a0\u0336]{0,2}\d[ \u00a0\u0336]{0,2}\d")
_DATED = re.compile(r"\d-\d\d[-–]\d{4}")
_MASKED = re.compile(r"[-–+][xX*#]{3}")
_PLATE = re.compile(r"[A-Z]{3} ?\d{2}")
_PHONE_BEGINS = re.compile(r"[0+](?<![\w+.,-].)[\d)]|46(?<![\w+.,-]..)[ -]?7")
_PHONE_WORDS = ("tel", "tfn", "mob", "ankn", "växel")
_CAP = rf"[{UPPER}][^\W\d_]+"


_PLAN = re.compile(
    r"(?i:\w*(?:handlings|aktivitets|verksamhets|projekt|tids|genomförande|utvecklings|regional|läns)plan)\s"
)
_TIMES = re.compile(r"[0-2]\d[.:]?[0-5]\d ?[-–] ?[0-2]\d[.:]?[0-5]\d")
_HOUR = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d")
_EVERYBODYS = frozenset({"112", "1177", "11313", "11414", "90101", "116000", "116111"})
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?:[-–/](?:(?:19|20)?\d\d))?$")


def _is_no_span_of_years(text: str, start: int, end: int) -> bool:
    """Tell whether what looks like a street and number is no plan with its years ("Handlingsplan 2023–2025")."""
    return not (_YEARS.search(text[start:end]) or _PLAN.match(text, start))


def luhn(digits: str) -> bool:
    """Tell whether the last of ten digits is the check digit of the others (Luhn, as in personal identity numbers)."""
    doubled = (int(d) * (2 - i % 2) for i, d in enumerate(digits))
    return sum(d if d < 10 else d - 9 for d in doubled) % 10 == 0  # noqa: PLR2004


def _is_identity_number(text: str, start: int, end: int) -> bool:
    """Tell whether month and day fit (a coordination number adds 60 to the day) and the check digit, or the written form, agrees."""
    surface = text[start:end]
    digits = re.sub(r"\D", "", surface)
    if len(digits) not in {10, 12} or (len(digits) == 12 and digits[:2] not in {"18", "19", "20"}):  # noqa: PLR2004
        return False
    ten = digits[-10:]
    month, day = int(ten[2:4]), int(ten[4:6])
    if not 1 <= month <= 12 or not (1 <= day <= 31 or 61 <= day <= 91):  # noqa: PLR2004
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
    parted = re.fullmatch(r"\d{6} \d{4}", surface) and (day > 31 or not _HOUR.match(surface, 7))  # noqa: PLR2004
    return luhn(ten) or bool(plain or parted)


def _is_dated_number(text: str, start: int, end: int) -> bool:
    """Tell whether a date with four digits after it is a personal number and no name of a recording with its hour."""
    digits = re.sub(r"\D", "", text[start:end])
    return luhn(digits[2:]) or not _HOUR.fullmatch(digits[-4:])


def _is_own_number(text: str, start: int, end: int) -> bool:
    """Tell whether a short number belongs to somebody, and not to everybody (1177, 112)."""
    return re.sub(r"\D", "", text[start:end]) not in _EVERYBODYS


def _stands_apart(text: str, start: int, _end: int) -> bool:
    """Tell whether no digits stand before a postcode, as in the number of a meeting ("345 678 901 22 Lösenord")."""
    return not (text[start - 1 : start] in {" ", "\u00a0"} and text[start - 2 : start - 1].isdigit())


def _is_phone(text: str, start: int, end: int) -> bool:
    surface = text[start:end]
    if _TIMES.fullmatch(surface):
        return False
    digits = re.sub(r"\D", "", surface.replace("(0)", "" if surface.startswith("+") else "0"))
    if surface.startswith("+") or digits.startswith("00"):
        return 8 <= len(digits) <= 15  # noqa: PLR2004
    return 7 <= len(digits) <= 11  # noqa: PLR2004


def _is_local_site(text: str, start: int, end: int) -> bool:
    host, _, path = re.sub(r"^https?://", "", text[start:end].lower()).removeprefix("www.").partition("/")
    national = any(host == allowed or host.endswith("." + allowed) for allowed in _national_sites())
    # The page of a national body about one of its staff names the person.
    return not national or names_somebody(path)


@cache
def _national_sites() -> tuple[str, ...]:
    return data_lines("national_sites.txt")


def _past_function_words(text: str, start: int, end: int) -> int:
    """Give where an address begins when a capitalised preposition stands before it ("På Storgatan 12")."""
    first = re.match(r"(\w+) ", text[start:end])
    while first and first.group(1).lower() in function_words():
        start += first.end()
        first = re.match(r"(\w+) ", text[start:end])
    return start


FINDERS = (
    PatternRecogniser(
        name="e-mail",
        type=HitType.EMAIL,
        anchor="@",
        reach=0,
        pattern=re.compile(r"(?<![\w.@+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.UNICODE),
        score=0.99,
    ),
    PatternRecogniser(
        name="e-mail-spelled",
        type=HitType.EMAIL,
        anchor=_SPELLED,
        reach=0,
        pattern=re.compile(
            r"(?<![\w.@+-])(?:[\w-]{1,30} (?:punkt|dot) )?[\w.+-]{1,64}"
            + _AT
            + r"[\w-]+(?:(?:\.| ?[(\[](?:dot|punkt)[)\]] ?)[\w-]+)+",
            re.IGNORECASE,
        ),
        score=0.99,
    ),
    PatternRecogniser(
        name="web-address",
        type=HitType.URL,
        anchor="://",
        reach=0,
        pattern=re.compile(r"(?:https?|ftp)://[^\s<>\"”)\]]*[^\s<>\"”)\].,;:!?]", re.IGNORECASE),
        score=0.98,
        valid=_is_local_site,
    ),
    PatternRecogniser(
        name="web-address",
        type=HitType.URL,
        anchor="www.",
        reach=0,
        pattern=re.compile(r"(?<![\w@/.])www\.[^\s<>\"”)\]]*[^\s<>\"”)\].,;:!?]", re.IGNORECASE),
        score=0.97,
        valid=_is_local_site,
    ),
    PatternRecogniser(
        name="web-address",
        type=HitType.URL,
        anchor=_DOMAIN,
        reach=0,
        pattern=re.compile(
            r"(?<![\w@/.-])(?:[a-z0-9åäö][a-z0-9åäö-]*\.)+(?:se|com|org|net|eu|example|gov|edu|"
            rf"(?:{_PATHED})(?=/\w))(?![\w@-])(?:/[\w./?=&%#+-]*[\w/])?",
            re.IGNORECASE,
        ),
        score=0.96,
        valid=_is_local_site,
    ),
    PatternRecogniser(
        name="identity-number",
        type=HitType.PERSONNUMMER,
        anchor=_FOUR_DIGITS,
        reach=0,
        pattern=re.compile(
            rf"(?<![\d+-])(?:\d{_GAP}){{5,7}}\d\u0336?[ \u00a0]?[-–+]?{_GAP}(?:\d{_GAP}){{3}}\d(?!\d|-\d)"
        ),
        score=0.95,
        valid=_is_identity_number,
    ),
    PatternRecogniser(
        name="identity-number-by-date",
        type=HitType.PERSONNUMMER,
        anchor=_DATED,
        reach=0,
        pattern=re.compile(r"(?<![\w-])(?:19|20)\d\d-\d\d-\d\d[-–]\d{4}(?![\w-])"),
        score=0.95,
        valid=_is_dated_number,
    ),
    PatternRecogniser(
        name="birth-date",
        type=HitType.PERSONNUMMER,
        anchor=("född", "f. "),
        reach=0,
        pattern=re.compile(
            r"(?<!\w)(?:[Ff]ödd|[Ff]ödelsedatum:?|[Ff]\.) (?:den )?((?:19|20)?\d\d-?(?:0\d|1[0-2])-?(?:[0-2]\d|3[01])"
            r"|(?:[1-9]|[12]\d|3[01]) (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
            r" (?:19|20)\d\d)(?![\w-])"
        ),
        score=0.9,
        instead="[födelsedatum]",
    ),
    PatternRecogniser(
        name="identity-number-masked",
        type=HitType.PERSONNUMMER,
        anchor=_MASKED,
        reach=0,
        pattern=re.compile(r"(?<![\d-])(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])[-–+][xX*#]{3,4}"),
        score=0.95,
    ),
    PatternRecogniser(
        name="plate",
        type=HitType.PERSONNUMMER,
        anchor=_PLATE,
        reach=0,
        pattern=re.compile(
            r"(?:(?<=reg)|(?<=bil)|(?<=skylt)|(?<=plåt)|(?<=\bBil)(?=en[ :,]|[ :])|(?<=\bReg)(?=\.|nr|istrering))"
            r"[^\n]{0,30}?(?<!\w)([A-HJ-PR-UW-Z]{3} ?\d{2}[A-HJ-PR-UW-Z\d])(?!\w)"
        ),
        score=0.94,
    ),
    PatternRecogniser(
        name="phone",
        type=HitType.PHONE,
        anchor=_PHONE_BEGINS,
        reach=0,
        pattern=re.compile(
            r"(?<![\w+.,-])(?:46[ -]?7[02369](?=[ -]?(?:\d{7}|\d{3}[ -]?\d{2}[ -]?\d{2})(?!\d))|\(0\)[ -]?\d{1,3}"
            r"|(?:\+|00)\d{1,3}[ \u00a0-]?(?:\(0\))?[ \u00a0-]?\d{1,3}|\(?0\d{1,3}\)?)"
            r"(?:[ \u00a0]?[-–/.]?[ \u00a0]?\d{2,8}|[ \u00a0]?[-–/]?[ \u00a0]?\d){1,5}(?![\w-]*\d)"
        ),
        score=0.93,
        valid=_is_phone,
    ),
    PatternRecogniser(
        name="phone-after-word",
        type=HitType.PHONE,
        anchor=_PHONE_WORDS,
        reach=1,
        pattern=re.compile(
            r"(?i:(?:telefon\w*|tel|tfn|mobil\w*|mob|anknytning|anknytn|ankn|växel\w*)\b[.:]?\s{0,2}(?:nr|nummer)?\.?:?\s?)"
            r"(\d[\d \u00a0-]{2,12}\d)(?![\w-])"
        ),
        score=0.92,
        valid=_is_own_number,
    ),
    PatternRecogniser(
        name="street-address",
        type=HitType.ADDRESS,
        anchor=_HOUSE_NUMBER,
        reach=3,
        pattern=re.compile(
            rf"(?<![\w-])(?:{_CAP}s? ){{0,2}}"
            rf"(?:[{UPPER}][^\W\d_]*{_STREET}|{_CAP} (?i:gatan|vägen|väg|gata|gränd|torg|plan|allé|backe|strand))"
            rf"\s\d{{1,4}}(?:\s?[A-Ha-h](?!\w))?(?:[-–/]\d{{1,4}})?(?:,? ?(?:\d ?tr(?:appor|\.)?|lgh ?\d+|port \w|uppg\.? \w))?{_TOWN}"
        ),
        score=0.91,
        valid=_is_no_span_of_years,
        trim=_past_function_words,
    ),
    PatternRecogniser(
        name="box-address",
        type=HitType.ADDRESS,
        anchor="Box",
        pattern=re.compile(rf"(?<!\w)Box \d{{1,5}}{_TOWN}"),
        score=0.91,
    ),
    PatternRecogniser(
        name="postcode",
        type=HitType.ADDRESS,
        anchor=_POSTCODE,
        reach=0,
        pattern=re.compile(rf"(?<![\d-])(?:SE?-)?[1-9]\d{{2}} \d{{2}} [{UPPER}][a-zåäöé]{{2,}}(?!\w)"),
        score=0.6,
        valid=_stands_apart,
    ),
)
"""The finders in the order of their strength."""


def find_contacts(text: str) -> Iterator[Found]:
    """Give every contact detail in ``text``; a pattern runs only where its anchor stands in the text."""
    for finder in FINDERS:
        yield from finder.search(text)
