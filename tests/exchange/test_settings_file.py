from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.settings import OwnRecogniser, Settings
from qualcode.exchange.settings_faults import SettingsFaultError
from qualcode.exchange.settings_file import new_settings, read_settings

_HEAD = 'project_id = "x"\ncodebooks = ["a.yaml"]\n'


def _read(folder: Path, told: str) -> Settings:
    path = folder / "qualcode.toml"
    path.write_text(_HEAD + told, encoding="utf-8")
    return read_settings(path)


def test_a_new_file_reads_as_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "qualcode.toml"
    text = new_settings("x", ("codebooks/overenskommelsen.yaml",))
    path.write_text(text, encoding="utf-8")
    settings = read_settings(path)
    assert (settings.recognisers, settings.spacy) == ((), "auto")
    for line in ("[[recognisers]]", "name", "type", "pattern"):
        text = text.replace(f"# {line}", line)
    path.write_text(text, encoding="utf-8")
    assert read_settings(path).recognisers == (OwnRecogniser("case-number", "personnummer", pattern=r"\d{4}/\d{2,5}"),)


def test_recognisers_are_read_with_their_defaults(tmp_path: Path) -> None:
    told = '[[recognisers]]\nname = "units"\ntype = "group"\nwords = ["Kajutan"]\ncontext = ["Huset"]\n'
    assert _read(tmp_path, told).recognisers == (
        OwnRecogniser("units", "group", words=("Kajutan",), context=("huset",)),
    )


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ('type = "group"\nwords = ["ab"]\npattern = "ab"', "either words or a pattern"),
        ('type = "group"', "either words or a pattern"),
        ('type = "grupp"\nwords = ["ab"]', "recognisers.0.type"),
        ('type = "group"\npattern = "(ab"', "recognisers.0.pattern"),
        ('type = "group"\npattern = "a*"', "fits the empty text"),
        ('type = "group"\nwords = ["ab"]\nscore = 7', "recognisers.0.score"),
        ('type = "group"\nwords = ["ab"]\nscroe = 0.5', "recognisers.0.scroe"),
        ('type = "group"\nwords = [" "]', "recognisers.0.words.0"),
    ],
)
def test_a_faulty_recogniser_is_one_sentence(tmp_path: Path, told: str, what: str) -> None:
    with pytest.raises(SettingsFaultError) as caught:
        _read(tmp_path, f'[[recognisers]]\nname = "units"\n{told}\n')
    assert what in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_pipeline_beside_the_settings_is_found_from_anywhere(tmp_path: Path) -> None:
    (tmp_path / "tiny").mkdir()
    assert _read(tmp_path, 'spacy = "tiny"\n').spacy == str(tmp_path / "tiny")
    assert _read(tmp_path, 'spacy = "sv_core_news_sm"\n').spacy == "sv_core_news_sm"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('language = "sv"', 'language = "fr"', "language cannot be fr; possible: sv, en"),
        ('database = "project.db"', 'database = "postgresql://u@h/d"', "database: the database is a file"),
        ("withhold_below = 0", 'withhold_below = "x"', "withhold_below: a whole number"),
        ("withhold_below = 0", "withhold_below = -1", "withhold_below: the number is too small"),
        ("group         = {", "grupp         = {", "no setting policy.grupp; possible: group"),
        (
            'person        = { stored = "replace"',
            'person        = { stored = "hide"',
            "cannot be hide; possible: replace, keep",
        ),
        (
            'address       = { stored = "replace", published',
            'address = { stored = "replace", publshed',
            "possible: published",
        ),
        ('include = ["approved"]', 'include = "approved"', "include: a list"),
        ("elision =", "elison =", "no setting elison; possible: elision"),
        ('project_id = "x"', "", "project_id is missing"),
        ("always = []", "always = [", "this is not understood"),
        ("never = []", "nevr = []", "possible: never"),
    ],
)
def test_every_fault_is_told_in_our_own_words_with_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    from qualcode.language.wording import sentence_of

    path = tmp_path / "qualcode.toml"
    text = new_settings("x", ("a.yaml",))
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(SettingsFaultError) as caught:
        read_settings(path)
    said = str(caught.value)
    assert told in said
    assert sentence_of(caught.value, "sv") != said
    for foreign in ("Input should", "Extra inputs", "Field required", "Expected", "valid"):
        assert foreign not in said
    if new.strip() and "always" not in new:
        line = text[: text.index(old)].count("\n") + 1
        assert said.startswith(f"{path}:{line}: "), said
