"""Commands that a sentence tells can be pasted, whatever paths and names they hold; none is put together in another way."""

from __future__ import annotations

import ast
import re
import shlex
from pathlib import Path, PurePosixPath

import pytest

from qualcode.cli.main import COMMANDS
from qualcode.domain.errors import N_, Nn_, QualcodeError
from qualcode.domain.minutes import Notice
from qualcode.language.catalogue import PACKAGE, marked_sentences, translations
from qualcode.language.wording import filled
from tests.conftest import Desk

_COMMAND = re.compile(rf"qualcode (?:{'|'.join(map(re.escape, COMMANDS))})\b")
_FIELD = re.compile(r"\{\w+\}")
_ODD = ("min mapp/å.yaml", "it's", "a; rm -rf x", "$HOME", "namn *")


def _pasted(sentence: str) -> list[str]:
    [said] = re.findall("`([^`]*)`", sentence)
    return shlex.split(said)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("odd", _ODD)
def test_a_shell_reads_what_was_meant(odd: str, language: str) -> None:
    saved = N_("The query is saved as {name}: `qualcode query --name {name}`.")
    told = filled(saved, language, {"name": odd})
    assert _pasted(told) == ["qualcode", "query", "--name", odd]
    assert f" {odd}: `" in told
    made = N_("Made the project {path}. Next: `qualcode import MINUTES --project {path}`.")
    assert _pasted(filled(made, language, {"path": PurePosixPath("/d", odd)}))[-1] == f"/d/{odd}"


def test_errors_and_notices_are_spelt_alike() -> None:
    class OddError(QualcodeError):
        sentence = Nn_("One: `qualcode read {document}`.", "{number}: `qualcode read {document}`.")

    assert str(OddError(number=2, document="å b")) == "2: `qualcode read 'å b'`."
    assert str(OddError(number=1, document="d1")) == "One: `qualcode read d1`."
    assert str(Notice("See `qualcode read {document}`.", {"document": "a b"})) == "See `qualcode read 'a b'`."


def test_a_lone_backtick_is_no_command() -> None:
    assert filled("the sign ` in {name}", "en", {"name": "a b"}) == "the sign ` in a b"
    assert filled("the sign ` and ` beside {name}", "en", {"name": "`a b`"}) == "the sign ` and ` beside `a b`"


def _outside(sentence: str) -> bool:
    """Tell whether a sentence tells a command with a field, but not within backticks, where it would be quoted."""
    return any(_COMMAND.search(part) and _FIELD.search(part) for part in sentence.split("`")[::2])


def test_every_told_command_with_a_field_stands_within_backticks() -> None:
    every = {*marked_sentences(), *(translated for _, translated, _ in translations("sv"))}
    assert sum(bool(_COMMAND.search(sentence)) for sentence in every) > 60
    assert not [sentence for sentence in every if _outside(sentence)]
    assert not [sentence for sentence in every if _COMMAND.search(sentence) and sentence.count("`") % 2]
    assert _outside("Next: qualcode read {document}")


def _put_together(tree: ast.AST) -> list[int]:
    """Give the lines on which a command is put together by hand: in an f-string, by +, by % or by format of such a sentence."""
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.JoinedStr(values=values):
                words = "".join(str(v.value) if isinstance(v, ast.Constant) else "{f}" for v in values)
                wrong = bool(_COMMAND.search(words)) and "{f}" in words[words.index("qualcode ") :]
            case ast.BinOp(op=ast.Add() | ast.Mod(), left=left):
                wrong = any(isinstance(n, ast.Constant) and _told(n.value) for n in ast.walk(left))
            case ast.Call(func=ast.Attribute(attr="format", value=inner)):
                wrong = any(isinstance(n, ast.Constant) and _told(n.value) for n in ast.walk(inner))
            case _:
                wrong = False
        if wrong:
            found.append(node.lineno)  # type: ignore[attr-defined]
    return found


def _told(value: object) -> bool:
    return isinstance(value, str) and bool(_COMMAND.search(value))


def test_no_command_is_put_together_by_hand() -> None:
    wrong = {
        path.relative_to(PACKAGE).as_posix(): lines
        for path in sorted(PACKAGE.rglob("*.py"))
        if (lines := _put_together(ast.parse(path.read_text(encoding="utf-8"))))
    }
    assert wrong == {}
    planted = (
        'f"qualcode read {key}"',
        '"qualcode read " + key',
        '"qualcode read %s" % key',
        'N_("`qualcode read {a}`").format(a=key)',
    )
    assert all(_put_together(ast.parse(line)) for line in planted)


def test_the_next_command_of_a_project_in_an_odd_folder_can_be_pasted(bare: Desk) -> None:
    folder: Path = bare.folder / "mitt län (å)"
    [words] = re.findall("`([^`]*)`", bare.answer("--lang", "en", "init", folder).err)
    assert shlex.split(words)[-1] == str(folder)
    told = bare.answer("--lang", "en", "--project", folder, "backup", bare.folder / "en kopia.db")
    assert _pasted(told.err.strip()) == ["qualcode", "restore-backup", str(bare.folder / "en kopia.db")]
    told = bare.answer("--lang", "en", "--project", folder, "query", '"plan"', "--save", "min fråga")
    assert _pasted(told.err.splitlines()[0]) == ["qualcode", "query", "--name", "min fråga"]
