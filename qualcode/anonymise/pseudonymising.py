"""Find what identifies people in a text and put functions and plain words in its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from qualcode.anonymise.capitals import Reading
from qualcode.anonymise.doubt_finder import find_doubts
from qualcode.anonymise.finding_names import find_names
from qualcode.anonymise.found import Found
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.model_finder import guesses, raised
from qualcode.anonymise.plain_letters import Plain, plain
from qualcode.anonymise.policy import Policy
from qualcode.anonymise.recognisers import LEAST, Recogniser
from qualcode.anonymise.register import Known, Register
from qualcode.anonymise.replacements import DOUBT_MASK, Replacer
from qualcode.anonymise.roster import roster
from qualcode.anonymise.small_letters import with_capitals
from qualcode.domain.edits import Edit, Edits
from qualcode.domain.finding import Doubt, Hit, HitType, Level
from qualcode.domain.minutes import Block, Participant


@dataclass(frozen=True, slots=True)
class Pseudonymised:
    """A text with its names replaced.

    ``hits`` and ``doubts`` have offsets in the input; ``edits`` lead from input to output; ``kept`` are finds that this level leaves
    in place: offsets in the OUTPUT, with the replacement that publishing will put there.
    """

    text: str
    hits: tuple[Hit, ...]
    doubts: tuple[Doubt, ...]
    edits: Edits
    kept: tuple[Hit, ...]


def pseudonymise(  # noqa: PLR0913 - each is a thing that a caller may know or not
    text: str,
    *,
    blocks: Sequence[Block] = (),
    participants: Sequence[Participant] = (),
    case: str = "",
    level: Level = Level.STORED,
    policy: Policy | None = None,
    register: Register | None = None,
    always: Mapping[str, HitType] | Sequence[str] = (),
    never: Sequence[str] = (),
    statistical: bool = True,
    recognisers: Sequence[Recogniser] = (),
    link: bool = True,
) -> Pseudonymised:
    """Replace what identifies people, as far as ``policy`` says for ``level``, so that the sentences stay sentences.

    ``participants`` are joined by those the text itself lists; ``register`` (changed in place) keeps persons apart across documents;
    ``always`` are words that are replaced wherever they stand (as persons when no type is given), ``never`` words that stay;
    ``statistical`` lets the recogniser help where lists and rules know nothing; ``recognisers`` come beside the built-in ones;
    ``link`` keeps the words of who is met without a list for later documents of the case.
    """
    policy = policy or Policy()
    register = Register() if register is None else register
    copy = plain(text)
    seen = with_capitals(copy.text)
    small = seen != copy.text
    if small and statistical:
        seen = raised(seen)
    listed = roster(seen, copy.blocks(blocks)).participants
    names = {person.name for person in participants}
    here = register.learn([*participants, *(p for p in listed if p.name not in names)], case)
    known = _known(here, [one for one in register.people(case) if link or not one.met], seen)
    own = dict(always) if isinstance(always, Mapping) else dict.fromkeys(always, HitType.PERSON)
    reading = Reading(seen)
    guessed = guesses(reading, known, small=small) if statistical else ()
    found, harmless = find_names(
        reading, known, always=own, never=never, guessed=guessed, small=small, recognisers=recognisers
    )
    doubts = tuple(sorted(find_doubts(reading, found, harmless, guessed), key=lambda d: d.start))
    found = [one for one in found if one.strength >= LEAST]
    replacer = Replacer(reading, register, case, found, link=link)
    done = _replaced(text, copy, found, doubts, replacer, policy, level)
    if link:
        for stranger in replacer.met():
            register.meet(stranger.name, case, stranger.told, stranger.letter)
    return done


def _known(here: Sequence[Known], people: Sequence[Known], text: str) -> KnownPeople:
    """Give how the people of a document may be called; its own come first, then those the register knows from elsewhere."""
    known = KnownPeople()
    keys = {one.key for one in here}
    for one in (*here, *(one for one in people if one.key not in keys)):
        # Who belongs to other documents is meant by a given name or a surname only where the full name stands as well.
        elsewhere = (one.agency or one.met) and (" " not in one.name or one.name not in text)
        known.add(one.name, one.key, whole=elsewhere and one.key not in keys)
        known.declare(one.name, one.key, text)
    return known


def _replaced(
    text: str,
    copy: Plain,
    found: Sequence[Found],
    doubts: Sequence[Doubt],
    replacer: Replacer,
    policy: Policy,
    level: Level,
) -> Pseudonymised:
    hits = tuple(
        Hit(start, end, one.type, text[start:end], replacer.replacement(one), one.rule)
        for one in found
        for start, end in (copy.back(one.start, one.end),)
        if one.type
    )
    doubts = [
        Doubt(start, end, text[start:end], one.reason)
        for one in doubts
        for start, end in (copy.back(one.start, one.end),)
    ]
    goes = {kind: policy.replaces(kind, level) for kind in HitType}
    gone = tuple(hit for hit in hits if goes[hit.type])
    edits = Edits.of(
        [*(Edit(h.start, h.end, h.replacement) for h in gone), *(Edit(d.start, d.end, DOUBT_MASK) for d in doubts)]
    )
    kept = tuple(_moved([hit for hit in hits if not goes[hit.type]], edits))
    return Pseudonymised(edits.apply(text), gone, tuple(doubts), edits, kept)


def _moved(hits: Sequence[Hit], edits: Edits) -> Iterator[Hit]:
    """Give hits that stay, where they stand in the edited text."""
    ends = [edit.end for edit in edits.edits]
    drifts = [0, *accumulate(len(edit.replacement) - (edit.end - edit.start) for edit in edits.edits)]
    for hit in hits:
        drift = drifts[bisect_right(ends, hit.start)]
        yield Hit(hit.start + drift, hit.end + drift, hit.type, hit.text, hit.replacement, hit.rule)
