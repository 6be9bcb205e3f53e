"""The report's method: how the material came about and was coded, in sentences made from what the project knows."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.analysis.matrix import Material, analysed
from qualcode.domain.amounts import MINUTES
from qualcode.domain.coding import Coding, Origin
from qualcode.domain.errors import N_, Nn_
from qualcode.domain.table import Cell, Matrix
from qualcode.exchange.matrix_shape import cases_noun
from qualcode.language.numbers import percent_words
from qualcode.language.wording import filled, translator
from qualcode.storage.coding_rows import codings
from qualcode.usecases.project import Project


def method(project: Project, material: Material, matrix: Matrix) -> tuple[str, ...]:
    """Give sentences on how the material came about and was coded, from what the project knows."""
    say = translator(project.language)
    part = analysed(material, matrix.wave)
    talks = [d for d in part.documents if not d.is_answer]
    told_dates = sorted(d.metadata.date for d in talks if d.metadata.date)
    # "From 2024 to 2024-12-04" says nothing: minutes of which only the year is known count as those without a date.
    dates = [date for date in told_dates if len(date) == len("2024-12-04")] or told_dates
    people = [d.participants for d in talks if d.participants]
    given = [c for c in codings(project.store) if c.document in {d.id for d in part.documents}]
    told = [
        filled(
            N_("The analysis rests on {minutes} from {cases}."),
            project.language,
            {"minutes": MINUTES.of(len(talks)), "cases": cases_noun(matrix).of(len({d.metadata.case for d in talks}))},
        )
    ]
    if len(talks) < len(part.documents):
        sentence = Nn_(
            "{number} answer to a survey is in it as well; what is said of dialogues does not count it.",
            "{number} answers to a survey are in it as well; what is said of dialogues does not count them.",
        )
        told.append(say(sentence).format(number=len(part.documents) - len(talks)))
    if dates:
        told.append(say(N_("The dialogues were held from {first} to {last}.")).format(first=dates[0], last=dates[-1]))
        if len(dates) < len(talks):
            undated = len(talks) - len(dates)
            told.append(
                say(
                    Nn_(
                        "{number} of the minutes has no date and does not count in this.",
                        "{number} minutes have no date and do not count in this.",
                    )
                ).format(number=undated)
            )
    if people:
        sentence = Nn_(
            "{people} person took part, {fewest}–{most} in each dialogue.",
            "{people} people took part, {fewest}–{most} in each dialogue.",
            by="people",
        )
        told.append(say(sentence).format(people=sum(people), fewest=min(people), most=max(people)))
        if len(people) < len(talks):
            missing = len(talks) - len(people)
            told.append(
                say(
                    Nn_(
                        "{number} of the minutes does not list who took part.",
                        "{number} minutes do not list who took part.",
                    )
                ).format(number=missing)
            )
    book = project.codebook
    sentence = Nn_(
        "They were coded with the codebook {name}, version {version}, which has {codes} code.",
        "They were coded with the codebook {name}, version {version}, which has {codes} codes.",
        by="codes",
    )
    name = book.names.get(project.language) or book.id
    told.append(say(sentence).format(name=name, version=book.version, codes=len(book.codes())))
    told += _coding_sentences(given, project.language)
    said = [c for row in matrix.cells.values() for c in row.values() if isinstance(c, Cell) and c.count]
    judged = sum(c.judged for c in said)
    if said:
        of_cells = N_("Of the {cells} cells with passages {judged} have been judged by a person.")
        told.append(say(of_cells).format(cells=len(said), judged=judged))
    told.append(
        say(
            N_(
                "Names and other identifying words were replaced before anything was stored; quotes are edited once more for publication."
            )
        )
    )
    return tuple(told)


def _coding_sentences(given: Sequence[Coding], language: str) -> list[str]:
    say = translator(language)
    if not given:
        return []
    coders = len({c.coder for c in given})
    begun = sum(c.origin is Origin.SUGGESTION for c in given) / len(given)
    told = [
        say(
            N_("{number} passages were coded by {coders} coders.")
            if coders > 1
            else Nn_("{number} passage was coded by one coder.", "{number} passages were coded by one coder.")
        ).format(number=len(given), coders=coders)
    ]
    if begun:
        sentence = N_("{share} of them began as a suggestion of the program that a person accepted.")
        told.append(say(sentence).format(share=percent_words(begun, language)))
    return told
