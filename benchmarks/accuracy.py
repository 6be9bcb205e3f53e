"""How right the suggestions and the hidden names are: `python benchmarks/accuracy.py`.

Prints, as Markdown, each figure on the texts that were used to write the rules (development) and on texts written by others and
never looked at while writing them (held out). The gap between the two is the overfit. Themes are measured on real quotes and
paragraphs when they are there (QUALCODE_SHARED, default ../shared), beside a one-line keyword list for each theme.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "corpora")]

from marks import Evidence, read_marks, read_source  # noqa: E402

from qualcode.analysis.proposing import Passage, propose  # noqa: E402
from qualcode.anonymise.pseudonymising import Pseudonymised  # noqa: E402
from qualcode.anonymise.roster import roster  # noqa: E402
from qualcode.domain.coding import Status  # noqa: E402
from qualcode.domain.finding import Level  # noqa: E402
from qualcode.domain.minutes import Segment  # noqa: E402
from qualcode.domain.spans import Span  # noqa: E402
from qualcode.engine.indicators import CompiledCodebook, compile_codebook  # noqa: E402
from qualcode.engine.segmenting import segment  # noqa: E402
from qualcode.engine.suggesting import suggest  # noqa: E402
from qualcode.exchange.codebook_files import load  # noqa: E402
from qualcode.language.county_names import find_county  # noqa: E402
from qualcode.usecases.hiding import hide  # noqa: E402

PLACES = cache(find_county)
CODEBOOK = ROOT / "codebooks" / "overenskommelsen.yaml"
HELDOUT = ROOT / "tests" / "heldout"
SHARED = Path(os.environ.get("QUALCODE_SHARED", ROOT.parent / "shared"))
DIRECT = {"person", "phone", "email", "personnummer"}
KEYWORDS = {
    "governance": "ledning|styrgrupp|ledningsgrupp|styrning|politisk|nämnd|chefsgrupp|forum",
    "needs-analysis": "behovsanalys|analys|kartläggning|gap-analys",
    "action-plans": "handlingsplan|plan",
    "collaboration": "samverkan|nätverk|samarbete|civilsamhäll|förening",
    "suicide-prevention": "suicid|självmord|mhfa|yam|efterlevande",
    "agreement-changes": "överenskommelse|stimulansmedel|medlen|ungdomsmottagning",
    "national-strategy": "strategi",
    "support-needs": "stöd från|önskar|önskemål|vägledning|behöver stöd",
}
"""A one-line keyword list for each theme: the baseline that rules must beat."""


@dataclass
class Score:
    """Counts of found, missed and false, and the measures that follow."""

    found: int = 0
    missed: int = 0
    false: int = 0
    status: int = 0

    @property
    def precision(self) -> float:
        """Give the share of finds that are right."""
        return self.found / max(1, self.found + self.false)

    @property
    def recall(self) -> float:
        """Give the share of what is there that was found."""
        return self.found / max(1, self.found + self.missed)

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall."""
        return 2 * self.found / max(1, 2 * self.found + self.missed + self.false)

    @property
    def whole(self) -> float:
        """F1 of what was found with the right status as well."""
        return 2 * self.status / max(1, 2 * self.found + self.missed + self.false)


@dataclass
class Marked:
    """A marked minutes: its text, case, true judgements, personal data as (start, end, type), and the passages that show codes."""

    text: str
    case: str
    truth: dict[str, str]
    personal: list[tuple[int, int, str]]
    evidence: list[Evidence]


def minutes(folder: Path) -> Iterator[Marked]:
    """Read the marked minutes of a folder."""
    for path in sorted(folder.glob("*.txt")):
        source = read_source(path, frozenset({"case", "format"}))
        text, shown, personal, marked = "", defaultdict(set), [], []
        for number, line in enumerate(source.lines, source.first_line):
            found = read_marks(
                line.rstrip(), f"{path}:{number}", word=False, tracked="tracked" in source.header["format"]
            )
            evidence, names = found.shifted(len(text))
            for one in evidence:
                shown[one.code].add(one.status)
            personal += [(p.start, p.end, p.type) for p in names]
            marked += evidence
            text += found.text + "\n"
        truth = {c: next(iter(s)) if len(s) == 1 else source.judged.get(c, "mixed") for c, s in shown.items()}
        yield Marked(text, source.header["case"], truth, personal, marked)


