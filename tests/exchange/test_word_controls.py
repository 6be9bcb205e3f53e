from __future__ import annotations

from types import SimpleNamespace

import pytest

from qualcode.domain.errors import QualcodeError
from qualcode.domain.finding import Audience
from qualcode.domain.table import Quote
from qualcode.exchange import write_quotes_docx
from qualcode.exchange.word_controls import Control, controls


def test_quotes_come_back_as_they_were_written() -> None:
    quotes = (
        Quote("q1", "a", "Ett […] två\nny rad & <mer>", "present", marked_unreviewed=True),
        Quote("q2", "a", "Tre", "absent"),
    )
    data = write_quotes_docx.write(quotes, names={}, lang="sv", audience=Audience.PUBLISHED)
    told = [c for c in controls(data) if c.tag.startswith("qualcode:quote:")]
    assert [(c.tag, c.text) for c in told] == [(f"qualcode:quote:{q.id}", q.text) for q in quotes]
    assert {c.headings for c in told} == {("a",)}


def test_controls_that_word_itself_has_changed(kit: SimpleNamespace) -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    control = "<w:sdt><w:sdtPr><w:tag w:val='{}'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    swapped = f"<w:del w:id='1'>{run.format('ingen')}</w:del><w:ins w:id='2'>{run.format('en')}</w:ins>"
    changed = f"<w:p>{run.format('Vi har ')}{swapped}</w:p><w:p>{run.format('till')}</w:p>"
    data = kit.package(control.format("qualcode:quote:q9", changed) + control.format("annat", "<w:p/>"))
    assert controls(data) == (Control("qualcode:quote:q9", "Vi har en\ntill"),)
    with pytest.raises(QualcodeError):
        controls(b"x")
