"""Drafts the recorded decisions of the demonstration: ``python corpora/record_decisions.py OUT.yaml [2025]`` from the repository root.

Compares what the codebook proposes for the demonstration minutes with what they truly say (truth.yaml) and writes, for every cell
that differs, the decisions that mend it: reject, change or code, each with the document and the quoted words. What stands under
``because`` in the decisions that are kept was written by a person; a draft leaves it empty, or takes it over from the decisions
in the wave's decisions/ where the same words are decided in the same way.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT.parent))

from rapidfuzz import fuzz  # noqa: E402
from ruamel.yaml import YAML  # noqa: E402

from qualcode.analysis.matrix import code_matrix  # noqa: E402
from qualcode.domain.spans import Span  # noqa: E402
from qualcode.exchange.decisions_file import read_decisions  # noqa: E402
from qualcode.exchange.reading import read  # noqa: E402
from qualcode.storage.document_rows import documents  # noqa: E402
from qualcode.usecases.deciding import waiting  # noqa: E402
from qualcode.usecases.hiding import hide  # noqa: E402
from qualcode.usecases.importing import import_files  # noqa: E402
from qualcode.usecases.material import load_material  # noqa: E402
from qualcode.usecases.project import Project, make_project  # noqa: E402
from qualcode.usecases.run_suggestions import run_suggestions  # noqa: E402

CODEBOOKS = {"2025": "overenskommelsen-2025.yaml"}
"""The codebook of a wave that is not coded with the default one."""
ALIKE = 75
"""Of a hundred; the same passage with another function in a name's place stays above it."""
HEAD = (
    "# The decisions that an analyst records on the suggestions for the demonstration minutes.",
    "# Each cites a document and words of its stored text, where names are already functions, and says why.",
    "# reject: the suggestion is wrong; change: its status is; code: nothing was suggested, though the words say it.",
    "# Suggestions that are not named here are accepted as they stand.",
)


def drafted(corpus: Path, wave: str) -> list[dict[str, str]]:
    """Give the decisions that make every cell of a wave true."""
    truth = YAML(typ="safe", pure=True).load((corpus / "truth.yaml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as aside:
        codebook = ROOT.parent / "codebooks" / CODEBOOKS.get(wave, "overenskommelsen.yaml")
        make_project(Path(aside) / "project", codebook=codebook, project_id="drafting")
        with Project.open(Path(aside) / "project") as project:
            import_files(project, [corpus], options={"wave": wave}, table=corpus / "metadata.csv")
            run_suggestions(project)
            table = code_matrix(load_material(project), wave)
            shelf = {d.name: d for d in documents(project.store, segments=False)}
            found = defaultdict(list)
            for s in waiting(project):
                found[s.document, s.suggestion.code].append(s)
            made = []
            for told in truth["documents"]:
                document = shelf[Path(told["file"]).name]
                raw = read(corpus / told["file"])
                edits = hide(raw.text, case=told["case"], blocks=raw.blocks).edits
                cells = table.cells[told["case"]]
                for code, cell in cells.items():
                    wanted = told["judgements"].get(code)
                    got = cell.status.value if cell.count else None
                    if wanted == got:
                        continue
                    shown = [e for e in told["evidence"] if e["code"] == code]
                    made += _mend(document, code, found[document.id, code], shown, edits)
    return made


def _mend(document, code, suggestions, shown, edits) -> list[dict[str, str]]:
    """Give the decisions that make one cell true."""
    rows = []
    spans = [(edits.forward(Span(e["start"], e["end"])), e["status"]) for e in shown]
    met = set()
    for s in suggestions:
        span = s.suggestion.span
        true = [status for where, status in spans if where.overlaps(span)]
        if not true:
            rows.append(_row(document, span, "reject", code))
        else:
            met.update(w for w, _ in spans if w.overlaps(span))
            if s.suggestion.status.value not in true:
                rows.append({**_row(document, span, "change", code), "status": true[0]})
    for where, status in spans:
        if where not in met:
            rows.append({**_row(document, where, "code", code), "status": status})
    return rows


def _row(document, span, act, code) -> dict[str, str]:
    words = span.of(document.text)
    return {"document": document.name, "words": words, act: code}


def _reason(words, kept) -> str:
    """Give the reason that was written for these words, or for nearly these: a name may be hidden by another function now."""
    near = max(kept, key=lambda pair: fuzz.ratio(words, pair[0]), default=("", ""))
    return near[1] if fuzz.ratio(words, near[0]) > ALIKE else ""


def main() -> int:
    """Write the draft."""
    wave = sys.argv[2] if len(sys.argv) > 2 else "2024"  # noqa: PLR2004 - the script, the file, the wave
    corpus = ROOT / f"lansdialoger-{wave}"
    kept = {}
    if (corpus / "decisions").is_dir():
        for d in read_decisions(corpus / "decisions"):
            kept.setdefault((d.document, d.act, d.code), []).append((d.words, d.because))
    lines = [*HEAD, "decisions:"]
    rows = drafted(corpus, wave)
    for row in rows:
        act = next(k for k in ("reject", "change", "code") if k in row)
        row["because"] = _reason(row["words"], kept.get((row["document"], act, row[act]), ()))
        lines += [
            f"  {'- ' if n == 0 else '  '}{k}: {json.dumps(v, ensure_ascii=False)}"
            for n, (k, v) in enumerate(row.items())
        ]
    Path(sys.argv[1]).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} decisions, {sum(not r['because'] for r in rows)} without a reason")
    return 0


if __name__ == "__main__":
    sys.exit(main())
