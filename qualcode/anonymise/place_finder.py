"""Counties, regions, municipalities, towns and the words derived from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from qualcode.anonymise.capitals import Reading, Word, is_loud
from qualcode.anonymise.contexts import fills_cell, stands_as_name
from qualcode.anonymise.found import Found
from qualcode.anonymise.functions import is_function
from qualcode.anonymise.heads import head_of, is_generic
from qualcode.anonymise.name_lists import bare, given_band, surname_band, word_set
from qualcode.anonymise.searching import places_of
from qualcode.anonymise.short_terms import is_nearly_word
from qualcode.domain.finding import HitType
from qualcode.language.known_words import everyday_names, function_words, is_finite_verb, is_ordinary, is_word
from qualcode.language.places import Place, PlaceKind, derived_words, place_compound, place_names

_IN = word_set("place_finder.in")
_PLAINLY_IN = frozenset({"i", "från", "ifrån", "till"})
"""After these no subject stands, even before a verb: "de som bor i Vi har långt"."""
_AT = word_set("place_finder.at")
_WORDS_TOO = word_set("place_finder.words_too")
_WORD_MUNICIPALITIES = word_set("place_finder.word_municipalities")
_GUESS = word_set("place_finder.guess")
_SPOT = word_set("place_finder.spot")
_SIDES = word_set("place_finder.sides")
_PUBLIC = word_set("place_finder.public")
_SIDE = re.compile(r"[^\W\d_]+(?: [^\W\d_]{3,})(?!\w)")
_KIND = re.compile(r" (?:kommuns?|kn|socken|stadsdel|[Ss]tads?)(?!\w)")
_KINDS = (" kommun", " kn", " socken", " stad", " Stad")
_LETTER = re.compile(r" [A-HJ-Z](?::s)?(?=[ ,;:)\n]|\.?$|\. ?\n)(?! [A-ZÅÄÖ])")
"""After a place a letter makes the name of a unit or team ("Blekinge A") of it."""
_DATED = re.compile(r",? (?:den )?(?:\d{1,2}(?:[/.]\d| [a-z]{3})|(?:19|20)\d\d)")
"""A date after a county's name that is a word as well makes a title of the two ("Dalarna 30/10")."""
_TITLED = re.compile(r"\A\s*[^\n]{0,60}?(?<![\w-])(VB|NB|VN|ÖG|VG|VGR|JH|RJH)(?![\w!:-])")
_LETTERED = {"VB": "24", "NB": "25", "VN": "22", "ÖG": "05", "VG": "14", "VGR": "14", "JH": "23", "RJH": "23"}
"""Counties by the letters that a hasty title calls them by."""
_STREET_LIKE = re.compile(
    r"[^\W\d_]{3,}(?:gatan|vägen|leden|torget|gränden?|parken|stranden|udden|holmen|hamnen|bron|åsen|dalen|sjön|ön)s?"
)


