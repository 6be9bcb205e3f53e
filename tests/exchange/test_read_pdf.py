from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from qualcode.domain.errors import QualcodeError
from qualcode.exchange import file_guards, packages, read_pdf
from qualcode.exchange.reading import read

Words = tuple[float, float, float, bool, str]

LEFT = (
    "Vi har en handlings-",
    "plan som alla kän-",
    "ner till i hälso- och",
    "sjukvården samt IT-",
    "system i länet i dag.",
    "En ny här.",
)
RIGHT = (
    "Höger spalt säger att",
    "det inte finns några",
    "pengar till detta nu",
    "eller senare i länet.",
    "Sista raden är den",
    "som slutar igen.",
)


def edges(number: int) -> list[Words]:
    return [(50, 800, 9, False, "Myndigheten  Dnr 123"), (290, 30, 9, False, f"{number} (2)")]


def told(folder: Path, data: bytes) -> list[tuple[str, int, str]]:
    path = folder / "minutes.pdf"
    path.write_bytes(data)
    raw = read(path)
    return [(b.kind.value, b.level, b.span.of(raw.text)) for b in raw.blocks]


def test_columns_running_heads_page_numbers_and_hyphens(tmp_path: Path, kit: SimpleNamespace) -> None:
    first = [*edges(1), (50, 760, 20, True, "Dialog med länet"), (50, 730, 13, True, "Styrning")]
    first += [(50, 710 - 14 * n, 11, False, words) for n, words in enumerate(LEFT)]
    first += [(320, 710 - 14 * n, 11, False, words) for n, words in enumerate(RIGHT)]
    first.append(
        (50, 580, 11, False, "En bred rad som går tvärs över hela sidan och alltså bryter spalterna i mitten.")
    )
    second = [
        *edges(2),
        (50, 760, 13, True, "Stöd"),
        (50, 740, 11, False, "•"),
        (65, 740, 11, False, "En punkt som är så lång att den"),
    ]
    second += [(65, 726, 11, False, "går över två rader."), (50, 712, 11, False, "1. Två (2)")]
    for n, (left, right) in enumerate((("Fråga", "Svar"), ("Plan", "ja"), ("Budget", "nej"))):
        second += [(50, 680 - 14 * n, 11, False, left), (200, 680 - 14 * n, 11, False, right)]
    assert told(tmp_path, kit.pdf([first, second])) == [
        ("title", 0, "Dialog med länet"),
        ("heading", 2, "Styrning"),
        (
            "paragraph",
            0,
            "Vi har en handlingsplan som alla känner till i hälso- och sjukvården samt IT-system i länet i dag. En ny här.",
        ),
        (
            "paragraph",
            0,
            "Höger spalt säger att det inte finns några pengar till detta nu eller senare i länet. Sista raden är den som slutar igen.",
        ),
        ("paragraph", 0, "En bred rad som går tvärs över hela sidan och alltså bryter spalterna i mitten."),
        ("heading", 2, "Stöd"),
        ("bullet", 1, "En punkt som är så lång att den går över två rader."),
        ("bullet", 1, "Två (2)"),
        ("table-row", 0, "Fråga\tSvar"),
        ("table-row", 0, "Plan\tja"),
        ("table-row", 0, "Budget\tnej"),
    ]


def test_a_table_of_long_cells_is_read_row_by_row(tmp_path: Path, kit: SimpleNamespace) -> None:
    page: list[Words] = []
    for n in range(5):
        page.append((50, 700 - 60 * n, 11, False, f"Fråga nummer {n} i guiden"))
        page += [(320, 700 - 60 * n - 14 * k, 11, False, f"Svar {n} rad {k} med flera ord") for k in range(3)]
    text = " ".join(words for *_, words in told(tmp_path, kit.pdf([page])))
    assert text.index("Svar 0") < text.index("Fråga nummer 1")


def test_a_page_number_inside_the_text_stays(tmp_path: Path, kit: SimpleNamespace) -> None:
    page = [(50, 700, 11, False, "Antal som svarade:"), (50, 680, 11, False, "17")]
    assert "17" in " ".join(words for *_, words in told(tmp_path, kit.pdf([page])))


def test_pages_without_text(tmp_path: Path, kit: SimpleNamespace) -> None:
    with pytest.raises(read_pdf.NoTextPdfError, match="OCR"):
        told(tmp_path, kit.pdf([[], []]))
    (tmp_path / "half.pdf").write_bytes(kit.pdf([[(50, 700, 11, False, "Text.")], []]))
    assert "Pages without text, perhaps pictures of it: 1" in str(read(tmp_path / "half.pdf").notices[0])


