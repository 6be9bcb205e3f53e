"""What to do next, as the overview can do it."""

from __future__ import annotations

from qualcode.domain.errors import N_, Nn_

NEXT_HERE = {
    "import": N_(
        "There are no minutes yet. Bring them in with `qualcode import FILES` in another window, then press {k:reload}."
    ),
    "suggest": N_(
        "Press {k:suggest}: the codebook suggests codes in every document. Or open one with {k:open} and code by hand."
    ),
    "decide": Nn_(
        "{waiting} suggestion waits. Press {k:next} to open the document that has it, and decide it there.",
        "{waiting} suggestions wait. Press {k:next} to open the next document that has some, and decide them there.",
        by="waiting",
    ),
    "read": N_(
        "No suggestion waits. Read what is unread to the end and mark it with {k:read}, so that silence counts."
    ),
    "judge": N_("All is decided and read. Press {k:matrix}: the matrix shows the cells, and there they are judged."),
    "export": N_(
        "All is decided, read and judged. {k:results} writes report, counts and quotes; the matrix is written from "
        "its own screen, {k:matrix}."
    ),
}
"""What to do next, as this screen can do it; the keys are those of ``surveying.NEXT``."""

BLIND = Nn_(
    "You code blind: open a document with {k:open}, code it and mark it with {k:read}; then its suggestions are shown. {number} is left.",
    "You code blind: open a document with {k:open}, code it and mark it with {k:read}; then its suggestions are shown. {number} are left.",
)
"""What to do next while the coder has documents to read that hide what others and the codebook say of them."""

UNJUDGED = Nn_(
    "All is decided and read. {number} cell is not judged: press {k:matrix}, it is judged in the matrix.",
    "All is decided and read. {number} cells are not judged: press {k:matrix}, they are judged in the matrix.",
)
NO_MINUTES = N_("No minutes yet: bring them in with `qualcode import FILES`, then {k:reload}.")
"""Why nothing can be done that needs documents."""
