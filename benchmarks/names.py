"""Names in news, and how fast they are hidden: `python benchmarks/names.py`.

The news are the last fifth of the training part of the Swedish NER corpus, which the recogniser is not trained on (QUALCODE_SHARED,
default ../shared; its folder ner; left out when it is not there). The speed is that of the demonstration minutes in memory, with
everything loaded and after one pass, beside a bare pass that only splits the text into words; no word is remembered that the text lacks.
Beside it, in the same run, stands Presidio (MIT) over an empty spaCy pipeline, when it is installed: `pip install presidio-analyzer`.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "corpora"), str(ROOT / "benchmarks")]

from accuracy import minutes  # noqa: E402
from train_recogniser import NER, Document, news  # noqa: E402

from qualcode.anonymise.pseudonymising import pseudonymise  # noqa: E402
from qualcode.domain.finding import HitType, Level  # noqa: E402

ROUNDS = 5


def spelled(document: Document) -> tuple[str, list[tuple[int, int]]]:
    """Give a document of the corpus as a text, a sentence a line, and where its persons' names stand."""
    text, persons = "", []
    for sentence in document:
        for word, tag in sentence:
            text += "" if re.fullmatch(r"[.,:;!?)]", word) or text[-1:] in {"", "\n", "("} else " "
            if tag == "P":
                persons.append((len(text), len(text) + len(word)))
            text += word
        text += "\n"
    return text, persons


def in_news(documents: Sequence[Document], *, statistical: bool) -> str:
    """Give the row of figures for words of persons' names in news."""
    count = Counter[str]()
    for document in documents:
        text, persons = spelled(document)
        done = pseudonymise(text, level=Level.PUBLISHED, statistical=statistical)
        hidden = {i for h in done.hits for i in range(h.start, h.end)}
        flagged = hidden | {i for d in done.doubts for i in range(d.start, d.end)}
        named = {i for start, end in persons for i in range(start, end)}
        count["words"] += len(text.split())
        count["flags"] += len(done.doubts)
        for start, _ in persons:
            count["names"] += 1
            count["hidden"] += start in hidden
            count["flagged"] += start in flagged
        for hit in done.hits:
            if hit.type is HitType.PERSON:
                count["made"] += 1
                count["right"] += any(i in named for i in range(hit.start, hit.end))
    return (
        f"{count['hidden'] / count['names']:.3f} of {count['names']} | {count['right'] / max(1, count['made']):.3f} of {count['made']}"
        f" | {count['flagged'] / count['names']:.3f} | {count['flags'] / count['words']:.4f}"
    )


def seconds(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """Give the median time of a pass over all texts, after one that warms up."""
    times = []
    for _ in range(ROUNDS + 1):
        begun = time.process_time()
        for text in texts:
            work(text)
        times.append(time.process_time() - begun)
    return statistics.median(times[1:])


def presidio() -> Callable[[str], object] | None:
    """Give Presidio's analysis with the patterns that it has for any language and for Swedish; None when it is not installed."""
    try:
        import tldextract
        from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
        from presidio_analyzer.nlp_engine import SpacyNlpEngine
    except ImportError:
        return None
    import spacy

    # Its e-mail pattern asks the network for the list of domains; the one that it brings will do.
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())
    engine = SpacyNlpEngine(models=[{"lang_code": "sv", "model_name": "blank"}])
    engine.nlp = {"sv": spacy.blank("sv")}
    registry = RecognizerRegistry(supported_languages=["sv"])
    registry.load_predefined_recognizers(languages=["sv"])
    analyzer = AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=["sv"])
    return lambda text: analyzer.analyze(text, language="sv")


def main() -> int:
    """Print both tables."""
    if NER.is_file():
        documents = news(NER)
        held = documents[len(documents) * 4 // 5 :]
        print(
            "| words of persons' names in news, held back | hidden | precision | hidden or flagged | flagged of all words |"
        )
        print("| --- | --- | --- | --- | --- |")
        print(f"| lists and rules | {in_news(held, statistical=False)} |")
        print(f"| and the recogniser | {in_news(held, statistical=True)} |")
    else:
        print(f"The news are not here ({NER}); their figures are left out.")
    texts = [one.text for one in minutes(ROOT / "corpora" / "marked")]
    size = sum(len(text.encode()) for text in texts) / 1e6
    bare = seconds(lambda text: re.findall(r"\w+|[^\w\s]", text), texts)
    ways: list[tuple[str, Callable[[str], object]]] = [
        (label, lambda text, s=statistical: pseudonymise(text, level=Level.PUBLISHED, statistical=s))  # type: ignore[misc]
        for label, statistical in (("finding and replacing, without the recogniser", False), ("with it", True))
    ]
    if other := presidio():
        ways.append(("Presidio with an empty pipeline: patterns only, no names, nothing replaced", other))
    print("\n| pass over the demonstration minutes | MB a second | bare passes |\n| --- | --- | --- |")
    for label, work in ways:
        took = seconds(work, texts)
        print(f"| {label} | {size / took:.2f} | {took / bare:.0f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
