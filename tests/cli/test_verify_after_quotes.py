"""`verify` on what stands after quotes and passages: a status changed, added or taken away is found, an author's own words are not."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_run_report import edited, judged

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk

__all__ = ["judged"]

_PRINTED = re.compile(
    r'qualcode:quote:(q\w+)"(?:(?!</w:sdt>).)*</w:sdt>(?:<w:r><w:t xml:space="preserve"> (.*?)</w:t></w:r>)?'
)


def written(desk: Desk, name: str, *more: str) -> Path:
    path = desk.folder / f"{name}.docx"
    desk.done(name, *more, "--to", path)
    assert desk.done("verify", path, "--json").json["faults"] == []
    return path


def body(path: Path) -> str:
    return zipfile.ZipFile(path).read("word/document.xml").decode()


def after(path: Path) -> dict[str, str]:
    """Give what stands after each quote, by id."""
    return dict(_PRINTED.findall(body(path)))


@pytest.mark.parametrize("name", ["report", "quotes"])
@pytest.mark.parametrize(
    "other", ["(planeras)", "(kanske)", "(absent)", "(finns inte) (planeras)", "inte (finns inte)"]
)
def test_a_changed_status_after_a_quote_is_found(judged: Desk, name: str, other: str) -> None:
    path = written(judged, name)
    one = next(key for key, said in after(path).items() if said == "(finns inte)")
    told = judged.run("verify", edited(path, "> (finns inte)<", f"> {other}<"))
    words = f"{one}: the words after it differ from the project: printed “{other}”, in the project “(finns inte)”"
    assert (told.code, words in told.out) == (3, True), told.out


def test_the_fault_is_told_in_swedish(judged: Desk) -> None:
    changed = edited(written(judged, "report"), "> (finns inte)<", "> (planeras)<")
    judged.asked = ("--lang", "sv")
    told = judged.run("verify", changed)
    assert (
        "orden som står efter skiljer sig från projektet: i filen ”(planeras)”, i projektet ”(finns inte)”" in told.out
    )


def test_a_status_taken_away_or_added_is_found(judged: Desk) -> None:
    path = written(judged, "report")
    told = judged.run("verify", edited(path, "> (finns inte)<", "> <"))
    assert (told.code, "after it the words “(finns inte)” of the project are missing" in told.out) == (3, True)
    silent = next(key for key, said in after(path).items() if not said)
    whole = re.search(rf'qualcode:quote:{silent}"(?:(?!</w:sdt>).)*</w:sdt>', body(path))
    assert whole
    told = judged.run("verify", edited(path, whole[0], f"{whole[0]}<w:r><w:t> (planeras)</w:t></w:r>"))
    assert (told.code, f"{silent}: after it stands “(planeras)”, but in the project nothing" in told.out) == (3, True)
    # Words of an author's own, after a quote with and one without a status.
    own = edited(path, whole[0], f"{whole[0]}<w:r><w:t> (vår kursivering)</w:t></w:r>")
    judged.done("verify", own)
    judged.done("verify", edited(own, "> (finns inte)<", "> (finns inte), som flera säger<"))


def test_a_tracked_change_of_a_status_is_read_as_accepted(judged: Desk) -> None:
    path = written(judged, "report")
    run = '<w:r><w:t xml:space="preserve"> (finns inte)</w:t></w:r>'
    deleted = (
        f'<w:del w:id="901" w:author="x">{run.replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")}</w:del>'
    )
    new = f'<w:ins w:id="902" w:author="x">{run.replace("finns inte", "planeras")}</w:ins>'
    told = judged.run("verify", edited(path, run, deleted + new))
    assert (told.code, "printed “(planeras)”, in the project “(finns inte)”" in told.out) == (3, True)


def test_under_a_heading_of_ones_own_a_status_may_be_missing_but_not_wrong(judged: Desk) -> None:
    path = written(judged, "quotes")
    xml = body(path)
    *_, heading = re.findall(r'<w:pStyle w:val="Heading2"/>.*?</w:p>', xml[: xml.index("> (finns inte)<")])
    own = edited(path, heading, re.sub(r">[^<>]+<", ">Vad pengarna räcker till<", heading))
    judged.done("verify", own)
    judged.done("verify", edited(own, "> (finns inte)<", "> <"))
    assert judged.run("verify", edited(own, "> (finns inte)<", "> (planeras)<")).code == 3


def test_the_dagger_is_checked(judged: Desk) -> None:
    more = judged.folder / "sent.txt"
    more.write_text("Styrning\nVi har en handlingsplan i länet.\n", encoding="utf-8")
    judged.done("import", more, "--case", "Kalmar", "--wave", "2024", "--status", "approved", "--date", "2024-10-01")
    judged.done("suggest")
    judged.done("accept", "--all")
    path = written(judged, "quotes", "--per-code", "9", "--allow-unreviewed")
    assert "†" in after(path).values()
    told = judged.run("verify", edited(path, "> †<", "><"))
    assert (told.code, "after it the words “†” of the project are missing" in told.out) == (3, True)


def test_the_line_below_a_passage_on_a_case_s_page_is_checked(judged: Desk) -> None:
    path = written(judged, "case", "Gotland")
    said = re.search(r">(\w+, [^<]*) · finns inte · ([^<]*)<", body(path))
    assert said
    for other in (
        said[0].replace("finns inte", "planeras"),
        said[0].replace(said[1], "d9, Ekonomi"),
        said[0].replace(said[2], "någon annan"),
    ):
        told = judged.run("verify", edited(path, said[0], other))
        assert (told.code, "the words after it differ from the project: printed" in told.out) == (3, True), other
    judged.done("verify", edited(path, said[0], f"{said[0][:-1]} (samtal)<"))
