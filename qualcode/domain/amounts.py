"""Numbers with their nouns ("3 documents"), for sentences that hold more than one: each noun follows its own number."""

from __future__ import annotations

from qualcode.domain.errors import Nn_

CASES = Nn_("{number} case", "{number} cases")
CODES = Nn_("{number} code", "{number} codes")
CODINGS = Nn_("{number} coding", "{number} codings")
COUNTIES = Nn_("{number} county", "{number} counties")
DOCUMENTS = Nn_("{number} document", "{number} documents")
ENTRIES = Nn_("{number} entry", "{number} entries")
HIDDEN_WORDS = Nn_("{number} hidden word", "{number} hidden words")
JUDGEMENTS = Nn_("{number} judgement", "{number} judgements")
MEMOS = Nn_("{number} memo", "{number} memos")
MINUTES = Nn_("{number} set of minutes", "{number} minutes")
MOVES = Nn_("{number} move", "{number} moves")
OTHER_PLACES = Nn_("{number} other place", "{number} other places")
PASSAGES = Nn_("{number} passage", "{number} passages")
PLACES = Nn_("{number} place", "{number} places")
TIMES = Nn_("{number} time", "{number} times")
