"""Words by which people look for an action who have not read what the app calls it; they find it in the palette and are shown nowhere."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.domain.errors import N_

_NOTE = N_("note, comment")

OTHER_WORDS: Mapping[str, str] = {
    "agreement": N_("compare coders, reliability, kappa, consensus"),
    "borders": N_("extend, shrink, lengthen, shorten"),
    "case_memo": _NOTE,
    "code_memo": _NOTE,
    "codebook": N_("codes, definitions, indicators, new code"),
    "document_memo": _NOTE,
    "edit": N_("definition, description, name"),
    "export": N_("save as, Word, Excel, file"),
    "figures": N_("reliability, kappa, statistics"),
    "find": N_("search, look for"),
    "help": N_("shortcuts, keyboard, manual"),
    "history": N_("log, changes"),
    "matrix": N_("table, cells, counties, compare waves"),
    "memo": _NOTE,
    "names": N_("anonymise, pseudonyms, personal data, mask"),
    "originals": N_("passphrase, password, reveal"),
    "other_code": N_("recode, change the code"),
    "publish": N_("quote, published"),
    "query": N_("search, find"),
    "queue": N_("suggestions, review, accept, reject"),
    "quit": N_("exit, close, end"),
    "read": N_("done, finished"),
    "reload": N_("refresh, update"),
    "results": N_("export, Word, Excel, quotes, statistics, backup, summary"),
    "retire": N_("delete, remove a code"),
    "settings": N_("preferences, options"),
    "shade": N_("theme, dark mode, appearance"),
    "split": N_("divide, cut in two"),
    "suggest": N_("suggestions, code automatically, run"),
    "tour": N_("introduction, tutorial, getting started"),
    "uncode": N_("delete, remove the code"),
    "visual": N_("selection, highlight"),
    "why": N_("explanation, definition, reason"),
}
"""By what the settings call an action; the same words serve it on every screen."""
