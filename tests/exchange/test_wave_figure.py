"""The chart of two waves: the same bytes every time, told apart without colour, with its words for those who cannot see it."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from qualcode.domain.finding import Audience
from qualcode.domain.wave_chart import WaveChart, WaveRow
from qualcode.exchange import write_figure
from qualcode.exchange.read_raw import parts

CHART = WaveChart(
    before="2024",
    after="2025",
    cases=6,
    title="Koder 2024 och 2025",
    axis="Antal län",
    new="ny kod",
    rows=(
        WaveRow("Planer", "Länsplan & bilaga", 2, 5, "planeras → finns (3)"),
        WaveRow("Planer", "Budget", 1, 1, ""),
        WaveRow("Stöd", "Grupper", None, 4, "ny kod: finns (4)"),
    ),
    notes=("Län i båda: 6.",),
    described="Koder. Länsplan & bilaga: 2 → 5.",
)


@pytest.mark.parametrize("make", [write_figure.png, write_figure.svg])
def test_the_same_bytes_every_time(make) -> None:  # noqa: ANN001 - one of two writers
    assert make(CHART, lang="sv", audience=Audience.PUBLISHED) == make(CHART, lang="sv", audience=Audience.PUBLISHED)


def test_a_picture_carries_its_words_and_nothing_of_the_program() -> None:
    data = write_figure.png(CHART, lang="sv", audience=Audience.INTERNAL)
    words = "\n".join(text for _, text in parts(data, ".png"))
    assert CHART.described in words
    assert "matplotlib" not in words.casefold()
    assert Image.open(BytesIO(data)).size == (2338, 1654)


def test_a_drawing_keeps_its_words_and_has_title_and_description() -> None:
    data = write_figure.svg(CHART, lang="sv", audience=Audience.INTERNAL)
    root = ET.fromstring(data)  # noqa: S314 - made a line above
    space = "{http://www.w3.org/2000/svg}"
    assert [child.tag for child in root][:2] == [f"{space}title", f"{space}desc"]
    assert root.findtext(f"{space}desc") == CHART.described
    words = {"".join(t.itertext()).strip() for t in root.iter(f"{space}text")}
    assert {"planeras → finns (3)", "Länsplan & bilaga", "2024", "2025", "2025 (ny kod)", "Stöd"} <= words
    assert any("Arbetsmaterial" in w for w in words)
    assert "Arbetsmaterial" not in write_figure.svg(CHART, lang="sv", audience=Audience.PUBLISHED).decode()


def test_ring_and_disc_are_told_apart_in_grey() -> None:
    picture = Image.open(BytesIO(write_figure.png(CHART, lang="sv", audience=Audience.PUBLISHED))).convert("L")
    left, right = int(picture.width * 0.425), int(picture.width * 0.695)
    chart = picture.crop((left, int(picture.height * 0.12), right, int(picture.height * 0.9)))
    greys = {value for _, value in chart.getcolors(chart.width * chart.height) or ()}
    assert min(greys) < 90
    assert max(greys) == 255
    assert any(130 < value < 150 for value in greys)
