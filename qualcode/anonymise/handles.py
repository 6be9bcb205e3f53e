"""What people are called in services for chat and video: "@eva.berg72", "Skype: evaberg"."""

from __future__ import annotations

import re
from functools import cache

from qualcode.anonymise.capitals import UPPER
from qualcode.anonymise.name_lists import data_lines, given_band, word_set
from qualcode.anonymise.name_shapes import names_somebody
from qualcode.anonymise.recognisers import PatternRecogniser
from qualcode.domain.finding import HitType
from qualcode.language.known_words import function_words, is_english, is_ordinary, is_word

_CALLERS = (
    "teams", "skype", "instagram", "insta", "snapchat", "snap", "messenger", "facebook", "discord", "telegram", "whatsapp", "tiktok",
    "linkedin",
)  # fmt: skip
_SERVICES = f"(?:(?i:{'|'.join(_CALLERS)})|Signal)"
"""In small letters "signal" is a word of its own: "en viktig signal: trygghet"."""
_CAP = rf"[{UPPER}][a-zåäöéü]+"
_AT_BEGIN = re.compile(r"(?<![\w@./+-])@")
_PLAIN = str.maketrans("åäöé", "aaoe")
_CUT = 9
_FEW = 3
_LONGEST = 20
"""Longer rows of mere letters are rather compounds that no list holds."""
_CALLED = r"(?:[ -]?(?:namn|konto|id|användare|användarnamn))?"


def _is_somebodys(text: str, start: int, end: int) -> bool:
    """Tell whether "@" and a name call one account and neither everybody ("@alla") nor a national body ("@folkhalsomynd")."""
    name = text[start + 1 : end].casefold()
    return name not in word_set("handles.everybody") and not _is_national(name)


def _is_national(name: str) -> bool:
    letters = _letters(name)
    if any(form in _bodies() for form in (letters, letters.removesuffix("se"), letters.removesuffix("sverige"))):
        return True
    # Names of accounts are often cut off.
    return len(letters) >= _CUT and any(body.startswith(letters) for body in _bodies())


@cache
def _bodies() -> frozenset[str]:
    sites = (site.rpartition(".")[0] for site in data_lines("national_sites.txt"))
    return frozenset(filter(None, map(_letters, (*data_lines("allowed.txt"), *sites))))


def _letters(name: str) -> str:
    return re.sub(r"[\W\d_]+", "", name.casefold().translate(_PLAIN))


def _is_handle(text: str, start: int, end: int) -> bool:
    """Tell whether what stands after a service is an account: it has a digit or mark inside, or is no word."""
    word = text[start:end]
    low = word.casefold()
    if low in function_words() or low in word_set("handles.everybody") or is_word(low) or is_english(low):
        return False
    if re.search(r"[\d_:]|[^\W\d_]\.[^\W\d_]", word):
        return any(map(str.isalpha, word))
    # "evaberg" reads as a compound: it is an account where a given name and a surname stand in it.
    return word.islower() and len(word) <= _LONGEST and (not is_ordinary(low) or _holds_name(low))


def _is_account(text: str, start: int, end: int) -> bool:
    """Tell whether letters and digits stand in one word, as in the names that computers give ("annjoh03")."""
    word = text[start:end]
    return any(map(str.isalpha, word)) and any(map(str.isdigit, word))


def _is_after_service(text: str, start: int, end: int) -> bool:
    """Tell whether an account stands after a colon, or without one a name with figures, and not a week ("Teams v45") or a model."""
    if ":" in text[start - 2 : start]:
        return _is_handle(text, start, end)
    return _is_account(text, start, end) and sum(map(str.isalpha, text[start:end])) > _FEW


def _holds_name(low: str) -> bool:
    return any(names_somebody(f"{low[:cut]} {low[cut:]}") for cut in range(2, len(low) - 1))


def _is_mentioned(text: str, start: int, end: int) -> bool:
    """Tell whether a given name stands after "@" with a surname or its letter, as chats call somebody."""
    return given_band(text[start + 1 : end].partition(" ")[0]) > 0


HANDLES = (
    PatternRecogniser(
        name="handle",
        type=HitType.URL,
        hint=_AT_BEGIN,
        reach=0,
        pattern=re.compile(rf"(?<![\w@./+-])@{_CAP}(?:-{_CAP})? (?:[{UPPER}](?:[a-zåäöéü]+(?:-{_CAP})?)?)(?![\w-])"),
        score=0.98,
        valid=_is_mentioned,
    ),
    PatternRecogniser(
        name="handle",
        type=HitType.URL,
        hint=_AT_BEGIN,
        reach=0,
        pattern=re.compile(r"(?<![\w@./+-])@(?=[\d_.-]*[^\W\d_])\w(?:[\w.-]*\w)?(?:@[\w-]+(?:\.[\w-]+)+)?"),
        score=0.97,
        valid=_is_somebodys,
    ),
    PatternRecogniser(
        name="handle-after-service",
        type=HitType.URL,
        hint=re.compile(rf"(?<![\w-]){_SERVICES}(?:$|[:-]|namn|konto|id|användar)"),
        reach=0,
        pattern=re.compile(rf"(?<![\w-]){_SERVICES}{_CALLED}(?: ?:[ \u00a0]?| )((?:live:)?\w[\w.-]*\w)(?![\w@]|://|/)"),
        score=0.54,
        valid=_is_after_service,
    ),
    PatternRecogniser(
        name="handle-after-service",
        type=HitType.URL,
        anchor=("användarnamn", "inlogg", "login", "alias"),
        figures=True,
        pattern=re.compile(
            r"(?i:användarnamn(?:et)?|inlogg(?:et|ning|ningen)?|login|alias)(?: är| =|:)? [\"”“„»«]?(\w[\w.-]*\w)(?![\w@]|://|/)"
        ),
        score=0.54,
        valid=_is_account,
    ),
)
"""Recognisers of accounts; a name that the other finders know is stronger than the second."""