@cache
def _by_first() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Give the names of several words by their first word, longest first, each as it is and without regard to case."""
    held: dict[str, list[str]] = {}
    for name in place_names():
        first, _, rest = name.partition(" ")
        if rest:
            held.setdefault(first.casefold(), []).append(name)
    ordered = {first: sorted(names, key=len, reverse=True) for first, names in held.items()}
    return {first: tuple((name, name.casefold()) for name in names) for first, names in ordered.items()}


_COUNTIES = frozenset({PlaceKind.COUNTY, PlaceKind.REGION})
_WIDE = frozenset({PlaceKind.MUNICIPALITY, PlaceKind.COUNTY, PlaceKind.LANDSCAPE})
"""Places that minutes speak of as somebody who does things ("Dalarna ligger långt fram"), though the name is a word as well."""


@cache
def _folded() -> Mapping[str, Place]:
    return {name.casefold(): place for name, place in place_names().items()}


@lru_cache(4096)
def _vague(name: str) -> bool:
    """Tell whether a place's name is as well a person's or an ordinary word, so that only the context decides."""
    place = place_names().get(name)
    if place and place.kind is PlaceKind.MUNICIPALITY:
        return name in _WORD_MUNICIPALITIES
    return (
        given_band(name) >= 100  # noqa: PLR2004
        or surname_band(name) >= 100  # noqa: PLR2004
        or name.lower() in everyday_names()
        or is_word(name.lower())
    )


def type_of(place: Place) -> HitType:
    """Give the type that a place counts as: a county with all that is derived from it, else a place."""
    county = place.kind in _COUNTIES or bool(place.county)
    return HitType.COUNTY if county else HitType.PLACE


def find_places(reading: Reading) -> Iterator[Found]:
    """Give every place that the lists know or that the words around it show."""
    text = reading.text
    for word in reading.words:
        if word.idle:
            continue
        told = _told(word.text)
        if told.begins:
            yield from _several_words(reading, word)
        if told.listed or (text.startswith(_KINDS, word.end) and _KIND.match(text, word.end)):
            yield from _one_word(reading, word, told)
        elif told.even and not word.opening and (reading.before(word.start) in _GUESS or word.text in _SIDES):
            yield from _guess(reading, word)
        if told.named and not word.shout and (letter := _LETTER.match(text, word.end)):
            yield Found(word.start, letter.end(), HitType.ORGANISATION, "lettered-unit", 68, head="verksamheten")
    if title := _TITLED.match(text):
        county = Place(PlaceKind.COUNTY, _LETTERED[title.group(1)])
        yield Found(title.start(1), title.end(1), HitType.COUNTY, "county-letters", 66, place=county)
    yield from _lower_case(reading)


class _Told(NamedTuple):
    """What the lists say of a capitalised word wherever it stands.

    ``begins``: names of several words begin with it; ``derived``: the place that it is derived from; ``form`` and ``place``: the
    place that it or what it is the genitive of names, in capitals too, which is one and nothing else when it is ``sure``;
    ``named``: it names a place as it is written; ``within``: the place of the compound that it is; ``street``: it looks like a
    street's name; ``even``: it has neither capitals nor figures inside; ``listed``: one of these, or a compound with a hyphen.
    """

    begins: bool
    derived: Place | None
    form: str
    place: Place | None
    sure: bool
    named: bool
    within: Place | None
    street: bool
    even: bool
    listed: bool


@lru_cache(1 << 16)
def _told(text: str) -> _Told:
    low, forms = text.lower(), bare(text)
    loud = is_loud(text)
    held = (
        (form, place_names().get(form) or (_folded().get(form.casefold()) if loud and len(form) > 3 else None))  # noqa: PLR2004
        for form in forms
    )
    form, place = next(((form, place) for form, place in held if place), ("", None))
    derived, within, street = derived_words().get(low), place_compound(low), _STREET_LIKE.fullmatch(low) is not None
    return _Told(
        begins=text.casefold() in _by_first(),
        derived=derived,
        form=form,
        place=place,
        sure=place is not None and not _vague(form),
        named=any(form in place_names() for form in forms),
        within=within,
        street=street,
        even=not any(c.isupper() or c.isdigit() for c in text[1:]),
        listed=bool(derived or place or within or street or "-" in text),
    )


def _several_words(reading: Reading, word: Word) -> Iterator[Found]:
    text = reading.text
    for name, low in _by_first().get(word.text.casefold(), ()):
        end = word.start + len(name)
        if text[word.start : end].casefold() != low:
            continue
        if text[end : end + 1] in {"s", "S"} and not text[end + 1 : end + 2].isalnum():
            end += 1
        if text[end : end + 1].isalnum():
            ending = re.match(r"(?:en|ens|sregionen)?(?!\w)", text[end:])
            if not ending or not ending.group():
                continue
            end += ending.end()
        place = place_names()[name]
        yield Found(word.start, end, type_of(place), f"place-{place.kind}", 86, place=place)
        return


def _one_word(reading: Reading, word: Word, told: _Told) -> Iterator[Found]:
    low, derived, place = word.low, told.derived, told.place
    if derived and not (word.opening and is_word(low) and low in _WORDS_TOO):
        following = reading.next(word)
        if derived.kind is PlaceKind.ADJECTIVE and following and not following.shout:
            yield Found(word.start, following.end, HitType.ORGANISATION, "place-and-name", 67, head="verksamheten")
            return
        yield Found(word.start, word.end, type_of(derived), "place-derived", 66, place=derived)
        return
    if place and told.sure:
        kind = _KIND.match(reading.text, word.end) if place.kind is PlaceKind.MUNICIPALITY else None
        end = kind.end() if kind else word.end
        yield Found(word.start, end, type_of(place), f"place-{place.kind}", 63, place=place)
    elif place:
        yield from _shown(reading, word, told.form, place)
    elif (tail := _KIND.match(reading.text, word.end)) and not (word.opening and is_ordinary(low)) and not word.shout:
        yield Found(word.start, tail.end(), HitType.PLACE, "place-of-kind", 64, place=Place(PlaceKind.MUNICIPALITY))
    else:
        yield from _part_or_guess(reading, word, told)


def _shown(reading: Reading, word: Word, form: str, place: Place) -> Iterator[Found]:
    """Give a place whose name is something else as well, where the words around show that it is the place."""
    before = reading.before(word.start)
    if form.lower() in function_words() and not _goes_there(reading, word, before):
        return
    if before in _IN:
        yield Found(word.start, word.end, type_of(place), f"place-{place.kind}-in", 64, place=place)
    elif (
        word.opening
        and place.kind is PlaceKind.MUNICIPALITY
        and word.text != form
        and reading.after(word.end) in _PUBLIC
    ):
        # "Lunds nämnd" is the town's, "Lunds lista" a person's.
        yield Found(word.start, word.end, type_of(place), f"place-{place.kind}-owns", 55, place=place)
    elif not word.opening:
        strength = 53 if place.kind is PlaceKind.MUNICIPALITY or before in _AT else 45
        yield Found(word.start, word.end, type_of(place), f"place-{place.kind}-at", strength, place=place)
    elif place.kind in _WIDE and (
        stands_as_name(reading, word) or fills_cell(reading, word) or _DATED.match(reading.text, word.end)
    ):
        yield Found(word.start, word.end, type_of(place), f"place-{place.kind}-opening", 51, place=place)


def _goes_there(reading: Reading, word: Word, before: str) -> bool:
    """Tell whether a town that is a function word as well ("Vi") is the town: a word of place stands right before it."""
    if before not in _IN or reading.text[word.start - 1] not in " \u00a0" or not reading.text[word.start - 2].isalpha():
        return False
    return before in _PLAINLY_IN or not is_finite_verb(reading.after(word.end))


def _part_or_guess(reading: Reading, word: Word, told: _Told) -> Iterator[Found]:
    """Give a place inside a compound ("Gnosjö-huset"), and capitalised words that their shape or a preposition makes places."""
    if "-" in word.text:
        at = word.start
        for part in word.text.split("-"):
            if (place := place_names().get(part)) and (place.county or not _vague(part)):
                yield Found(at, at + len(part), type_of(place), "place-part", 62, place=place)
            at += len(part) + 1
    if told.within and not word.shout:
        yield Found(word.start, word.end, HitType.PLACE, "place-compound", 48, place=told.within)
    elif told.street and not word.shout and (not word.opening or _is_odd(word.text)):
        yield Found(word.start, word.end, HitType.PLACE, "place-shape", 46, place=Place(PlaceKind.TOWN))
    elif told.even and not word.opening:
        yield from _guess(reading, word)


def _is_odd(text: str) -> bool:
    """Tell whether a word that opens a sentence is neither a word, be it with a slip of the pen, nor a name ("Ölandsbron")."""
    low = text.lower().removesuffix("s")
    return not (is_ordinary(low) or is_nearly_word(low) or given_band(text) or surname_band(text))


def _guess(reading: Reading, word: Word) -> Iterator[Found]:
    low = word.low
    side = _SIDE.match(reading.text, word.start) if word.text in _SIDES and not word.adjacent else None
    if side:
        yield Found(word.start, side.end(), HitType.PLACE, "place-side", 47, place=Place(PlaceKind.TOWN))
    if "-" in word.text or word.quoted or low in reading.lower_words or reading.next(word):
        return
    if (before := reading.before(word.start)) not in _GUESS:
        return
    if not is_ordinary(low):
        yield Found(word.start, word.end, HitType.PLACE, "place-guess", 41, place=Place(PlaceKind.TOWN))
    elif (
        before in _SPOT
        and not (low.endswith("a") and is_ordinary(reading.after(word.end) or "?"))
        and not is_function(low)
        and not is_generic(low)
        and not head_of(low)
    ):
        yield Found(word.start, word.end, HitType.PLACE, "place-guess-word", 42, place=Place(PlaceKind.TOWN))


def _lower_case(reading: Reading) -> Iterator[Found]:
    """Give derived words and compounds in lower case ("gotländska", "stockholmsnummer")."""
    text = reading.text
    for word in reading.lower_words - _underived:
        place = _derived(word)
        if place is None:
            if len(_underived) > _MOST_WORDS:
                _underived.clear()
            _underived.add(word)
            continue
        for at in places_of(text, word):
            end = at + len(word)
            before, after = text[at - 1 : at], text[end : end + 1]
            if not (before.isalnum() or before in {"-", "_"} or after.isalnum() or after == "_"):
                yield Found(at, end, type_of(place), "place-derived", 66, place=place)


_MOST_WORDS = 1 << 16
_underived: set[str] = set()
"""Words in small letters that were looked up and are derived from no place: nearly all, so that they are left out at once."""


def _derived(word: str) -> Place | None:
    found = derived_words().get(word)
    if found and word in _WORDS_TOO:
        return None
    if found or len(word) < 7:  # noqa: PLR2004
        return found
    return place_compound(word)
