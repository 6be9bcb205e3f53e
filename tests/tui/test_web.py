"""The app in a browser: who is let in, and a whole session through the socket; in Chromium where there is one."""

from __future__ import annotations

import asyncio
import http.client
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from qualcode.storage.coding_rows import codings

if TYPE_CHECKING:
    from collections.abc import Iterator

pytest.importorskip("textual_serve", reason="the extra web is not installed")

PATIENCE = 60.0
"""Seconds until what never comes fails the test."""


@dataclass
class Site:
    """A server that runs, and how it is asked."""

    address: str
    process: subprocess.Popen[str]
    told: str = ""

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc

    def ask(self, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", urlsplit(self.address).port or 0, timeout=PATIENCE)
        connection.request(method, path, headers={"Host": self.host, **headers})
        answer = connection.getresponse()
        self.told = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer

    def enter(self) -> str:
        """Use the token, and give the cookie that came for it."""
        answer = self.ask(self.address.removeprefix(f"http://{self.host}"))
        assert (answer.status, answer.headers["Location"]) == (303, "/")
        return answer.headers["Set-Cookie"].partition(";")[0]

    def knock(self, cookie: str, **headers: str) -> int:
        """Ask for the socket, and give the status of the answer."""
        upgrade = {
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
            "Sec-WebSocket-Version": "13",
        }
        return self.ask("/ws", Cookie=cookie, **upgrade, **headers).status


@pytest.fixture
def site(project: Any, folder: Any) -> Iterator[Site]:
    assert project
    words = [sys.executable, "-m", "qualcode", "--project", str(folder), "--lang", "sv", "tui", "--web"]
    environment = {k: v for k, v in os.environ.items() if k != "QUALCODE_TRACEBACK"}
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stdout
    assert process.stderr
    try:
        yield Site(process.stdout.readline().strip(), process)
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def test_the_token_opens_once(site: Site) -> None:
    assert site.address.startswith("http://127.0.0.1:")
    assert site.ask("/").status == 403
    assert site.ask("/?token=wrong").status == 403
    assert site.ask("/ws").status == 403
    assert site.ask("/static/js/textual.js").status == 403
    cookie = site.enter()
    again = site.ask(site.address.removeprefix(f"http://{site.host}"))
    assert again.status == 403
    assert again.headers["Set-Cookie"] is None
    assert site.told.startswith("Adressen har redan öppnats")
    assert site.ask("/", Cookie=cookie).status == 200
    assert site.ask("/", Cookie="qualcode-session=other").status == 403
    assert site.ask("/", "POST", Cookie=cookie).status == 405


def test_the_cookie_is_for_this_site_and_no_script(site: Site) -> None:
    told = site.ask(site.address.removeprefix(f"http://{site.host}")).headers["Set-Cookie"]
    assert "HttpOnly" in told
    assert "SameSite=Strict" in told


def test_another_host_is_refused_even_with_the_token(site: Site) -> None:
    port = urlsplit(site.address).port
    path = site.address.removeprefix(f"http://{site.host}")
    for host in ("evil.example", f"evil.example:{port}", "127.0.0.1", f"127.0.0.1.evil.example:{port}"):
        assert site.ask(path, Host=host).status == 421
    # The token has not been used up by them.
    cookie = site.enter()
    assert site.ask("/", Host="evil.example", Cookie=cookie).status == 421
    assert site.ask("/", Host=f"localhost:{port}", Cookie=cookie).status == 200


def test_another_origin_is_refused(site: Site) -> None:
    cookie = site.enter()
    own = f"http://{site.host}"
    port = urlsplit(site.address).port
    for origin in ("http://evil.example", "null", f"https://{site.host}", f"http://127.0.0.1:{(port or 0) + 1}"):
        assert site.ask("/", Cookie=cookie, Origin=origin).status == 403
        assert site.knock(cookie, Origin=origin) == 403
    assert site.knock(cookie) == 403
    assert site.knock("", Origin=own) == 403


def test_the_page_asks_nothing_of_the_net(site: Site) -> None:
    cookie = site.enter()
    for path in ("/", "/qualcode/app.css", "/static/css/xterm.css"):
        connection = http.client.HTTPConnection(site.host, timeout=PATIENCE)
        connection.request("GET", path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        words = answer.read().decode("utf-8")
        connection.close()
        assert answer.status == 200
        assert "https://" not in words.replace("https://github.com/", "")
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; ")
        assert answer.headers["Cache-Control"] == "no-store"


def test_only_this_machine_can_reach_it(site: Site) -> None:
    port = urlsplit(site.address).port or 0
    rows = []
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        if not os.path.exists(table):  # noqa: PTH110 - a plain question
            pytest.skip("this system does not tell who listens where")
        with open(table, encoding="ascii") as lines:  # noqa: PTH123
            rows += [line.split()[1] for line in lines if line.split()[3] == "0A"]
    listening = [row for row in rows if row.endswith(f":{port:04X}")]
    assert listening == [f"0100007F:{port:04X}"]


async def test_a_session_through_the_socket(site: Site, project: Any) -> None:
    import aiohttp

    cookie = await asyncio.to_thread(site.enter)
    headers = {"Cookie": cookie, "Origin": f"http://{site.host}"}
    seen = b""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"ws://{site.host}/ws?width=80&height=24", headers=headers) as ws,
    ):

        async def until(words: str) -> None:
            nonlocal seen
            while words.encode() not in seen:
                message = await ws.receive(timeout=PATIENCE)
                assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), message
                if message.type is aiohttp.WSMsgType.BINARY:
                    seen += message.data
            seen = b""

        await until("Norrlunda")
        await ws.send_json(["stdin", "n"])
        await until("Dialog i")
        await ws.send_json(["stdin", "a"])
        await until("Godtaget som")
    assert ("ledning/skola", "absent") in [(c.code, c.status.value) for c in codings(project.store)]


