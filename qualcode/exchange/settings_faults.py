"""What is wrong in a settings file, in our own words: one sentence with the file, the line and what is possible."""

from __future__ import annotations

import difflib
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.domain.errors import N_, QualcodeError, Sentence
from qualcode.domain.finding import HitType

if TYPE_CHECKING:
    from pydantic import ValidationError

_LONGEST = 40


class SettingsFaultError(QualcodeError):
    """The settings file says something that is not understood."""

    sentence = N_("{path}: {where}: {what}; mend the setting or delete the line to get its default.")
    exit_code = 2


class UnreadableSettingsError(SettingsFaultError):
    """The file is no TOML."""

    sentence = N_("{path}: {what}; mend the line: a setting is written `name = value`, words in quotation marks.")


class UnknownSettingError(SettingsFaultError):
    """A setting that does not exist."""

    sentence = N_("{path}: there is no setting {where}; possible: {possible}.")


class SettingMissingError(SettingsFaultError):
    """A setting that has no default."""

    sentence = N_("{path}: the setting {where} is missing; write it anew.")


class SettingValueError(SettingsFaultError):
    """A value that a setting cannot have."""

    sentence = N_("{path}: {where} cannot be {value}; possible: {possible}.")


_KINDS = {
    "int_type": N_("a whole number is expected"),
    "int_from_float": N_("a whole number is expected"),
    "int_parsing": N_("a whole number is expected"),
    "float_type": N_("a number is expected"),
    "float_parsing": N_("a number is expected"),
    "bool_type": N_("true or false is expected, without quotation marks"),
    "bool_parsing": N_("true or false is expected, without quotation marks"),
    "string_type": N_("words in quotation marks are expected"),
    "string_too_short": N_("this is too short"),
    "string_too_long": N_("this is too long"),
    "too_short": N_("at least one value is expected"),
    "too_long": N_("these are too many values"),
    "tuple_type": N_('a list is expected, as in ["one", "two"]'),
    "dict_type": N_('a table is expected, as in { stored = "replace", published = "replace" }'),
    "model_type": N_('a table is expected, as in { stored = "replace", published = "replace" }'),
    "string_pattern_mismatch": N_("only letters, digits, - and _ may stand here"),
    "greater_than_equal": N_("the number is too small"),
    "less_than_equal": N_("the number is too large"),
}


def toml_fault(path: Path, fault: tomllib.TOMLDecodeError | UnicodeDecodeError) -> SettingsFaultError:
    """Tell where a file stops being TOML."""
    if isinstance(fault, UnicodeDecodeError):
        return UnreadableSettingsError(path=path, what=N_("the file is not written in UTF-8"))
    at = re.search(r"line (\d+)", str(fault))
    where = f"{path}:{at[1]}" if at else path
    deep = isinstance(fault.__cause__, RecursionError)
    return UnreadableSettingsError(
        path=where, what=N_("this is not understood") if at or deep else N_("the file ends too early")
    )


def shape_fault(path: Path, text: str, fault: ValidationError, allowed: dict[str, list[str]]) -> SettingsFaultError:
    """Tell the first thing that does not fit; ``allowed`` are the settings there are, by the table that holds them ("" is the file)."""
    errors: list[Any] = list(fault.errors())
    # A misspelt setting is often the cause of one that is missing.
    first = next((one for one in errors if one["type"] == "extra_forbidden"), errors[0])
    way = tuple(first["loc"])
    where = ".".join(map(str, way))
    place = f"{path}:{line}" if (line := line_of(text, way)) else str(path)
    kind, context = first["type"], first.get("ctx") or {}
    if kind == "extra_forbidden":
        table = next((str(p) for p in way[:-1] if isinstance(p, str)), "")
        known = allowed.get(table, [])
        near = difflib.get_close_matches(str(way[-1]), known, n=1)
        return UnknownSettingError(path=place, where=where, possible=", ".join(near or known))
    if kind == "missing":
        return SettingMissingError(path=str(path), where=where)
    if kind in ("literal_error", "enum"):
        possible = ", ".join(re.findall(r"'([^']*)'", str(context.get("expected", ""))))
        return SettingValueError(path=place, where=where, value=str(first["input"])[:_LONGEST], possible=possible)
    said = context.get("error")
    own = said.args[0] if isinstance(said, ValueError) and said.args else None
    what = own if isinstance(own, Sentence) else _KINDS.get(kind, N_("this does not fit here"))
    return SettingsFaultError(path=place, where=where, what=what)


def checked_policy(path: Path, text: str, types: list[str]) -> None:
    """See that the table of the policy speaks of types that exist.

    Raises:
        SettingValueError.
    """
    known = [t.value for t in HitType]
    for name in types:
        if name not in known:
            line = line_of(text, (name,))
            near = difflib.get_close_matches(name, known, n=1)
            raise UnknownSettingError(
                path=f"{path}:{line}" if line else path, where=f"policy.{name}", possible=", ".join(near or known)
            )


def checked_database(path: Path, text: str, database: str) -> None:
    """See that the database is a file and not an address of a server.

    Raises:
        SettingsFaultError.
    """
    if "://" in database:
        line = line_of(text, ("database",))
        what = Sentence(N_("the database is a file, such as project.db; databases on servers cannot be used"))
        raise SettingsFaultError(path=f"{path}:{line}" if line else path, where="database", what=what)


def line_of(text: str, way: tuple[object, ...]) -> int:
    """Give the line where a setting is written, counted from 1; 0 when it cannot be told."""
    names = [str(part) for part in way if isinstance(part, str)]
    while names:
        name = re.escape(names.pop())
        found = list(re.finditer(rf"(?m)^[^#\n]*?(?<![\w-])[\"']?{name}[\"']?(?=\s*[=\]])", text))
        if len(found) == 1:
            return text.count("\n", 0, found[0].start()) + 1
    return 0
