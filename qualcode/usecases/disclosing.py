"""The disclosure report: what would single out a case if it were published, and how to word it instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from qualcode.analysis import singling_out
from qualcode.analysis.counting import count_all
from qualcode.analysis.matrix import analysed, code_matrix
from qualcode.analysis.singling_out import Singled
from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_
from qualcode.domain.listing import Head, Listing
from qualcode.domain.table import Quote
from qualcode.exchange.word_ids import table_tag
from qualcode.language.glyphs import status_words
from qualcode.language.known_words import is_ordinary
from qualcode.language.wording import Translate, translator
from qualcode.storage.coding_rows import codings
from qualcode.storage.document_rows import documents
from qualcode.usecases.material import load_material
from qualcode.usecases.project import Project
from qualcode.usecases.quoting import quotation, quote_id

_ONE = N_("write “in one {case}”, and name none")
_SOME = N_("write “in some {cases}”, without the number")
_ALMOST = N_("write “in almost all {cases}”; the number tells of those that are left")
_ADVICE: dict[str, str] = {
    singling_out.ATTRIBUTE: N_("leave the attribute out, or put its values into wider groups"),
    singling_out.COMBINATION: N_("publish one of the attributes, not both together"),
    singling_out.FUNCTION: N_("write a wider function (“a participant”, “somebody from the region”)"),
    singling_out.DATE: N_("write “during the year” or “in the autumn”"),
    singling_out.AMOUNT: N_("write “some hundred thousand” or “about a third”"),
    singling_out.WORD: N_("put an ordinary word in its place, or choose another quote"),
    singling_out.TELLING: N_("cut these words out of the quote, or choose another"),
}
_KNOWN_COUNTY = N_("Whoever knows a county well may know it by less than this; read the quotes as its people would.")
_KNOWN_CASE = N_("Whoever knows a case well may know it by less than this; read the quotes as its people would.")
_COUNTED = (singling_out.COUNT, singling_out.CELL)
_LEAST = 2
_LONGEST = 5
"""Letters from which on a word that one case alone uses is looked at."""


def disclosure(project: Project, *, k: int | None = None, wave: str | None = None) -> Listing:
    """List what holds for fewer than ``k`` cases, and what in quotes tells their case, with how to word it.

    ``k`` is by default the settings' threshold, and at least 2: what holds for one case alone. Nothing is withheld by this; the
    list names cases and is for internal use. Quotes are those that `quotes` would choose, the held-back ones included.

    Raises:
        UnknownWaveError.
    """
    say = translator(project.language)
    below = max(_LEAST, project.settings.withhold_below if k is None else k)
    found = list(_found(project, below, wave))
    counties = bool(found) and all(case.endswith(" län") for one in found for case in one.cases)
    rows = tuple(
        (
            say(one.kind),
            one.where,
            _what(one, project.language),
            len(one.cases),
            ", ".join(one.cases),
            _advice(one, say, counties=counties),
        )
        for one in found
    )
    columns = (
        Head("kind", say(N_("Kind")), 1.4),
        Head("where", say(N_("Where")), 1.6),
        Head("what", say(N_("What")), 2.4),
        Head("number", say(N_("Cases")), 0.6),
        Head("cases", say(N_("Which")), 1.8),
        Head("suggestion", say(N_("Suggestion")), 2.6),
    )
    described = say(
        N_("A row for each thing that holds for fewer than {k} cases, and for what in a quote may tell its case.")
    )
    notes = (
        say(N_("Numbers below {k} are published unless withhold_below in qualcode.toml, or --k, is set.")).format(
            k=below
        )
        if not project.settings.withhold_below
        else say(N_("Published counts and matrices withhold numbers below {k}.")).format(
            k=project.settings.withhold_below
        ),
        say(_KNOWN_COUNTY if counties else _KNOWN_CASE),
    )
    tag = table_tag("disclosure", wave=analysed(load_material(project), wave).wave, view=str(below))
    return Listing(say(N_("What singles out a case")), described.format(k=below), columns, rows, notes, tag)


def _found(project: Project, k: int, wave: str | None) -> Iterator[Singled]:
    material = load_material(project)
    inside = analysed(material, wave).documents
    codes = code_matrix(material, wave)
    yield from singling_out.small_counts(count_all(material, wave), k)
    yield from singling_out.small_cells(codes, k)
    attributes: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    functions: dict[str, list[str]] = defaultdict(list)
    texts: dict[str, list[str]] = defaultdict(list)
    for document in inside:
        case = document.metadata.case
        attributes[case].append(document.metadata.attributes)
        functions[case] += document.roles
        texts[case].append(document.text)
    yield from singling_out.rare_attributes(attributes, k)
    yield from singling_out.rare_functions(functions, k)
    yield from _in_quotes(project, singling_out.words_by_case(texts), wave)


def _in_quotes(project: Project, held: Mapping[str, frozenset[str]], wave: str | None) -> Iterator[Singled]:
    from qualcode.anonymise.disclosing_cues import disclosing_words

    chosen = quotation(project, wave=wave, allow_unreviewed=True, allow_disclosing=True).quotes
    cases = _cases_of(project, chosen)
    for quote in {q.id: q for q in chosen}.values():
        case = cases[quote.id]
        yield from singling_out.dates_and_amounts(quote.id, quote.text, case)
        telling = disclosing_words(quote.text)
        for words in sorted(telling):
            yield Singled(singling_out.TELLING, quote.id, words, (case,))
        for word in dict.fromkeys(singling_out.WORDS.findall(quote.text)):
            low = word.lower()
            rare = held.get(low) == frozenset({case}) and len(low) >= _LONGEST
            if rare and not is_ordinary(word) and not any(low in words for words in telling):
                yield Singled(singling_out.WORD, quote.id, word, (case,))


def _cases_of(project: Project, chosen: tuple[Quote, ...]) -> dict[str, str]:
    wanted = {q.id for q in chosen}
    case = {d.id: d.metadata.case for d in documents(project.store, segments=False)}
    found = ((quote_id(project, c.document, c.span), c.document) for c in codings(project.store))
    return {key: case[document] for key, document in found if key in wanted}


def _what(one: Singled, language: str) -> str:
    if one.kind == singling_out.CELL:
        return status_words(CellStatus(one.what), language)
    return one.what


def _advice(one: Singled, say: Translate, *, counties: bool) -> str:
    if one.kind not in _COUNTED:
        return say(_ADVICE[one.kind])
    case, cases = (N_("county"), N_("counties")) if counties else (N_("case"), N_("cases"))
    sentence = _ALMOST if one.left_over else _ONE if len(one.cases) == 1 else _SOME
    return say(sentence).format(case=say(case), cases=say(cases))
