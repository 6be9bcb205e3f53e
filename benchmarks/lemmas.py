"""Which lemmatiser for Swedish: `python benchmarks/lemmas.py`.

Prints, as Markdown, how candidates do on words of the demonstration corpus: the lemma of 300 words marked by hand, whether forms of
one word are brought together and words that look alike kept apart, and what each costs in time and room. Alternatives are no
dependencies of the project; those that are not installed are skipped with a sentence. `--draw` prints the words of the gold file
again, `--errors NAME` what a candidate has wrong.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(__file__).resolve().parent / "data"
CORPUS = ROOT / "corpora" / "lansdialoger-2024"
SEED = 2024
REPEATS = 5
SHORTEST = 4
FREQUENT, RARE = 5, 2
BEFORE, AFTER = 4, 4


@dataclass(frozen=True)
class Candidate:
    """One way to bring forms together: its answer for a word, and the keys by which a word meets a term."""

    name: str
    package: str
    parts: tuple[str, ...]
    load: Callable[[], Callable[[str], str]]
    stems: bool = False
    keys: Callable[[], tuple[Callable[[str], frozenset[str]], Callable[[str], frozenset[str]]]] | None = None

    @property
    def missing(self) -> bool:
        """Tell whether its package is not installed."""
        return importlib.util.find_spec(self.package) is None

    def size(self) -> tuple[int, int]:
        """Give the bytes of the whole package and of the parts that Swedish needs, without compiled caches."""
        spec = importlib.util.find_spec(self.package)
        if not self.parts or spec is None or spec.origin is None:
            return 0, 0
        folder = Path(spec.origin).parent
        files = {p: p.stat().st_size for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"}
        needed = {p for part in self.parts for p in folder.glob(part) if p in files}
        return sum(files.values()), sum(files[p] for p in needed)


def _itself() -> Callable[[str], str]:
    return str


def _simplemma() -> Callable[[str], str]:
    from simplemma import lemmatize

    return lambda word: lemmatize(word, "sv")


def _greedy() -> Callable[[str], str]:
    from simplemma import lemmatize

    return lambda word: lemmatize(word, "sv", greedy=True)


def _project() -> Callable[[str], str]:
    from qualcode.language.lemmas import known_lemma, term_keys

    def lemma(word: str) -> str:
        # The project answers with keys; its one lemma is the list's, else the one by the head of the compound.
        return known_lemma(word) or min(term_keys(word) - {word}, key=lambda k: (k == word[:-1], k), default=word)

    return lemma


def _project_keys() -> tuple[Callable[[str], frozenset[str]], Callable[[str], frozenset[str]]]:
    from qualcode.language.lemmas import keys, term_keys

    return keys, term_keys


def _narrow_keys() -> tuple[Callable[[str], frozenset[str]], Callable[[str], frozenset[str]]]:
    from qualcode.language.lemmas import term_keys

    return term_keys, term_keys


def _unlisted_keys() -> tuple[Callable[[str], frozenset[str]], Callable[[str], frozenset[str]]]:
    from qualcode.language.lemmas import keys, known_lemma, term_keys

    return lambda word: (term_keys if known_lemma(word) else keys)(word), term_keys


def _snowball() -> Callable[[str], str]:
    from snowballstemmer import stemmer

    stem: Callable[[str], str] = stemmer("swedish").stemWord
    return stem


def _spacy() -> Callable[[str], str]:
    from spacy.lookups import load_lookups

    table = load_lookups("sv", ["lemma_lookup"]).get_table("lemma_lookup")
    return lambda word: table.get(word, word)


_LIST = ("*.py", "strategies/**/*.py", "strategies/dictionaries/data/sv.plzma")
CANDIDATES = (
    Candidate("the word itself", "qualcode", (), _itself),
    Candidate("simplemma", "simplemma", _LIST, _simplemma),
    Candidate("simplemma, greedy", "simplemma", _LIST, _greedy),
    Candidate("language.lemmas", "simplemma", _LIST, _project, keys=_project_keys),
    Candidate("language.lemmas without endings", "simplemma", _LIST, _project, keys=_narrow_keys),
    Candidate("the same, endings for unlisted words", "simplemma", _LIST, _project, keys=_unlisted_keys),
    Candidate("spaCy look-up table", "spacy_lookups_data", ("*.py", "data/sv_*"), _spacy),
    Candidate(
        "Snowball stemmer",
        "snowballstemmer",
        ("among.py", "basestemmer.py", "swedish_stemmer.py"),
        _snowball,
        stems=True,
    ),
)

VARIANTS = (_narrow_keys, _unlisted_keys)
"""The project's keys taken apart, for the pairs only."""


