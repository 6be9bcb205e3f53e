"""Sentences that several exports print: what working material is, what the signs mean, what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_, Nn_
from qualcode.domain.finding import Audience
from qualcode.domain.table import LeftOut
from qualcode.language.glyphs import GLYPHS, status_words
from qualcode.language.wording import translator


def mark(audience: Audience, lang: str) -> str:
    """Give what stands on every page of an internal file, or ""."""
    return translator(lang)(N_("Working material, for internal use")) if audience is Audience.INTERNAL else ""


def legend(statuses: Sequence[CellStatus], lang: str) -> tuple[tuple[str, str, str], ...]:
    """Give sign, word and meaning of each status."""
    say = translator(lang)
    meanings = {
        CellStatus.PRESENT: N_("said to hold; a view is voiced, a request asked for, a topic spoken of"),
        CellStatus.ABSENT: N_("said not to hold; a view is opposed, a request declined"),
        CellStatus.PLANNED: N_("under way, decided or a stated ambition"),
        CellStatus.PAST: N_("was so, no longer"),
        CellStatus.POSSIBLE: N_("unclear; somebody believes so"),
        CellStatus.MIXED: N_("parts or speakers differ"),
        CellStatus.NOT_MENTIONED: N_("did not come up; this does not mean that it is absent"),
        CellStatus.NOT_ASKED: N_("the question was not put"),
        CellStatus.UNKNOWN: N_("asked, but those who took part did not know"),
        CellStatus.NO_MINUTES: N_("there are no minutes in the analysis"),
        CellStatus.UNREAD: N_("nobody has read the minutes to the end yet"),
    }
    return tuple((GLYPHS[s], status_words(s, lang), say(meanings[s])) for s in statuses)


def proposed_note(lang: str) -> str:
    """Give what the asterisk means."""
    return translator(lang)(N_("* proposed by the program from the passages; nobody has judged it yet."))


def proposed_sentence(number: int, lang: str) -> str:
    """Give what a reader of numbers must know when cells behind them are proposals."""
    sentence = Nn_(
        "Of the cells behind the numbers, {number} is proposed by the program; nobody has judged it yet.",
        "Of the cells behind the numbers, {number} are proposed by the program; nobody has judged them yet.",
    )
    return translator(lang)(sentence).format(number=number)


def withheld_note(below: int, lang: str) -> str:
    """Give what a withheld number's sign means."""
    note = N_(".. is withheld: fewer than {below}, or a number from which such a one could be computed.")
    return translator(lang)(note).format(below=below)


def silent_note(cases: Sequence[str], lang: str) -> str:
    """Give which cases have no row since they have no minutes."""
    note = N_("Without minutes in the analysis, and so without a row here ({number}): {cases}.")
    return translator(lang)(note).format(number=len(cases), cases=", ".join(cases))


def silent_number(number: int, lang: str) -> str:
    """Give how many cases a picture does not draw since they have no minutes."""
    sentence = Nn_(
        "{number} more has no minutes in the analysis and is not drawn.",
        "{number} more have no minutes in the analysis and are not drawn.",
    )
    return translator(lang)(sentence).format(number=number)


def left_out_lines(left_out: Sequence[LeftOut], lang: str, audience: Audience) -> tuple[str, ...]:
    """Give what is not in the analysis and why: each document for internal readers, numbers by reason for all others."""
    say = translator(lang)
    if audience is Audience.INTERNAL:
        return tuple(f"{one.case} ({one.document}): {say(one.reason)}" for one in left_out)
    numbers = Counter(one.reason for one in left_out)
    sentence = say(Nn_("{number} document: {reason}", "{number} documents: {reason}"))
    return tuple(sentence.format(number=number, reason=say(reason)) for reason, number in sorted(numbers.items()))
