"""The statistical recogniser, and what it and the rules do together: names that no list holds, met once and known everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.anonymise.recogniser import PERSON, recognise
from qualcode.anonymise.token_features import Around
from qualcode.domain.finding import HitType, Level

ROOT = Path(__file__).parents[2]


def _hidden(text: str, *, statistical: bool = True) -> list[str]:
    done = pseudonymise(text, level=Level.PUBLISHED, statistical=statistical)
    return [hit.text for hit in done.hits if hit.type is HitType.PERSON]


def _units(text: str) -> list[str]:
    done = pseudonymise(text, level=Level.PUBLISHED)
    return [hit.text for hit in done.hits if hit.type in {HitType.GROUP, HitType.ORGANISATION}]


def test_a_name_in_no_list_is_found_by_its_surroundings() -> None:
    text = "Efter pausen berättade Zorbayeh att kön har växt. Det är svårt, menade Zorbayeh, när ingen svarar."
    assert [g.tag for g in recognise(text, Around()) if text[g.start : g.end] == "Zorbayeh"] == [PERSON, PERSON]
    assert _hidden(text) == ["Zorbayeh", "Zorbayeh"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Vi träffade Torun Zaxelgren i går.\nTZ: Det går bra.\nUppdrag: → TZ mejlar planen.", 3),
        ("Torun Vaxelgren kom. Sedan tog Vaxelgrens kollega vid, och Vaxelgrn höll med.", 3),
        ("Med var Ingrid von Sparrholt. Det var von Sparrholt som skrev. IvS återkommer.", 3),
        ("Närvarande:\nSPARRHOLT, EVELINA – rektor\nQVARNEBRO, ALI – kurator\n\nEvelina inledde.", 3),
        ("Skrivet av Axel Måne. Texten är kort. Måne har talat med oss.", 2),
        ("Vi hörde Nadia el-Khatib. Enligt el-Khatib går det. Även Awa N’Diaye kom.", 3),
        ("Sist talade Mira (Mirre) Qvarnlöf. Mirre tackade.", 2),
        ("Vi bad Lena K. och Lena B. att skriva.", 2),
    ],
)
def test_a_person_met_once_is_known_everywhere(text: str, names: int) -> None:
    found = pseudonymise(text, level=Level.PUBLISHED)
    left = [
        w
        for w in ("Vaxelg", "Sparrh", "SPARR", "QVARN", "Måne", "Khatib", "Diaye", "Qvarn", "Mirre")
        if w in found.text
    ]
    assert not left
    assert len([h for h in found.hits if h.type is HitType.PERSON]) == names, found.hits


@pytest.mark.parametrize(
    "text",
    [
        "Sten Ekmyr öppnade mötet. Sten för sten bygger vi nu upp länet.",
        "Stig Solberg tog ordet. Berg och dalar finns överallt.",
        "Björn Frisk tackade för sig. Frisk luft behövs ibland.",
        "Länet har köpt in Handlingsplan 2 och ett ark.",
    ],
)
def test_an_everyday_word_that_opens_a_sentence_stays(text: str) -> None:
    assert len(_hidden(text)) == text.startswith(("Sten", "Stig", "Björn"))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Vi var på Sjukhuskyrkan i Gävle i går.", "Sjukhuskyrkan i Gävle"),
        ("Där finns Vivallagårdens grundskola, som är ny.", "Vivallagårdens grundskola"),
        ("Frågan gick till Dalarnas välfärdsråd före jul.", "Dalarnas välfärdsråd"),
        ("Hon arbetar på BUP Karlskrona sedan i våras.", "BUP Karlskrona"),
        ("Vi fick hjälp av Finska föreningen Ljusnan igen.", "Finska föreningen Ljusnan"),
        ("Han ligger på Avdelning 31 nu.", "Avdelning 31"),
    ],
)
def test_the_name_of_a_unit_is_hidden_whole(text: str, unit: str) -> None:
    assert unit in _units(text)


def test_minutes_without_capitals_are_read_by_their_own_model() -> None:
    text = (
        "anteckningar från dialogen i borås. med var kerstin blomdahl och zorbay qirmiz från länet.\n"
        "kerstin berättade om planen. zorbay undrade om skolan är med. det tyckte blomdahl att den var.\n"
        "de träffas på granitgatan 12 och äter soppa. efter pausen frågade qirmiz om pengarna.\n"
    )
    done = pseudonymise(text, level=Level.PUBLISHED)
    assert not [w for w in ("kerstin", "blomdahl", "zorbay", "qirmiz", "granitgatan") if w in done.text]


def test_a_name_of_a_file_or_a_case_has_no_surroundings() -> None:
    for name in ("Norrlunda", "Norrlunda_dialog_26nov2024_godkänd.docx"):
        assert pseudonymise(name, level=Level.STORED).text == name


def test_the_package_of_the_model_is_loaded_when_a_text_is_read() -> None:
    code = "import sys, qualcode.anonymise.pseudonymising; print('pycrfsuite' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_models_are_small_and_name_their_source() -> None:
    data = ROOT / "qualcode" / "anonymise" / "data"
    assert sum(path.stat().st_size for path in data.glob("*.crfsuite")) < 1_100_000
    assert "Creative Commons Attribution 4.0" in (data / "RECOGNISER.md").read_text(encoding="utf-8")


def test_without_the_corpus_the_training_says_what_is_missing(tmp_path: Path) -> None:
    script = ROOT / "corpora" / "train_recogniser.py"
    if not script.is_file():
        pytest.skip("the workshop is not shipped with the package")
    done = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "QUALCODE_SHARED": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "swedish-ner-train.txt" in done.stdout