def rows(name: str) -> Iterator[list[str]]:
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@dataclass(frozen=True)
class Forms:
    """The forms of lemma-forms.tsv: whose they are, and which lemmas were drawn."""

    lemma: dict[str, str]
    drawn: frozenset[str]

    @classmethod
    def read(cls) -> Forms:
        """Read the file; the star of forms that occur in the corpus is dropped."""
        lemma, drawn = {}, set()
        for name, forms, part in rows("lemma-forms.tsv"):
            lemma |= {form.rstrip("*"): name for form in forms.split(",")}
            if part == "gold":
                drawn.add(name)
        return cls(lemma, frozenset(drawn))


@dataclass
class Pairs:
    """Ordered pairs (word of a text, word of a codebook): brought together rightly, missed, and falsely."""

    right: int = 0
    missed: int = 0
    false: int = 0

    def add(self, *, same: bool, met: bool) -> None:
        """Count one pair."""
        self.right += same and met
        self.missed += same and not met
        self.false += met and not same

    @property
    def precision(self) -> float:
        """Give the share of the pairs brought together that belong together."""
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        """Give the share of the pairs that belong together and were brought together."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + self.missed + self.false)


def both_keys(one: Candidate) -> tuple[Callable[[str], frozenset[str]], Callable[[str], frozenset[str]]]:
    """Give the keys of a text's word and of a term; a lemmatiser gets the engine's rule (the word and its lemma), a stemmer its stem."""
    if one.keys:
        return one.keys()
    answer = one.load()

    def keys(word: str) -> frozenset[str]:
        return frozenset((answer(word),) if one.stems else (word, answer(word)))

    return keys, keys


def pairs(one: Candidate, forms: Forms, *, errors: bool = False) -> tuple[Pairs, Pairs, Pairs]:
    """Score all pairs of forms; those within and out of the drawn lemmas; and those whose term is a dictionary form."""
    of_text, of_term = both_keys(one)
    words = {w: of_text(w) for w in forms.lemma}
    terms = {w: of_term(w) for w in forms.lemma}
    every, drawn, plain = Pairs(), Pairs(), Pairs()
    for word, term in permutations(forms.lemma, 2):
        same = forms.lemma[word] == forms.lemma[term]
        met = not words[word].isdisjoint(terms[term])
        every.add(same=same, met=met)
        if forms.lemma[word] in forms.drawn:
            drawn.add(same=same, met=met)
        if term == forms.lemma[term]:
            plain.add(same=same, met=met)
            if errors and same != met:
                print(f"{'missed' if same else 'false'}: {word} for {term}")
    return every, drawn, plain


def right_lemmas(one: Candidate, *, errors: bool = False) -> tuple[Counter[str], Counter[str], int]:
    """Count, by stratum, the gold words, those with a right lemma, and those with a right lemma among all keys."""
    answer, (keys, _) = one.load(), both_keys(one)
    total, right, among = Counter[str](), Counter[str](), 0
    for word, _context, lemmas, _part, stratum in rows("lemmas-gold.tsv"):
        accepted = set(lemmas.split("|"))
        total[stratum] += 1
        right[stratum] += answer(word) in accepted
        among += not accepted.isdisjoint(keys(word))
        if errors and answer(word) not in accepted:
            print(f"lemma: {word}: {answer(word)} for {lemmas}")
    return total, right, among


def documents() -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Give the decoded texts with the places of personal data."""
    from ruamel.yaml import YAML

    from qualcode.exchange.reading import read

    for told in YAML(typ="safe").load(CORPUS / "truth.yaml")["documents"]:
        yield read(CORPUS / told["file"]).text, [(p["start"], p["end"]) for p in told.get("pii") or []]


def draw() -> None:
    """Print the words of the gold file with their contexts, in its order."""
    from qualcode.language.tokens import WORD

    counts, lower, contexts = Counter[str](), set(), defaultdict(list)
    for text, personal in documents():
        start = 0
        for line in text.split("\n"):
            found = list(WORD.finditer(line))
            hidden = [any(a < start + m.end() and start + m.start() < b for a, b in personal) for m in found]
            for at, one in enumerate(found):
                if hidden[at] or not one[0].replace("-", "").isalpha() or one[0].endswith("-"):
                    continue
                word = one[0].lower()
                counts[word] += 1
                lower |= {word} & {one[0]}
                near = slice(max(0, at - BEFORE), at + AFTER)
                if not any(hidden[near]):
                    contexts[word].append(line[found[near][0].start() : found[near][-1].end()].replace("\t", " "))
            start += len(line) + 1
    words = sorted(w for w in counts if len(w) >= SHORTEST and w in lower and contexts[w])
    chance = random.Random(SEED)  # noqa: S311
    frequent = chance.sample([w for w in words if counts[w] >= FREQUENT], 100)
    rare = chance.sample([w for w in words if counts[w] <= RARE], 200)
    for name, drawn in (("frequent", frequent), ("rare", rare)):
        for word in sorted(drawn):
            print(word, contexts[word][0], name, sep="\t")


