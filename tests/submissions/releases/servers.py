"""A web server and a mailbox on this machine, as the world outside behaves, well or badly."""

import base64
import contextlib
import re
import socketserver
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

CERTIFICATE = Path(__file__).with_name("certificate")


class _Page(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        answer = self.server.pages.get(self.path.partition("?")[0])
        if answer is None:
            self.send_error(404)
        elif callable(answer):
            answer(self)
        else:
            self.answer(200, answer)

    def answer(self, status, content=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments):
        pass


class _Web(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Readers that hang up are what is tested."""


@contextlib.contextmanager
def web_server(pages):
    """Serves {path: bytes or function of the handler}; its `asked` are (path, headers)."""
    with _Web(("127.0.0.1", 0), _Page) as server:
        server.pages, server.asked = pages, []
        server.address = f"http://127.0.0.1:{server.server_port}"
        with _running(server):
            yield server


@contextlib.contextmanager
def _running(server):
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


class _Session(socketserver.StreamRequestHandler):
    """Enough of RFC 3501 to look at one folder; whatever would change it is written down."""

    def handle(self):
        with contextlib.suppress(OSError):
            wrapped = self.server.context.wrap_socket(self.connection, server_side=True)
            with (
                wrapped,
                wrapped.makefile("rb") as self.rfile,
                wrapped.makefile("wb") as self.wfile,
            ):
                self.converse()

    def converse(self):
        self.say("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready")
        while line := self.rfile.readline():
            tag, _space, said = line.decode().strip().partition(" ")
            self.server.said.append(said)
            if said.upper().startswith("LOGOUT"):
                self.say("* BYE bye", f"{tag} OK done")
                return
            self.answer(tag, said)

    def answer(self, tag, said):
        mails = self.server.mails
        match said.upper().split()[:2]:
            case ["CAPABILITY", *_]:
                self.say("* CAPABILITY IMAP4rev1 AUTH=PLAIN", f"{tag} OK done")
            case ["AUTHENTICATE", _]:
                self.say("+ ")
                _nothing, user, password = base64.b64decode(self.rfile.readline()).split(b"\0")
                is_right = (user.decode(), password.decode()) == self.server.login
                self.say(f"{tag} {'OK' if is_right else 'NO'} so be it")
            case ["EXAMINE", '"INBOX"']:
                self.say(
                    f"* {len(mails)} EXISTS",
                    f"* OK [UIDVALIDITY {self.server.validity}] valid",
                    f"{tag} OK [READ-ONLY] done",
                )
            case ["EXAMINE", _]:
                self.say(f"{tag} NO there is none")
            case ["UID", "SEARCH"]:
                first = re.search(r"UID (\d+):\*", said)
                found = [uid for uid in mails if first is None or uid >= int(first[1])]
                found = found or list(mails)[-1:]  # "*" is always somebody.
                self.say(f"* SEARCH {' '.join(map(str, found))}", f"{tag} OK done")
            case ["UID", "FETCH"]:
                self.fetch(tag, said, int(said.split()[2]))
            case _:
                self.say(f"{tag} BAD command")

    def fetch(self, tag, said, uid):
        content = self.server.mails[uid]
        if "RFC822.SIZE" in said:
            size = self.server.sizes.get(uid, len(content))
            self.say(f"* 1 FETCH (UID {uid} RFC822.SIZE {size})", f"{tag} OK done")
            return
        part = re.search(r"<0\.(\d+)>", said)
        content = content[: int(part[1])] if part else content
        self.say(f"* 1 FETCH (UID {uid} BODY[]{'<0>' if part else ''} {{{len(content)}}}")
        self.wfile.write(content)
        self.say(")", f"{tag} OK done")

    def say(self, *lines):
        for line in lines:
            self.wfile.write(f"{line}\r\n".encode())
        self.wfile.flush()


class _Box(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Who does not trust the certificate hangs up."""


@contextlib.contextmanager
def mailbox_server(mails, login=("presse", "geheim ä")):
    """A mailbox with {number: bytes}; `said` are the commands it was given."""
    with _Box(("127.0.0.1", 0), _Session) as server:
        server.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        server.context.load_cert_chain(CERTIFICATE / "server.pem")
        server.mails, server.sizes, server.said = mails, {}, []
        server.login, server.validity = login, 7
        server.address = f"imaps://127.0.0.1:{server.server_address[1]}/INBOX"
        with _running(server):
            yield server
