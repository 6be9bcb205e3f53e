"""Single names that open a sentence, where their capital proves nothing: what they do or own tells them from words."""

from __future__ import annotations

import re

from qualcode.anonymise.capitals import UPPER, Reading, Word
from qualcode.anonymise.contexts import WHERE, fills_value, stands_as_name
from qualcode.anonymise.found import Found
from qualcode.anonymise.functions import definite, is_function
from qualcode.anonymise.heads import head_of
from qualcode.anonymise.name_lists import given_band, surname_band, word_set
from qualcode.anonymise.name_shapes import harmless
from qualcode.domain.finding import HitType
from qualcode.language.known_words import (
    everyday_names,
    function_words,
    is_english,
    is_finite_verb,
    is_ordinary,
    is_word,
    speech_verbs,
)
from qualcode.language.places import place_names

_AT_WORK = re.compile(
    rf" (?:i|från|på|vid) (?:kommunen|regionen|länet|skolan|socialtjänsten|psykiatrin|primärvården|kyrkan|polisen|länsstyrelsen|föreningen"
    rf"|Region [{UPPER}]\w+|[{UPPER}]\w+ (?:kommun|region|län)) ([a-zåäö]+)"
)
_AND_NAME = re.compile(rf"(?:(?:,| och| o| samt| &| \+| /) |/)([{UPPER}][a-zåäöéü]+)(?![\w-])")
_SURNAME_LIKE = re.compile(
    r".{3}(?:berg|ström|lund|gren|[kq]vist|dahl?|mark|stedt|blad|blom|borg|fors|holm|sjö|vall|vik|strand|ås|näs|man|lind|ros|skog)$"
)
"""How surnames end that a compound may be read into."""
_SAYS = re.compile(r" ([a-zåäö]+)(?: (?:också|även|sedan|sen|då))?(?: att(?!\w)|:|,)")
_PERSONAL = word_set("person_finder.personal")
_PLACES_ARE = frozenset({"kommun", "kommuns", "stad", "socken", "län", "region", "församling"})
"""What a place's name in the genitive owns ("Viks kommun")."""
_KNOWN, _LISTED, _STRONG = 30, 100, 1000
ACTS = re.compile(
    r"(?: (?:på|i|från|hos|vid) [a-zåäö]{3,})?, h(?:an|on|en) |"
    r" (?:" + "|".join(sorted(word_set("person_finder.acting"))) + r"|(?:och|o|samt) (?:jag|han|hon|hen)"
    r"|nås (?:på|via|bäst|lättast)|igen(?=:)"
    r"|t(?:og|ar) (?:det|den|detta|frågan) (?:vidare|med)|går i (?:\w+an|\w+ klass)|bor (?:i|hos|på|med|kvar)|är \d{1,3} år"
    r"|har (?:skrivit|läst|sagt|bett|frågat|lovat|mejlat|ringt|berättat|tackat)"
    r"|tillbaka (?:v\.? ?\d{1,2}|vecka \d{1,2}|i (?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december))"
    r"|nöjd|sjuk|ledig|frånvarande|tveksam|skeptisk|anställd|tjänstledig|föräldraledig|sammankallande"
    r"|h(?:öll|åller) (?:med|i|ihop)|l(?:ade|ägger) till|t(?:og|ar) (?:upp|anteckningar|på sig|kontakt|med sig)"
    r"|res(?:te|er) sig|b(?:ad|er) om"
    r"|k(?:om|ommer) (?:sent|senare|för sent|tillbaka till|in på)|ska (?:ringa|mejla|maila|kolla|boka|återkomma|skicka))(?!\w)"
)
"""What only people do, so that a name that is a word as well is a name before it."""


def find_opening(reading: Reading, word: Word, given: int, surname: int) -> Found | None:
    """Give a single listed name at the beginning of a sentence, where its capital proves nothing."""
    if max(given, surname) >= _LISTED and _fills_office(reading, word):
        return Found(word.start, word.end, HitType.PERSON, "office-holder", 58)
    if given >= _STRONG and word.low in function_words() and _reports(reading, word):
        return Found(word.start, word.end, HitType.PERSON, "name-that-speaks", 58)
    return _told_by_what_follows(reading, word, given, surname)


