"""What people type besides minutes names nobody: codes' names and definitions, replacements, saved queries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.domain.finding import HitType, StoredHit
from qualcode.storage.document_rows import hits
from qualcode.usecases.asking import NamingQueryError, save_query
from qualcode.usecases.codebook_file import codebook_path
from qualcode.usecases.codebook_words import NameInIndicatorsError
from qualcode.usecases.deciding_names import BadReplacementError, change_hits
from qualcode.usecases.hiding_late import hide_late
from qualcode.usecases.importing import import_files
from qualcode.usecases.project import Project, make_project
from qualcode.usecases.shaping_codebook import add_code, edit_code, edit_indicators, rename_code

SECRET = "ett hemligt ord"  # noqa: S105
TEXT = "Dialog i Kalmar län\nNärvarande: Mbali Qvarnströming, samordnare.\nMbali sa att planen finns.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setenv("QUALCODE_DATA", str(tmp_path / "data"))
    (tmp_path / "prov.yaml").write_text(
        'id: prov\nversion: "1"\nthemes:\n  - id: ledning\n    names: {sv: Ledning}\n', encoding="utf-8"
    )
    folder = make_project(tmp_path / "studie", codebook=tmp_path / "prov.yaml")
    path = tmp_path / "m.txt"
    path.write_text(TEXT, encoding="utf-8")
    with Project.open(folder, language="sv") as opened:
        import_files(opened, [path], options={"case": "Kalmar län", "wave": "2024"}, passphrase=SECRET)
        yield opened


def _written(project: Project) -> bytes:
    """Give every byte that the project's folder holds."""
    return b"".join(path.read_bytes() for path in project.folder.rglob("*") if path.is_file())


def _first_hit(project: Project) -> StoredHit:
    return next(hit for hit in hits(project.store) if hit.type is HitType.PERSON)


def test_codes_name_nobody_in_file_and_history(project: Project) -> None:
    add_code(project, "berit", "Det som Berit Lindqvist sa", below="ledning")
    rename_code(project, "berit", name="Berit Lindqvists plan")
    edit_code(project, "berit", definition={"sv": "Ring Berit Lindqvist, 070-123 45 67. Se https://example.org/plan."})
    edit_code(project, "berit", examples={"sv": ("Det sa Berit Lindqvist.",)})
    written = _written(project)
    assert b"Lindqvist" not in written
    assert b"070-123" not in written
    assert "https://example.org/plan" in codebook_path(project).read_text(encoding="utf-8")


def test_codes_name_nobody_whom_the_vault_knows(project: Project) -> None:
    edit_code(project, "ledning", passphrase=SECRET, brief={"sv": "som qvarnströming ser det"})
    assert "qvarnströming".encode() not in _written(project)
    add_code(project, "syn", "qvarnströmings syn", below="ledning", passphrase=SECRET)
    assert "qvarnströming".encode() not in _written(project)


@pytest.mark.parametrize("words", ["qvarnströming", "Mbali", "070-123 45 67", "eva.lindqvist@example.org"])
def test_indicators_name_nobody_and_say_in_which_line(project: Project, words: str) -> None:
    add_code(project, "syn", "En syn", below="ledning")
    before = _written(project)
    with pytest.raises(NameInIndicatorsError) as told:
        edit_indicators(project, "syn", f"- words: [planen]\n- words: [{words}]\n", passphrase=SECRET)
    assert told.value.at == 2
    assert words not in str(told.value)
    assert _written(project) == before


def test_indicators_that_stood_there_stay_and_abbreviations_are_no_names(project: Project) -> None:
    path = codebook_path(project)
    typed = "    codes:\n      - id: syn\n        names: {sv: En syn}\n        indicators:\n          - words: [qvarnströming]\n"
    path.write_text(path.read_text(encoding="utf-8") + typed, encoding="utf-8")
    edit_indicators(project, "syn", '- words: [qvarnströming]\n- words: ["=UM", "=PH"]\n', passphrase=SECRET)
    assert '["=UM", "=PH"]' in path.read_text(encoding="utf-8")


def test_what_an_author_typed_in_the_file_stays(project: Project) -> None:
    path = codebook_path(project)
    path.write_text(path.read_text(encoding="utf-8") + "    brief: {sv: Som Elsa Ek sa.}\n", encoding="utf-8")
    edit_code(project, "ledning", brief={"sv": "Som Elsa Ek sa.", "en": "As it was said."})
    assert "Som Elsa Ek sa." in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("words", ["qvarnströming", "Mbali", "Eva Lindqvist"])
def test_a_replacement_names_nobody(project: Project, words: str) -> None:
    with pytest.raises(BadReplacementError):
        change_hits(project, [_first_hit(project).id], replacement=words, passphrase=SECRET)
    with pytest.raises(BadReplacementError):
        hide_late(project, "planen", replacement=words, passphrase=SECRET)
    assert words.encode() not in _written(project)


def test_a_replacement_may_say_a_function(project: Project) -> None:
    one = _first_hit(project)
    change_hits(project, [one.id], replacement="strategen", passphrase=SECRET)
    assert "trategen" in next(hit for hit in hits(project.store) if hit.id == one.id).replacement


@pytest.mark.parametrize("words", ["qvarnströming", "Eva Lindqvist"])
def test_a_saved_query_names_nobody(project: Project, words: str) -> None:
    with pytest.raises(NamingQueryError):
        save_query(project, "fråga", f'"{words}"', passphrase=SECRET)
    with pytest.raises(NamingQueryError):
        save_query(project, words, '"planen"', passphrase=SECRET)
    assert words.encode() not in _written(project)