def measure(name: str, words: list[str]) -> None:
    """Print the seconds of one candidate in this fresh process: import and first call, then each distinct word once."""
    one = next(c for c in CANDIDATES if c.name == name)
    before = time.perf_counter()
    call = both_keys(one)[0] if one.keys else one.load()
    call("kommunerna")
    start = time.perf_counter() - before
    before = time.perf_counter()
    for word in words:
        call(word)
    rest = time.perf_counter() - before
    table = {word: word for word in words}
    before = time.perf_counter()
    for word in words:
        table.get(word)
    print(json.dumps([start, rest, time.perf_counter() - before]))


def corpus_words() -> list[str]:
    from qualcode.language.tokens import words

    return sorted({w.lower() for text, _ in documents() for w in words(text)} - {"kommunerna"})


def timed(one: Candidate, words: list[str]) -> tuple[float, float, float]:
    """Give the least of several fresh processes: seconds to the first answer, words a second, times a dict look-up."""
    runs: list[list[float]] = []
    for _ in range(REPEATS):
        done = subprocess.run(
            [sys.executable, __file__, "--measure", one.name],
            input=json.dumps(words),
            capture_output=True,
            text=True,
            check=True,
        )
        runs.append(json.loads(done.stdout))
    start, rest, bare = (min(run[i] for run in runs) for i in range(3))
    return start, len(words) / rest, rest / bare


def main() -> int:
    """Print every figure."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--draw", action="store_true", help="print the words of the gold file and their contexts")
    asked.add_argument("--errors", metavar="NAME", help="print what this candidate has wrong")
    asked.add_argument("--measure", metavar="NAME", help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.draw:
        draw()
        return 0
    if options.measure:
        measure(options.measure, json.load(sys.stdin))
        return 0
    forms = Forms.read()
    if options.errors:
        one = next((c for c in CANDIDATES if c.name == options.errors), None)
        if one is None or one.missing:
            print(
                f"No installed candidate is called {options.errors}; there are {', '.join(c.name for c in CANDIDATES)}."
            )
            return 2
        if not one.stems:
            right_lemmas(one, errors=True)
        pairs(one, forms, errors=True)
        return 0
    _tables(forms)
    return 0


def _tables(forms: Forms) -> None:
    here = [c for c in CANDIDATES if not c.missing]
    for one in CANDIDATES:
        if one.missing:
            print(f"{one.name} is not measured: {one.package.replace('_', '-')} is not installed.\n")
    print("| candidate | lemma right, frequent | rare | all | lemma among the keys |")
    print("| --- | --- | --- | --- | --- |")
    for one in here:
        if one.stems or one.keys in VARIANTS:
            continue
        total, right, among = right_lemmas(one)
        shares = " | ".join(f"{right[s] / total[s]:.3f}" for s in ("frequent", "rare"))
        print(f"| {one.name} | {shares} | {right.total() / total.total():.3f} | {among / total.total():.3f} |")
    print("\n| candidate | all pairs: P | R | F1 | drawn lemmas: P | R | F1 | term in dictionary form: P | R | F1 |")
    print(f"| --- |{' --- |' * 9}")
    for one in here:
        cells = " | ".join(f"{p.precision:.3f} | {p.recall:.3f} | {p.f1:.3f}" for p in pairs(one, forms))
        print(f"| {one.name} | {cells} |")
    words = corpus_words()
    figures = {c.name: timed(c, words) for c in here if c.keys not in VARIANTS}
    slowest = max(start for start, _, _ in figures.values())
    print(
        "\n| candidate | import and first call, of the slowest | words a second | times a dict look-up | package, MB | for Swedish, MB |"
    )
    print("| --- | --- | --- | --- | --- | --- |")
    for one in here:
        if one.name in figures:
            start, speed, times = figures[one.name]
            whole, needed = (size / 1e6 for size in one.size())
            print(
                f"| {one.name} | {start / slowest:.3f} of {slowest:.2f} s | {speed:,.0f} | {times:,.0f} | {whole:.1f} | {needed:.2f} |"
            )


if __name__ == "__main__":
    sys.exit(main())
