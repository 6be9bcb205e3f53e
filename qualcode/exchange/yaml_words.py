"""What the YAML parser complains of, in sentences that the catalogue translates: what is expected where it stopped."""

from __future__ import annotations

import re

from qualcode.domain.errors import N_
from qualcode.domain.minutes import Notice

_TAB = N_("a tab stands here; indent with spaces")
_QUOTES = N_("words without quotes cannot begin with {character}; put quotes around them")
_COMMA = N_(
    "a bracket that begins here lacks a comma or its {sign}; words with a comma, colon or bracket in them need quotes"
)
_ELSE = N_(
    "something stands here that does not fit; check indentation, colons, quotes and brackets, also on the line before"
)

_PROBLEMS = (
    (r"could not find expected ':'", N_("a colon is expected on this line, or the line is not indented as those around it")),
    (r"mapping values are not allowed", N_("no colon is expected here; put quotes around words that hold one, and check the indentation")),
    (r"sequence entries are not allowed", N_("no - is expected here; every item of a list begins its own line, as far in as the others")),
    (r"mapping keys are not allowed", N_("no key is expected here; check the indentation")),
    (r"expected <block end>", N_("this does not fit here: indentation, a missing -, or words after a quotation mark or bracket")),
    (r"unexpected end of stream|unexpected document separator", N_("the quotation mark that begins here is never closed")),
    (r"unknown escape character|escape sequence", N_("a \\ in double quotes means something else; write \\\\, or use single quotes")),
    (r"special characters are not allowed", N_("a character stands here that cannot be printed; take it out")),
    (r"expected the node content", N_("words are expected here; a comma or colon stands alone, or a bracket is left open")),
)  # fmt: skip


def yaml_words(problem: str, context: str = "") -> Notice:
    """Give a parser's complaint as a sentence with its fields; its own English words are left out."""
    if "scanning an alias" in context:
        return Notice(_QUOTES, {"character": "*"})
    if "scanning an anchor" in context:
        return Notice(_QUOTES, {"character": "&"})
    met = re.search(r"character '(\\?.)' that cannot start", problem)
    if met is not None:
        return Notice(_TAB) if met[1] == "\\t" else Notice(_QUOTES, {"character": met[1]})
    met = re.search(r"expected ',' or '([\]}])", problem)
    if met is not None:
        return Notice(_COMMA, {"sign": met[1]})
    return Notice(next((words for sign, words in _PROBLEMS if re.search(sign, problem)), _ELSE))
