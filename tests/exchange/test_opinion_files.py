"""Files of second opinions: the same again, and every damage told in one sentence before anything is computed with it."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from qualcode.domain.opinion import FACTS, SecondOpinion, Steps
from qualcode.exchange.opinion_files import BrokenOpinionError, packed, read
from qualcode.exchange.steady_zip import pack

Parts = dict[str, bytes]


def small() -> SecondOpinion:
    ones = np.ones
    return SecondOpinion(
        codes=("t/a", "t/b"),
        parts=("=x", "=y"),
        rarity=ones(2, np.float32),
        weights=ones((2, 6), np.float32),
        bias=ones(6, np.float32),
        voice=ones((4, FACTS + 1), np.float32),
        pairs=("x y",),
        pair_rarity=ones(1, np.float32),
        pair_weights=ones((1, 4), np.float32),
        themes=("t",),
        statuses=("present", "planned"),
        facts=("status present",),
        fact_weights=ones((1, 2), np.float32),
        passages=7,
        project="q-1",
    )


def unpacked() -> Parts:
    with zipfile.ZipFile(BytesIO(packed(small()))) as package:
        return {name: package.read(name) for name in package.namelist()}


def array(told: Any) -> bytes:
    target = BytesIO()
    np.save(target, told)
    return target.getvalue()


def huge() -> bytes:
    target = BytesIO()
    header = {"descr": "<f4", "fortran_order": False, "shape": (10**13,)}
    np.lib.format.write_array_header_1_0(target, header)
    return target.getvalue()


def test_an_opinion_is_the_same_again(tmp_path: Path) -> None:
    path = tmp_path / "a.opinion"
    path.write_bytes(packed(small()))
    told = read(path)
    assert (told.codes, told.themes, told.statuses, told.passages, told.project) == (
        ("t/a", "t/b"),
        ("t",),
        ("present", "planned"),
        7,
        "q-1",
    )
    assert isinstance(told.weights, Steps)
    assert np.allclose(told.weights.written_out(), small().weights)
    assert packed(told) == packed(small())


def test_weights_stay_whole_numbers_of_steps_and_rows_are_written_out_when_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.opinion"
    path.write_bytes(packed(small()))
    for kept in (read(path).weights, read(path).pair_weights):
        assert isinstance(kept, Steps)
        assert kept.whole.dtype == np.int8
        rows = np.array([0, 0])
        assert kept.take(rows, axis=0).tolist() == kept.written_out()[rows].tolist()
        assert kept.take(rows, axis=0).dtype == np.float32


def test_a_file_is_read_again_when_it_was_written_again_and_only_then(tmp_path: Path) -> None:
    path = tmp_path / "a.opinion"
    path.write_bytes(packed(small()))
    told = read(path)
    assert read(path) is told
    path.write_bytes(packed(replace(small(), passages=8)))
    assert read(path).passages == 8
    path.unlink()
    with pytest.raises(BrokenOpinionError):
        read(path)


@pytest.mark.parametrize(
    "damage",
    [
        lambda parts: parts.update({"bias.npy": array(np.array([np.nan] * 5))}),
        lambda parts: parts.update({"bias.npy": array(np.full(5, 1e300))}),
        lambda parts: parts.update({"bias.npy": array(np.ones(4))}),
        lambda parts: parts.update({"bias.npy": array(np.array(["1"] * 5))}),
        lambda parts: parts.update({"bias.npy": array(np.ones(5, complex))}),
        lambda parts: parts.update({"bias.npy": huge()}),
        lambda parts: parts.update({"bias.npy": b"\x93NUMPY\x01\x00\x10\x00" + b"{" * 15 + b"\n"}),
        lambda parts: parts.update({"bias.npy": b""}),
        lambda parts: parts.pop("voice.npy"),
        lambda parts: parts.update({"statuses.txt": b"present\nbanana"}),
        lambda parts: parts.update({"pairs.txt": b"x"}),
        lambda parts: parts.update({"codes.txt": b"t/a\nt/a"}),
        lambda parts: parts.update({"codes.txt": b"\xff\n\xfe"}),
        lambda parts: parts.update({"passages.txt": b"many"}),
    ],
)
def test_every_damage_is_told_and_nothing_warned_of(tmp_path: Path, damage: Callable[[Parts], object]) -> None:
    parts = unpacked()
    damage(parts)
    path = tmp_path / "a.opinion"
    path.write_bytes(pack(parts))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(BrokenOpinionError):
            read(path)


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_another_file_is_no_opinion(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.opinion"
    path.write_bytes(data or packed(small())[:500])
    with pytest.raises(BrokenOpinionError):
        read(path)
    path.write_bytes(data)
    with pytest.raises(BrokenOpinionError):
        read(path)
