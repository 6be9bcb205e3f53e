"""What REFI-QDA projects hold and has no place here, each kind as a sentence that tells how much of it was left out."""

from __future__ import annotations

from qualcode.domain.errors import Nn_

LOST = {
    "Graph": Nn_("{number} graph was left out.", "{number} graphs were left out."),
    "Link": Nn_("{number} link was left out.", "{number} links were left out."),
    "PictureSource": Nn_("{number} picture was left out.", "{number} pictures were left out."),
    "PDFSelection": Nn_(
        "{number} selection on a page of a PDF file was left out: it is a place, not words.",
        "{number} selections on pages of PDF files were left out: they are places, not words.",
    ),
    "PictureSelection": Nn_(
        "{number} selection on a picture was left out: it is a place, not words.",
        "{number} selections on pictures were left out: they are places, not words.",
    ),
    "AudioSelection": Nn_(
        "{number} selection of sound was left out: it is a time, not words.",
        "{number} selections of sound were left out: they are times, not words.",
    ),
    "VideoSelection": Nn_(
        "{number} selection of film was left out: it is a time, not words.",
        "{number} selections of film were left out: they are times, not words.",
    ),
    "SelectionRef": Nn_(
        "{number} passage belongs to a case by itself; here a whole text does.",
        "{number} passages belong to a case by themselves; here a whole text does.",
    ),
    "MemberCode": Nn_(
        "{number} membership of a code in a set was left out: a codebook here is a tree.",
        "{number} memberships of codes in sets were left out: a codebook here is a tree.",
    ),
    "rich": Nn_(
        "{number} text was left out: its plain text is missing in the file, or empty.",
        "{number} texts were left out: their plain text is missing in the file, or empty.",
    ),
    "media": Nn_(
        "{number} source without text (PDF, sound, film) was left out.",
        "{number} sources without text (PDF, sound, film) were left out.",
    ),
    "unplaced": Nn_(
        "{number} coded passage was left out: it lies outside its text.",
        "{number} coded passages were left out: they lie outside their text.",
    ),
    "uncoded": Nn_(
        "{number} coding was left out: its code is not in the file.",
        "{number} codings were left out: their code is not in the file.",
    ),
    "whole": Nn_(
        "{number} coding of a whole text became a coding of all its words.",
        "{number} codings of whole texts became codings of all their words.",
    ),
}
