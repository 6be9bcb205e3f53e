"""Trains the statistical recogniser of names: `make recogniser`.

Reads the training part of the Swedish NER corpus (klintan/swedish-ner-corpus, CC BY 4.0), which is not in the repository
(QUALCODE_SHARED, default ../shared; its folder ner), and the marked development minutes, and writes the two models that the
package ships: one for ordinary texts, one for texts typed without capitals. The last fifth of the corpus is left out, so that
benchmarks/recogniser.py can measure on it.
"""

from __future__ import annotations

import os
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "corpora")]

import pycrfsuite  # noqa: E402
from marks import read_marks, read_source  # noqa: E402

from qualcode.anonymise.name_lists import given_names, surnames  # noqa: E402
from qualcode.anonymise.token_facts import UNLISTED  # noqa: E402
from qualcode.anonymise.token_features import TOKEN, Around, rows  # noqa: E402

NER = Path(os.environ.get("QUALCODE_SHARED", ROOT.parent / "shared")) / "ner" / "swedish-ner-train.txt"
MARKED = (ROOT / "corpora" / "marked", ROOT / "corpora" / "practice" / "names")
DATA = ROOT / "qualcode" / "anonymise" / "data"
OUTSIDE = "0"
TAGS = {
    "PER": "P",
    "LOC": "L",
    "ORG": "U",
    "person": "P",
    "place": "L",
    "county": "L",
    "group": "U",
    "organisation": "U",
}
DOCUMENT = 40
"""So many sentences of the news corpus are read as one document."""

UNHEARD = 0.25
"""The share of the new names that no list holds."""
LISTED = 0.5
"""The share of the documents whose people are known beforehand, as from a list of participants."""

Sentence = list[tuple[str, str]]
Document = list[Sentence]


def news(path: Path) -> list[Document]:
    """Give the corpus as documents of some sentences each."""
    sentences: list[Sentence] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        pairs = [line.split("\t") for line in block.split("\n") if "\t" in line]
        tokens = [(p[0].strip(), TAGS.get(p[1].strip(), OUTSIDE)) for p in pairs if p[0].strip()]
        if tokens:
            sentences.append(tokens)
    return [sentences[n : n + DOCUMENT] for n in range(0, len(sentences), DOCUMENT)]


def minutes(folder: Path) -> Iterator[Document]:
    """Give the marked minutes of a folder, a line a sentence."""
    for path in sorted(folder.glob("*.txt")):
        source = read_source(path, frozenset({"format"}))
        document = []
        for number, line in enumerate(source.lines, source.first_line):
            found = read_marks(
                line.rstrip(), f"{path}:{number}", word=False, tracked="tracked" in source.header["format"]
            )
            spans = [(p.start, p.end, TAGS[p.type]) for p in found.personal if p.type in TAGS]
            tokens = [
                (m.group(), next((t for s, e, t in spans if s < m.end() and m.start() < e), OUTSIDE))
                for m in TOKEN.finditer(found.text)
            ]
            if tokens:
                document.append(tokens)
        yield document


class Renaming:
    """Gives the people of a document other names, rare and unlisted ones more often than life does."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._given = {band: [n for n, b in given_names().items() if b == band] for band in set(given_names().values())}
        self._family = {band: [n for n, b in surnames().items() if b == band] for band in set(surnames().values())}
        self._new: dict[str, str] = {}

    def document(self, document: Document, share: float) -> Document:
        """Give a copy of a document in which about ``share`` of the names are others, the same for the same."""
        self._new = {}
        return [
            [
                (self._name(word, n == 0 or sentence[n - 1][1] != "P", share) if tag == "P" else word, tag)
                for n, (word, tag) in enumerate(sentence)
            ]
            for sentence in document
        ]

    def _name(self, word: str, first: bool, share: float) -> str:
        if not re.fullmatch(r"[^\W\d_]{3,}(?:-[^\W\d_]+)*", word) or not word[0].isupper() or word.isupper():
            return word
        if word not in self._new:
            self._new[word] = self._other(first) if self._dice.random() < share else word
        return self._new[word]

    def _other(self, first: bool) -> str:
        names = self._given if first else self._family
        band = self._dice.choices([10000, 1000, 100, 30, 10], [3, 3, 2, 1, 1])[0]
        name = self._dice.choice(names[band])
        if self._dice.random() < UNHEARD:
            other = self._dice.choice(names[10])
            return UNLISTED + name[: len(name) // 2 + 1] + other[len(other) // 2 :].lower()
        return name


def examples(
    documents: Sequence[Document], *, small: bool, dice: random.Random
) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Give the rows of features and the tags of every sentence; the list of people is known to half the documents."""
    for document in documents:
        lower = {w for s in document for w, _ in s if w.islower()}
        people = (
            {w.lstrip(UNLISTED).lower() for s in document[:15] for w, t in s if t == "P"}
            if dice.random() < LISTED
            else set()
        )
        around = Around(lower, people)
        for sentence in document:
            tokens = [w.lower() if small else w for w, _ in sentence]
            yield rows(tokens, around, small=small), [t for _, t in sentence]


def train(documents: Sequence[Document], path: Path, *, small: bool) -> None:
    """Fit a linear-chain CRF and write it."""
    dice = random.Random(20241126)  # noqa: S311
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {"c1": 0.35, "c2": 0.05, "max_iterations": 90, "feature.minfreq": 3, "feature.possible_transitions": True}
    )
    for features, tags in examples(documents, small=small, dice=dice):
        trainer.append(features, tags)
    trainer.train(str(path))


def main() -> int:
    """Train both models."""
    if not NER.is_file():
        print(f"The training corpus is not here ({NER}).")
        print(
            "Get swedish-ner-train.txt of klintan/swedish-ner-corpus (CC BY 4.0) and put it there, or set QUALCODE_SHARED."
        )
        return 1
    told = news(NER)
    told = told[: len(told) * 4 // 5]
    written = [d for folder in MARKED for d in minutes(folder)]
    dice = random.Random(1)  # noqa: S311
    renaming = Renaming(dice)
    documents = [*told, *(renaming.document(d, 0.6) for d in told), *written]
    for _ in range(4):
        documents += [renaming.document(d, 0.8) for d in written]
    for name, small in (("recogniser.crfsuite", False), ("recogniser_small.crfsuite", True)):
        train(documents, DATA / name, small=small)
        print(f"{name}: {(DATA / name).stat().st_size // 1024} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
