"""Hits of the anonymisation in words: what they are, and how far a person has come with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.content import Content

from qualcode.domain.errors import N_
from qualcode.domain.finding import HitType
from qualcode.tui.choice_screen import Choice, Ranked, by_name
from qualcode.tui.plain_text import plain, plain_bit
from qualcode.usecases.hit_states import REVIEW_WORDS, TYPE_WORDS

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk
    from qualcode.usecases.reviewing_names import HitInContext

STATE_SIGNS = {"": "○", "accepted": "✓", "rejected": "↺", "changed": "✎"}
STATE_WORDS = {"": REVIEW_WORDS["open"], **REVIEW_WORDS}
DOUBT = "?"
_OPENS, _CLOSES = ("(", "[", "/"), (".", ",", ";", ":", "!", "?", ")", "]", "-", "/", "”", "’")
"""What stands close to the words beside it."""
_BEFORE = 24
AROUND = 220
"""Characters shown before a hit in its row, and on each side of the lit one."""


def type_words(desk: Desk, hit: HitInContext) -> str:
    """Give a hit's type in words; a doubt may be a name of any kind."""
    words = desk.say(TYPE_WORDS[HitType(hit.type)])
    return f"{words} {DOUBT}" if hit.doubt else words


def in_context(hit: HitInContext) -> str:
    """Give a hit on one line, with the words around it."""
    words = plain_bit(hit.before)
    before = words if len(words) <= _BEFORE else f"…{words[-_BEFORE:]}"
    after = plain_bit(hit.after)
    return f"{before}{'' if before.endswith(_OPENS) else ' '}‹{hit.replacement}›{'' if after.startswith(_CLOSES) else ' '}{after}"


def _in_a_row(text: str) -> str:
    """Give a stretch of a text on one row, its marks left out; the spaces at its ends stay."""
    return re.sub(r"\s+", " ", plain(text))


def ranked_types(desk: Desk) -> Ranked:
    """Give the function that finds types by a part of their names."""
    return by_name([Choice(kind.value, desk.say(words)) for kind, words in TYPE_WORDS.items()])


def about_hit(desk: Desk, hit: HitInContext, text: str, *, reviewed: bool, around: int = AROUND) -> Content:
    """Tell of a hit: what it is and how it stands, what stood there, and ``around`` characters on each side.

    ``reviewed``: somebody has said that all of the document is right, so what nobody decided by itself waits no more.
    """
    say = desk.say
    state = N_("right, with all of the document") if reviewed and not hit.review else STATE_WORDS[hit.review]
    head = f"{type_words(desk, hit)} · {say(state)}"
    if hit.standing != "masked":
        stood = say(N_("Stands in the text: {words}"), words=hit.original)
        if hit.standing == "kept":
            stood += " " + say(N_("(hidden when published)"))
    elif hit.original:
        stood = say(N_("Stood there: {words}"), words=hit.original)
    elif desk.project.vault_path.exists():
        stood = say(N_("What stood there lies in the vault: {k:originals} opens it."))
    else:
        stood = say(N_("What stood there is kept nowhere: there was no vault."))
    before = _in_a_row(text[max(0, hit.start - around) : hit.start])
    after = _in_a_row(text[hit.end : hit.end + around])
    place = Content.assemble(
        "…" if hit.start > around else "",
        before,
        Content.styled(text[hit.start : hit.end], "bold reverse"),
        after,
        "…" if hit.end + around < len(text) else "",
    )
    return Content("\n").join([Content.styled(head, "bold"), Content(stood), place])
