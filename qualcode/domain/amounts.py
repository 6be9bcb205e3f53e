"""Numbers with their nouns ("3 documents"), for sentences that hold more than one: each noun follows its own number."""

from __future__ import annotations

from qualcode.domain.errors import Nn_

CASES = Nn_("{number} case", "{number} cases")
CODES = Nn_("{number} code", "{number} codes")
CODINGS = Nn_("{number} coding", "{number} codings")
COUNTIES = Nn_("{number} county", "{number} counties")
CHANGES = Nn_("{number} change", "{number} changes")
CONFLICTS = Nn_("{number} conflict", "{number} conflicts")
DECISIONS = Nn_("{number} decision on a suggestion", "{number} decisions on suggestions")
DOCUMENTS = Nn_("{number} document", "{number} documents")
ENTRIES = Nn_("{number} entry", "{number} entries")
HIDDEN_WORDS = Nn_("{number} hidden word", "{number} hidden words")
JUDGEMENTS = Nn_("{number} judgement", "{number} judgements")
MARKS_OF_READING = Nn_("{number} mark of reading", "{number} marks of reading")
MEMOS = Nn_("{number} memo", "{number} memos")
MINUTES = Nn_("{number} set of minutes", "{number} minutes")
MOVES = Nn_("{number} move", "{number} moves")
OTHER_PLACES = Nn_("{number} other place", "{number} other places")
PASSAGES = Nn_("{number} passage", "{number} passages")
PLACES = Nn_("{number} place", "{number} places")
PLACES_THAT_WAIT = Nn_("{number} place that waits", "{number} places that wait")
REVIEWS = Nn_("{number} review of names", "{number} reviews of names")
TIMES = Nn_("{number} time", "{number} times")
