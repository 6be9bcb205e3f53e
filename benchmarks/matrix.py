"""The matrix over a million codings of 21 cases by 100 codes, beside bare SQL in the same run: `python benchmarks/matrix.py [DOCUMENTS]`.

The bare way counts by document and code on an index over both, then by case and code; the limit is twice that. It says nothing of
statuses: what the database alone takes to add those up as well is measured beside it. Codings are made up on the spot, straight into the
database: nineteen of twenty places of a document where a code is coded say the same of it, as in the demonstration project.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from made_rows import put_documents

from qualcode.usecases.material import load_material
from qualcode.usecases.project import Project, make_project
from qualcode.usecases.tabulating import matrix

CASES, CODES, CODINGS, TIMES, LIMIT, SEED = 21, 100, 1_000_000, 5, 2, 11
STATUSES = ("present", "absent", "planned", "past", "possible")
SAME = 0.95
BARE = """
    SELECT case_name, code, SUM(passages), COUNT(*) FROM
        (SELECT document, code, COUNT(*) AS passages FROM bare INDEXED BY bare_index GROUP BY document, code) AS inner_step
    JOIN document ON document.id = inner_step.document GROUP BY case_name, code
"""
ALIKE = """
    SELECT case_name, code, inner_step.status, corrects, SUM(passages), MAX(best) FROM
        (SELECT document, code, status, corrects, COUNT(*) AS passages, MAX(score) AS best FROM coding
            GROUP BY document, code, status, corrects) AS inner_step
    JOIN document ON document.id = inner_step.document GROUP BY case_name, code, inner_step.status, corrects
"""


def codebook() -> str:
    """Give a codebook of ten themes with ten codes each."""
    themes = (
        f"  - id: t{t}\n    names: {{sv: Tema {t}}}\n    codes:\n"
        + "".join(f"      - {{id: k{t}{n}, names: {{sv: Kod {t}{n}}}}}\n" for n in range(10))
        for t in range(CODES // 10)
    )
    return f'id: million\nversion: "1"\nnames: {{sv: Miljonen}}\nthemes:\n{"".join(themes)}'


def fill(study: Path, documents: int) -> None:
    """Put documents and a million codings straight into the database."""
    chance = random.Random(SEED)  # noqa: S311 - chance that can be repeated
    usual = {(d, k): chance.choice(STATUSES) for d in range(documents) for k in range(CODES)}

    def coded() -> Iterator[tuple[object, ...]]:
        for n in range(CODINGS):
            d, k, at = chance.randrange(documents), chance.randrange(CODES), chance.randrange(40_000)
            status = usual[d, k] if chance.random() < SAME else chance.choice(STATUSES)
            score = 1.0 if chance.random() < 0.5 else round(chance.uniform(0.3, 1), 2)
            yield f"k{n}", f"d{d + 1}", f"t{k // 10}/k{k // 10}{k % 10}", at, at + 80, status, "a", "manual", 0, score

    with closing(sqlite3.connect(study / "project.db")) as plain, plain:
        put_documents(plain, (f"Fall {n % CASES}" for n in range(1, documents + 1)))
        plain.executemany("INSERT INTO coding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", coded())
        plain.execute("CREATE TABLE bare AS SELECT * FROM coding")
        plain.execute("CREATE INDEX bare_index ON bare (document, code)")


def seconds(work: Callable[[], object], times: int = TIMES) -> float:
    """Give the median of the processor's time, the first run left out."""
    work()
    taken = []
    for _ in range(times):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def main() -> int:
    """Print ours beside bare SQL; exit 1 when it misses the limit."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 1050
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "million.yaml"
        book.write_text(codebook(), encoding="utf-8")
        study = make_project(Path(folder) / "study", codebook=book)
        fill(study, documents)
        with closing(sqlite3.connect(study / "project.db")) as plain, Project.open(study) as project:
            counted = {(case, code): n for case, code, n, _ in plain.execute(BARE)}
            table = matrix(project, passages=False)
            if {(r, c): cell.count for r, row in table.cells.items() for c, cell in row.items()} != counted:
                print("the matrix does not count what bare SQL counts")
                return 1
            with project.store.write():
                # Any change would do: what was put in beside the program is then counted once, as an import is when it lands.
                pass
            bare = seconds(lambda: plain.execute(BARE).fetchall())
            print(f"bare: count by document and code, then by case and code: {bare:.2f} s")
            alike = seconds(lambda: plain.execute(ALIKE).fetchall())
            print(f"bare with statuses, corrections and scores: {alike:.2f} s; {alike / bare:.1f} times")
            for level in ("code", "theme"):
                took = seconds(lambda level=level: matrix(project, level=level, passages=False))  # type: ignore[misc]
                print(f"the matrix of {level}s: {took:.2f} s; {took / bare:.1f} times (limit of codes {LIMIT})")
                if level == "code":
                    missed = took / bare > LIMIT
            if "--every" in sys.argv:
                took = seconds(lambda: load_material(project), 1)
                print(f"every coding loaded, before anything is counted: {took:.1f} s")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
