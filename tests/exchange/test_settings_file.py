from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.settings import OwnRecogniser, Settings
from qualcode.exchange.settings_file import SettingsFaultError, new_settings, read_settings

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
