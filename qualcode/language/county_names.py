"""Counties named in words: in titles, names of files, first lines and cells, in the many ways that people name them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from qualcode.language.places import County, counties, municipalities

_NEAR_COUNTY = 80
"""How alike (0–100) a name must be to a county's to be taken for a misspelt one."""
_NEAR_SHORT = 82
"""The same for a county's short name, where a letter weighs more: "Gotalnd" is a slip, "Hallstad" a town."""


def _plain(text: str) -> str:
    return re.sub(r"[\s_–-]+", " ", text).strip().casefold()


@cache
def _county_names() -> Mapping[str, County]:
    """Give every name that a county goes by, as ``_plain`` gives words, the longest first: none is read as another one's part."""
    names: dict[str, County] = {}
    for county in counties():
        for name in {county.name, county.short, county.region, county.short + "s län", *county.others}:
            # "K-län" and the like are no words that a file's name or title would carry.
            if not re.fullmatch(r"[A-Z]{1,3}[ -]?län", name):
                names[_plain(name)] = county
    return dict(sorted(names.items(), key=lambda pair: (-len(pair[0]), pair[0])))


_ROUND = str.maketrans("åäö", "aao")


@cache
def _any_county(*, ascii_only: bool) -> tuple[re.Pattern[str], Mapping[str, County]]:
    names = {n.translate(_ROUND): c for n, c in _county_names().items()} if ascii_only else _county_names()
    return re.compile(rf"(?<!\w)(?P<name>{'|'.join(map(re.escape, names))})s?(?!\w)"), names


@dataclass(frozen=True, slots=True)
class CountyNamed:
    """A county named in words. ``before`` and ``after``: the words around it, in small letters and single spaces.

    ``official``: called a county or region; ``town``: a bare name that is a town's, too ("Kalmar"), and may mean that.
    """

    county: str
    name: str
    before: str
    after: str
    official: bool
    town: bool


_OFFICIAL = re.compile(r"\blän|län\b|länet\b|\bregion|regionen\b|^vgr$")
_COUNTY_AFTER = re.compile(r"(?:county|region|län)s?\b")
_OF_A_TOWN = re.compile(r"(?:kommun|stad|universitet|högskol|municipality|city)")


@lru_cache(1_024)
def counties_in(text: str) -> tuple[CountyNamed, ...]:
    """Give the counties that ``text`` names, in its order; "Kalmar kommun" and "Örebro universitet" are none."""
    plain = _plain(unicodedata.normalize("NFC", text))
    # File names often lose their dots and rings: "ostergotland" is meant as Östergötland.
    ways = (False, True) if plain.isascii() else (False,)
    for pattern, names in (_any_county(ascii_only=way) for way in ways):
        found = tuple(_named(plain, met, names[met["name"]]) for met in pattern.finditer(plain))
        if found:
            return tuple(one for one in found if not (one.town and _OF_A_TOWN.match(one.after)))
    return ()


def _named(plain: str, met: re.Match[str], county: County) -> CountyNamed:
    before, after = plain[: met.start()].strip(), plain[met.end() :].strip()
    official = bool(_OFFICIAL.search(met["name"]) or _COUNTY_AFTER.match(after))
    return CountyNamed(
        county.name, met["name"], before, after, official, not official and met["name"].capitalize() in _county_towns()
    )


@cache
def _county_towns() -> frozenset[str]:
    """Give the names that a county shares with its town."""
    towns = {one.short for one in municipalities()} - {"Gotland"}
    return frozenset(c.short for c in counties() if c.short in towns)


@lru_cache(1_024)
def find_county(text: str) -> str | None:
    """Give the official name of the county that ``text`` names, of several the one with the longest name, or None."""
    plain = _plain(unicodedata.normalize("NFC", text))
    for way in (False, True) if plain.isascii() else (False,):
        pattern, names = _any_county(ascii_only=way)
        if found := [met["name"] for met in pattern.finditer(plain)]:
            return names[min(found, key=lambda name: (-len(name), name))].name
    return None


def nearest_county(words: str, *, least: int = _NEAR_COUNTY, short: bool = True) -> str | None:
    """Give the county whose name ``words`` nearly are ("Jämtlands läan"; with ``short``, "Gotalnd"), or None.

    ``least`` is how alike (0-100) the whole names must be.
    """
    from rapidfuzz import fuzz, process

    whole = process.extractOne(words, [c.name for c in counties()], scorer=fuzz.ratio, score_cutoff=least)
    if whole or not short:
        return whole[0] if whole else None
    return nearest_short(words)


def nearest_short(word: str, *, least: int = _NEAR_SHORT) -> str | None:
    """Give the county whose short name a word nearly is (0-100: at ``least`` so much alike), or None."""
    from rapidfuzz import fuzz, process

    names = {c.short: c.name for c in counties()}
    slip = process.extractOne(word, list(names), scorer=fuzz.ratio, score_cutoff=least)
    return names[slip[0]] if slip else None
