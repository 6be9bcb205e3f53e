"""Configuring: one setting changed in `qualcode.toml`, comments kept, checked before it is written."""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.settings import Settings
from qualcode.exchange.settings_faults import SettingsFaultError
from qualcode.exchange.settings_file import FILE_NAME, with_setting
from qualcode.exchange.toml_text import parsed
from qualcode.usecases.export_gate import keep_bytes
from qualcode.usecases.project import Project

FIXED = ("project_id", "database", "vault", "codebooks", "recognisers", "policy")
"""Settings that say where the project's parts lie or what is hidden: changed in the file alone, with its comments in sight."""

TABLES = {"always": "words", "never": "words", "theme": "app", "key_set": "app", "blind": "app"}
"""The heading of the file that a setting stands under, where it stands under one."""

POSSIBLE = {
    "language": ("sv", "en"),
    "cases": ("auto", "lan", "free"),
    "elision": ("[…]", "/../"),
    "theme": ("dark", "light", "high-contrast"),
    "key_set": ("standard", "vim"),
    "blind": ("false", "true"),
    "link_people": ("true", "false"),
}
"""The values of settings that have few."""


class SettingFixedError(QualcodeError):
    """A setting that no command changes."""

    sentence = N_("{name} is not changed by command; change it in {path}, where its comment stands.")
    exit_code = 2


class NoSuchSettingError(QualcodeError):
    """A setting that does not exist."""

    sentence = N_("There is no setting {name}; possible: {possible}.")
    exit_code = 2


class SettingRefusedError(QualcodeError):
    """A value that a setting cannot have."""

    sentence = N_("{name} cannot be {value}: {what}; nothing was changed.")
    exit_code = 2


class SettingNotAmongError(QualcodeError):
    """A value that is none of the few that a setting can have."""

    sentence = N_("{name} cannot be {value}; possible: {possible}; nothing was changed.")
    exit_code = 2


def change_setting(project: Project, name: str, words: str | None) -> Project:
    """Change a setting and give the project as it then is; None as ``words`` brings its default back.

    ``words`` are TOML (5, true, ["a", "b"]), or plain words. ``name`` is a setting's, or "keys.ACTION" for a key of one's own.

    Raises:
        NoSuchSettingError, SettingFixedError, SettingRefusedError, SettingNotAmongError: when it cannot be so.
        SettingsFaultError: when something else in the file is wrong.
        FolderReadOnlyError: when the file cannot be written. Nothing is then changed.
    """
    path = project.folder / FILE_NAME
    bare = name.removeprefix("app.").removeprefix("words.")
    if bare in FIXED:
        raise SettingFixedError(name=bare, path=path)
    if not bare.startswith("keys."):
        known = [f.name for f in fields(Settings) if f.name not in (*FIXED, "keys")]
        if bare not in known:
            raise NoSuchSettingError(name=name, possible=", ".join([*known, "keys.ACTION"]))
    place = f"{TABLES[bare]}.{bare}" if bare in TABLES else bare
    value = None if words is None else words if bare.startswith("keys.") else _value(words)
    try:
        text, settings = with_setting(path, place, value)
    except SettingsFaultError as fault:
        # What the new value brought is told of the value; what was wrong in the file before is told of its line.
        if str(fault.fields.get("where", "")).partition("[")[0] != place:
            raise
        if "possible" in fault.fields:
            raise SettingNotAmongError(name=bare, value=words, possible=fault.fields["possible"]) from fault
        raise SettingRefusedError(name=bare, value=words, what=fault.fields["what"]) from fault
    keep_bytes(path, text.encode("utf-8"))
    return replace(project, settings=settings)


def _value(words: str) -> object:
    """Give what words say as TOML, else the words themselves."""
    try:
        return parsed(f"value = {words}")["value"]
    except tomllib.TOMLDecodeError:
        return words
