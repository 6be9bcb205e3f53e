"""Counties, municipalities, towns and the words derived from their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class PlaceKind(StrEnum):
    """What a place word stands for; the replacement depends on it."""

    COUNTY = "county"
    REGION = "region"
    MUNICIPALITY = "municipality"
    TOWN = "town"
    LANDSCAPE = "landscape"
    INHABITANTS = "inhabitants"
    ADJECTIVE = "adjective"


@dataclass(frozen=True, slots=True)
class County:
    """A county with its code and the names it goes by; ``adjectives`` and ``inhabitants`` are base forms in lower case."""

    code: str
    name: str
    short: str
    region: str
    others: tuple[str, ...]
    adjectives: tuple[str, ...]
    inhabitants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality; the first two digits of its code are the county's."""

    code: str
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Place:
    """What a surface names. ``county`` is the code when it is a county, its region or a word derived from it, else ""."""

    kind: PlaceKind
    county: str = ""


def _lines(name: str) -> Iterator[str]:
    text = files("qualcode.language").joinpath("data", name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


@cache
def counties() -> tuple[County, ...]:
    """Give the 21 counties in the order of their codes, so that every room lists them alike."""
    rows = (line.split("\t") for line in _lines("counties.tsv"))
    return tuple(County(r[0], r[1], r[2], r[3], _parts(r[4]), _parts(r[5]), _parts(r[6])) for r in rows)


@cache
def municipalities() -> tuple[Municipality, ...]:
    """Give the 290 municipalities in the order of their codes."""
    return tuple(Municipality(*line.split("\t")) for line in _lines("municipalities.tsv"))


def _inhabitants(base: str) -> Iterator[str]:
    """Give the inflected forms of an inhabitant word ("skåning", "stockholmare", "gävlebo", "östgöte")."""
    endings: tuple[str, ...]
    if base.endswith("are"):
        base, endings = base[:-1], ("e", "en", "ens", "na", "nas", "es")
    elif base.endswith("bo"):
        endings = ("", "n", "r", "rna", "rnas", "ns", "s", "rs")
    elif base.endswith("e"):
        base, endings = base[:-1], ("e", "en", "ens", "ar", "arna", "arnas", "ars", "es", "er", "erna", "ernas")
    elif base.endswith("a"):
        base, endings = base[:-1], ("a", "an", "ans", "or", "orna", "ornas")
    else:
        endings = ("", "en", "ens", "ar", "arna", "arnas", "ars", "s", "er", "erna", "ernas", "et", "ets")
    return (base + ending for ending in endings)


def _adjectives(base: str) -> Iterator[str]:
    return (base + ending for ending in ("", "t", "a", "e", "as"))


@cache
def derived_words() -> Mapping[str, Place]:
    """Give the derived words in lower case ("gotländska", "smålänningarnas"): they identify a county without its name."""
    words: dict[str, Place] = {}
    for county in counties():
        words |= {o: Place(PlaceKind.COUNTY, county.code) for o in county.others if o.islower()}
        words |= {w: Place(PlaceKind.ADJECTIVE, county.code) for base in county.adjectives for w in _adjectives(base)}
        words |= {
            w: Place(PlaceKind.INHABITANTS, county.code) for base in county.inhabitants for w in _inhabitants(base)
        }
    for line in _lines("landscapes.tsv"):
        cells = (line + "\t\t").split("\t")
        words |= {w: Place(PlaceKind.ADJECTIVE) for base in _parts(cells[1]) for w in _adjectives(base)}
        words |= {w: Place(PlaceKind.INHABITANTS) for base in _parts(cells[2]) for w in _inhabitants(base)}
    return words


@cache
def place_names() -> Mapping[str, Place]:
    """Give every name as it is written ("Nacka", "Nacka kommun", "Region Skåne", "Kista") with what it stands for.

    A name that is both a county's short name and a town ("Kalmar") counts as the town, because that is the narrower reading.
    """
    names: dict[str, Place] = {line.split("\t")[0]: Place(PlaceKind.LANDSCAPE) for line in _lines("landscapes.tsv")}
    names |= dict.fromkeys(_lines("towns.txt"), Place(PlaceKind.TOWN))
    for county in counties():
        names |= dict.fromkeys(
            (county.name, county.short, *(o for o in county.others if o[0].isupper())),
            Place(PlaceKind.COUNTY, county.code),
        )
        names[county.region] = Place(PlaceKind.REGION, county.code)
    for other in (
        "Västra Götalandsregionen",
        "Region Västra Götaland",
        "VGR",
        "VG-regionen",
        "Reg Blekinge",
        "Region Jönköping",
        "Region Kalmar",
        "Region Örebro",
        "Region Jämtland",
        "Stockholmsregionen",
        "RJH",
        "RÖL",
        "RJL",
        "RVN",
        "RKL",
    ):
        names[other] = Place(PlaceKind.REGION, names[other].county)
    names["Falu"] = Place(PlaceKind.MUNICIPALITY)
    for one in municipalities():
        if one.short != "Gotland":
            names[one.short] = Place(PlaceKind.MUNICIPALITY)
        stems = {one.short, one.name.removesuffix(" kommun").removesuffix(" stad")}
        names |= {
            f"{stem} {kind}": Place(PlaceKind.MUNICIPALITY) for stem in stems for kind in ("kommun", "stad", "kn")
        }
    return names


@cache
def _long_stems() -> frozenset[str]:
    """Give the names that may begin a compound in lower case, those that are ordinary words left out."""
    from qualcode.language.known_words import is_word

    bare = {c.short for c in counties()} | {m.short for m in municipalities()}
    return frozenset(
        n.lower()
        for n in bare
        if len(n) >= 5 and " " not in n and (not is_word(n.lower()) or n in {"Ystad", "Skara", "Trosa", "Lomma"})  # noqa: PLR2004
    ) | {
        "norrland",
        "småland",
        "visby",
    }


@cache
def place_compound(word: str) -> Place | None:
    """Give the place that a lower-case compound or inhabitant word begins with ("stockholmsnummer", "linköpingsborna")."""
    from qualcode.language.known_words import is_word

    for cut in range(len(word) - 2, 4, -1):
        if word[:cut] not in _long_stems():
            continue
        rest = word[cut:]
        if rest in {"s", "-"}:
            return None
        short = rest.removeprefix("s").removeprefix("-")
        if short in _INHABITANT_ENDINGS or rest in _INHABITANT_ENDINGS:
            return Place(PlaceKind.INHABITANTS)
        if short in {"län", "länet", "länets"} and (
            county := next((c for c in counties() if c.short.lower() == word[:cut]), None)
        ):
            return Place(PlaceKind.COUNTY, county.code)
        if len(short) > 3 and (is_word(short) or is_word(rest)):  # noqa: PLR2004
            return Place(PlaceKind.TOWN)
    return Place(PlaceKind.INHABITANTS) if _live_there(word) else None


def _live_there(word: str) -> bool:
    """Tell whether a word is the inhabitants' of a town whose name is short or a word as well ("salabor", "bodensare", "älvsbyborna")."""
    from qualcode.language.known_words import is_word

    if not word.endswith(_INHABITANT_ENDS):
        return False
    for ending in _INHABITANT_ENDINGS:
        stem = word.removesuffix(ending)
        towns = {stem, stem.removesuffix("s")} if stem != word else set()
        if ending.startswith("bo") and not towns.isdisjoint(_short_stems()) and not is_word(word):
            return True
        # "bodensare" is of Boden; "bergare" may be anything.
        if stem != word and stem.endswith("s") and len(stem) > _SHORT_STEM and stem[:-1] in _short_stems():
            return True
    return False


@cache
def _short_stems() -> frozenset[str]:
    """Give the names of municipalities in lower case, those in the definite form without it as well ("älvsby")."""
    names = {m.short.lower() for m in municipalities() if " " not in m.short}
    return frozenset(names | {name[:-1] for name in names if name.endswith(("yn", "on", "ån"))})


_SHORT_STEM = 5


_INHABITANT_ENDINGS = frozenset(
    [
        "bo",
        "bon",
        "bor",
        "borna",
        "bornas",
        "bons",
        "bors",
        "are",
        "aren",
        "arna",
        "arnas",
        "iter",
        "iterna",
        "it",
        "iten",
    ]
)
_INHABITANT_ENDS = tuple(_INHABITANT_ENDINGS)