def test_broken_and_wrong_files(tmp_path: Path, kit: SimpleNamespace) -> None:
    whole = kit.pdf([[(50, 700, 11, False, "Text.")]])
    for data, kind in ((b"PK\x03\x04", file_guards.WrongContentError), (whole[:40], read_pdf.BrokenPdfError)):
        with pytest.raises(kind):
            told(tmp_path, data)


@pytest.mark.parametrize(
    ("code", "kind"), [(3, packages.LockedPackageError), (5, read_pdf.HeavyPdfError), (-11, read_pdf.HeavyPdfError)]
)
def test_how_the_reading_process_ends(
    tmp_path: Path, kit: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, code: int, kind: type[QualcodeError]
) -> None:
    ended = subprocess.CompletedProcess([], code, b"", b"")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: ended)
    with pytest.raises(kind):
        told(tmp_path, kit.pdf([[]]))


def test_a_file_behind_a_password(tmp_path: Path, kit: SimpleNamespace) -> None:
    locked = kit.pdf([[(50, 700, 11, False, "Text.")]]).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
        + b"11" * 32
        + b"> /U <"
        + b"22" * 32
        + b"> >>",
    )
    with pytest.raises(packages.LockedPackageError, match="password"):
        told(tmp_path, locked)


def test_a_bomb_ends_only_the_process_that_reads_it(tmp_path: Path, kit: SimpleNamespace) -> None:
    import zlib

    packed = zlib.compress(zlib.compress(b" " * 50_000_000 + b"(x) Tj " * 10))
    stream = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(packed) + packed + b"\nendstream"
    page = kit.pdf([[(50, 700, 11, False, "Text.")]])
    bomb = page.replace(page[page.index(b"<< /Length") : page.index(b"endstream") + 9], stream)
    with pytest.raises(QualcodeError):
        told(tmp_path, bomb)


def test_without_the_extra_the_file_is_told(
    tmp_path: Path, kit: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_pdf, "find_spec", lambda _: None)
    with pytest.raises(read_pdf.PdfExtraError, match=r"qualcode\[pdf\]"):
        told(tmp_path, kit.pdf([[]]))


def test_the_reading_process_is_where_pdfium_is_loaded() -> None:
    code = "import sys, qualcode.exchange.read_pdf; print('pypdfium2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "False\n"


SPREAD = (
    ((50, "Samordningen"), (152, "mellan"), (220, "alla")),
    ((50, "kommunerna"), (143, "och"), (186, "regionen")),
    ((50, "har"), (98, "blivit bättre"), (205, "sedan")),
    ((50, "i"), (77, "fjol, då"), (148, "länsrådet"), (228, "kom")),
    ((50, "till och fick en egen budget."),),
    ((50, "Budgeten"), (127, "räcker"), (194, "knappt.")),
)


def test_lines_spread_over_narrow_columns_are_no_tables(tmp_path: Path, kit: SimpleNamespace) -> None:
    page = [
        (x + side, 700 - 13 * n, 11, False, words)
        for side in (0, 230)
        for n, line in enumerate(SPREAD)
        for x, words in line
    ]
    whole = (
        "Samordningen mellan alla kommunerna och regionen har blivit bättre sedan i fjol, då länsrådet kom "
        "till och fick en egen budget."
    )
    assert [words for _, _, words in told(tmp_path, kit.pdf([page]))] == [whole, "Budgeten räcker knappt."] * 2


def test_cells_stay_apart_though_their_gap_is_narrow(tmp_path: Path, kit: SimpleNamespace) -> None:
    rows = (("Fråga", "Svar", "Antal"), ("Plan i länet", "ja", "12"), ("Budget", "nej, inte än", "7"))
    page = [
        (x, 700 - 14 * n, 11, False, words)
        for n, row in enumerate(rows)
        for x, words in zip((50, 130, 215), row, strict=True)
    ]
    assert told(tmp_path, kit.pdf([page])) == [("table-row", 0, "\t".join(row)) for row in rows]


def test_a_numbered_heading_is_not_drawn_into_the_title(tmp_path: Path, kit: SimpleNamespace) -> None:
    page = [(50, 740, 16, True, "Dialog med Kalmar län"), (50, 720, 16, True, "1. Styrning")]
    page += [(50, 690 - 13 * n, 11, False, words) for n, words in enumerate(LEFT)]
    assert [words for _, _, words in told(tmp_path, kit.pdf([page]))][:2] == ["Dialog med Kalmar län", "1. Styrning"]
