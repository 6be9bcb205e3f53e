"""Second opinions as files beside their codebook: a zip of plain arrays, the same bytes for the same opinion."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from tokenize import TokenError
from typing import TYPE_CHECKING, Any

from qualcode.domain.coding import Status
from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.opinion import FACTS, SecondOpinion, Steps
from qualcode.exchange.file_guards import EmptyFileError, WrongContentError
from qualcode.exchange.packages import (
    BombError,
    BrokenPackageError,
    LockedPackageError,
    MacroContentError,
    OldOfficeError,
    Package,
)
from qualcode.exchange.shipped_files import shipped
from qualcode.exchange.steady_zip import pack

if TYPE_CHECKING:
    from numpy.typing import NDArray

SUFFIX = ".opinion"
_ARRAYS = ("rarity", "weights", "scale", "bias", "voice", "fact_weights", "pair_rarity", "pair_weights", "pair_scale")
_WHOLE = frozenset({"weights", "pair_weights"})
"""Those that are whole numbers of steps, and stay so."""
_PROJECT = "project.txt"
_STATUSES = frozenset(map(str, Status))
_LARGEST = 1e9
"""No figure of an opinion comes near; what is larger, infinite or no number is damage."""
_OTHER_FILES = (
    WrongContentError,
    OldOfficeError,
    LockedPackageError,
    BrokenPackageError,
    MacroContentError,
    EmptyFileError,
)
_NO_ARRAY = (ValueError, TypeError, EOFError, MemoryError, SyntaxError, TokenError)
"""What numpy raises over bytes that hold no array."""
_LEVELS = 127
"""Weights are kept as whole numbers from -127 to 127 and a scale for each code: a tenth of the size, the same suggestions."""


class BrokenOpinionError(QualcodeError):
    """A file that is no second opinion, or one whose parts do not belong together."""

    sentence = N_("{path} is no second opinion of this program; make it again with `qualcode codebook learn`.")


class OpinionMissingError(QualcodeError):
    """A codebook that names a second opinion which lies nowhere."""

    sentence = N_(
        "{codebook} names the second opinion {name}, but there is no file {name}.opinion beside it; make it with "
        "`qualcode codebook learn`, or take the line `opinion:` out."
    )


class StrangeOpinionError(QualcodeError):
    """A second opinion of another codebook."""

    sentence = N_(
        "The second opinion {name} knows none of the codes of {codebook}; make it again with `qualcode codebook learn`, or take the "
        "line `opinion:` out."
    )


def find(name: str, codebook: Path) -> SecondOpinion:
    """Give the opinion of that name: the file beside the codebook, else the one that comes with the program.

    Raises:
        OpinionMissingError, BrokenOpinionError.
    """
    path = codebook.parent / f"{name}{SUFFIX}"
    # A name that leads to another folder is none.
    found = None
    if path.name == f"{name}{SUFFIX}":
        found = read(path) if path.is_file() else of_program(name)
    if found is not None:
        return found
    raise OpinionMissingError(codebook=codebook, name=name)


def of_program(name: str) -> SecondOpinion | None:
    """Give the opinion of that name that comes with the program, None when none does."""
    with shipped("codebooks") as folder:
        path = folder / f"{name}{SUFFIX}"
        return read(path) if path.is_file() else None


def read(path: Path) -> SecondOpinion:
    """Read an opinion; one that was read last and has not been written since is the same, with whatever is known of it.

    Raises:
        BrokenOpinionError: when it is something else or damaged; BombError: when it would unpack beyond measure.
    """
    try:
        now = path.stat()
    except OSError as fault:
        raise BrokenOpinionError(path=path) from fault
    return _read(path, (now.st_ino, now.st_mtime_ns, now.st_size))


@lru_cache(maxsize=1)
def _read(path: Path, written: tuple[int, int, int]) -> SecondOpinion:
    del written
    try:
        package = Package.open(path, SUFFIX)
        codes, themes, parts, pairs, statuses, facts = (
            tuple(filter(None, package.part(f"{name}.txt").decode().split("\n")))
            for name in ("codes", "themes", "parts", "pairs", "statuses", "facts")
        )
        spoken = len(codes) + len(themes) + 1
        columns = spoken + len(statuses)
        passages = int(package.part("passages.txt"))
        project = package.part(_PROJECT).decode() if _PROJECT in package.names() else ""
        arrays = {name: _array(package.part(f"{name}.npy"), whole=name in _WHOLE) for name in _ARRAYS}
        shapes = {
            "rarity": (len(parts),),
            "weights": (len(parts), columns),
            "scale": (columns,),
            "bias": (columns,),
            "voice": (spoken, FACTS + 1),
            "fact_weights": (len(facts), len(statuses)),
            "pair_rarity": (len(pairs),),
            "pair_weights": (len(pairs), spoken),
            "pair_scale": (spoken,),
        }
    except BombError:
        raise
    except (*_OTHER_FILES, *_NO_ARRAY) as fault:
        raise BrokenOpinionError(path=path) from fault
    fitting = all(arrays[name].shape == shape for name, shape in shapes.items()) and len(set(codes)) == len(codes)
    if not fitting or not set(statuses) <= _STATUSES or any(pair.count(" ") != 1 for pair in pairs):
        raise BrokenOpinionError(path=path)
    return SecondOpinion(
        codes=codes,
        parts=parts,
        rarity=arrays["rarity"],
        weights=Steps(arrays["weights"], arrays["scale"]),
        bias=arrays["bias"],
        voice=arrays["voice"],
        pairs=pairs,
        pair_rarity=arrays["pair_rarity"],
        pair_weights=Steps(arrays["pair_weights"], arrays["pair_scale"]),
        themes=themes,
        statuses=statuses,
        facts=facts,
        fact_weights=arrays["fact_weights"],
        passages=passages,
        project=project,
    )


def packed(opinion: SecondOpinion) -> bytes:
    """Give an opinion as the bytes of its file; the weights are rounded to a 127th of the largest of their code."""
    import numpy as np

    kept, rounded, scale = _rounded(opinion.weights)
    pairs = np.zeros((0, len(opinion.voice)), np.float32) if opinion.pair_weights is None else opinion.pair_weights
    rarity = np.zeros(0, np.float32) if opinion.pair_rarity is None else opinion.pair_rarity
    kept_pairs, rounded_pairs, pair_scale = _rounded(pairs)
    facts = np.zeros((0, 0)) if opinion.fact_weights is None else opinion.fact_weights
    parts = {
        "codes.txt": "\n".join(opinion.codes).encode(),
        "themes.txt": "\n".join(opinion.themes).encode(),
        "statuses.txt": "\n".join(opinion.statuses).encode(),
        "facts.txt": "\n".join(opinion.facts).encode(),
        "parts.txt": "\n".join(opinion.parts[row] for row in kept).encode(),
        "passages.txt": str(opinion.passages).encode(),
        "rarity.npy": _bytes(opinion.rarity[kept].astype(np.float16)),
        "weights.npy": _bytes(rounded),
        "scale.npy": _bytes(scale),
        "pairs.txt": "\n".join(opinion.pairs[row] for row in kept_pairs).encode(),
        "pair_rarity.npy": _bytes(rarity[kept_pairs].astype(np.float16)),
        "pair_weights.npy": _bytes(rounded_pairs),
        "pair_scale.npy": _bytes(pair_scale),
        "bias.npy": _bytes(opinion.bias.astype(np.float32)),
        "voice.npy": _bytes(opinion.voice.astype(np.float32)),
        "fact_weights.npy": _bytes(facts.astype(np.float16)),
    }
    if opinion.project:
        parts[_PROJECT] = opinion.project.encode()
    return pack(parts)


def _rounded(weights: NDArray[Any] | Steps) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Give the rows that are not all nothing, their weights as whole numbers, and the scale of each column."""
    import numpy as np

    weights = weights.written_out() if isinstance(weights, Steps) else weights
    scale = np.maximum(np.abs(weights).max(axis=0, initial=0), 1e-9) / _LEVELS
    whole = np.rint(weights / scale).astype(np.int8)
    kept = np.flatnonzero(np.abs(whole).max(axis=1, initial=0) > 0)
    return kept, whole[kept], scale.astype(np.float32)


def named(text: str, name: str) -> str:
    """Give a codebook's YAML text with the line ``opinion: name``; comments and everything else stay."""
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if line.startswith("opinion:"):
            lines[number] = f"opinion: {name}\n"
            return "".join(lines)
    at = next((n for n, line in enumerate(lines) if line.startswith("version:")), -1) + 1
    return "".join([*lines[:at], f"opinion: {name}\n", *lines[at:]])


def _array(data: bytes, *, whole: bool) -> NDArray[Any]:
    """Give a stored array, ``whole`` numbers as they are and all others with the usual precision."""
    import numpy as np

    array: NDArray[Any] = np.lib.format.read_array(BytesIO(data), allow_pickle=False)
    if array.dtype.kind not in "if" or not float(np.abs(array).max(initial=0)) <= _LARGEST:
        raise ValueError(array.dtype)
    return array if whole else array.astype(np.float32)


def _bytes(array: NDArray[Any]) -> bytes:
    import numpy as np

    target = BytesIO()
    np.lib.format.write_array(target, np.ascontiguousarray(array), version=(1, 0), allow_pickle=False)
    return target.getvalue()
