"""Tallies of passages, kept beside them: triggers mark what changed, and every transaction counts that anew before it lands.

Whoever changes codings, suggestions or decisions, by whatever way, marks the document and code; what is still marked when it is read,
since another program wrote it, is counted then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

_WATCHED = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'stale_tally'"
_MARKED = "SELECT 1 FROM stale_tally LIMIT 1"
_THEME = "substr({code}, 1, instr({code} || '/', '/') - 1)"

# CROSS JOIN keeps the order: few are marked, many are there.
_CODED = """
    SELECT c.document, c.code, c.status, c.corrects, COUNT(*) AS number, MAX(c.score) AS score FROM {marked} AS w
        CROSS JOIN coding AS c ON c.document = w.document AND c.code = w.code
        GROUP BY w.document, w.code, c.status, c.corrects
"""
_WAITING = """
    SELECT s.document, s.code, s.status, s.corrects, COUNT(*) AS number, MAX(s.score) AS score FROM {marked} AS w
        CROSS JOIN suggestion AS s ON s.document = w.document AND s.code = w.code
        LEFT JOIN decision ON decision.suggestion = s.id WHERE decision.suggestion IS NULL
        GROUP BY w.document, w.code, s.status, s.corrects
"""
_ADDED = f"""
    SELECT document, code, status, corrects, SUM(number) AS number, MAX(score) AS score
        FROM ({_CODED} UNION ALL {_WAITING}) GROUP BY document, code, status, corrects
"""  # noqa: S608 - fixed words
# A passage that carries several codes of a theme is one. All paths of a theme lie between its id and the sign after the slash.
_THEMES = f"SELECT DISTINCT document, {_THEME.format(code='code')} AS theme FROM {{marked}}"  # noqa: S608 - fixed words
_PLACES = f"""
        SELECT w.document, w.theme, p.start << 32 | p."end" AS place FROM ({_THEMES}) AS w
            CROSS JOIN {{table}} AS p ON p.document = w.document AND p.code >= w.theme AND p.code < w.theme || '0'
                AND {_THEME.format(code="p.code")} = w.theme AND p.status <> 'not-asserted'
"""  # noqa: S608 - fixed words
_ADDED_THEMES = f"""
    SELECT document, theme, COUNT(DISTINCT place) AS number FROM ({_PLACES.replace("{table}", "coding")}
        UNION ALL {_PLACES.replace("{table}", "suggestion")}
            LEFT JOIN decision ON decision.suggestion = p.id WHERE decision.suggestion IS NULL
    ) GROUP BY document, theme
"""  # noqa: S608 - fixed words
_EVERY = "(SELECT document, code FROM coding UNION SELECT document, code FROM suggestion)"
# Each in the order of its index, where one common sum would be sorted first.
_JOINED = "ON CONFLICT DO UPDATE SET number = number + excluded.number, score = MAX(score, excluded.score)"
_STEPS = (
    "DELETE FROM tally WHERE (document, code) IN (SELECT document, code FROM stale_tally)",
    f"INSERT INTO tally {_CODED.format(marked='stale_tally')}",
    f"INSERT INTO tally {_WAITING.format(marked='stale_tally')} {_JOINED}",
    f"DELETE FROM theme_tally WHERE (document, theme) IN ({_THEMES.format(marked='stale_tally')})",  # noqa: S608 - fixed words
    f"INSERT INTO theme_tally {_ADDED_THEMES.format(marked='stale_tally')}",
    "DELETE FROM stale_tally",
)


def count_anew(connection: Connection) -> None:
    """Count what was changed in a transaction that is about to land; a database older than the tallies has none."""
    if _any(connection, _WATCHED) and _any(connection, _MARKED):
        for words in _STEPS:
            connection.exec_driver_sql(words)


def tallies_now(connection: Connection) -> str:
    """Give the SQL of the tallies as they are now: document, code, status, corrects, number, score."""
    if not _any(connection, _MARKED):
        return "tally"
    kept = "SELECT * FROM tally WHERE (document, code) NOT IN (SELECT document, code FROM stale_tally)"
    return f"({kept} UNION ALL {_ADDED.format(marked='stale_tally')})"


def theme_tallies_now(connection: Connection) -> str:
    """Give the SQL of the numbers of different passages as they are now: document, theme, number."""
    if not _any(connection, _MARKED):
        return "theme_tally"
    kept = f"SELECT * FROM theme_tally WHERE (document, theme) NOT IN ({_THEMES.format(marked='stale_tally')})"  # noqa: S608 - fixed words
    return f"({kept} UNION ALL {_ADDED_THEMES.format(marked='stale_tally')})"


def miscounted(connection: Connection) -> str:
    """Give the first tally that a recount gives otherwise, "" when all are right: what the kept ones must always pass."""
    for kept, counted in (
        (tallies_now(connection), _ADDED.format(marked=_EVERY)),
        (theme_tallies_now(connection), _ADDED_THEMES.format(marked=_EVERY)),
    ):
        for one, other in ((f"SELECT * FROM {kept}", counted), (counted, f"SELECT * FROM {kept}")):  # noqa: S608 - fixed words
            row = connection.exec_driver_sql(f"SELECT * FROM ({one}) EXCEPT SELECT * FROM ({other}) LIMIT 1").first()  # noqa: S608 - fixed words
            if row is not None:
                return f"tally {' '.join(str(value) for value in row)}"
    return ""


def _any(connection: Connection, words: str) -> bool:
    return connection.exec_driver_sql(words).first() is not None
