"""Settings in words: what each is called, what it is for, and what its value means, by the keys that `qualcode.toml` has."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qualcode.domain.errors import N_
from qualcode.domain.finding import Level
from qualcode.domain.minutes import DocumentStatus
from qualcode.language.wording import LANGUAGES, translator
from qualcode.tui.choice_screen import Choice
from qualcode.tui.deeds import Deed
from qualcode.tui.other_words import OTHER_WORDS
from qualcode.usecases.configuring import POSSIBLE, TABLES
from qualcode.usecases.hiding import policy_of
from qualcode.usecases.hit_states import TYPE_WORDS
from qualcode.usecases.surveying import STATUS_WORDS

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk

NAMES = {
    "project_id": N_("The project's id"),
    "codebooks": N_("Codebooks"),
    "database": N_("Database"),
    "language": N_("Language"),
    "cases": N_("Rows of the matrix"),
    "include": N_("Documents in the analysis"),
    "elision": N_("Sign of a cut in a quote"),
    "withhold_below": N_("Withhold small counts"),
    "policy": N_("What is hidden"),
    "always": N_("Always hide"),
    "never": N_("Never hide"),
    "vault": N_("The vault's place"),
    "backups_kept": N_("Backups kept"),
    "link_people": N_("Link people across documents"),
    "recognisers": N_("Recognisers of your own"),
    "spacy": N_("Language model for names"),
    "theme": N_("Colours"),
    "key_set": N_("Key set"),
    "blind": N_("Blind coding"),
    "keys": N_("Keys of your own"),
    "vault_path": N_("The vault's file"),
}
"""What each setting is called."""
ABOUT = {
    "project_id": N_("Names the project; the vault with the originals is found by it."),
    "codebooks": N_("The codebooks; the first one is used."),
    "database": N_("The database of the project."),
    "language": N_("The language of exports, and of the app unless --lang says another."),
    "cases": N_(
        "As fits the documents: the 21 counties where every case is one of them, else the cases that have documents."
    ),
    "include": N_("Only documents with these statuses enter the analysis."),
    "elision": N_("How a cut in a quote is shown."),
    "withhold_below": N_("Counts below this number are withheld from what is published; 0 withholds nothing."),
    "policy": N_("What happens to each kind of identifying words, stored and published."),
    "always": N_("Words of the project that are always hidden."),
    "never": N_("Words of the project that are never hidden."),
    "vault": N_("Where the vault lies; empty: in your data folder."),
    "backups_kept": N_("How many automatic backups are kept; 0 makes none."),
    "link_people": N_("Who is named in full without a list keeps the same words in later documents of the case."),
    "recognisers": N_("Recognisers of the project's own."),
    "spacy": N_(
        "The installed spaCy model whose findings help to find names: the one there is (auto), none, or a name."
    ),
    "theme": N_("The colours of the app."),
    "key_set": N_("The keys of the app: standard, or those of vim."),
    "blind": N_("Hides suggestions and others' work in documents that you have not marked as read."),
    "keys": N_(
        "Keys of your own: {k:change} lets an action be chosen and its key be pressed; {k:default} takes all of them away."
    ),
    "vault_path": N_("Where the vault is looked for."),
}
"""What each setting is for."""
SETTING = N_("setting")
"""What a setting is told to be where it stands among commands."""
ALSO = {
    "keys": N_("shortcuts, keyboard, remap keys"),
    "key_set": N_("shortcuts, keyboard"),
    "theme": OTHER_WORDS["shade"],
    "policy": OTHER_WORDS["names"],
    "include": N_("drafts, approved minutes, selection"),
    "spacy": N_("entities, recognition of names"),
}
"""Other words that a setting is found by."""
YES, NO = N_("yes"), N_("no")
VALUES: Mapping[str, Mapping[str, str]] = {
    "language": {"sv": N_("Swedish"), "en": N_("English")},
    "cases": {
        "auto": N_("as fits the documents"),
        "lan": N_("all 21 counties"),
        "free": N_("the cases that have documents"),
    },
    "theme": {"dark": N_("dark"), "light": N_("light"), "high-contrast": N_("high contrast")},
    "key_set": {"standard": N_("standard"), "vim": N_("those of vim")},
    "spacy": {"auto": N_("the one that is installed"), "none": N_("none")},
    "vault": {"": N_("in your data folder")},
    "withhold_below": {"0": N_("none are withheld")},
    "backups_kept": {"0": N_("none")},
}
"""What values mean that a person would not read out of the file."""
LISTS = ("always", "never")
"""Settings that are lists of words, written apart by commas."""
_STATUSES = tuple(STATUS_WORDS)
_NOT_WRITTEN = frozenset({"vault_path"})
"""What no line of the file says by itself."""


def in_words(desk: Desk, name: str, value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    """Give a setting's value as a person reads it."""
    say = desk.say
    if isinstance(value, bool):
        return say(YES if value else NO)
    if name == "policy":
        return _policy(desk)
    if name == "include":
        return ", ".join(say(STATUS_WORDS[DocumentStatus(one)]) for one in value) or say(N_("none"))
    if isinstance(value, list):
        return ", ".join(str(one["name"] if isinstance(one, Mapping) else one) for one in value) or say(N_("none"))
    if name == "withhold_below" and value:
        return say(N_("those below {number}"), number=value)
    known = VALUES.get(name, {})
    return say(known[str(value)]) if str(value) in known else str(value)


