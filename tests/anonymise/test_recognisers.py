from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from qualcode.anonymise.capitals import Reading
from qualcode.anonymise.contact_finders import FINDERS
from qualcode.anonymise.finding_names import BUILT_IN
from qualcode.anonymise.found import Found
from qualcode.anonymise.own_recognisers import declared, plugged, recognisers_beside
from qualcode.anonymise.pseudonymising import Pseudonymised, pseudonymise
from qualcode.anonymise.recognisers import Guarded, PatternRecogniser, Recogniser, RecogniserFaultError, Scene, gather
from qualcode.domain.finding import HitType, Level
from qualcode.domain.settings import OwnRecogniser, Settings
from qualcode.usecases.hiding import hide

DOCS = Path(__file__).parents[2] / "docs" / "anonymising.md"


def _hide(text: str, *recognisers: Recogniser) -> Pseudonymised:
    return pseudonymise(text, level=Level.PUBLISHED, recognisers=recognisers)


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


def test_the_built_in_finders_are_recognisers() -> None:
    names = [one.name for one in BUILT_IN]
    assert {"phone", "places", "groups", "people", "recogniser", "met", "agreed"} <= set(names)
    assert [one.name for one in BUILT_IN if one.follows] == names[-5:], "those that follow come last"
    assert all(isinstance(one, PatternRecogniser) for one in FINDERS)


def test_the_documented_settings_do_what_the_page_says() -> None:
    own = [OwnRecogniser(**table) for table in tomllib.loads(_blocks("toml")[0])["recognisers"]]
    found = _hide("Det gäller ärendet 2024/117 och läsåret.\nLäsåret 2024/118 på Blå huset.", *map(declared, own))
    assert found.text == "Det gäller ärendet [ärendenummer] och läsåret.\nLäsåret [namn?] på verksamheten."
    assert [d.text for d in found.doubts] == ["2024/118"]


def test_words_take_a_genitive_and_their_type() -> None:
    own = OwnRecogniser("units", "group", words=("Kajutan", "Kajutan norr"), ignore_case=True)
    hits = _hide("Här är kajutans plan, Kajutan norr och Kajutantes.", declared(own)).hits
    assert [(h.type, h.text, h.rule) for h in hits if h.rule == "units"] == [
        (HitType.GROUP, "kajutans", "units"),
        (HitType.GROUP, "Kajutan norr", "units"),
    ]


def test_overlaps_are_decided_by_score_then_length() -> None:
    scene = Scene(Reading("abcdef ghij"))

    def one(name: str, pattern: str, score: float) -> PatternRecogniser:
        return PatternRecogniser(name, HitType.GROUP, re.compile(pattern), score)

    short, long = one("short", "bcd", 0.6), one("long", "abcdef", 0.6)
    assert [f.rule for f in gather((short, long), scene)] == ["long"]
    assert [f.rule for f in gather((one("short", "bcd", 0.7), long), scene)] == ["short"]


def test_the_projects_never_goes_before_a_sure_recogniser_and_always_before_both() -> None:
    own = declared(OwnRecogniser("units", "group", words=("Xantra",), score=1.0))
    text = "Vi har Xantra där."
    assert pseudonymise(text, recognisers=(own,), never=("Xantra",), level=Level.PUBLISHED).text == text
    both = pseudonymise(
        text, recognisers=(own,), never=("Xantra",), always={"Xantra": HitType.PLACE}, level=Level.PUBLISHED
    )
    assert [h.type for h in both.hits] == [HitType.PLACE]


def test_a_hostile_pattern_is_stopped_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.anonymise.own_recognisers._SECONDS", 0.05)
    own = declared(OwnRecogniser("greedy", "person", pattern=r"(?:\w+\s?)+:\d"))
    with pytest.raises(RecogniserFaultError) as caught:
        _hide("ord " * 2000 + ": Maja 1", own)
    assert "greedy" in str(caught.value)
    assert "Maja" not in str(caught.value)


class _Broken:
    name = "broken"
    follows = False

    def find(self, scene: Scene) -> list[Found]:
        raise ValueError(scene.text)


class _Outside:
    name = "outside"
    follows = False

    def find(self, scene: Scene) -> list[Found]:
        return [Found(0, len(scene.text) + 1, HitType.PERSON, "outside", 50)]


@pytest.mark.parametrize("faulty", [_Broken(), _Outside()])
def test_a_foreign_recogniser_that_fails_says_no_word_of_the_text(faulty: Recogniser) -> None:
    with pytest.raises(RecogniserFaultError) as caught:
        _hide("Gunvor kom hit i går.", Guarded(faulty))
    assert faulty.name in str(caught.value)
    assert "Gunvor" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_the_documented_package_is_found_by_its_entry_point(tmp_path: Path) -> None:
    (tmp_path / "our_recognisers.py").write_text(_blocks("python")[0], encoding="utf-8")
    info = tmp_path / "our_recognisers-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: our-recognisers\nVersion: 1.0\n", encoding="utf-8")
    points = tomllib.loads(_blocks("toml")[1])["project"]["entry-points"]
    lines = [f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in row.items()) for group, row in points.items()]
    (info / "entry_points.txt").write_text("".join(lines), encoding="utf-8")
    code = (
        "from qualcode.usecases.hiding import hide\nprint(hide('Kortet AB12344 och kortet AB12345 lämnades in.').text)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "Kortet [tjänstekort] och kortet AB12345 lämnades in."


def test_an_entry_point_that_cannot_be_loaded_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import EntryPoint

    point = EntryPoint("gone", "no_such_module:Thing", "qualcode.recognisers")
    monkeypatch.setattr("qualcode.anonymise.own_recognisers.entry_points", lambda **_: (point,))
    plugged.cache_clear()
    with pytest.raises(RecogniserFaultError, match="gone"):
        plugged()
    plugged.cache_clear()


def test_settings_reach_the_recognisers() -> None:
    own = (OwnRecogniser("units", "group", words=("Xantra",), replacement="enheten"),)
    recognisers_beside.cache_clear()
    assert hide("Vi har Xantra där.", settings=Settings("x", recognisers=own), level=Level.PUBLISHED).text == (
        "Vi har enheten där."
    )
