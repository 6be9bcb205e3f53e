"""Asking for a memo on something that is lit in a list: a coder's own words there are written on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.tui.drafts import KeptDraft
from qualcode.tui.memo_screen import MemoScreen, Shown, show
from qualcode.tui.vault_door import memo_kept, tell_closed
from qualcode.usecases.coding_by_hand import memos_on, rewrite_memo, write_memo
from qualcode.usecases.passage_memos import memos_to_go_on_with

if TYPE_CHECKING:
    from qualcode.tui.desk_screen import DeskScreen


def ask_memo(here: DeskScreen, title: str, target: str, about: str, shown: Shown = lambda: None) -> None:
    """Open the window for a memo on ``target`` ("document:ID", "code:PATH"), called ``about``; what is stored is told ``here``.

    ``shown`` is done before that: it shows memos where the screen has them.
    """
    desk = here.desk
    mine = [m for m in memos_to_go_on_with(memos_on(desk.project, target)) if m.coder == desk.project.coder]
    old = mine[-1] if mine else None

    def store(text: str) -> Shown:
        kept = ""
        if old is not None:
            kept = rewrite_memo(desk.project, old.id, text, passphrase=desk.passphrase)
        elif text.strip():
            kept = write_memo(desk.project, target, text, passphrase=desk.passphrase).text
        return lambda: tell(text, kept)

    def tell(text: str, kept: str) -> None:
        shown()
        here.told(memo_kept(desk, text, kept) if text.strip() else "")
        if text.strip():
            tell_closed(desk)

    window = MemoScreen(here.say(title), old.text if old else "", store=store, about=about)
    desk.ask(window.kept_in(KeptDraft(desk.project, f"memo:{target}")), show)
