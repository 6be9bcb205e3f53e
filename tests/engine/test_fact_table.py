"""Facts looked up together are those that were written out when they were learnt."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qualcode.engine.fact_table import BESIDE, EACH, OVER, WHOLE, FactTable, Told
from qualcode.engine.indicators import Lexicon
from qualcode.engine.lines import Lines
from qualcode.engine.segmenting import segment
from qualcode.engine.tone_facts import as_written

WORDS = st.sampled_from(["inte", "plan", "says", "vi", "Vi", "länet", "finns", "begins"])


@given(st.lists(WORDS, min_size=1, max_size=12), st.lists(st.booleans(), min_size=1, max_size=8), st.data())
def test_facts_looked_up_are_those_written_out(words: list[str], whole: list[bool], data: st.DataObject) -> None:
    text = " ".join(words)
    lines = Lines(text, segment(text), Lexicon(), "sv")
    told: list[Told] = []
    said = text.lower().split(" ")
    for is_whole in [*whole, None]:
        first = data.draw(st.integers(0, len(words) - 1))
        places = ((first, data.draw(st.integers(first + 1, len(words)))),)
        if is_whole is None:
            told += ((BESIDE, "pair", places, ()), (OVER, "over", places, ()))
        elif is_whole:
            told.append((WHOLE, "", (), ("rule plain", f"begins {' '.join(said[:2])}", "ends unheard")))
        else:
            beginning = data.draw(st.sampled_from(["finding says", "next says", "said t/a", "around", "said t/b"]))
            told.append((EACH, beginning, places, ()))
    findings = [told, told[:1], told[1:]]
    written = [as_written(groups, lines) for groups in findings]
    known = data.draw(st.lists(st.sampled_from(sorted({f for facts in written for f in facts}) or ["x"]), unique=True))
    table = FactTable(known)
    numbers = np.array([table.words.get(word.lower(), -1) for word in lines.words])
    whose, rows = table.rows(findings, numbers)
    for place, facts in enumerate(written):
        # Of two groups that tell the same of one word, it counts once.
        expected = Counter(known.index(fact) for fact in facts if fact in known)
        once = {row for row in expected if known[row].split(" ")[0] in {"finding", "next", "said", "around"}}
        assert Counter(rows[whose == place].tolist()) == {
            row: 1 if row in once else times for row, times in expected.items()
        }
