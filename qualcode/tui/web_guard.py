"""Who may talk to the app in a browser: the one who has the token, from this machine, in a page that this program has served."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from hmac import compare_digest
from secrets import token_urlsafe

from aiohttp import web

COOKIE = "qualcode-session"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Guard:
    """A token that opens once and is then replaced by a cookie; Host and Origin of every request are looked at.

    The Host check keeps out pages that point a name of theirs at this machine (DNS rebinding), the Origin check other pages' web
    sockets, the cookie everybody else on the machine. ``refusal`` is told to whoever comes without token and cookie.
    """

    def __init__(self, port: int, refusal: str) -> None:
        self.hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
        self.token = token_urlsafe(32)
        self._refusal = refusal
        self._open = True
        self._session = token_urlsafe(32)

    def let_in(self, request: web.Request) -> web.StreamResponse | None:
        """Give None when a request may pass, else the answer to it.

        Raises:
            HTTPMisdirectedRequest, HTTPForbidden.
        """
        if request.host not in self.hosts:
            raise web.HTTPMisdirectedRequest(text="wrong host")
        origin = request.headers.get("Origin")
        asked = "upgrade" in request.headers.get("Connection", "").lower()
        if (origin is not None or asked) and origin != f"http://{request.host}":
            raise web.HTTPForbidden(text="wrong origin")
        if request.method not in ("GET", "HEAD"):
            raise web.HTTPMethodNotAllowed(request.method, ["GET", "HEAD"])
        if _same(request.cookies.get(COOKIE, ""), self._session):
            return None
        if request.path == "/" and self._open and _same(request.query.get("token", ""), self.token):
            self._open = False
            # The token leaves the address line, and with it the history.
            answer = web.Response(status=303, headers={"Location": "/"})
            answer.set_cookie(COOKIE, self._session, httponly=True, samesite="Strict", path="/")
            return answer
        raise web.HTTPForbidden(text=self._refusal)

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let a request pass or answer it."""
        answer = self.let_in(request)
        return await handler(request) if answer is None else answer

    async def add_headers(self, request: web.Request, response: web.StreamResponse) -> None:
        """Tell the browser that the page loads and talks to nothing but this server, and that nothing of it is kept."""
        del request
        sockets = " ".join(f"ws://{host}" for host in sorted(self.hosts))
        response.headers["Content-Security-Policy"] = (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
            f"connect-src 'self' {sockets}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"


def _same(given: str, wanted: str) -> bool:
    return compare_digest(given.encode("utf-8"), wanted.encode("utf-8"))
