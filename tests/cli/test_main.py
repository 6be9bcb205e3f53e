"""The program's entry: help, global options, streams, languages, and an exit code and a sentence for every way out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qualcode import __version__
from qualcode.cli.main import COMMANDS, program

if TYPE_CHECKING:
    from tests.conftest import Desk

INNER = [
    (name, *inner)
    for name in COMMANDS
    if name != "tui"
    for inner in [(), *((n,) for n in getattr(program.get_command(None, name), "commands", {}))]  # type: ignore[arg-type]
]


def test_version(bare: Desk) -> None:
    told = bare.answer("--version")
    assert (told.code, told.out, told.err) == (0, f"qualcode {__version__}\n", "")


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",)])
def test_help_lists_every_command_with_examples_first(bare: Desk, words: tuple[str, ...]) -> None:
    told = bare.answer("--lang", "en", *words)
    assert told.code == 0
    assert told.out.index("Examples") < told.out.index("Commands")
    for name in COMMANDS:
        assert f"\n  {name} " in told.out


@pytest.mark.parametrize("words", INNER, ids=" ".join)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_command_helps_with_examples_in_the_language(bare: Desk, words: tuple[str, ...], language: str) -> None:
    told = bare.answer(*words, "--help", "--lang", language)
    assert (told.code, told.err) == (0, "")
    assert f"qualcode {' '.join(words)}" in told.out
    heading = {"sv": "Exempel", "en": "Examples"}[language]
    assert f"{heading}:" in told.out
    assert told.out.index(heading) < told.out.index("--lang sv|en")


def test_the_two_languages_differ(bare: Desk) -> None:
    for words in ((), ("import",), ("vault",)):
        assert bare.answer(*words, "--help", "--lang", "sv").out != bare.answer(*words, "--help", "--lang", "en").out


@pytest.mark.parametrize("words", [("frobnicate",), ("statsu",), ("vault", "open")])
def test_an_unknown_command_is_a_usage_error(bare: Desk, words: tuple[str, ...]) -> None:
    told = bare.run(*words)
    assert (told.code, told.out) == (2, "")
    assert words[-1] in told.err
    assert "--help" in told.err
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("status", "--frob"), "--frob"),
        (("import",), "PATH"),
        (("code", "d1", "x", "9", "a/b"), "START"),
        (("code", "d1", "1", "9", "a/b", "--status", "maybe"), "--status"),
        (("matrix", "--level", "row"), "--level"),
        (("quotes", "--per-code", "0"), "--per-code"),
        (("undo", "-1"), "-1"),
        (("undo", "zero"), "N"),
        (("accept", "--min-score", "2"), "--min-score"),
        (("accept",), "--all"),
        (("accept", "s1", "--all"), "--all"),
        (("reject",), "--all"),
        (("read",), "--all"),
        (("read", "d1", "--all"), "--all"),
        (("anonymise", "accept"), "--all"),
        (("judge", "Gotland"), "CASE CODE STATUS"),
        (("judge", "Gotland", "plans/budget", "past", "--as-proposed"), "--as-proposed"),
        (("memo", "project"), "TEXT"),
        (("matrix", "--audience", "published"), "--to"),
        (("init",), "DIR"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, tuple) else "",
)
def test_words_that_do_not_fit_are_told_in_one_line_with_exit_code_2(
    study: Desk, words: tuple[str, ...], named: str
) -> None:
    told = study.run(*words)
    assert (told.code, told.out) == (2, "")
    assert named in told.err
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("status", "--lang", "de"), "de"),
        (("status", "--lang"), "--lang"),
        (("--project",), "--project"),
        (("status", "--passphrase-fd", "three"), "three"),
        (("status", "--coder"), "--coder"),
    ],
)
def test_global_options_that_are_not_understood(bare: Desk, words: tuple[str, ...], named: str) -> None:
    told = bare.answer(*words)
    assert (told.code, told.out) == (2, "")
    assert named in told.err
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    "place",
    [
        lambda p: ("--project", p, "--lang", "en", "status", "--json"),
        lambda p: ("status", "--json", "--project", p, "--lang", "en"),
        lambda p: ("status", f"--project={p}", "--lang=en", "--json"),
        lambda p: ("--lang", "en", "status", "--project", p, "--json"),
    ],
)
def test_global_options_stand_before_or_after_the_command(
    study: Desk, place: Callable[[Path], tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    told = study.answer(*place(study.project))
    assert told.code == 0
    assert [d["id"] for d in told.json["documents"]] == ["d1", "d2", "d3"]


@pytest.mark.parametrize("after", [False, True])
def test_the_coder_is_who_is_told_before_or_after(study: Desk, *, after: bool) -> None:
    words = ("read", "d1")
    told = study.run(*words, "--coder", "Åsa") if after else study.run("--coder", "Åsa", *words)
    assert told.code == 0
    assert study.done("history", "--json").json[0]["coder"] == "Åsa"


def test_the_coder_comes_from_the_environment_else_is_kodare_1(study: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    study.done("read", "d1")
    monkeypatch.setenv("QUALCODE_CODER", "kodare-7")
    study.done("read", "d1")
    study.done("read", "d1", "--coder", "kodare-8")
    assert [s["coder"] for s in study.done("history", "--json").json][:3] == ["kodare-8", "kodare-7", "kodare-1"]


def test_the_project_is_the_one_told_else_the_environments_else_the_nearest(
    study: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = study.project / "corpora" / "deep" / "er"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert len(study.answer("status", "--json").json["documents"]) == 3
    other = study.folder / "other"
    assert study.answer("init", other, "--codebook", study.codebook).code == 0
    monkeypatch.setenv("QUALCODE_PROJECT", str(other))
    assert study.answer("status", "--json").json["documents"] == []
    assert len(study.answer("status", "--json", "--project", study.project).json["documents"]) == 3


def test_without_a_project_one_sentence_says_what_to_do(
    bare: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (("status",), ("matrix", "--json"), ("quotes",), ("suggest",), ("undo",)):
        told = bare.answer("--lang", "en", *words)
        assert (told.code, told.out) == (1, "")
        assert told.err.count("\n") == 1
        assert "qualcode init" in told.err
    told = bare.answer("status", "--project", tmp_path, "--lang", "sv")
    assert told.code == 1
    assert str(tmp_path) in told.err


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({}, "projekt"),
        ({"LANG": "en_GB.UTF-8"}, "project "),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "sv_SE.UTF-8"}, "projekt"),
        ({"LANG": "de_DE.UTF-8"}, "projekt"),
    ],
)
def test_without_a_project_the_language_follows_the_environment_else_is_swedish(
    study: Desk, environment: dict[str, str], word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key, value in environment.items():
        monkeypatch.setenv(key, value)
    assert word in study.answer("--project", study.folder / "ingenting", "status").err


def test_a_project_speaks_its_own_language_whatever_the_environment(
    study: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert "Nästa" in study.answer("--project", study.project, "status").out


def test_swedish_and_english_sentences(study: Desk) -> None:
    assert "There is no code" in study.run("code", "d1", "1", "9", "plans/plan").err
    told = study.answer("--project", study.project, "--lang", "sv", "code", "d1", "1", "9", "plans/plan")
    assert "Koden plans/plan finns inte" in told.err


@pytest.mark.parametrize(
    "words",
    [
        ("status", "--json"),
        ("suggest", "--list", "--json"),
        ("suggest", "--json"),
        ("matrix", "--json"),
        ("matrix", "--json", "--level", "theme"),
        ("counts", "--json", "--allow-unjudged"),
        ("quotes", "--json"),
        ("history", "--json"),
        ("config", "show", "--json"),
        ("config", "show", "--origin", "--json"),
        ("vault", "status", "--json"),
        ("anonymise", "status", "--json"),
        ("anonymise", "list", "d2", "--json"),
        ("memo", "--list", "--json"),
    ],
    ids=" ".join,
)
def test_json_is_one_value_on_stdout_and_keeps_its_letters(study: Desk, words: tuple[str, ...]) -> None:
    told = study.run(*words)
    assert told.code == 0
    json.loads(told.out)
    assert "\\u" not in told.out


def test_letters_stay_letters_in_json(study: Desk) -> None:
    assert "Gotlands län" in study.done("matrix", "--json").out
    assert "Anhörigstöd" in study.done("suggest", "--list", "--json").out


def test_ctrl_c_ends_with_a_sentence(study: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("qualcode.usecases.run_suggestions.run_suggestions", stop)
    told = study.run("suggest")
    assert told.code == 130
    assert told.out == ""
    assert told.err.strip() == "Stopped; what was done so far is saved."


@pytest.mark.parametrize(("together", "kept"), [(1, 1), (20, 0)], ids=["one by one", "all together"])
def test_ctrl_c_in_the_middle_of_an_import_leaves_whole_documents_only(
    together: int, kept: int, bare: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qualcode.usecases import importing

    monkeypatch.setattr(importing, "_AT_ONCE", together)
    real = importing.add_hits

    def stop(*words: object) -> None:
        if stop.calls:  # type: ignore[attr-defined]
            raise KeyboardInterrupt
        stop.calls += 1  # type: ignore[attr-defined]
        real(*words)  # type: ignore[arg-type]

    stop.calls = 0  # type: ignore[attr-defined]
    monkeypatch.setattr(importing, "add_hits", stop)
    assert bare.run("import", bare.minutes).code == 130
    monkeypatch.setattr(importing, "add_hits", real)
    assert len(bare.done("status", "--json").json["documents"]) == kept
    assert len(bare.done("history", "--json").json) == kept
    again = bare.done("import", bare.minutes, "--json").json
    assert len(again) == 3
    assert [d["id"] for d in bare.done("status", "--json").json["documents"]] == ["d1", "d2", "d3"]


def test_what_nobody_foresaw_is_told_with_its_place_and_no_traceback(
    study: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("qualcode.usecases.surveying.survey", fall)
    told = study.run("status")
    assert (told.code, told.out) == (1, "")
    assert "ZeroDivisionError" in told.err
    assert "test_main.py:" in told.err
    assert "Traceback" not in told.err
    monkeypatch.setenv("QUALCODE_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        study.run("status")


def test_a_reader_that_leaves_is_no_error(study: Desk) -> None:
    words = [sys.executable, "-c", "from qualcode.cli.main import run; run()", "matrix", "--json"]
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(words, cwd=study.project, stdout=writing, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_python_dash_m_runs_the_program(study: Desk) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "qualcode", "status", "--json"], cwd=study.project, capture_output=True, check=True
    )
    assert len(json.loads(done.stdout)["documents"]) == 3
