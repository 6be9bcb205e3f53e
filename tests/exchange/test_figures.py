"""Every figure: the same bytes every time, its words for those who cannot see it, told apart without colour, whole when it is crowded."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from qualcode.domain.charts import Bar, BarChart, Chart, CurveChart, CurvePoint, PairChart, SetChart
from qualcode.domain.coding import CellStatus
from qualcode.domain.finding import Audience
from qualcode.domain.table import Cell, Column, Matrix
from qualcode.exchange import bar_figure, figure_page, figures, pair_figure, write_figure
from qualcode.exchange.read_raw import parts

SPACE = "{http://www.w3.org/2000/svg}"
SERIES = (
    (CellStatus.PRESENT, "finns"),
    (CellStatus.PLANNED, "planeras"),
    (CellStatus.ABSENT, "finns inte"),
    (CellStatus.PAST, "har funnits"),
    (CellStatus.POSSIBLE, "möjligen"),
)
LONG = (
    "Ett mycket långt namn på en kod som handlar om samverkan mellan regionen och kommunerna i länet om stöd till unga"
)
CHARTS: dict[str, Chart] = {
    "bars": BarChart(
        "Hur ofta",
        "Antal län",
        SERIES,
        (
            Bar("Planer", "Länsplan & bilaga", (11, 4, 3, 2, 1), 21, "finns 11, planeras 4"),
            Bar("Stöd", LONG, (None, 2, 0, 0, 0), 21, "finns .., planeras 2"),
        ),
        ("21 län.",),
        "Länsplan & bilaga: finns 11.",
    ),
    "counts": BarChart(
        "Räkningar", "Antal", (), (Bar("", "Båda planerna", (7,), 19, "7 av 19", 5, 9),), (), "Båda: 7 av 19."
    ),
    "curve": CurveChart(
        "Mättnad",
        "Dokument",
        "Koder",
        "hittills",
        "nya",
        (CurvePoint("Ett län 2024-10-01", 5, 5), CurvePoint("Ett annat 2024-10-02", 2, 7)),
        (),
        "7 koder efter 2.",
    ),
    "pairs": PairChart(
        "Par", ("Länsplan", LONG, "Stöd"), ((1, 0, 3, 0.2), (2, 1, 9, 0.9)), "Koefficient", (), "Länsplan + Stöd: 9."
    ),
    "sets": SetChart(
        "Mängder",
        (("Länsplan", 4), (LONG, 3)),
        (((0,), 3), ((0, 1), 1), ((), 2)),
        6,
        "Län med just dessa",
        "Län",
        (),
        "Länsplan: 4.",
    ),
}
EMPTY: tuple[Chart, ...] = (
    BarChart("Inget", "Antal", (), (), (), "."),
    CurveChart("Inget", "x", "y", "a", "b", (), (), "."),
    PairChart("Inget", (), (), "k", (), "."),
    SetChart("Inget", (), (), 0, "a", "b", (), "."),
)
EVERY = pytest.mark.parametrize("name", CHARTS)


@EVERY
@pytest.mark.parametrize("make", [write_figure.png, write_figure.svg])
def test_the_same_bytes_every_time(name: str, make) -> None:  # noqa: ANN001 - one of two writers
    chart = CHARTS[name]
    assert make(chart, lang="sv", audience=Audience.PUBLISHED) == make(chart, lang="sv", audience=Audience.PUBLISHED)


@EVERY
def test_a_picture_carries_its_words_and_nothing_of_the_program(name: str) -> None:
    data = write_figure.png(CHARTS[name], lang="sv", audience=Audience.INTERNAL)
    words = "\n".join(text for _, text in parts(data, ".png"))
    assert CHARTS[name].described in words
    assert "matplotlib" not in words.casefold()
    assert Image.open(BytesIO(data)).size == (2338, 1654)


@EVERY
def test_a_drawing_has_title_description_and_words(name: str) -> None:
    chart = CHARTS[name]
    root = ET.fromstring(write_figure.svg(chart, lang="sv", audience=Audience.INTERNAL))  # noqa: S314 - made here
    assert [child.tag for child in root][:2] == [f"{SPACE}title", f"{SPACE}desc"]
    assert root.findtext(f"{SPACE}desc") == chart.described
    words = " ".join("".join(t.itertext()).strip() for t in root.iter(f"{SPACE}text"))
    assert "Arbetsmaterial" in words
    assert "Arbetsmaterial" not in write_figure.svg(chart, lang="sv", audience=Audience.PUBLISHED).decode()


@EVERY
def test_long_names_stand_whole(name: str) -> None:
    if LONG not in str(CHARTS[name]):
        pytest.skip("no long name in this chart")
    root = ET.fromstring(write_figure.svg(CHARTS[name], lang="sv", audience=Audience.PUBLISHED))  # noqa: S314 - made here
    words = " ".join("".join(t.itertext()).strip() for t in root.iter(f"{SPACE}text"))
    assert all(part in words for part in LONG.split())


def _grey(data: bytes) -> list[int]:
    picture = Image.open(BytesIO(data)).convert("L")
    return [value for number, value in picture.getcolors(picture.width * picture.height) or () if number > 40]


@EVERY
def test_ink_is_dark_in_grey(name: str) -> None:
    greys = _grey(write_figure.png(CHARTS[name], lang="sv", audience=Audience.PUBLISHED))
    assert min(greys) < 90
    assert max(greys) == 255


def test_statuses_that_are_alike_in_grey_have_hatches_of_their_own() -> None:
    grey = {s: Image.new("RGB", (1, 1), tone[0]).convert("L").getpixel((0, 0)) for s, tone in figure_page.TONES.items()}
    near = [(a, b) for a in grey for b in grey if a < b and abs(grey[a] - grey[b]) < 40]
    assert near
    assert all(bar_figure.HATCHES.get(a) != bar_figure.HATCHES.get(b) for a, b in near)


def _contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_numbers_can_be_read_on_every_tone() -> None:
    for step in range(101):
        coefficient = step / 100
        ink = "#FFFFFF" if coefficient >= pair_figure.WHITE_INK else "#000000"
        assert _contrast(pair_figure.tone(coefficient), ink) >= 4.5, coefficient


def test_tones_deepen_with_the_coefficient() -> None:
    tones = [int(pair_figure.tone(step / 10)[1:3], 16) for step in range(11)]
    assert tones == sorted(tones, reverse=True)


@pytest.mark.parametrize("chart", EMPTY, ids=lambda c: type(c).__name__)
def test_nothing_to_draw_is_a_page_with_its_title(chart: Chart) -> None:
    assert "Inget" in write_figure.svg(chart, lang="sv", audience=Audience.PUBLISHED).decode()


@pytest.mark.parametrize(
    "chart",
    [
        BarChart(
            "Många", "Antal", (), tuple(Bar(f"T{n // 9}", LONG, (n,), 290, "x") for n in range(100)), (LONG,) * 9, "."
        ),
        CurveChart("Många", "x", "y", "a", "b", tuple(CurvePoint(LONG, 1, n) for n in range(1, 400)), (), "."),
        PairChart("Många", (LONG,) * 40, tuple((n, 0, n, 0.5) for n in range(1, 40)), "k", (), "."),
        SetChart("Många", ((LONG, 9),) * 12, tuple(((n % 12, 11), 3) for n in range(11)), 290, "a", "b", (), "."),
    ],
    ids=lambda c: type(c).__name__,
)
def test_crowded_figures_are_drawn(chart: Chart) -> None:
    assert Image.open(BytesIO(write_figure.png(chart, lang="sv", audience=Audience.INTERNAL))).size == (2338, 1654)


def test_control_characters_leave_the_drawing_whole() -> None:
    chart = BarChart(
        "Hur\x0b ofta", "Antal", (), (Bar("", "Plan\x01en", (1,), 2, "ett\x0c av två"),), ("\x0bNot",), "Ord\x0b."
    )
    root = ET.fromstring(write_figure.svg(chart, lang="sv", audience=Audience.PUBLISHED))  # noqa: S314 - made here
    assert "Planen" in "".join(root.itertext())


def test_a_long_name_is_as_large_as_its_row_allows() -> None:
    tight, roomy = figure_page.wrapped_name(LONG, 9.0, None, 336.0), figure_page.wrapped_name(LONG, 9.0, 30.0, 336.0)
    assert tight[0] == roomy[0]
    assert tight[1] < roomy[1] <= 9.0


def test_a_name_a_little_too_long_stands_on_one_line() -> None:
    name = "Samordnare eller annan resurs som finansieras med stimulansmedel"
    shown, size = figure_page.wrapped_name(name, 8.0, None, 240.0)
    assert shown == name
    assert 5.44 < size < 8.0


def test_a_name_of_three_hundred_letters_loses_its_middle_before_it_cannot_be_read() -> None:
    name = ("Samverkan mellan regionen och kommunerna om stöd " * 7)[:297] + "SÅ"
    shown, size = figure_page.wrapped_name(name, 8.0, None, 240.0)
    first, last = shown.split("\n")
    assert size >= 4
    assert name.startswith(first.rstrip("…"))
    assert last.endswith("SÅ")
    assert len(first) > 90


def many(cases: int, codes: int) -> Matrix:
    columns = tuple(Column(f"t/k{n}", f"Kod {n}", "t", "", "Tema") for n in range(codes))
    rows = tuple(f"Fall {n}" for n in range(cases))
    cells = {row: {c.id: Cell(CellStatus.PRESENT, judged=True, count=1) for c in columns} for row in rows}
    return Matrix("code", "2024", rows, columns, cells, cases)


def test_a_heat_map_grows_where_its_cases_could_not_be_told_apart_on_a4() -> None:
    def drawn(cases: int, codes: int) -> tuple[float, float]:
        data = figures.heatmap(many(cases, codes), lang="sv", audience=Audience.INTERNAL)
        assert data == figures.heatmap(many(cases, codes), lang="sv", audience=Audience.INTERNAL)
        width, height = Image.open(BytesIO(data)).size
        return width / 200, height / 200

    assert drawn(21, 10) == pytest.approx(figure_page.PAGE, abs=0.01)
    width, height = drawn(150, 30)
    assert width > 150 * 0.11 + 4
    assert height == pytest.approx(figure_page.PAGE[1], abs=0.01)


def test_stamped_signs_stand_in_every_square() -> None:
    few, lots = many(2, 2), many(100, 50)
    for table, written in ((few, True), (lots, False)):
        svg = figures.heatmap_svg(table, lang="sv", audience=Audience.INTERNAL).decode()
        squares = len(table.rows) * len(table.columns)
        signs = svg.count("●") - 1
        # The legend has one as well.
        assert signs == (squares if written else 0)
        assert written or svg.count("<use ") >= 2 * squares
