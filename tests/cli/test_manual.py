"""docs/commands.md is made from the commands and says what they say."""

from __future__ import annotations

from pathlib import Path

from qualcode.cli.main import COMMANDS
from qualcode.cli.manual import manual

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"


def test_the_page_is_what_the_commands_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == manual(), "run: python -m qualcode.cli.manual > docs/commands.md"


def test_every_command_has_a_page_with_examples() -> None:
    page = manual()
    for name in COMMANDS:
        assert f"## qualcode {name}" in page
    for piece in page.split("\n## ")[1:]:
        assert "\n- `qualcode " in piece, piece.splitlines()[0]
