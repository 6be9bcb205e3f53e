"""Phone numbers, e-mail, personal identity numbers, addresses, web addresses and plates: a pattern and a validator each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from qualcode.anonymise.anchored_lines import DIGIT
from qualcode.anonymise.capitals import UPPER
from qualcode.anonymise.contact_checks import (
    has_letters,
    is_dated_number,
    is_direct,
    is_identity_number,
    is_local_site,
    is_no_span_of_years,
    is_own_number,
    is_phone,
    past_function_words,
    past_open_bracket,
    past_space,
    stands_apart,
)
from qualcode.anonymise.found import Found
from qualcode.anonymise.recognisers import PatternRecogniser
from qualcode.anonymise.searching import fitting, places_of
from qualcode.domain.finding import HitType
from qualcode.language.months import SWEDISH

_GAP = r"[ \u00a0\u0336]{0,2}"
_STREETS = (
    "gatan|gata|vägen|väg|gränd|gränden|stigen|stig|backen|backe|torget|torg|plan|planen|allé|allén|kajen|leden|stråket|esplanaden|"
    "parken|gången|bron|liden|kroken|höjden|slingan|ringen|promenaden|svängen|platsen|tået|brinken|strand|hamn|tomten"
)
_STREET = f"(?:{_STREETS})"
_NAMED_STREET = rf"(?:[^\W\d_]*{_STREET}|[^\W\d_]+ (?i:gatan|vägen|väg|gata|gränd|torg|plan|allé|backe|strand))"
"""A street's name without its first capital."""
_TOWN = rf"(?:,?\s(?:i\s)?(?:\d{{3}}\s?\d{{2}}\s)?[{UPPER}][a-zåäöé]+(?:[ -][{UPPER}][a-zåäö]+)?)?"
_HOUSE_NUMBER = re.compile(
    # Most words before a figure have another ending than any street has.
    r"\d(?<=[^\W\d_]\s\d)(?<=(?i:an|ta|en|äg|nd|ig|ke|et|rg|lé|én|on|mn)\s\d)(?:"
    + "|".join(rf"(?<=(?i:{street})\s\d)" for street in _STREETS.split("|"))
    + ")"
)
_STREET_END = re.compile(rf"(?i:{_STREETS})$")


def _house_numbers(text: str) -> Iterator[int]:
    """Give where figures stand after words that end as streets do, which few words are."""
    for piece in fitting(text, _STREET_END):
        for at in places_of(text, piece):
            number = at + len(piece) + 1
            if text[number : number + 1].isdecimal() and _HOUSE_NUMBER.match(text, number):
                yield number


_POSTCODE = re.compile(rf" (?<=\d )\d\d [{UPPER}]")
_AT = r"(?: ?[(\[](?:at|snabel-?a|a)[)\]] ?| snabel-?a )"
_SPELLED = ("(at)", "[at]", "(a)", "[a]", "snabel")
_PATHED = "nu|ly|gl|gd|me|io|app|be|link|page|site|info|dk|no|fi|uk|de"
"""Domains that only a path after them tells from a full stop between words."""
_DOMAIN = re.compile(rf"\.(?:(?:se|com|org|net|eu|example|gov|edu)(?!\w)|(?:{_PATHED})/)", re.IGNORECASE)
_SIX_DIGITS = re.compile(rf"{DIGIT}(?:{_GAP}\d){{5}}")
_DATED = re.compile(r"\d-\d\d[-–]\d{4}")
_MASKED = re.compile(r"[-–+\d][xX*#]{3}")
_PLATE = re.compile(rf"{DIGIT}(?:(?<=[A-Z]{{3}}.)|(?<=[A-Z]{{3}} .))\d")
_PLATE_ENDS = re.compile(r"(?:(?<!\w)[A-HJ-PR-UW-Z]{3}|^)\d{2}[A-HJ-PR-UW-Z\d](?!\w)")
_PHONE_BEGINS = re.compile(r"[04+](?<![\w+.,-].)(?:(?<!4)[\d)]|(?<=4)6(?:\(0\))?[ -]?7)")
_PHONE_WORD = re.compile(r"(?i:tel(?:efon\w*)?\b|tfn\b|mob(?:il\w*)?\b|växel)")
_CAP = rf"[{UPPER}][^\W\d_]+"

_mail = partial(PatternRecogniser, type=HitType.EMAIL, reach=0)
_site = partial(PatternRecogniser, name="web-address", type=HitType.URL, reach=0, valid=is_local_site)
_number = partial(PatternRecogniser, type=HitType.PERSONNUMMER, figures=True)

