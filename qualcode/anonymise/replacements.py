"""The words that stand instead of a find: a function, a plain word for a group or place, or a label in brackets, in the right form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from qualcode.anonymise.capitals import Reading
from qualcode.anonymise.english import in_english
from qualcode.anonymise.found import Found
from qualcode.anonymise.functions import definite, is_function
from qualcode.anonymise.name_lists import given_names, surnames, word_set
from qualcode.anonymise.register import Register, letters_of
from qualcode.anonymise.strangers import PARTAKER, Stranger, strangers
from qualcode.domain.finding import HitType
from qualcode.language.known_words import function_words, is_finite_verb, is_ordinary, may_be_strong_past
from qualcode.language.places import PlaceKind, counties, place_names

NAME_MASK = "[namn]"
DOUBT_MASK = "[namn?]"
LABELS = {
    HitType.PHONE: "[telefonnummer]",
    HitType.EMAIL: "[e-postadress]",
    HitType.PERSONNUMMER: "[personnummer]",
    HitType.ADDRESS: "[adress]",
    HitType.URL: "[webbadress]",
}
_LABELS_OF_RULES = {
    "plate": "[registreringsnummer]",
    "handle": "[användarnamn]",
    "handle-after-service": "[användarnamn]",
}
"""What a find of these rules is called more exactly than by its type."""
_PLACES, _UNITS = frozenset({HitType.COUNTY, HitType.PLACE}), frozenset({HitType.GROUP, HitType.ORGANISATION})
_GENITIVE = ("s", "S", "'", "’")
_INITIALS = frozenset(
    {"initials", "label-initials", "label-initial", "dotted-initials", "initials-that-say", "told-initials"}
)
_NAMING = word_set("replacements.naming")
_CALLED = frozenset({"kallad", "kallas"})
_DETERMINERS = word_set("replacements.determiners")
_INCLUDING = word_set("replacements.including")
_ONE = word_set("replacements.one")
_HYPHENS = ("-", "‑")
_COUNTIES = frozenset({PlaceKind.COUNTY, PlaceKind.REGION})
_INDEFINITE = (
    (
        re.compile(
            r"(gruppen|ingen|heten|linjen|punkten|platsen|gården|centralen|kretsen|enheten|stiftelsen|satsningen)$"
        ),
        "en ",
        2,
    ),
    (re.compile(r"(skolan)$"), "en ", 1),
    (re.compile(r"(verket|rådet|teamet|huset|skapet|biblioteket|hotellet|projektet|förbundet)$"), "ett ", 2),
    (re.compile(r"(boendet|samarbetet)$"), "ett ", 1),
)
_SPEAKING = re.compile(r"[ \u00a0]?(?:\*\*|__)?(?: ?\([^)\n]{1,40}\))?(?:\*\*)? ?:")


class Replacer:
    """Gives the replacement of each find in one text; keeps persons apart by the register and tells repeated strangers alike."""

    def __init__(
        self, reading: Reading, register: Register, case: str, found: Sequence[Found] = (), *, link: bool = True
    ) -> None:
        """Take the text, who is known, the text's case and everything that is found in it; ``link`` minds who was met elsewhere."""
        self._reading = reading
        listed = {one.person for one in found if one.person}
        here = [known for key in listed if (known := register.get(key))]
        letters = partial(register.letters, case) if link else partial(letters_of, here)
        self._strangers = strangers(reading, found, [known.function for known in here], letters)
        self._register = register
        self._own = next((c.code for c in counties() if c.name == case), "")

    def met(self) -> tuple[Stranger, ...]:
        """Give those whom no list names, met by given name and surname, who have words of their own: a function or a letter."""
        people = {id(person): person for person in self._strangers.values()}
        return tuple(p for p in people.values() if p.name and (p.function or p.letter))

    def replacement(self, one: Found) -> str:
        """Give what stands instead of ``one``, with the genitive and the capital that its place asks for."""
        words = self._words(one)
        if self._reading.english and not one.instead:
            words = in_english(self._reading, one, words)
        return self._capital(one, words) if not words.startswith("[") else words

    def _words(self, one: Found) -> str:
        kind = one.type
        if one.instead:
            return one.instead
        surface = self._reading.text[one.start : one.end]
        if kind is HitType.PERSON:
            return self._person(one, surface)
        if kind in _PLACES:
            return self._part(one) or self._place(one, surface)
        if kind in _UNITS:
            plain = one.head or ("gruppen" if kind is HitType.GROUP else "verksamheten")
            if self._reading.before(one.start) in _INCLUDING:
                # "mottagningarna, däribland mottagningen" would name one that nobody has mentioned.
                plain = indefinite(plain)
            elif self._reading.before(one.start) in _ONE:
                # "en Maria-mottagning": the article stands there.
                plain = indefinite(plain).removeprefix("en ").removeprefix("ett ")
            return genitive(plain) if self._owns(one, surface) else plain
        return _LABELS_OF_RULES.get(one.rule, LABELS[kind]) if kind else ""

    def _owns(self, one: Found, surface: str, *, whole: bool = False) -> bool:
        """Tell whether a group's or unit's name stands in the genitive: it ends in -s and a word follows that it can own.

        What ends in -s by itself (``whole``: "Borås elevhälsa") owns but an ordinary noun.
        """
        if not surface.endswith("s") or surface.endswith("ss"):
            return False
        after = self._reading.after(one.end)
        plain = after.isalpha() and self._reading.text[one.end] == " " and after not in function_words()
        if whole and not (plain and is_ordinary(after)):
            return False
        return (
            bool(after)
            and after[0].islower()
            and not is_finite_verb(after)
            and after not in {"och", "som", "i", "på", "för", "med", "där", "till", "av", "att"}
        )

    def _person(self, one: Found, surface: str) -> str:
        text = self._reading.text
        person = self._register.get(one.person) if one.person else None
        owns = surface.endswith(_GENITIVE) and not self._is_plain(one, surface)
        if person and self._reading.before(one.start) in _CALLED:
            # "samordnaren, kallad samordnaren" would say nothing.
            return NAME_MASK + ("s" if owns else "")
        if person:
            function = f"{person.function} {person.letter}".strip()
            return self._after_function(one, person.function, person.letter, owns=owns) or (
                genitive(function) if owns else function
            )
        stranger = self._strangers.get(one.start)
        if stranger or one.rule != "always":
            told = stranger or Stranger(one.start)
            if beside := self._after_function(one, told.function, told.letter, owns=owns):
                return beside
        before = self._reading.before(one.start)
        if stranger and (words := stranger.words(at=one.start)) and not (before in _NAMING and not stranger.letter):
            return genitive(words) if owns else words
        if (before in _NAMING or definite(before)) and text[one.start - 1] in " \u00a0":
            return NAME_MASK + ("s" if owns else "")
        if _SPEAKING.match(text, one.end):
            return "deltagaren"
        speaks = is_finite_verb(self._reading.after(one.end))
        words = "en deltagare" if speaks else "en person"
        return (genitive("deltagaren") if speaks else genitive("personen")) if owns else words

    def _after_function(self, one: Found, function: str, letter: str, *, owns: bool) -> str:
        """Give what stands after a function that is said already ("länssamordnaren Viola"), or ""; it is not said twice."""
        text = self._reading.text
        before = self._reading.before(one.start)
        said = (
            before and is_function(before) and text[one.start - 1] in " \u00a0" and text[one.start - 2] not in ",.;:("
        )
        if not said:
            return ""
        if letter and (before == function.removeprefix("the ") or (not function and before in PARTAKER)):
            return letter + (":s" if owns else "")
        return NAME_MASK + ("s" if owns else "")

    def _is_plain(self, one: Found, surface: str) -> bool:
        """Tell whether a name that ends in -s is the name itself ("Lars sa") and no genitive."""
        person = self._register.get(one.person) if one.person else None
        if not surface.endswith(("s", "S")) or surface[-2:-1] in {"'", "’", ":"}:
            return False
        if surface.endswith("S") and (one.rule in _INITIALS or not surface[-2:-1].isalpha()):
            # The last letter of Kerstin Sand's initials, or of "Kerstin S"; a genitive takes a small one.
            return True
        after = self._reading.after(one.end)
        if _is_whole(surface) and may_be_strong_past(after):
            # "Mats teg": no list knows a Mat, whose anything it could be.
            return True
        if after.islower() and after not in function_words() and not is_finite_verb(after) and is_ordinary(after):
            # "Lars förslag" is what Lars proposes; "Lars föreslår" is Lars.
            return False
        if person:
            low, name = surface.casefold(), person.name.casefold()
            return low in re.split(r"[ \"”“„]", name) or name.endswith(low.rsplit(" ", maxsplit=1)[-1])
        if is_finite_verb(after):
            # Nobody's anything "berättade": the name is the subject, whatever it ends in.
            return True
        last = surface.rsplit(" ", maxsplit=1)[-1]
        listed = _is_listed(last[:-1])
        # A name that no list holds and that ends as Latin and Greek ones do (Frankelius) is whole.
        return last in given_names() or (
            not listed and (last in surnames() or last.lower().endswith(("us", "is", "os")))
        )

    def _place(self, one: Found, surface: str) -> str:
        place = one.place
        if place is None:
            return "en ort"
        ours = bool(place.county) and (not self._own or place.county == self._own)
        owner = "länet" if ours else "ett annat län" if place.county else "orten"
        if place.kind is PlaceKind.ADJECTIVE:
            return self._adjective(one, surface, owner)
        if place.kind is PlaceKind.INHABITANTS:
            return _inhabitants(surface.lower(), owner)
        owns = surface.endswith("s") and (_owned(surface) or self._owns(one, surface, whole=True))
        if place.kind is PlaceKind.REGION:
            words = "regionen" if ours else "en annan region"
        elif place.kind is PlaceKind.COUNTY:
            words = owner if not self._apposed(one) else f"i {owner}"
        elif place.kind is PlaceKind.MUNICIPALITY:
            words = "kommunen" if owns else "en kommun"
        else:
            words = "orten" if owns else "en ort"
        return genitive(words) if owns else words

    def _part(self, one: Found) -> str:
        """Give the bare first part for a place inside a hyphenated compound ("Gnosjö-huset"): no article stands inside a word."""
        text = self._reading.text
        follows = text[one.end : one.end + 1] in _HYPHENS and text[one.end + 1 : one.end + 2].isalpha()
        precedes = one.start > 1 and text[one.start - 1] in _HYPHENS and text[one.start - 2].isalpha()
        if not (follows or precedes) or one.place is None:
            return ""
        county = one.place.kind in _COUNTIES or bool(one.place.county)
        if not follows:
            first = re.findall(r"[^\W\d_]+", text[max(0, one.start - 40) : one.start - 1])[-1:]
            words = "län" if county else "kommun" if one.place.kind is PlaceKind.MUNICIPALITY else "ort"
            # "bussarna Lund-Eslöv" runs between two; "Nya-Lund" is one.
            return words if first and first[0] in place_names() else "länet" if county else "orten"
        return "läns" if county else "kommun" if one.place.kind is PlaceKind.MUNICIPALITY else "orts"

    def _apposed(self, one: Found) -> bool:
        """Tell whether a county's name directly follows a capitalised word that stays: "NSPH Skåne"."""
        word = self._reading.at(one.start)
        return word is not None and word.adjacent and self._reading.words[word.number - 1].shout

    def _adjective(self, one: Found, surface: str, owner: str) -> str:
        before = self._reading.before(one.start)
        low = surface.lower()
        if low.endswith(("ska", "ske", "skas")) and before not in _DETERMINERS:
            return genitive(owner)
        return "lokalt" if low.endswith("t") else "lokala" if low.endswith(("a", "e")) else "lokal"

    def _capital(self, one: Found, words: str) -> str:
        """Begin with a capital where the text does: at the beginning of a sentence, line, cell or quotation."""
        begins = _begins(self._reading, one.start)
        return words[:1].upper() + words[1:] if begins else words


