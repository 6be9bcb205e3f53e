"""Loads the program as a run of its commands would, once, in the process that killed commands are forked from."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import qualcode

_ASIDE = ("qualcode.tui", "qualcode.__main__", "qualcode.storage.migrations")
"""Nothing that the commands here load; the migrations' own environment runs when it is imported."""

for found in pkgutil.walk_packages(qualcode.__path__, "qualcode."):
    if not found.name.startswith(_ASIDE):
        import_module(found.name)
for name in ("alembic.command", "docx", "lxml.etree", "openpyxl", "sqlalchemy.dialects.sqlite"):
    import_module(name)

from qualcode.usecases.hiding import hide  # noqa: E402 - when all is loaded

# What is read once a process: lists of names, the recogniser, the table of lemmas.
hide("Ragnhild Ståhlkvist berättar att länet har en handlingsplan. Det sade också samordnaren i går kväll.")