def _told_by_what_follows(reading: Reading, word: Word, given: int, surname: int) -> Found | None:
    low = word.text.lower()
    if reading.english and given >= _LISTED and not is_english(low):
        # What Swedish calls a nest or stone ("Bo", "Sten") is nothing but a name in English.
        return Found(word.start, word.end, HitType.PERSON, "given-name-opening", 60)
    if low in everyday_names() or (reading.english and low in word_set("english.saying")):
        # No berg and no sten says anything: before a verb of saying the word is a name.
        saying = word_set("english.saying") if reading.english else speech_verbs()
        named = max(given, surname) >= _LISTED and (
            low not in function_words() or low in word_set("person_finder.both")
        )
        if named and (
            reading.after(word.end) in saying
            or ACTS.match(reading.text, word.end)
            or from_where(reading, word)
            or _beside_another(reading, word)
        ):
            return Found(word.start, word.end, HitType.PERSON, "name-that-speaks", 58)
        return None
    owns = _owns_something(reading, word, max(given, surname))
    if owns or (reading.english and word.text.endswith(("'s", "’s")) and max(given, surname) >= _LISTED):
        return Found(word.start, word.end, HitType.PERSON, "name-that-owns", 53 if owns else 58)
    used = fills_value(reading, word) or stands_as_name(reading, word)
    if given >= 100 and (not is_word(low) or (given >= _STRONG and used)):  # noqa: PLR2004
        return Found(word.start, word.end, HitType.PERSON, "given-name-opening", 60 if used or given >= _STRONG else 50)
    if _unknown_subject(reading, word):
        return Found(word.start, word.end, HitType.PERSON, "unknown-subject", 45)
    if used and (
        (max(given, surname) >= _KNOWN and not is_ordinary(word.text)) or (surname >= _STRONG and not is_word(low))
    ):
        return Found(word.start, word.end, HitType.PERSON, "surname-opening", 51)
    if (
        max(given, surname) >= _STRONG
        and low not in function_words()
        and low not in word_set("contexts.fields")
        and not reading.english
        and ACTS.match(reading.text, word.end)
    ):
        # A common name that is a noun as well ("Gren", "Klara") does what no noun does.
        return Found(word.start, word.end, HitType.PERSON, "name-that-speaks", 58)
    return None


def _reports(reading: Reading, word: Word) -> bool:
    """Tell whether a name that is a small word as well ("Inga", "Hans") says something: what is said must follow ("Inga sa att")."""
    says = None if reading.english else _SAYS.match(reading.text, word.end)
    return says is not None and says.group(1) in speech_verbs()


def _fills_office(reading: Reading, word: Word) -> bool:
    """Tell whether a word stands after an office and a colon, by itself ("Ordförande: Öst", "Justerare: Sten, Berg")."""
    text = reading.text
    if text[word.start - 2 : word.start] != ": " or head_of(word.text) or word.low in function_words():
        return False
    if (
        text[word.end : word.end + 1] not in {"", "\n", ".", ",", ";", "|", "\t"}
        and text[word.end : word.end + 2] != " ("
    ):
        return False
    office = reading.before(word.start).rstrip(".")
    return bool(definite(office)) or office in word_set("opening_names.offices")


def from_where(reading: Reading, word: Word) -> bool:
    """Tell whether somebody from somewhere means something ("Björn i Mora ville inte"); "per" stands before no such place."""
    where = WHERE.match(reading.text, word.end) or _AT_WORK.match(reading.text, word.end)
    verb = where.group(1) if where else ""
    if word.text.lower() in word_set("person_finder.both"):
        return bool(verb) and is_finite_verb(verb)
    return verb in speech_verbs() or verb in word_set("opening_names.meaning")


def _beside_another(reading: Reading, word: Word) -> bool:
    """Tell whether a common name follows in a row ("Sten och Björn hade förhinder", "Lilja, Ek och Hjort")."""
    pair = _AND_NAME.match(reading.text, word.end)
    if pair is None or head_of(pair.group(1)) or pair.group(1) in place_names():
        return False
    return given_band(pair.group(1)) >= _STRONG or surname_band(pair.group(1)) >= _STRONG


def _owns_something(reading: Reading, word: Word, band: int) -> bool:
    """Tell whether an everyday word in the genitive opens a sentence and owns something ("Björns lista"): no noun does so bare."""
    low, after = word.text.lower(), reading.after(word.end)
    everyday = low[-1] == "s" and low[:-1] in everyday_names() and low not in word_set("opening_names.no_owners")
    if reading.english or not everyday or band < _LISTED or low[:-1] in function_words() or not after.islower():
        return False
    return (
        is_word(after)
        and after not in function_words()
        and after not in _PLACES_ARE
        and not is_finite_verb(after)
        and reading.text[word.end] == " "
    )


def _means(reading: Reading, word: Word) -> bool:
    """Tell whether a compound that no list and no text has means something, as nobody's field or mountain does ("Nesmark vill ha")."""
    low, after = word.low, reading.after(word.end)
    strange = word.single and not is_word(low) and low not in reading.lower_words and word.text not in place_names()
    return strange and (after in speech_verbs() or after in word_set("opening_names.meaning"))


def _unknown_subject(reading: Reading, word: Word) -> bool:
    """Tell whether an unknown word that opens a sentence is the subject of a verb that people are the subjects of."""
    low = word.text.lower()
    if _SURNAME_LIKE.search(low) and _means(reading, word):
        return True
    if len(low) < 4 or not low.isalpha() or (not low[1:].isascii() and is_ordinary(low)):  # noqa: PLR2004
        return False
    if is_ordinary(low) or is_english(low) or low in reading.lower_words or head_of(low) or low in harmless():
        return False
    if word.text in place_names() or is_function(low) or low.endswith(("en", "et", "na", "erna", "ing", "else", "het")):
        return False
    return reading.after(word.end) in speech_verbs() | _PERSONAL
