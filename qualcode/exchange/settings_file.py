"""The settings file `qualcode.toml`: every setting with its default written out, read back with its faults by line."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qualcode.domain.settings import OwnRecogniser, Settings
from qualcode.exchange.settings_faults import checked_database, checked_policy, shape_fault, toml_fault
from qualcode.exchange.toml_text import parsed

FILE_NAME = "qualcode.toml"

_TEMPLATE = """\
# Settings of this qualcode project. Every setting stands here with its default; paths are relative to this folder.

# Names the project; the vault with the originals is found by it. Do not change.
project_id = {project_id}

# The codebooks, the first one is used when none is named.
codebooks = {codebooks}

# The database of the project.
database = "project.db"

# The language of exports: "sv" or "en" (the interface follows --lang).
language = "sv"

# "lan": the 21 counties are the rows of the matrix, with or without minutes. "free": the cases that have documents.
# "auto": the 21 counties when every case is one of them, else as "free"; on pages and in pictures those without minutes stand in a
# sentence and have no row (`qualcode matrix --every` gives them one).
cases = "auto"

# Documents with these statuses enter the analysis: "approved", "sent", "draft".
include = ["approved"]

# How a cut in a quote is shown: "[…]" or "/../".
elision = "[…]"

# Counts below this number are withheld from published exports; 0 withholds nothing.
withhold_below = 0

# How many automatic backups are kept in backups/; 0 makes none (see `qualcode backup`).
backups_kept = 10

# true: who is named in full, though in no list, keeps the same words ("person B") in later documents of the same case.
link_people = true

# Where the vault lies; empty: in the user's data folder (or QUALCODE_DATA), never in this folder.
vault = ""

# The spaCy pipeline whose entities help to find names: "auto" (sv_core_news_lg, _md or _sm when one is installed), "none",
# or the name or path of any other.
spacy = "auto"

[words]
# The project's own words: always hidden, never hidden.
always = []
never = []

[policy]
# What happens to each kind of identifying words in the stored text and in published text: "replace" or "keep".
person        = {{ stored = "replace", published = "replace" }}
phone         = {{ stored = "replace", published = "replace" }}
email         = {{ stored = "replace", published = "replace" }}
personnummer  = {{ stored = "replace", published = "replace" }}
address       = {{ stored = "replace", published = "replace" }}
url           = {{ stored = "replace", published = "replace" }}
group         = {{ stored = "keep", published = "replace" }}
place         = {{ stored = "keep", published = "replace" }}
county        = {{ stored = "keep", published = "replace" }}
organisation  = {{ stored = "keep", published = "replace" }}

[app]
# The terminal app. Its colours: "dark", "light" or "high-contrast".
theme = "dark"

# Its keys: "standard", or "vim" (h j k l, w b, n N, v …). The help of each screen (?) shows what holds.
key_set = "standard"

# true hides suggestions and other coders' work in documents that you have not marked as read.
blind = false

[keys]
# Keys of your own for the terminal app, before those of the set: an action, as the settings screen names it, and its key.
# accept = "y"

# Recognisers of your own, as many as you need; take the # away. "words" or "pattern" (a regular expression), never both.
# [[recognisers]]
# name = "case-number"
# type = "personnummer"
# pattern = '\\d{{4}}/\\d{{2,5}}'
# score = 0.3
# context = ["diarienummer", "ärende"]
# replacement = "[ärendenummer]"
"""


def new_settings(project_id: str, codebooks: tuple[str, ...]) -> str:
    """Give the text of a new settings file."""
    return _TEMPLATE.format(
        project_id=json.dumps(project_id), codebooks=json.dumps(list(codebooks), ensure_ascii=False)
    )


def read_settings(path: Path) -> Settings:
    """Read the settings of a project.

    Raises:
        SettingsFaultError: when the file is no TOML, or a key or value is not known.
    """
    try:
        text = path.read_text(encoding="utf-8")
        told = parsed(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise toml_fault(path, fault) from fault
    return _checked(path, text, told)


def with_setting(path: Path, name: str, value: object) -> tuple[str, Settings]:
    """Give the text of a settings file with one setting changed, its comments kept, and the settings it then says.

    ``name`` is a setting's, one of a table ("app.theme") or a key's ("keys.accept"); None as ``value`` takes the line away.

    Raises:
        SettingsFaultError: when the setting is not known or cannot have the value; nothing has then been written.
    """
    import tomlkit

    text = path.read_text(encoding="utf-8")
    document = tomlkit.parse(text)
    *tables, last = name.split(".")
    place: Any = document
    for table in tables:
        if table not in place:
            place[table] = tomlkit.table()
        place = place[table]
    if value is None:
        place.pop(last, None)
    else:
        place[last] = value
    changed = tomlkit.dumps(document)
    return changed, _checked(path, changed, parsed(changed))


def _checked(path: Path, text: str, told: Mapping[str, object]) -> Settings:
    from pydantic import ValidationError

    from qualcode.exchange.settings_shape import SHAPES, Shape

    try:
        shape = Shape.model_validate(told)
    except ValidationError as fault:
        allowed = {name: list(shape.model_fields) for name, shape in SHAPES.items()}
        raise shape_fault(path, text, fault, allowed) from fault
    checked_policy(path, text, list(shape.policy))
    checked_database(path, text, shape.database)
    return Settings(
        project_id=shape.project_id,
        codebooks=shape.codebooks,
        database=shape.database,
        language=shape.language,
        cases=shape.cases,
        include=tuple(shape.include),
        elision=shape.elision,
        withhold_below=shape.withhold_below,
        policy={k: v.model_dump() for k, v in shape.policy.items()},
        always=shape.words.always,
        never=shape.words.never,
        vault=shape.vault,
        backups_kept=shape.backups_kept,
        link_people=shape.link_people,
        recognisers=tuple(OwnRecogniser(**one.model_dump()) for one in shape.recognisers),
        spacy=_beside(path, shape.spacy),
        theme=shape.app.theme,
        key_set=shape.app.key_set,
        blind=shape.app.blind,
        keys=shape.keys,
    )


def _beside(path: Path, pipeline: str) -> str:
    """Give the path of a pipeline that lies in the project's folder, or its name as it is."""
    beside = path.parent / pipeline
    return str(beside.absolute()) if beside.is_dir() else pipeline