def _begins(reading: Reading, start: int) -> bool:
    word = reading.at(start)
    if start and reading.text[start - 1] == "/":
        return False
    if word is None:
        return (
            reading.text[start].isupper()
            and reading.text[max(0, start - 12) : start].rstrip(" *_#-–•").endswith(("\n", ".", "!", "?"))
        ) or start == 0
    return word.hard or (word.opening and reading.text[start - 1] in '"”“„»«|\t')


def _inhabitants(low: str, owner: str) -> str:
    words = "invånare i " + owner if owner == "ett annat län" else f"{genitive(owner)} invånare"
    if low.endswith(("arnas", "nas", "ars", "rnas")):
        return words + "s"
    if low.endswith(("en", "aren", "bon")):
        return "invånaren"
    return words


def _is_whole(surface: str) -> bool:
    """Tell whether a name that ends in -s is listed so, and not without its last letter."""
    last = surface.rsplit(" ", maxsplit=1)[-1]
    return _is_listed(last) and not _is_listed(last[:-1])


def _is_listed(name: str) -> bool:
    return name in given_names() or name in surnames()


def _owned(surface: str) -> bool:
    """Tell whether a place's name that ends in -s is a genitive and no name with that ending (Alingsås)."""
    return surface not in place_names() and not surface.lower().endswith("ås")


def indefinite(plain: str) -> str:
    """Give the indefinite form of a plain word ("mottagningen": "en mottagning"), or the word itself when no ending is known."""
    for ending, article, cut in _INDEFINITE:
        if ending.search(plain):
            return article + plain[:-cut]
    return plain


def genitive(words: str) -> str:
    """Give the genitive: a letter takes a colon ("länssamordnaren A:s"), a final s, x or z takes nothing more."""
    if re.search(r" [A-Z]$", words) or words.endswith(":n"):
        return words + ":s"
    return words if words.endswith(("s", "x", "z")) else words + "s"
