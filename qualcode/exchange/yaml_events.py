"""The events of a YAML text: quickly from libyaml where it reads as YAML 1.2 does, else from ruamel.yaml, which tells faults well.

libyaml keeps to YAML 1.1, which differs in rare corners (tabs, other line breaks, explicit keys, a colon right after a quotation mark).
A text with anything of the kind, and one in which anything is wrong, is read by ruamel.yaml, in fifty times the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

Event: TypeAlias = Any
"""An event of either library; they bear the same names and have no common type."""

_CORNERS = re.compile(
    r"[\t\x85\u2028\u2029\ufeff]"  # white space and line breaks that the two count differently
    r"|\r(?!\n)"
    r"|(?:^|[\s\[\]{},:-])\?(?=\s|\Z)"  # an explicit key
    r"|[\"']:(?!\s)"  # in brackets a key in quotes, for YAML 1.1
    r"|\n(?:---|\.\.\.)"  # more than one document, or the end of one
    r"|[|>][-+0-9]* *(?:#|\n *[\n#])"  # a block of text that a comment or an empty line begins
)


def quick_events(text: str) -> Iterator[Event] | None:
    """Give the events of a text as libyaml tells them; None where it may read otherwise than YAML 1.2, or is not there.

    Raises:
        ValueError: from the iterator for a text that is no YAML, at once for one that holds half letters.
    """
    if _CORNERS.search(text):
        return None
    try:
        from yaml import CBaseLoader, YAMLError
    except ImportError:
        # A PyYAML that was built without libyaml has no such parser.
        return None
    return _told(CBaseLoader(text), YAMLError)


def _told(parser: Any, wrong: type[Exception]) -> Iterator[Event]:  # noqa: ANN401 - the parser has no types
    try:
        while (event := parser.get_event()) is not None:
            yield event
    except wrong as fault:
        raise ValueError(str(fault)) from fault


def careful_events(text: str) -> Iterator[Event]:
    """Give the events of a text as YAML 1.2 reads it.

    Raises:
        ruamel.yaml.error.YAMLError: from the iterator, with the place.
    """
    from ruamel.yaml import YAML

    return iter(YAML(typ="safe", pure=True).parse(text))