def segments_of(one: Marked, hidden: Pseudonymised) -> tuple[Segment, ...]:
    """Cut minutes whose names are hidden as an import does: where people are listed nothing is coded."""
    return segment(hidden.text, (), roster=tuple(map(hidden.edits.forward, roster(one.text).spans)))


def cells(compiled: CompiledCodebook, codes: Iterable[str], folder: Path) -> tuple[Score, int, int]:
    """Score whole cells: a county's codes, found and with the right status; also how many cells of all are right."""
    score, right, total = Score(), 0, 0
    codes = list(codes)
    for one in minutes(folder):
        hidden = hide(one.text, case=one.case)
        by_code: dict[str, list[Passage]] = defaultdict(list)
        cut = segments_of(one, hidden)
        for number, s in enumerate(suggest(hidden.text, cut, compiled, case=one.case, places=PLACES)):
            by_code[s.code].append(Passage(str(number), "", s.code, s.status, s.score, s.why.corrects))
        for code in codes:
            proposed = propose(by_code[code])
            got, want = proposed.value if proposed else None, one.truth.get(code)
            total += 1
            right += got == want
            score.found += bool(got and want)
            score.missed += bool(want and not got)
            score.false += bool(got and not want)
            score.status += bool(want) and got == want
    return score, right, total


def passages(compiled: CompiledCodebook, path: Path) -> tuple[Score, int, int]:
    """Score passages at code level; also how many without a finding got a false one, of how many."""
    score, false, empty = Score(), 0, 0
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        found = suggest(told["text"], segment(told["text"], ()), compiled, places=PLACES)
        got = {s.code: s.status.value for s in found if s.status is not Status.NOT_ASSERTED}
        want: Mapping[str, str] = told["codes"]
        empty += not want
        false += not want and bool(got)
        score.found += len(set(got) & set(want))
        score.missed += len(set(want) - set(got))
        score.false += len(set(got) - set(want))
        score.status += sum(got.get(c) == s for c, s in want.items())
    return score, false, empty


def themes(compiled: CompiledCodebook | None, path: Path) -> Score:
    """Score the themes of real passages; None stands for the keyword list."""
    score = Score()
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        if compiled is None:
            got = {t for t, words in KEYWORDS.items() if re.search(words, told["text"], re.IGNORECASE)}
        else:
            got = {s.code.split("/")[0] for s in suggest(told["text"], segment(told["text"], ()), compiled)}
        want = set(told["themes"])
        score.found += len(got & want)
        score.missed += len(want - got)
        score.false += len(got - want - set(told["also"]))
    return score


def names(folder: Path) -> dict[str, Score]:
    """Score the hidden words by occurrence: direct identifiers and all; a hit that overlaps nothing marked is false."""
    result = {"direct": Score(), "all": Score()}
    for one in minutes(folder):
        hidden = hide(one.text, level=Level.PUBLISHED, case=one.case)
        hits = [(h.start, h.end, h.type.value) for h in hidden.hits]
        for name, wanted in (("direct", DIRECT), ("all", None)):
            for start, end, kind in one.personal:
                if wanted is None or kind in wanted:
                    covered = {i for s, e, _ in hits for i in range(max(s, start), min(e, end))}
                    # Found is hidden whole: a part of a name left in clear is a miss.
                    whole = all(i in covered or not one.text[i].isalnum() for i in range(start, end))
                    result[name].found += whole
                    result[name].missed += not whole
            for start, end, kind in hits:
                if wanted is None or kind in wanted:
                    result[name].false += not any(s < end and start < e for s, e, _ in one.personal)
    return result


