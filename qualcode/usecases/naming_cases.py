"""Which case a document belongs to: misspelt counties are caught, and names of people never become names of cases."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.minutes import Metadata

_SIGN_LENGTH = 4
_YEAR = re.compile("(?:1[89]|20)[0-9]{2}|")


class NoCaseError(QualcodeError):
    """Nothing tells which case a document belongs to."""

    sentence = N_(
        "{path}: no case is given or found in its name or title; give it with --case or in a --metadata table."
    )


class MisspeltCaseError(QualcodeError):
    """A case that is nearly, but not quite, a county."""

    sentence = N_("{path}: there is no county {case}; did you mean {nearest}?")


def checked_case(path: Path, meta: Metadata) -> Metadata:
    """Give the metadata with the county's official name; a case of another kind stays as it is.

    Raises:
        NoCaseError: when there is none; MisspeltCaseError: when it is nearly a county.
    """
    from qualcode.language.county_names import find_county, nearest_county
    from qualcode.language.places import counties

    if not meta.case:
        raise NoCaseError(path=path)
    county = find_county(meta.case)
    names = [c.name for c in counties()]
    if meta.case in names:
        return meta
    # "Gotlands" is the county; "Gotalnds län" and "Gotalnd" are slips of the hand; "Skola A" is another kind of case.
    near = nearest_county(meta.case, short=county is None)
    if near or meta.case.casefold().endswith(" län"):
        nearest = near or nearest_county(meta.case, least=0) or names[0]
        if county is None:
            raise MisspeltCaseError(path=path, case=meta.case, nearest=nearest)
        return replace(meta, case=county)
    return meta


def nameless(meta: Metadata, hidden: Callable[[str], str], key: bytes) -> Metadata:
    """Hide names in what surrounds the text: a case or wave named after a person, columns of a table, lines of front matter.

    Cases that differ stay apart by a sign made with ``key``; the same case gets the same one every time.
    """
    from qualcode.language.county_names import find_county

    case = meta.case
    if find_county(case) != case and hidden(case) != case:
        sign = hmac.new(key, case.casefold().encode(), hashlib.sha256).hexdigest()
        case = f"{hidden(case)} {sign[:_SIGN_LENGTH]}"
    wave = " ".join(meta.wave.split())
    # A year, as most waves are, names nobody.
    wave = wave if _YEAR.fullmatch(wave) else hidden(wave)
    return replace(meta, case=case, wave=wave, attributes={hidden(k): hidden(v) for k, v in meta.attributes.items()})
