"""The commands of a screen, and those by which one goes elsewhere, found by name in either language."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qualcode.language.wording import LANGUAGES, translator
from qualcode.tui.choice_screen import Choice, Ranked, by_name
from qualcode.tui.deeds import Deed
from qualcode.tui.other_words import OTHER_WORDS
from qualcode.tui.outside import OUTSIDE
from qualcode.tui.setting_words import SETTING


def ranked_deeds(
    deeds: Sequence[Deed],
    say: Callable[[str], str],
    keys: Callable[[Deed], Sequence[str]],
    elsewhere: Sequence[Deed] = (),
) -> Ranked:
    """Give the function that finds deeds by what was typed: by their names in both languages, and by what is told of them.

    Those of ``elsewhere`` are of other screens, where their keys mean something, and come last; settings and commands are told as such.
    """
    choices = [_choice(d, say, say(next(iter(keys(d)), ""))) for d in deeds]
    choices += [_choice(d, say, say(d.group) if d.group in (SETTING, OUTSIDE) else "") for d in elsewhere]
    return by_name(choices, told=True)


def _choice(deed: Deed, say: Callable[[str], str], key: str) -> Choice:
    words = say(deed.short)
    also = deed.also or OTHER_WORDS.get(deed.name, "")
    # Who works in one language may have learnt the names in the other.
    others = {translator(language)(said) for language in LANGUAGES for said in (deed.short, also) if said} - {words}
    return Choice(deed.action, _upper(words), key, say(deed.told), " ".join(sorted(others)))


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
