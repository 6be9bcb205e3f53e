"""Facts looked up by their beginning are those that were written out when they were learnt."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.engine.fact_table import FactTable
from qualcode.engine.tone import as_written

WORDS = st.text(alphabet="ab !é", min_size=1, max_size=6)


@given(st.lists(st.builds("{} {}".format, WORDS, WORDS), unique=True, max_size=12), WORDS, st.lists(WORDS, max_size=6))
def test_rows_are_those_of_the_facts_written_out(facts: list[str], beginning: str, ends: list[str]) -> None:
    table = FactTable(facts)
    for first in ("", beginning, *(fact.partition(" ")[0] for fact in facts)):
        for told in (ends, [fact.partition(" ")[2] for fact in facts], facts):
            known = [facts.index(fact) for fact in as_written(first, told) if fact in facts]
            assert table.rows(first, told) == known
