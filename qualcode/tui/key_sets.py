"""Which keys do what: the standard set is what the deeds declare; another set and the coder's own keys go before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from qualcode.domain.settings import Settings
from qualcode.tui.deeds import Deed, named_action

VIM: Mapping[str, str] = {
    "row+1": "j,down",
    "row-1": "k,up",
    "sign+1": "l,right",
    "sign-1": "h,left",
    "word+1": "w,ctrl+right",
    "word-1": "b,ctrl+left",
    "edge-1": "0,home",
    "edge+1": "dollar_sign,end",
    "far+0": "0,home,ctrl+home",
    "far-1": "dollar_sign,end,ctrl+end",
    "page+1": "ctrl+d,pagedown,space",
    "page-1": "ctrl+u,pageup",
    "border-1": "g,ctrl+home",
    "border+1": "G,ctrl+end",
    "light+1": "j,down",
    "light-1": "k,up",
    "light+1,0": "j,down",
    "light-1,0": "k,up",
    "light+0,1": "l,right",
    "light+0,-1": "h,left",
    "judge": "J",
    "visual": "v",
    "take-word": "W",
    "hit+1": "n",
    "hit-1": "N",
    "next+1": "right_square_bracket",
    "next-1": "left_square_bracket",
    "next_document": "right_curly_bracket",
    "alike+1": "asterisk",
    "alike-1": "number_sign",
    "split": "S",
    "why": "i",
    "new_code": "I",
    "code_memo": "K",
    "codebook": "ctrl+k",
    "save": "ctrl+s",
    "quick+4": "ctrl+o",
    "redo": "ctrl+r,U",
}
"""The set called "vim": moves, search, undo and visual mode as there; what had those keys is on others."""

SETS: Mapping[str, Mapping[str, str]] = {"standard": {}, "vim": VIM}


def keymap_of(settings: Settings) -> dict[str, str]:
    """Give the keys that go before the declared ones, by the names of their actions; a key of one's own is none of the set's any more."""
    taken = {key for keys in settings.keys.values() for key in keys.split(",")}
    kept = {
        name: ",".join(left)
        for name, keys in SETS[settings.key_set].items()
        if (left := [key for key in keys.split(",") if key not in taken])
    }
    return {**kept, **settings.keys}


def unknown_actions(settings: Settings, deeds: Iterable[Deed]) -> dict[str, list[str]]:
    """Give the actions of the coder's own keys that no screen has, each with those that are named nearly so."""
    known = {named_action(d.action) for d in deeds}
    return {name: get_close_matches(name, sorted(known)) for name in settings.keys if name not in known}


def keys_of(deed: Deed, deeds: Sequence[Deed], keymap: Mapping[str, str]) -> tuple[str, ...]:
    """Give the keys of a deed among those of its screen: a key that was given to another is no longer its own."""
    if not keymap:
        # Asked for at every move of the cursor.
        return tuple(key for key in deed.keys.split(",") if key)
    name = named_action(deed.action)
    own = keymap.get(name, deed.keys).split(",")
    if name in keymap:
        return tuple(own)
    taken = {
        key
        for other in deeds
        if other is not deed and (given := keymap.get(named_action(other.action)))
        for key in given.split(",")
    }
    return tuple(key for key in own if key and key not in taken)
