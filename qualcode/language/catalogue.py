"""Build the catalogue of translated sentences: `python -m qualcode.language.catalogue` (a development step, needs babel).

Each room keeps its sentences in `locale/sv/<room>.po`; they become one `LC_MESSAGES/qualcode.mo`. English sentences are the keys.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).parent / "locale"
PACKAGE = Path(__file__).parent.parent
MARKERS = {"N_": 1, "_": 1, "Nn_": 2}
"""What marks a sentence in the code, and how many of its arguments are forms of it."""


def marked_sentences() -> dict[str, str]:
    """Give every sentence marked for translation in the package, with the file it stands in; of one with a number both forms."""
    found: dict[str, str] = {}
    for forms, path in _marked():
        for sentence in forms:
            found.setdefault(sentence, path)
    return found


def _marked() -> Iterator[tuple[tuple[str, ...], str]]:
    """Give the forms of every marked sentence, and the file it stands in."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS:
                forms = [a.value for a in node.args[: MARKERS[node.func.id]] if isinstance(a, ast.Constant)]
                if forms and all(isinstance(form, str) for form in forms):
                    yield tuple(map(str, forms)), path.relative_to(PACKAGE).as_posix()


def _messages(language: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], str]]:
    """Give the forms in English, the forms in the language and the file: one form each, or as many as there are numbers."""
    from babel.messages.pofile import read_po

    for path in sorted((HERE / language).glob("*.po")):
        with path.open("rb") as stream:
            for message in read_po(stream, locale=language):
                english, translated = _forms(message.id), _forms(message.string)
                if all(english) and all(translated):
                    yield english, translated, path.name


def _forms(words: str | Sequence[str] | None) -> tuple[str, ...]:
    return (words or "",) if isinstance(words, str | None) else tuple(words)


def translations(language: str) -> Iterator[tuple[str, str, str]]:
    """Give (English, translated, file) of every line of a language's files; a sentence with a number gives its forms in turn."""
    for english, translated, file in _messages(language):
        yield from ((one, other, file) for one, other in zip(english, translated, strict=True))


def compiled(language: str) -> bytes:
    """Give the .mo file of a language; the same sentences give the same bytes."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    # A fixed day: the same sentences give the same bytes.
    day = datetime(2000, 1, 1, tzinfo=UTC)
    catalog = Catalog(locale=language, fuzzy=False, project="qualcode", creation_date=day, revision_date=day)
    for english, translated, _ in _messages(language):
        # Lone sentences as strings: babel takes every tuple for one with a number.
        catalog.add(*((english, translated) if len(english) > 1 else (english[0], translated[0])))
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def missing(language: str) -> dict[str, str]:
    """Give the marked sentences that a language lacks, with the file each stands in."""
    # By all their forms: one marked with a number and kept without, or the other way round, would not be found when it is said.
    there = {english for english, *_ in _messages(language)}
    return {forms[0]: path for forms, path in _marked() if forms not in there and any(map(str.isalpha, forms[0]))}


def unused(language: str) -> dict[str, str]:
    """Give the translated sentences that the code has no more, with the file each stands in."""
    marked = {forms for forms, _ in _marked()}
    return {english[0]: file for english, _, file in _messages(language) if english not in marked}


def main() -> int:
    """Write the .mo files and list what is not translated, and what is and is not used."""
    lacking = 0
    for folder in sorted(p for p in HERE.iterdir() if p.is_dir()):
        target = folder / "LC_MESSAGES" / "qualcode.mo"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(compiled(folder.name))
        for sentence, path in missing(folder.name).items():
            lacking += 1
            sys.stderr.write(f"{folder.name}: {path}: {sentence}\n")
        for sentence, path in unused(folder.name).items():
            lacking += 1
            sys.stderr.write(f"{folder.name}: {path}: not used: {sentence}\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
