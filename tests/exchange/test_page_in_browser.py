"""The HTML page in a headless Chromium: accessible by axe-core, searched, sorted and opened by keyboard, nothing asked of the network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qualcode.domain.coding import CellStatus
from qualcode.domain.finding import Audience
from qualcode.domain.table import Cell, Column, LeftOut, Matrix
from qualcode.exchange import write_matrix_html

CHROMIUM = next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)
COLUMNS = tuple(Column(f"plan/{n}", f"Kod {n}", "plan", "", "Planer") for n in range(6))
STATUSES = (
    CellStatus.PRESENT,
    CellStatus.ABSENT,
    CellStatus.PLANNED,
    CellStatus.PAST,
    CellStatus.POSSIBLE,
    CellStatus.MIXED,
)
CASES = ("Östra fallet", "Ärans fall", "Norra fallet")
MATRIX = Matrix(
    "code",
    "2024",
    CASES,
    COLUMNS,
    {
        case: {
            c.id: Cell(STATUSES[(n + at) % 6], judged=bool(n), count=1, summary="Kort.", passages=(f"k{n}",))
            for n, c in enumerate(COLUMNS)
        }
        for at, case in enumerate(CASES)
    },
    3,
    (LeftOut("d9", "Södra fallet", "the minutes are a draft"),),
)
PASSAGES = {f"k{n}": f"Stycke <{n}> & mer." for n in range(6)}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    engine = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (group browser)")
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    with engine.sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield one
        one.close()


@pytest.fixture(params=[Audience.INTERNAL, Audience.PUBLISHED])
def page(browser: Any, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    path = tmp_path / "matris.html"
    shown = {"passages": PASSAGES} if request.param is Audience.INTERNAL else {}
    path.write_bytes(
        write_matrix_html.write(MATRIX, lang="sv", audience=request.param, values=("status", "summary"), **shown)
    )
    made = browser.new_page()
    made.asked = []
    made.on("request", lambda asked: made.asked.append(asked.url))
    made.faults = []
    made.on("pageerror", lambda fault: made.faults.append(str(fault)))
    made.goto(path.as_uri())
    yield made
    made.close()


def test_axe_core_finds_nothing(page: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed (group browser)")
    for opened in (False, True):
        if opened:
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found = axe.Axe().run(page).response["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]][:2]) for v in found] == []


def test_nothing_is_asked_of_the_network_and_nothing_fails(page: Any) -> None:
    assert [url for url in page.asked if not url.startswith("file:")] == []
    assert page.faults == []


def test_rows_are_searched_and_sorted(page: Any) -> None:
    rows = page.locator("tbody tr:visible")
    everything = rows.count()
    first = page.locator("tbody tr").first.locator("th").inner_text()
    page.fill("#find", "ärans" if first in CASES else "kod 3")
    assert rows.count() == 1
    assert f"1 av {everything}" in page.inner_text("#shown")
    page.fill("#find", "")
    assert rows.count() == everything
    button = page.locator("thead button").nth(0 if first in CASES else 1)
    button.focus()
    page.keyboard.press("Enter")
    names = page.locator("tbody tr").evaluate_all(
        "(rows, at) => rows.map(row => row.children[at].innerText)", 0 if first in CASES else 1
    )
    assert names in (["Norra fallet", "Ärans fall", "Östra fallet"], [f"Kod {n}" for n in range(6)])


def test_a_cell_opens_by_keyboard(page: Any) -> None:
    cells = page.locator("tbody details > summary")
    if not cells.count():
        assert "Stycke" not in page.content()
        return
    cells.first.focus()
    page.keyboard.press("Enter")
    assert "Stycke <0> & mer." in page.locator("tbody details[open] li").first.inner_text()
