"""The app in a browser on the same machine: textual-serve behind a guard, with a page of our own that asks nothing of the net."""

from __future__ import annotations

import asyncio
import shlex
import socket
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from aiohttp import web
from aiohttp_jinja2 import render_template
from textual_serve.server import Server, to_int

from qualcode.domain.errors import N_, QualcodeError
from qualcode.language.wording import translator
from qualcode.tui.web_guard import Guard

_PAGES = Path(__file__).parent / "web"
_FONT = (8, 16, 48)
"""The least, the usual and the greatest size of letters."""
_ENDING = 10
"""Seconds that the apps of open pages have to end when the server does."""
_USED = N_(
    "This address has been opened already, or its token is wrong. Go on in the page that is open, or end the server in its terminal "
    "and begin anew with `qualcode tui --web`."
)


class PortTakenError(QualcodeError):
    """The port cannot be had."""

    sentence = N_("Port {port} on this machine is taken or not allowed; choose another with --port, or leave it out.")


class WebServer(Server):
    """Starts the app once for each page that is opened."""

    def __init__(self, command: Sequence[str], port: int, language: str) -> None:
        line = subprocess.list2cmdline(command) if sys.platform == "win32" else shlex.join(command)
        super().__init__(line, "127.0.0.1", port, title="qualcode", templates_path=_PAGES)
        self.guard = Guard(port, translator(language)(_USED))
        self._language = language
        self._pages: set[asyncio.Task[object]] = set()

    @property
    def address(self) -> str:
        """Where the app is opened, once."""
        return f"http://127.0.0.1:{self.port}/?token={self.guard.token}"

    async def make_app(self) -> web.Application:
        """Give the server's application, guarded."""
        app = await self._make_app()
        app.middlewares.append(self.guard.middleware)
        app.on_response_prepare.append(self.guard.add_headers)
        app.router.add_static("/qualcode", _PAGES)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the command tells the address."""

    async def on_shutdown(self, app: web.Application) -> None:
        """End the apps of the pages that are open: nobody who presses Ctrl+C waits until each page is closed."""
        del app
        for page in self._pages:
            page.cancel()
        if self._pages:
            await asyncio.wait(self._pages, timeout=_ENDING)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run the app of a page, and know of it while it runs."""
        page = asyncio.current_task()
        if page is not None:
            self._pages.add(page)
        try:
            return await super().handle_websocket(request)
        finally:
            self._pages -= {page}

    async def handle_index(self, request: web.Request) -> web.Response:
        """Give the page."""
        say = translator(self._language)
        least, usual, most = _FONT
        words = {
            "language": self._language,
            "title": self.title,
            "opening": say(N_("Opening …")),
            "closed": say(N_("The app was closed; everything is saved.")),
            "again": say(N_("Open it again")),
            "websocket": f"ws://{request.host}/ws",
            "font_size": min(max(to_int(request.query.get("fontsize", ""), usual), least), most),
        }
        return render_template("app_index.html", request, words)


def serve(command: Sequence[str], port: int, language: str, tell: Callable[[str], None]) -> None:
    """Serve the app on the loopback interface until Ctrl+C; ``tell`` is given the address, ``port`` 0 takes any.

    Raises:
        PortTakenError.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as door:
        if sys.platform != "win32":
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", port))
        except OSError as fault:
            raise PortTakenError(port=port) from fault
        server = WebServer(command, door.getsockname()[1], language)
        door.listen()
        tell(server.address)
        # No access log: it would write the token down.
        web.run_app(server.make_app(), sock=door, print=None, access_log=None)