async def test_the_pages_that_are_open_end_with_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    from textual_serve.server import Server

    from qualcode.tui.web_server import WebServer

    opened = asyncio.Event()

    async def stay(*_: object) -> None:
        opened.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(Server, "handle_websocket", stay)
    server = WebServer(["true"], 1, "sv")
    request: Any = None
    page = asyncio.create_task(server.handle_websocket(request))
    await opened.wait()
    app = await server.make_app()
    app.freeze()
    await app.shutdown()
    assert page.cancelled()


def test_a_port_that_is_taken_is_told(site: Site, folder: Any) -> None:
    words = [sys.executable, "-m", "qualcode", "--project", str(folder), "--lang", "en", "tui", "--web", "--port"]
    port = str(urlsplit(site.address).port)
    done = subprocess.run([*words, port], capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Port {port} on this machine is taken")
    assert done.stderr.count("\n") == 1


def test_the_port_goes_with_the_web(folder: Any) -> None:
    words = [sys.executable, "-m", "qualcode", "--project", str(folder), "--lang", "en", "tui", "--port", "0"]
    assert subprocess.run(words, capture_output=True, check=False, timeout=PATIENCE).returncode == 2


def browser() -> str:
    return next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), "")


async def test_in_a_browser(site: Site, project: Any, tmp_path: Any) -> None:
    drive = pytest.importorskip("playwright.async_api", reason="playwright is not installed (group browser)")
    if not browser():
        pytest.skip("no Chromium is installed on this machine")
    asked: list[str] = []
    faults: list[str] = []
    async with drive.async_playwright() as play:
        chromium = await play.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        page = await chromium.new_page(viewport={"width": 1000, "height": 620})
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        await page.goto(site.address)
        await page.wait_for_selector("body.-first-byte", timeout=PATIENCE * 1000)
        assert "token" not in page.url
        await asyncio.sleep(1)
        before = await page.screenshot(path=str(tmp_path / "overview.png"))
        await page.keyboard.press("n")
        await asyncio.sleep(2)
        after = await page.screenshot(path=str(tmp_path / "reader.png"))
        await page.keyboard.press("a")
        for _ in range(int(PATIENCE)):
            if len(codings(project.store)) == 2:
                break
            await asyncio.sleep(1)
        await chromium.close()
    kept = os.environ.get("QUALCODE_SCREENSHOTS")
    if kept:
        for name in ("overview.png", "reader.png"):
            shutil.copy(tmp_path / name, kept)
    assert faults == []
    assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {site.host}
    assert before != after
    assert len(after) > 10_000
    assert ("ledning/skola", "absent") in [(c.code, c.status.value) for c in codings(project.store)]
