"""All recognisers over one text, and which of overlapping finds stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qualcode.anonymise.agreed_names import agreed
from qualcode.anonymise.boards import find_boards
from qualcode.anonymise.broken_numbers import BROKEN
from qualcode.anonymise.called_after import find_called_after
from qualcode.anonymise.capitals import Reading
from qualcode.anonymise.chat_labels import find_chat_labels
from qualcode.anonymise.company import find_in_company
from qualcode.anonymise.contact_finders import FINDERS
from qualcode.anonymise.course_names import find_courses
from qualcode.anonymise.english import find_english_places, find_english_units
from qualcode.anonymise.found import Found, settle
from qualcode.anonymise.group_finder import find_groups
from qualcode.anonymise.handles import HANDLES
from qualcode.anonymise.initial_stops import without_last_stop
from qualcode.anonymise.joined_units import join_units
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.met_people import find_met, met_people
from qualcode.anonymise.model_finder import find_guessed
from qualcode.anonymise.name_patterns import PATTERNS
from qualcode.anonymise.named_elsewhere import find_named_elsewhere
from qualcode.anonymise.named_files import find_joined_names, find_named_files
from qualcode.anonymise.nicknames import find_nicknamed
from qualcode.anonymise.own_words import always_hidden, shields
from qualcode.anonymise.person_finder import find_people
from qualcode.anonymise.place_finder import find_places
from qualcode.anonymise.recogniser import Guess
from qualcode.anonymise.recognisers import Recogniser, Rules, Scene, gather
from qualcode.anonymise.short_forms import find_short_forms
from qualcode.anonymise.signed_letters import find_signed
from qualcode.anonymise.told_people import TOLD, find_told_people
from qualcode.anonymise.told_speakers import find_told_speakers
from qualcode.domain.finding import HitType

BUILT_IN: tuple[Recogniser, ...] = (
    *FINDERS,
    *BROKEN,
    *HANDLES,
    *PATTERNS,
    *TOLD,
    Rules("places", lambda scene: find_places(scene.reading)),
    Rules("groups", lambda scene: find_groups(scene.reading, frozenset(scene.known.names))),
    Rules("boards", lambda scene: find_boards(scene.reading)),
    Rules("english-units", lambda scene: find_english_units(scene.reading)),
    Rules("english-places", lambda scene: find_english_places(scene.reading)),
    Rules("short-forms", lambda scene: find_short_forms(scene.reading)),
    Rules("courses", lambda scene: find_courses(scene.reading, scene.known)),
    Rules("people", lambda scene: find_people(scene.reading, scene.known)),
    Rules("named-elsewhere", lambda scene: find_named_elsewhere(scene.reading, scene.known)),
    Rules("nicknames", lambda scene: find_nicknamed(scene.reading)),
    Rules("told-people", lambda scene: find_told_people(scene.reading)),
    Rules("signed", lambda scene: find_signed(scene.reading, scene.known)),
    Rules("told-speakers", lambda scene: find_told_speakers(scene.reading)),
    Rules("chat-labels", lambda scene: find_chat_labels(scene.reading)),
    Rules("recogniser", lambda scene: find_guessed(scene.reading, scene.guessed, scene.known, small=scene.small)),
    Rules("joined-names", find_joined_names),
    Rules(
        "met", lambda scene: find_met(scene.reading, met_people(scene.reading, scene.found), scene.found), follows=True
    ),
    Rules("company", lambda scene: find_in_company(scene.reading, scene.found), follows=True),
    Rules("called-after", lambda scene: find_called_after(scene.reading, scene.known, scene.found), follows=True),
    Rules("named-files", find_named_files, follows=True),
    Rules("agreed", lambda scene: agreed(scene.reading, scene.found), follows=True),
)
"""What every text is read by. Of finds that overlap the strongest stands, the longest of equals, the first of equally long ones."""


def find_names(
    reading: Reading,
    known: KnownPeople,
    *,
    always: Mapping[str, HitType],
    never: Iterable[str],
    guessed: Sequence[Guess] = (),
    small: bool = False,
    recognisers: Sequence[Recogniser] = (),
) -> tuple[list[Found], list[Found]]:
    """Give what identifies in a text, without overlaps, in order, and the harmless words that shielded their places.

    ``always`` and ``never`` are the project's own words, ``guessed`` what the statistical recogniser takes for
    names, in a text that was typed without capitals when ``small``; ``recognisers`` come beside the built-in ones.
    """
    never = tuple(never)
    own = (
        Rules("never", lambda scene: shields(scene.reading, never, scene.known)),
        Rules("always", lambda scene: always_hidden(scene.text, always)),
    )
    scene = Scene(reading, known, guessed, small)
    joined = settle(join_units(reading, gather((*own, *recognisers, *BUILT_IN), scene)))
    joined = list(without_last_stop(reading.text, joined))
    return [one for one in joined if one.type is not None], [one for one in joined if one.type is None]