def calibration(compiled: CompiledCodebook, folder: Path) -> list[tuple[int, int]]:
    """Count the asserted suggestions of each tenth of the score, and those of them that overlap a passage marked with their code."""
    bins = [(0, 0)] * 10
    for one in minutes(folder):
        hidden = hide(one.text, case=one.case)
        where = [(hidden.edits.forward(Span(e.start, e.end)), e.code) for e in one.evidence]
        for s in suggest(hidden.text, segments_of(one, hidden), compiled, case=one.case, places=PLACES):
            if s.status is not Status.NOT_ASSERTED:
                place = min(9, int(s.score * 10))
                right = any(code == s.code and span.overlaps(s.span) for span, code in where)
                bins[place] = (bins[place][0] + 1, bins[place][1] + right)
    return bins


MINUTES = (
    ("21 demonstration minutes", "development", ROOT / "corpora" / "marked"),
    ("8 minutes by another writer", "held out", HELDOUT / "minutes"),
    ("8 minutes by a third writer", "held out, after all tuning", HELDOUT / "minutes-fresh"),
    ("8 minutes by a fourth writer", "held out, after all tuning (November)", HELDOUT / "minutes-third"),
    ("6 minutes by a fifth writer", "held out, last of all", HELDOUT / "minutes-fourth"),
    ("7 minutes by a sixth writer", "held out, newest", HELDOUT / "minutes-fifth"),
    ("5 minutes in English", "held out, newest", HELDOUT / "minutes-english"),
    ("8 minutes by an eighth writer", "held out, last of these", HELDOUT / "minutes-eighth"),
    ("7 minutes by a ninth writer", "held out, after these", HELDOUT / "minutes-ninth"),
    ("8 minutes by a tenth writer", "held out, newest of all", HELDOUT / "minutes-tenth"),
    ("6 minutes by an eleventh writer", "held out, last written", HELDOUT / "minutes-eleventh"),
    ("6 minutes by a twelfth writer", "held out, last of all written", HELDOUT / "minutes-twelfth"),
    ("6 minutes by a thirteenth writer", "held out, after all of these", HELDOUT / "minutes-thirteenth"),
    ("6 minutes in formal prose by a fourteenth writer", "held out, after these", HELDOUT / "minutes-fourteenth"),
)
PASSAGES = (
    ("50 follow-ups and answers", "development, not learnt from", ROOT / "corpora" / "check" / "follow-ups.jsonl"),
    ("340 enumerations by another writer", "not learnt from", ROOT / "corpora" / "check" / "enumerations.jsonl"),
    (
        "420 dense passages by another writer, several statuses in each",
        "not learnt from",
        ROOT / "corpora" / "check" / "dense-statuses.jsonl",
    ),
    (
        "150 near matters and 60 findings by another writer",
        "not learnt from",
        ROOT / "corpora" / "check" / "near-matters.jsonl",
    ),
    (
        "240 near matters and 120 findings by yet another writer",
        "not learnt from",
        ROOT / "corpora" / "check" / "near-minutes.jsonl",
    ),
    (
        "290 findings on plans and forums and 90 near ones, another writer",
        "not learnt from",
        ROOT / "corpora" / "check" / "plans-and-forums.jsonl",
    ),
    (
        "450 unusual statuses, another writer",
        "seen by whoever wrote rules, not learnt from",
        ROOT / "corpora" / "check" / "status-minutes.jsonl",
    ),
    ("300 plain sentences by another writer", "not learnt from", ROOT / "corpora" / "check" / "official.jsonl"),
    ("180 passages by another writer", "held out", HELDOUT / "passages.jsonl"),
    ("180 passages by a third writer", "held out, after all tuning", HELDOUT / "passages-fresh.jsonl"),
    ("180 passages by a fourth writer", "held out, after all tuning (November)", HELDOUT / "passages-third.jsonl"),
    ("120 passages by a fifth writer", "held out, last of all", HELDOUT / "passages-fourth.jsonl"),
    ("120 passages by a sixth writer", "held out, newest", HELDOUT / "passages-fifth.jsonl"),
    ("160 passages in English", "held out, newest", HELDOUT / "passages-english.jsonl"),
    ("120 passages by an eighth writer", "held out, last of these", HELDOUT / "passages-eighth.jsonl"),
    ("120 passages by a ninth writer", "held out, after these", HELDOUT / "passages-ninth.jsonl"),
    ("120 passages by a tenth writer", "held out, newest of all", HELDOUT / "passages-tenth.jsonl"),
    ("120 passages by an eleventh writer", "held out, last written", HELDOUT / "passages-eleventh.jsonl"),
    ("120 passages by a twelfth writer", "held out, last of all written", HELDOUT / "passages-twelfth.jsonl"),
    ("120 passages by a thirteenth writer", "held out, after all of these", HELDOUT / "passages-thirteenth.jsonl"),
)
NAMES = (
    *MINUTES,
    ("26 minutes full of names", "development", ROOT / "corpora" / "practice" / "names"),
    ("18 short minutes with names beside other words", "development", ROOT / "corpora" / "practice" / "names-more"),
    ("42 minutes by four writers", "development", ROOT / "corpora" / "practice" / "minutes"),
    ("12 minutes in English by another writer", "development", ROOT / "corpora" / "practice" / "minutes-english"),
    ("10 minutes full of names", "held out", HELDOUT / "names"),
)