def _policy(desk: Desk) -> str:
    """Tell which kinds of words are hidden always, which only when published, and which never; a table with gaps is told as it acts."""
    policy = policy_of(desk.project.settings)
    sorts: dict[str, list[str]] = {}
    for kind, words in TYPE_WORDS.items():
        when = _WHEN[policy.replaces(kind, Level.STORED), policy.replaces(kind, Level.PUBLISHED)]
        sorts.setdefault(when, []).append(desk.say(words))
    return " · ".join(f"{desk.say(when)}: {', '.join(kinds)}" for when, kinds in sorts.items())


_WHEN = {
    (True, True): N_("always"),
    (False, True): N_("only when published"),
    (True, False): N_("only where it is stored"),
    (False, False): N_("never"),
}
"""When words are hidden, by whether they are stored and published so."""


def place_in_file(name: str) -> str:
    """Give what `qualcode.toml` calls a setting, after the heading it stands under: "[app] theme"; "" for what does not stand there."""
    if name in _NOT_WRITTEN:
        return ""
    if name in ("policy", "keys", "recognisers"):
        return f"[{name}]"
    return f"[{TABLES[name]}] {name}" if name in TABLES else name


def values_to_choose(desk: Desk, name: str, now: Any) -> list[Choice]:  # noqa: ANN401 - whatever JSON holds
    """Give the values of a setting that has few, in words; each is found by what the file calls it as well; [] for any other setting."""
    marks: Sequence[str] = _sets() if name == "include" else POSSIBLE.get(name, ())
    about = desk.say(ABOUT[name])
    found = []
    for mark in marks:
        value = mark if isinstance(now, str) else json.loads(mark)
        stands = set(value) == set(now) if isinstance(value, list) else value == now
        found.append(Choice(mark, in_words(desk, name, value), desk.say(N_("now")) if stands else "", about, mark))
    return found


def _sets() -> list[str]:
    """Give every choice of document statuses, those with the approved first, as the file writes them."""
    size = len(_STATUSES)
    sets = ([s for n, s in enumerate(_STATUSES) if bits >> n & 1] for bits in range(1, 1 << size))
    return [
        json.dumps(list(map(str, one))) for one in sorted(sets, key=lambda one: (_STATUSES[0] not in one, len(one)))
    ]


def as_written(name: str, value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    """Give a value as it is written in the line where it is changed: words apart by commas, all else as in the file."""
    if name in LISTS and not any("," in word for word in value):
        return ", ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def as_kept(name: str, line: str) -> str:
    """Give what was written in that line as the file has it; a list may be written so too."""
    if name not in LISTS or line.lstrip().startswith("["):
        return line
    return json.dumps([word.strip() for word in line.split(",") if word.strip()], ensure_ascii=False)


def settings_to_find(action: str) -> tuple[Deed, ...]:
    """Give a deed for each setting, found by its name, by what the file calls it and by its values; ``action`` has a place for the key."""
    return tuple(
        Deed("", action.format(key=key), name, ABOUT[key], SETTING, also=_also(key)) for key, name in NAMES.items()
    )


def _also(key: str) -> str:
    said = (ALSO.get(key, ""), *POSSIBLE.get(key, ()), *VALUES.get(key, {}).values())
    every = [translator(language)(words) for words in said if words for language in LANGUAGES]
    return " ".join(dict.fromkeys((key, key.replace("_", " "), *every)))
