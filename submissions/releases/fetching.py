"""One document from a foreign server, without harm to ours.

    fetch(address, etag=…, last_modified=…) -> Answer | None      None: unchanged since then
    connect(host, port, deadline) -> socket                       for mailboxes, too

Whoever keeps the feeds types addresses, and the servers there redirect to others. So each name is
resolved here, each of its addresses is looked at, and the connection goes to the very address that
was looked at: no name that points elsewhere a moment later (DNS rebinding), no redirect and no
odd spelling leads into the house. The networks of `settings.RELEASE_NETWORKS` are the exception.
"""

import base64
import contextlib
import http.client
import ipaddress
import os
import re
import socket
import ssl
import threading
import time
import zlib
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext_noop as _

from submissions.releases.unreadable import Unreadable

#: Bytes of a feed, packed and unpacked.
LARGEST = 10 * 1024 * 1024
#: Seconds by the clock for all of it, redirects included; and for one connection.
PATIENCE, TO_CONNECT = 30, 8
#: Seconds when somebody sits before the screen and waits.
FOR_A_LOOK = 10
MOST_REDIRECTS = 5
MOST_ADDRESSES = 4
#: Beside those of the web no port below 1024: they belong to mail, files and the like.
WEB_PORTS = (80, 443)
NAT64 = ipaddress.ip_network("64:ff9b::/96")
#: Passwords are read from variables with this beginning only: nobody has the paper's own secrets
#: sent to a server of his choice.
SECRET = re.compile(r"RELEASES_[A-Z0-9_]{1,80}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: the unpacked bytes, the charset it named, and how to ask again."""

    content: bytes
    charset: str = ""
    etag: str = ""
    last_modified: str = ""


class Deadline:
    """An end by the clock for a connection, however slowly the other side drips."""

    def __init__(self, seconds):
        self.ends = time.monotonic() + seconds

    def left(self, most=None):
        """Seconds that are left, `most` at most. Raises Unreadable when none is."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise Unreadable(_("The server is too slow."))
        return min(left, most) if most else left

    @contextlib.contextmanager
    def over(self, connection):
        """Cut the connection when the time is over."""
        # The same connection by another number: cutting it touches nothing that is being read.
        handle = socket.socket(fileno=os.dup(connection.fileno()))
        timer = threading.Timer(self.left(), _cut, [handle])
        timer.daemon = True
        timer.start()
        try:
            yield
            self.left()  # A connection that was cut may look like one that came to its end.
        except (OSError, http.client.HTTPException):
            self.left()
            raise
        finally:
            timer.cancel()
            timer.join()
            handle.close()


def _cut(connection):
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def fetch(address, *, etag="", last_modified="", login=None, patience=PATIENCE):
    """The document at an http(s) address, or None if the server says that it is unchanged.

    etag, last_modified: of the last Answer. login: (user, password), told to that server only and
    only by https. patience: seconds. Raises Unreadable.
    """
    deadline = Deadline(patience)
    first = parts_of(address)
    headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    for _step in range(MOST_REDIRECTS + 1):
        parts = parts_of(address)
        asked = {name: value for name, value in headers.items() if value}
        if login and (parts.scheme, parts.netloc) == ("https", first.netloc):
            asked["Authorization"] = "Basic " + base64.b64encode(":".join(login).encode()).decode()
        try:
            answer, onwards = _ask(parts, asked, deadline)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Unreadable(_said(error)) from error
        if not onwards:
            return answer
        onwards = urljoin(address, onwards)
        if parts.scheme == "https" and urlsplit(onwards).scheme != "https":
            raise Unreadable(_("The server leads from https to an unprotected address."))
        address = onwards
    raise Unreadable(_("The server redirects too often."))


def secret_of(name):
    """The password in the environment's variable, "" for none named. Raises Unreadable."""
    if not name:
        return ""
    if not SECRET.fullmatch(name):
        raise Unreadable(_("The name of the variable must begin with RELEASES_."))
    if not (value := os.environ.get(name, "")):
        raise Unreadable(_("The variable %(name)s is not set on the server."), name=name)
    return value


# --- Where to -------------------------------------------------------------------------------------


def parts_of(address):
    """The parts of an address that may be asked. Raises Unreadable."""
    try:
        parts = urlsplit(address)
        port = parts.port
        (parts.hostname or "").encode("idna")
    except ValueError:
        raise Unreadable(_("This is no address.")) from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Unreadable(_("Only addresses that begin with http:// or https:// are read."))
    if parts.username is not None or parts.password is not None:
        raise Unreadable(_("An address holds no user name and no password."))
    if port is not None and port < 1024 and port not in WEB_PORTS:
        raise Unreadable(_("Nothing is read from this port."))
    return parts


def connect(host, port, deadline):
    """A connection to the host at an address that was looked at. Raises Unreadable, OSError."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreadable(_("There is no server of this name.")) from None
    allowed = [each for each in dict.fromkeys(found) if may_reach(each[4][0])]
    if not allowed:
        raise Unreadable(_("This address is inside the house; nothing is read from there."))
    for family, kind, protocol, _name, where in allowed[:MOST_ADDRESSES]:
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(deadline.left(TO_CONNECT))
        try:
            connection.connect(where)
        except OSError as error:
            connection.close()
            failure = error
        else:
            return connection
    raise failure


def may_reach(address):
    """Whether an IP address, as text, is one of the open net."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if any(ip in ipaddress.ip_network(network) for network in settings.RELEASE_NETWORKS):
        return True
    return all(each.is_global and not each.is_multicast for each in (ip, *_inside(ip)))


def _inside(ip):
    """The IPv4 addresses that an IPv6 address stands for."""
    if ip.version == 4:
        return
    for inner in (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())):
        if inner is not None:
            yield inner
    if ip in NAT64 or int(ip) >> 32 == 0:
        yield ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)


