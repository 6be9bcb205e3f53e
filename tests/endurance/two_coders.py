"""One of two coders at work in the same project: `python two_coders.py PROJECT CODER FOLDER NUMBER`.

Makes a hundred changes: half codings by hand, half accepted suggestions, of which some are wanted by both. Prints what it did.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from qualcode.domain.errors import QualcodeError
from qualcode.usecases.coding_by_hand import code_passage
from qualcode.usecases.deciding import accept, by_ids
from qualcode.usecases.project import Project

HALF = 50
OPEN_FOR = 5
"""So many changes, then the project is closed and opened again: both happen while the other coder writes."""


def main(folder: Path, coder: str, meeting: Path, number: int) -> None:
    """Wait for the other coder, then work through the hundred changes."""
    wanted = json.loads((meeting / "wanted.json").read_text(encoding="utf-8"))[number]
    (meeting / coder).touch()
    while len(list(meeting.glob("coder-*"))) < 2:
        time.sleep(0.005)
    coded: list[str] = []
    accepted: list[str] = []
    refused: list[str] = []
    for start in range(0, HALF, OPEN_FOR):
        with Project.open(folder, coder=coder) as project:
            for turn in range(start, start + OPEN_FOR):
                # Far enough apart to be different passages also without the spaces at their ends.
                coded.append(code_passage(project, "d1", 40 * number, 400 + 3 * turn, "plans/budget").id)
                try:
                    accept(project, by_ids(project, [wanted[turn]]))
                    accepted.append(wanted[turn])
                except QualcodeError as late:
                    refused.append(f"{wanted[turn]} {type(late).__name__}")
    sys.stdout.write(json.dumps({"coded": coded, "accepted": accepted, "refused": refused}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