def main() -> int:
    """Print every figure."""
    codebook = load(CODEBOOK)
    books = {
        "both": compile_codebook(codebook),
        "indicators alone": compile_codebook(replace(codebook, opinion=None)),
    }
    codes = [c.path for c in codebook.codes()]
    print("| suggestions on | use | by | precision | recall | F1 found | status right of found | whole F1 | other |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for label, use, folder in MINUTES:
        for by, compiled in books.items() if folder.is_dir() else ():
            score, right, total = cells(compiled, codes, folder)
            _row(f"{label}, cells", use, by, score, f"{right} of {total} cells right")
    for label, use, path in PASSAGES:
        for by, compiled in books.items() if path.is_file() else ():
            score, false, empty = passages(compiled, path)
            _row(f"{label}, codes", use, by, score, f"{false} of {empty} passages without a finding got one")
    print("\n| score of a suggestion | on | suggestions | right |")
    print("| --- | --- | --- | --- |")
    for label, use, folder in MINUTES[1:]:
        for place, (number, right) in enumerate(calibration(books["both"], folder) if folder.is_dir() else ()):
            if number:
                print(f"| {place / 10:.1f}–{place / 10 + 0.1:.1f} | {label}, {use} | {number} | {right / number:.2f} |")
    print()
    _themes(books)
    print("\n| names hidden in | use | types | found whole | precision |")
    print("| --- | --- | --- | --- | --- |")
    for label, use, folder in NAMES:
        for kind, found in names(folder).items() if folder.is_dir() else ():
            of = f"{found.recall:.3f} of {found.found + found.missed}"
            print(f"| {label} | {use} | {kind} | {of} | {found.precision:.3f} |")
    return 0


def _themes(books: Mapping[str, CompiledCodebook]) -> None:
    if not (SHARED / "gold").is_dir():
        print(f"The real quotes and paragraphs are not here ({SHARED}); their figures are left out.")
        return
    print("| themes of real texts | use | by | precision | recall | F1 |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name in ("quotes-2025", "paragraphs-2025"):
        for by, compiled in (*books.items(), ("keyword list", None)):
            found = themes(compiled, SHARED / "gold" / f"{name}.jsonl")
            figures = f"{found.precision:.3f} | {found.recall:.3f} | {found.f1:.3f}"
            print(f"| {name} | indicators written on it, opinion not learnt from it | {by} | {figures} |")
    negatives = HELDOUT / "negatives.jsonl"
    for by, compiled in (*books.items(), ("keyword list", None)) if negatives.is_file() else ():
        found = themes(compiled, negatives)
        print(f"| 40 paragraphs and quotes about no theme | held out | {by} | {found.false} themes found | | |")


def _row(label: str, use: str, by: str, score: Score, other: str) -> None:
    status = score.status / max(1, score.found)
    figures = f"{score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} | {status:.3f} | {score.whole:.3f}"
    print(f"| {label} | {use} | {by} | {figures} | {other} |")


if __name__ == "__main__":
    sys.exit(main())