# --- What it says ---------------------------------------------------------------------------------


def _ask(parts, headers, deadline):
    """(Answer or None, None), or (None, where it leads)."""
    is_safe = parts.scheme == "https"
    host = parts.hostname.encode("idna").decode("ascii")
    port = parts.port or (443 if is_safe else 80)
    plain = connect(parts.hostname, port, deadline)
    with plain, deadline.over(plain):
        connection = http.client.HTTPConnection(host, port)
        connection.sock = plain
        if is_safe:
            context = ssl.create_default_context()
            connection.sock = context.wrap_socket(plain, server_hostname=host)
        with connection.sock:
            connection.sock.settimeout(deadline.left())
            named = f"[{host}]" if ":" in host else host
            connection.putrequest("GET", _path(parts), skip_host=True, skip_accept_encoding=True)
            for name, value in {
                "Host": named if parts.port is None else f"{named}:{port}",
                "User-Agent": f"newsroom (+{settings.PAPER.base_url})",
                "Accept": "application/rss+xml, application/atom+xml, application/xml, */*;q=0.5",
                "Accept-Encoding": "gzip",
                "Connection": "close",
                **headers,
            }.items():
                connection.putheader(name, value)
            connection.endheaders()
            with connection.getresponse() as response:
                return _answer(response, headers)


def _path(parts):
    path = quote(parts.path or "/", safe="%/:=&~+!$,;'@()*")
    query = quote(parts.query, safe="%/:=&?~+!$,;'@()*[]")
    return f"{path}?{query}" if query else path


def _answer(response, headers):
    status = response.status
    if status == 304 and {"If-None-Match", "If-Modified-Since"} & headers.keys():
        return None, None
    if status in (301, 302, 303, 307, 308) and response.headers["Location"]:
        return None, response.headers["Location"]
    if status != 200:
        raise Unreadable(_("The server answers with the error %(code)d."), code=status)
    content = unpacked(_pieces(response), response.headers.get("Content-Encoding", ""))
    kept = {
        name: value if value.isprintable() and len(value) <= most else ""
        for name, most in (("ETag", 300), ("Last-Modified", 100))
        for value in [response.headers.get(name, "")]
    }
    charset = response.headers.get_content_charset() or ""
    return Answer(content, charset, kept["ETag"], kept["Last-Modified"]), None


def _pieces(response):
    """The body in pieces, as it came. Raises Unreadable for one that was cut short."""
    told = response.length
    if told is not None and told > LARGEST:
        raise too_large()
    got = 0
    while piece := response.read(65536):
        got += len(piece)
        yield piece
    if told is not None and got < told:
        raise Unreadable(_("The answer of the server was cut short."))


def unpacked(pieces, coding=""):
    """The bytes of pieces, unpacked if `coding` says "gzip". Raises Unreadable beyond LARGEST."""
    coding = coding.strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip"):
        raise Unreadable(_("The server packs its answer in a way nobody asked for."))
    machine = zlib.decompressobj(wbits=31) if "gzip" in coding else None
    content = bytearray()
    for piece in pieces:
        try:
            content += machine.decompress(piece, LARGEST + 1 - len(content)) if machine else piece
        except zlib.error:
            raise Unreadable(_("The answer of the server cannot be unpacked.")) from None
        if len(content) > LARGEST:
            raise too_large()
    if machine and not machine.eof:
        raise Unreadable(_("The answer of the server was cut short."))
    return bytes(content)


def too_large():
    message = _("It has more than %(megabytes)d megabytes.")
    return Unreadable(message, megabytes=LARGEST // 1024**2)


def _said(error):
    """A fault of the network in a sentence, without the other side's words."""
    match error:
        case ssl.SSLCertVerificationError():
            return _("The certificate of the server is not valid.")
        case ssl.SSLError():
            return _("No protected connection to the server can be made.")
        case TimeoutError():
            return _("The server is too slow.")
        case ConnectionError() | http.client.RemoteDisconnected():
            return _("The server breaks the connection.")
        case OSError():
            return _("The server cannot be reached.")
    return _("The server does not answer as a web server does.")


def network_fault(error):
    """An Unreadable for a fault of the network."""
    return Unreadable(_said(error))
