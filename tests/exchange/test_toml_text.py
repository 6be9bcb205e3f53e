"""TOML of nothing but brackets ends in one sentence, wherever a person's file is read."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from qualcode.exchange.queries_file import QUERIES, QueriesFaultError, read_queries
from qualcode.exchange.settings_faults import SettingsFaultError
from qualcode.exchange.settings_file import read_settings
from qualcode.exchange.toml_text import parsed

DEEP = "plan = " + "[" * 20_000


def test_values_that_lie_too_deep_are_a_fault_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(tomllib.TOMLDecodeError, match="too deep"):
        parsed(DEEP)
    (tmp_path / QUERIES).write_text(DEEP, encoding="utf-8")
    with pytest.raises(QueriesFaultError):
        read_queries(tmp_path)
    (tmp_path / "qualcode.toml").write_text(DEEP, encoding="utf-8")
    with pytest.raises(SettingsFaultError):
        read_settings(tmp_path / "qualcode.toml")


def test_what_is_well_formed_is_read() -> None:
    assert parsed('a = [1, [2]]\nb = "å"') == {"a": [1, [2]], "b": "å"}
