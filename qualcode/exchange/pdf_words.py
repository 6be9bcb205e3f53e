"""All words of a PDF, read by PDFium in a process of its own: `python -m qualcode.exchange.pdf_words < file`.

Where importing wants paragraphs, the leak check wants everything. On stdout goes one JSON line a part: [name, text].
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Iterator
from typing import Any

from qualcode.exchange.pdf_pages import BROKEN, LARGE, LOCKED, MAX_CHARACTERS, MAX_PAGES, limit

ATTACHED, PICTURES = 6, 7
"""How the process ends when files are attached, or a page is a picture without text."""
_NOTES = (b"Contents", b"T", b"Subj", b"TU", b"V", b"RC", b"NM")
_SOFT = {"\ufffe": "-\n", "\u0002": "-\n"}


def main() -> int:
    """Read the file and write its parts."""
    limit()
    import pypdfium2

    try:
        file = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        file.init_forms()
        if len(file) > MAX_PAGES:
            return LARGE
        if file.count_attachments():
            return ATTACHED
        total = 0
        for part, text in _parts(pypdfium2.raw, file):
            total += len(text)
            if total > MAX_CHARACTERS:
                return LARGE
            if text.strip():
                sys.stdout.write(json.dumps([part, text]) + "\n")
            elif part.startswith("picture"):
                return PICTURES
    except pypdfium2.PdfiumError as fault:
        return LOCKED if "password" in str(fault).lower() else BROKEN
    return 0


def _parts(raw: Any, file: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - PDFium's own
    yield "properties", "\n".join(v for v in file.get_metadata_dict().values() if v)
    yield "bookmarks", "\n".join(_titles(file))
    for number in range(len(file)):
        page = file[number]
        text = page.get_textpage().get_text_range().replace("\r\n", "\n")
        for sign, shown in _SOFT.items():
            text = text.replace(sign, shown)
        yield f"page {number + 1}", text
        if not text.strip() and next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]), None) is not None:
            yield f"picture on page {number + 1}", ""
        yield f"page {number + 1} notes", "\n".join(_notes(raw, page))


def _titles(file: Any) -> Iterator[str]:  # noqa: ANN401 - PDFium's own
    for one in file.get_toc():
        yield str(one.get_title() if hasattr(one, "get_title") else one.title)


def _notes(raw: Any, page: Any) -> Iterator[str]:  # noqa: ANN401 - PDFium's own
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, number)
        for key in _NOTES:
            size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
            held = ctypes.create_string_buffer(size)
            raw.FPDFAnnot_GetStringValue(note, key, ctypes.cast(held, ctypes.POINTER(raw.FPDF_WCHAR)), size)
            words = held.raw.decode("utf-16-le", "replace").strip("\0")
            if words:
                yield words
        raw.FPDFPage_CloseAnnot(note)


if __name__ == "__main__":
    sys.exit(main())
