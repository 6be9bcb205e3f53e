"""A spaCy pipeline's entities, by a tiny pipeline that is trained here on a few sentences."""

from __future__ import annotations

import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from qualcode.domain.finding import Level
from qualcode.domain.settings import Settings
from qualcode.language.pipeline import PipelineMissingError, installed_pipeline
from qualcode.usecases.hiding import hide

_NAMES = ("Zqarix", "Wuxilo", "Pjexta", "Kvixno")
_FRAMES = (
    "Sedan bad vi {} om råd.",
    "Då kom {} med förslaget.",
    "Vi frågade {} i går.",
    "Alla tackade {} för hjälpen.",
)


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy
        from spacy.training import Example

        nlp = spacy.blank("sv")
        nlp.add_pipe("ner")
        examples = []
        for frame in _FRAMES:
            for name in _NAMES:
                at = frame.index("{}")
                doc = nlp.make_doc(frame.format(name))
                examples.append(Example.from_dict(doc, {"entities": [(at, at + len(name), "PRS")]}))
        examples += [
            Example.from_dict(nlp.make_doc(plain), {"entities": []})
            for plain in ("Vi hade ett samtal om planen.", "Alla satt i lokalen.", "Mötet bytte dag.")
        ]
        nlp.initialize(lambda: examples)
        for _ in range(25):
            nlp.update(examples)
    folder = tmp_path_factory.mktemp("spacy") / "tiny"
    nlp.to_disk(folder)
    return folder


@pytest.mark.filterwarnings("ignore")
def test_its_persons_are_hidden(pipeline: Path) -> None:
    text = "Vi hade möte om planen och lokalen.\nSedan bad vi Zqarix om råd."
    hits = hide(text, settings=Settings("x", spacy=str(pipeline)), level=Level.STORED).hits
    assert [(h.text, h.rule) for h in hits] == [("Zqarix", "spacy")]


@pytest.mark.filterwarnings("ignore")
def test_no_pipeline_no_find() -> None:
    text = "Vi hade möte om planen och lokalen.\nSedan bad vi Zqarix om råd."
    found = hide(text, settings=Settings("x", spacy="none"), level=Level.STORED)
    assert "spacy" not in {h.rule for h in found.hits}


def test_a_pipeline_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(PipelineMissingError, match="xx_no_such_pipeline"):
        hide("Hej.", settings=Settings("x", spacy="xx_no_such_pipeline"))
    assert installed_pipeline("") in {"", "sv_core_news_sm", "sv_core_news_md", "sv_core_news_lg"}


def test_a_damaged_pipeline_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(PipelineMissingError, match="cannot be loaded"):
        hide("Hej på er alla.", settings=Settings("x", spacy=str(tmp_path)))


def test_spacy_is_loaded_only_for_a_pipeline() -> None:
    code = "import sys; from qualcode.usecases.hiding import hide; hide('Hej Gunvor, hur mår du?'); print('spacy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
