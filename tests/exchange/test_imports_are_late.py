from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("docx", "lxml", "openpyxl", "matplotlib", "pandas", "numpy", "ruamel", "pydantic", "spacy", "regex", "PIL")


@pytest.mark.parametrize(
    "module",
    [
        "reading", "metadata", "tables", "codebook_files", "read_raw", "read_docx", "figures",
        "write_matrix_docx", "write_matrix_xlsx", "write_matrix_csv", "write_quotes_docx", "write_counts_docx",
    ],
)  # fmt: skip
def test_a_room_is_entered_without_its_heavy_furniture(module: str) -> None:
    code = f"import sys, qualcode.exchange.{module}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
