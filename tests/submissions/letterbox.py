"""A mail server that takes everything, and reads it as a mail program does."""

import contextlib
import email
import email.policy
import re
import socketserver
import threading


class _Session(socketserver.StreamRequestHandler):
    """Enough of RFC 5321 for one sender at a time."""

    def handle(self):
        self.say("220 letterbox")
        while line := self.rfile.readline():
            match line.split(b" ")[0].strip().upper():
                case b"DATA":
                    self.say("354 go on")
                    self.server.taken.append(self.message())
                    self.say("250 taken")
                case b"QUIT":
                    self.say("221 bye")
                    return
                case _:
                    self.say("250 yes")

    def message(self):
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


@contextlib.contextmanager
def letterbox():
    """Yields (port, letters): the raw messages, in the order in which they came."""
    with socketserver.TCPServer(("127.0.0.1", 0), _Session) as server:
        server.taken = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], server.taken
        server.shutdown()


def read(raw):
    """A raw message as a mail program has it; every line must fit the mail (RFC 5322, 2.1.1)."""
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert not message.defects
    assert message.get_content_type() == "text/plain"
    return message


def link_in(message):
    """The path of the one address in a mail."""
    (address,) = re.findall(r"https?://\S+", message.get_content())
    return "/" + address.split("/", 3)[3]
