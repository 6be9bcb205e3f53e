from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.exchange import file_guards
from qualcode.exchange.reading import read

TEAMS = """\
WEBVTT

NOTE av Teams

8c7/12-0
00:00:03.100 --> 00:00:05.000
<v Malin Ekdahl>Vi har en</v>

8c7/13-0
00:00:05.100 --> 00:00:07.000
<v Malin Ekdahl>plan &amp; en budget.</v>

00:01:08.000 --> 00:01:09.000 align:start
<v.loud sven orrhult>Nej, <i>det</i> finns <00:01:08.500>inte.</v>

01:01:10.000 --> 01:01:12.000
<v Malin Ekdahl>Jo.</v> <v Sven: Orrhult>Nej.</v>
"""
ZOOM = """\
1
00:00:03,100 --> 00:00:05,000
Malin Ekdahl: Vi har en

2
00:00:05,100 --> 00:00:07,000
plan.

3
00:00:08,000 --> 00:00:09,000
Sven: Frågan är: vad nu?

4
00:00:09,000 --> 00:00:10,000
Sven: Nämligen: ingenting.
"""


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_voices_of_teams_become_turns(tmp_path: Path) -> None:
    raw = read(put(tmp_path, "a.vtt", TEAMS))
    assert raw.text.split("\n") == [
        "Malin Ekdahl: Vi har en plan & en budget.",
        "Sven Orrhult: Nej, det finns inte.",
        "Malin Ekdahl: Jo.",
        "Sven Orrhult: Nej.",
    ]
    assert raw.speakers == ("Malin Ekdahl", "Sven Orrhult")
    assert [c.text for c in raw.comments] == ["0:00:03 0:01:08 1:01:10 1:01:10"]
    assert [b.span.of(raw.text) for b in raw.blocks] == raw.text.split("\n")
    assert "Turns: 4;" in str(raw.notices[0])


def test_prefixes_of_zoom_become_turns(tmp_path: Path) -> None:
    raw = read(put(tmp_path, "a.srt", ZOOM))
    assert raw.text == "Malin Ekdahl: Vi har en plan.\nSven: Frågan är: vad nu? Nämligen: ingenting."
    assert raw.speakers == ("Malin Ekdahl", "Sven")


def test_without_speakers_a_pause_begins_a_paragraph(tmp_path: Path) -> None:
    cues = [(0, 2, "Vi har"), (2, 4, "en plan."), (4, 5, "Den är god."), (9, 10, "Nästa fråga.")]
    text = "\n\n".join(f"00:00:0{a}.000 --> 00:00:{b:02}.000\n{words}" for a, b, words in cues)
    raw = read(put(tmp_path, "a.vtt", f"WEBVTT\n\n{text}\n"))
    assert raw.text == "Vi har en plan. Den är god.\nNästa fråga."
    assert raw.speakers == ()


@pytest.mark.parametrize("text", ["WEBVTT\n\n", "Bara text utan tider.\n", "1\n00:00 -> 00:01\nx\n"])
def test_a_file_without_cues_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(file_guards.WrongContentError, match=r"not a \.vtt file"):
        read(put(tmp_path, "a.vtt", text))


def test_a_dash_says_that_another_one_speaks(tmp_path: Path) -> None:
    path = tmp_path / "x.srt"
    cues = ("Moderator: Hur går det?", "- Bra, sedan i våras.\n- Sådär.", "Vi har ingen\nbudget - än.")
    path.write_text(
        "\n\n".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}" for n, cue in enumerate(cues, 1)), encoding="utf-8"
    )
    assert read(path).text.split("\n") == [
        "Moderator: Hur går det?",
        "Bra, sedan i våras.",
        "Sådär. Vi har ingen budget - än.",
    ]
