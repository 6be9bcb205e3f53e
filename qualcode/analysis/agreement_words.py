"""What a measured agreement means, and what it does not, in sentences.

The limits are Krippendorff's (2004, "Content analysis", 2nd ed., p. 241): 0.800 to rely on, 0.667 for tentative conclusions.
"""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.analysis.agreement import Agreement
from qualcode.domain.errors import N_, Nn_
from qualcode.language.numbers import decimal, percent_words
from qualcode.language.wording import translator

RELIABLE, TENTATIVE = 0.8, 0.667

_LEVELS = (
    (RELIABLE, N_("α {alpha} is at or above 0.80: the coding can be relied on.")),
    (TENTATIVE, N_("α {alpha} lies between 0.667 and 0.80: tentative conclusions only.")),
    (-1.0, N_("α {alpha} is below 0.667: talk the definitions over and code again before anything is concluded.")),
)
_UNDEFINED = N_(
    "α is not defined: everything that two coders rated was rated the same, so chance alone would explain the agreement."
)
_UNDEFINED_CODES = Nn_(
    "κ and α of {number} code are not defined and are shown as –: all its ratings are the same, which chance alone explains.",
    "κ and α of {number} codes are not defined and are shown as –: all their ratings are the same, which chance alone explains.",
)
_WIDE = N_("The interval {low}–{high} crosses a limit: more cases by two coders would tell.")
_NO_INTERVAL = N_("There is no interval: too little was rated by two coders.")
_SUGGESTED = N_(
    "{percent} of the codings began as suggestions: coders who start from the same suggestion agree more than they would alone."
)
_BLIND = N_("No coding began as a suggestion.")
_RARE = N_(
    "Where a code is rare, percent agreement is high by silence alone, and κ and α fall at the first slip: look at the units used."
)
_NOT_RIGHT = N_("Agreement says that coders read the codebook alike, not that they read the minutes rightly.")


def meaning(overall: Agreement, codes: Sequence[Agreement], suggested: float | None, language: str) -> tuple[str, ...]:
    """Give what the agreement over all means, and how many of the ``codes`` have none that goes beyond chance.

    ``suggested`` is the share of codings that began as suggestions, None without codings.
    """
    say = translator(language)
    alpha = overall.estimates["krippendorff_alpha"]
    told: list[str] = []
    if alpha.value is None:
        told.append(say(_UNDEFINED))
    else:
        sentence = next(s for limit, s in _LEVELS if round(alpha.value, 3) >= limit)
        told.append(say(sentence).format(alpha=decimal(alpha.value, language)))
        if alpha.low is None or alpha.high is None:
            told.append(say(_NO_INTERVAL))
        elif any(alpha.low < limit <= alpha.high for limit in (RELIABLE, TENTATIVE)):
            low, high = decimal(alpha.low, language), decimal(alpha.high, language)
            told.append(say(_WIDE).format(low=low, high=high))
    # With α over all undefined its own sentence says so already.
    alike = sum(bool(c.units) and c.estimates["krippendorff_alpha"].value is None for c in codes)
    if alike and alpha.value is not None:
        told.append(say(_UNDEFINED_CODES).format(number=alike))
    if suggested:
        told.append(say(_SUGGESTED).format(percent=percent_words(suggested, language)))
    elif suggested is not None:
        told.append(say(_BLIND))
    told += [say(_RARE), say(_NOT_RIGHT)]
    return tuple(told)
