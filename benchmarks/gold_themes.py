"""What a classifier learns of the real quotes and paragraphs themselves: `python benchmarks/gold_themes.py` (needs ../shared).

Five-fold cross-validation on the 151 hand-coded real texts, themes only: learnt from the other four fifths alone, from the practice
passages alone, and from both; each alone and joined with the indicators. Nothing of what is learnt here is kept or shipped.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import numpy as np
from accuracy import CODEBOOK, ROOT, SHARED
from scipy.sparse import vstack
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from qualcode.engine.examples import parts_in, table_of
from qualcode.engine.indicators import compile_codebook
from qualcode.engine.segmenting import segment
from qualcode.engine.suggesting import suggest
from qualcode.exchange.codebook_files import load
from qualcode.language.tokens import words

FOLDS = 5
GOLD_COUNTS = 15
"""How much a real text weighs beside a practice passage; there are eighty times as many of those."""


def main() -> int:
    """Print the figures."""
    if not (SHARED / "gold").is_dir():
        print(f"The real quotes and paragraphs are not here ({SHARED}).")
        return 0
    gold = [
        json.loads(line)
        for name in ("quotes-2025", "paragraphs-2025")
        for line in (SHARED / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    practice = [
        told
        for path in sorted((ROOT / "corpora" / "practice").glob("*.jsonl"))
        for told in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        if told.get("codes") or "themes" in told
    ]
    book = load(CODEBOOK)
    themes = [theme.path for theme in book.themes]
    wanted = np.array([[theme in told["themes"] for theme in themes] for told in gold])
    allowed = np.array([[theme in told["also"] for theme in themes] for told in gold])
    spoken = [
        {code.partition("/")[0] for code in told.get("codes", ())} | set(told.get("themes", ())) for told in practice
    ]
    practised = np.array([[theme in one for theme in themes] for one in spoken])
    bags = [[word.lower() for word in words(told["text"])] for told in (*gold, *practice)]
    parts, rarity = parts_in(bags)
    table = table_of(bags, parts, rarity)
    real, made = table[: len(gold)], table[len(gold) :]
    met = _met(gold, themes)
    fold = np.random.RandomState(1).permutation(len(gold)) % FOLDS
    print("| themes of the real texts, five-fold | classifier alone, F1 | joined with the indicators, F1 |")
    print("| --- | --- | --- |")
    print(f"| indicators alone | | {_f1(met > 0, wanted, allowed):.3f} |")
    for label, with_gold, with_made in (
        ("learnt from the other real texts", True, False),
        ("learnt from the practice passages", False, True),
        ("learnt from both", True, True),
    ):
        scores, joined = np.zeros(wanted.shape), np.zeros(wanted.shape)
        for number in range(FOLDS):
            inside, out = fold != number, fold == number
            rows = [real[inside]] * with_gold + [made] * with_made
            truth = np.concatenate([wanted[inside]] * with_gold + [practised] * with_made)
            weights = np.concatenate(
                [np.full(inside.sum(), GOLD_COUNTS)] * with_gold + [np.ones(len(practised))] * with_made
            )
            for column in range(len(themes)):
                machine = LinearSVC(C=0.3, class_weight={True: 2, False: 1}, random_state=0)
                machine.fit(vstack(rows), truth[:, column], sample_weight=weights)
                scores[:, column] = np.where(out, machine.decision_function(real), scores[:, column])
        for number in range(FOLDS):
            inside, out = fold != number, fold == number
            voice = LogisticRegression().fit(_told(scores[inside], met[inside]), wanted[inside].ravel())
            joined[out] = voice.predict_proba(_told(scores[out], met[out]))[:, 1].reshape(-1, len(themes))
        best = max(_f1(scores > limit, wanted, allowed) for limit in np.arange(-0.5, 0.3, 0.1))
        print(f"| {label} | {best:.3f} | {_f1(joined > 0.45, wanted, allowed):.3f} |")
    return 0


def _met(gold: list[dict[str, Any]], themes: list[str]) -> Any:  # noqa: ANN401 - an array
    from dataclasses import replace

    compiled = compile_codebook(replace(load(CODEBOOK), opinion=None))
    met = np.zeros((len(gold), len(themes)))
    for row, told in enumerate(gold):
        for one in suggest(told["text"], segment(told["text"]), compiled):
            column = themes.index(one.code.partition("/")[0])
            met[row, column] = max(met[row, column], one.score)
    return met


def _told(scores: Any, met: Any) -> Any:  # noqa: ANN401 - arrays
    return np.stack([scores.ravel(), met.ravel(), (met > 0).ravel()], axis=1)


def _f1(found: Any, wanted: Any, allowed: Any) -> float:  # noqa: ANN401 - arrays
    right = int((found & wanted).sum())
    return 2 * right / max(1, 2 * right + int((found & ~wanted & ~allowed).sum()) + int((~found & wanted).sum()))


if __name__ == "__main__":
    sys.exit(main())