FINDERS = (
    _mail(
        name="e-mail",
        hint=re.compile("@"),
        spaceless=True,
        pattern=re.compile(r"(?<![\w.@+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.UNICODE),
        score=0.99,
    ),
    _mail(
        name="e-mail-spelled",
        anchor=_SPELLED,
        pattern=re.compile(
            r"(?<![\w.@+-])(?:[\w-]{1,30}(?: (?:punkt|dot) | ?[(\[](?:punkt|dot)[)\]] ?)){0,3}[\w.+-]{1,64}"
            + _AT
            + r"[\w-]+(?:(?:\.| ?[(\[](?:dot|punkt)[)\]] ?| (?:punkt|dot) )[\w-]+)+",
            re.IGNORECASE,
        ),
        score=0.99,
    ),
    _mail(
        name="e-mail-cut",
        anchor="@",
        # Without its ending, or with a slip in it: "anna.berg@kommun", "anna.berg@kommun,se".
        pattern=re.compile(
            r"[\w.+-](?<![\w.@+-].)[\w.+-]*(?<=\w)(?<!\d{4})@[^\W\d_][\w-]+(?: ?[.,] ?(?:se|com|org|net|nu|eu)(?!\w))?"
        ),
        score=0.97,
        valid=has_letters,
    ),
    _site(
        hint=re.compile("://"),
        spaceless=True,
        pattern=re.compile(r"(?:https?|ftp)://[^\s<>\"”)\]]*[^\s<>\"”)\].,;:!?]", re.IGNORECASE),
        score=0.98,
    ),
    _site(
        hint=re.compile(r"www\."),
        pattern=re.compile(r"(?<![\w@/.])www\.[^\s<>\"”)\]]*[^\s<>\"”)\].,;:!?]", re.IGNORECASE),
        score=0.97,
    ),
    _site(
        hint=_DOMAIN,
        spaceless=True,
        pattern=re.compile(
            r"(?<![\w@/.-])(?:[a-z0-9åäö][a-z0-9åäö-]*\.)+(?:se|com|org|net|eu|example|gov|edu|"
            rf"(?:{_PATHED})(?=/\w))(?![\w@-])(?:/[\w./?=&%#+-]*[\w/])?",
            re.IGNORECASE,
        ),
        score=0.96,
    ),
    _number(
        name="identity-number",
        anchor=_SIX_DIGITS,
        pattern=re.compile(
            rf"\d(?<![\d+-].){_GAP}(?:\d{_GAP}){{4,6}}\d\u0336?[ \u00a0]?[-–+]?{_GAP}(?:\d{_GAP}){{3}}\d(?!\d|-\d)"
        ),
        score=0.95,
        valid=is_identity_number,
    ),
    _number(
        name="identity-number-by-date",
        anchor=_DATED,
        hint=_DATED,
        pattern=re.compile(r"(?<![\w-])(?:19|20)\d\d-\d\d-\d\d[-–]\d{4}(?![\w-])"),
        score=0.95,
        valid=is_dated_number,
    ),
    PatternRecogniser(
        name="birth-date",
        type=HitType.PERSONNUMMER,
        anchor=("född", "födelseda", "f. "),
        reach=0,
        pattern=re.compile(
            r"(?<!\w)(?:[Ff]ödd:?|[Ff]ödelseda(?:tum|g):?|[Ff]\.) (?:den )?((?:19|20)?\d\d-?(?:0\d|1[0-2])-?(?:[0-2]\d|3[01])"
            rf"|(?:[1-9]|[12]\d|3[01])(?:/(?:[1-9]|1[0-2])| (?:{'|'.join(month[:3] for month in SWEDISH)})[a-z]{{0,6}})"
            r" (?:(?:19|20)\d\d|-\d\d))(?![\w-])"
        ),
        score=0.9,
        instead="[födelsedatum]",
    ),
    _number(
        name="identity-number-masked",
        anchor=_MASKED,
        hint=_MASKED,
        pattern=re.compile(
            r"(?<![\d-])(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?:[-–+][xX*#]{3,4}|[xX*#]{4})"
        ),
        score=0.95,
    ),
    _number(
        name="plate",
        anchor=_PLATE,
        hint=_PLATE_ENDS,
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
        figures=True,
        pattern=re.compile(
            r"(?<![\w+.,-])(?:46(?:\(0\))?[ -]?7[02369](?=[ -]?(?:\d{7}|\d{3}[ -]?\d{2}[ -]?\d{2})(?!\d))|\(0\)[ -]?\d{1,3}"
            r"|(?:\(?\+|\(?00)\d{1,3}\)?[ \u00a0-]?(?:\(\d{1,4}\))?[ \u00a0-]?\d{1,3}|\(?0\d{1,3}(?:-?\))?)"
            r"(?:[ \u00a0]?[-–/.]?[ \u00a0]?\d{2,8}|[ \u00a0]?[-–/]?[ \u00a0]?\d){1,5}(?![\w-]*\d)"
        ),
        score=0.93,
        valid=is_phone,
        trim=past_open_bracket,
    ),
    PatternRecogniser(
        name="phone-after-word",
        type=HitType.PHONE,
        hint=_PHONE_WORD,
        reach=1,
        pattern=re.compile(
            r"[tTmMvV](?i:(?:(?<=t)(?:elefon\w*|el|fn)|(?<=m)ob(?:il\w*)?|(?<=v)äxel\w*)\b"
            r"[.:]?\s{0,2}(?:nr|nummer)?\.?:?\s?)"
            r"(\d[\d \u00a0-]{2,12}\d)(?![\w-])"
        ),
        score=0.92,
        valid=is_own_number,
    ),
    PatternRecogniser(
        name="phone-extension",
        type=HitType.PHONE,
        anchor=("ankn", "anknytning"),
        reach=0,
        # "Anknytning" is also what binds children to parents.
        pattern=re.compile(
            r"[aA](?i:nkn(?:\.|nr\.?|nummer)?(?: ?nr\.?)?:? ?(?=\d)|nknytning(?:en)?(?:snummer)?(?: nr)?:? (?=\d{3}))"
            r"(\d[\d \u00a0-]{0,12}\d)(?![\w-])"
        ),
        score=0.92,
        valid=is_own_number,
    ),
    PatternRecogniser(
        name="phone-extension-short",
        type=HitType.PHONE,
        anchor="växel",
        reach=0,
        pattern=re.compile(
            r"[xX](?<!\w.)\d{3,5}(?!\w)(?= (?:på|i|via|genom) (?:\w+s )?växel)|(?<=växel) [xX]\d{3,5}(?!\w)|(?<=växeln) [xX]\d{3,5}(?!\w)"
        ),
        score=0.92,
        trim=past_space,
    ),
    PatternRecogniser(
        name="phone-direct",
        type=HitType.PHONE,
        anchor=("direkt:", "direktnr", "direktnummer", "direkttel"),
        reach=0,
        pattern=re.compile(
            r"[dD](?<!\w.)irekt(?:nr\.?|nummer|tel\w*\.?)?:? ?(\d{2,4}(?:[ \u00a0-]?\d{2,3}){1,3})(?![\w-]*\d)"
        ),
        score=0.92,
        valid=is_direct,
    ),
    PatternRecogniser(
        name="street-address",
        type=HitType.ADDRESS,
        anchor=_house_numbers,
        reach=3,
        pattern=re.compile(
            # The first capital stands by itself, so that the text is searched for capitals alone.
            rf"[{UPPER}](?<![\w-].)(?:[^\W\d_]+s? (?:{_CAP}s? )?(?:[{UPPER}]{_NAMED_STREET})|{_NAMED_STREET})"
            # "plan" and the time of the next line are none.
            rf"\s\d{{1,4}}(?!\d|[:.]\d\d)(?:\s?[A-Ha-h](?!\w))?(?:[-–/]\d{{1,4}})?"
            rf"(?:,? ?(?:\d ?tr(?:appor|\.)?|lgh ?\d+|port \w|uppg\.? \w))?{_TOWN}"
        ),
        score=0.91,
        valid=is_no_span_of_years,
        trim=past_function_words,
    ),
    PatternRecogniser(
        name="box-address",
        type=HitType.ADDRESS,
        anchor="Box",
        hint=re.compile(r"(?<!\w)Box$"),
        pattern=re.compile(rf"(?<!\w)Box \d{{1,5}}{_TOWN}"),
        score=0.91,
    ),
    PatternRecogniser(
        name="postcode",
        type=HitType.ADDRESS,
        anchor=_POSTCODE,
        figures=True,
        pattern=re.compile(rf"(?<![\d-])(?:SE?-)?[1-9]\d{{2}} \d{{2}} [{UPPER}][a-zåäöé]{{2,}}(?!\w)"),
        score=0.6,
        valid=stands_apart,
    ),
)
"""The finders in the order of their strength."""


def find_contacts(text: str) -> Iterator[Found]:
    """Give every contact detail in ``text``; a pattern runs only where its anchor stands in the text."""
    for finder in FINDERS:
        yield from finder.search(text)
