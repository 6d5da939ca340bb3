"""Fetching from foreign servers: nothing leads into the house, nothing takes for ever."""

import gzip
import socket
import time

import pytest

from submissions.releases import fetching
from submissions.releases.fetching import Unreadable, fetch
from tests.submissions.releases.servers import web_server


@pytest.fixture
def loopback(settings):
    """This machine is read from: in tests only."""
    settings.RELEASE_NETWORKS = ["127.0.0.0/8"]


@pytest.fixture
def no_connection(monkeypatch):
    """Every attempt to connect is written down and fails."""
    tried = []

    class Watched(socket.socket):
        def connect(self, where):
            tried.append(where[0])
            raise ConnectionRefusedError

    monkeypatch.setattr(socket, "socket", Watched)
    return tried


def test_a_document_comes_with_what_is_needed_to_ask_again(loopback):
    def page(handler):
        if handler.headers["If-None-Match"] == '"7"':
            handler.answer(304)
        else:
            handler.answer(200, b"<rss/>", ETag='"7"', Content_Type="text/xml; charset=ISO-8859-15")

    with web_server({"/feed": page}) as server:
        answer = fetch(f"{server.address}/feed?a=ä b")
        assert (answer.content, answer.etag, answer.charset) == (b"<rss/>", '"7"', "iso-8859-15")
        assert fetch(f"{server.address}/feed", etag=answer.etag) is None
    assert server.asked[0][0] == "/feed?a=%C3%A4%20b"


@pytest.mark.parametrize(
    "address",
    [
        *("http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/"),
        *("http://0177.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/"),
        *("http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::]/"),
        *("http://10.0.0.1/", "http://172.16.3.4/", "http://192.168.1.1/", "http://100.64.0.1/"),
        *("http://169.254.169.254/latest/", "http://[fe80::1]/", "http://[fd00::1]/"),
        *("http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[::127.0.0.1]/"),
        *("http://[64:ff9b::a9fe:a9fe]/", "http://224.0.0.1/", "http://255.255.255.255/"),
        *("http://192.0.2.7/", "http://198.18.0.1/", "http://240.0.0.1/", "http://[ff02::1]/"),
        *("https://127.0.0.1/", "http://127.0.0.1:8000/", "http://LOCALHOST:5432/"),
        *("file:///etc/passwd", "ftp://paper.example/", "gopher://paper.example/", "//x/", ""),
        *("http:///feed", "http://user:word@93.184.216.34/", "http://93.184.216.34:25/"),
        *("http://93.184.216.34:99999/", "http://[::1", "javascript:alert(1)", "http://\u2488/"),
        "http://" + "a" * 70 + ".example/",
    ],
)
def test_nothing_inside_the_house_is_asked(no_connection, address):
    with pytest.raises(Unreadable):
        fetch(address)
    assert no_connection == []


def test_the_open_net_is_asked_at_the_address_that_was_looked_at(no_connection, monkeypatch):
    answers = [["93.184.216.34", "10.0.0.1"], ["127.0.0.1"]]

    def resolve(host, port, **_more):
        return [(socket.AF_INET, 1, 6, "", (ip, port)) for ip in answers.pop(0)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(Unreadable):
        fetch("http://rathaus.example/")
    # Resolved once only: a second answer, which leads home, is never asked for.
    assert no_connection == ["93.184.216.34"]
    assert answers == [["127.0.0.1"]]


def test_a_redirect_into_the_house_is_not_followed(loopback, settings):
    def away(handler):
        handler.answer(302, Location=server.address.replace("127.0.0.1", "127.0.0.2") + "/inside")

    settings.RELEASE_NETWORKS = ["127.0.0.1/32"]
    with (
        web_server({"/feed": away, "/inside": b"secret"}) as server,
        pytest.raises(Unreadable, match=r"Haus|inside the house"),
    ):
        fetch(f"{server.address}/feed")
    assert [path for path, _headers in server.asked] == ["/feed"]


def test_some_redirects_are_followed_and_a_ring_of_them_ends(loopback):
    pages = {
        "/a": lambda handler: handler.answer(301, Location="b"),
        "/b": lambda handler: handler.answer(307, Location="/c"),
        "/c": b"there",
        "/ring": lambda handler: handler.answer(302, Location="/ring"),
    }
    with web_server(pages) as server:
        assert fetch(f"{server.address}/a").content == b"there"
        with pytest.raises(Unreadable):
            fetch(f"{server.address}/ring")
    assert len(server.asked) == 3 + 1 + fetching.MOST_REDIRECTS


def test_packed_answers_are_unpacked_up_to_the_limit(loopback, monkeypatch):
    monkeypatch.setattr(fetching, "LARGEST", 1_000_000)
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(bomb) < 60_000
    pages = {
        "/packed": lambda handler: handler.answer(
            200, gzip.compress(b"words"), Content_Encoding="gzip"
        ),
        "/bomb": lambda handler: handler.answer(200, bomb, Content_Encoding="gzip"),
        "/cut": lambda handler: handler.answer(
            200, gzip.compress(b"words")[:-9], Content_Encoding="gzip"
        ),
        "/other": lambda handler: handler.answer(200, b"words", Content_Encoding="br"),
        "/large": b"x" * 1_000_001,
    }
    with web_server(pages) as server:
        assert fetch(f"{server.address}/packed").content == b"words"
        for path in ("/bomb", "/cut", "/other", "/large", "/missing"):
            with pytest.raises(Unreadable):
                fetch(server.address + path)


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_server_that_drips_is_left_after_the_time(loopback, where):
    def drip(handler):
        if where == "body":
            handler.send_response(200)
            handler.end_headers()
        for _step in range(100):
            handler.wfile.write(b"a")
            time.sleep(0.05)

    with web_server({"/feed": drip}) as server:
        begun = time.monotonic()
        with pytest.raises(Unreadable, match=r"langsam|slow"):
            fetch(f"{server.address}/feed", patience=0.4)
        assert time.monotonic() - begun < 1.5


def test_an_answer_that_was_cut_short_is_none(loopback):
    def cut(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "500")
        handler.end_headers()
        handler.wfile.write(b"<rss>")
        handler.close_connection = True

    with web_server({"/feed": cut}) as server, pytest.raises(Unreadable):
        fetch(f"{server.address}/feed")


def test_a_password_goes_to_protected_addresses_only(loopback):
    with web_server({"/feed": b"x"}) as server:
        fetch(f"{server.address}/feed", login=("presse", "geheim"))
    assert "Authorization" not in server.asked[0][1]


def test_only_variables_for_releases_are_read_as_passwords(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "x")
    monkeypatch.setenv("RELEASES_PASSWORD", "y")
    assert fetching.secret_of("RELEASES_PASSWORD") == "y"
    assert fetching.secret_of("") == ""
    for name in ("SECRET_KEY", "RELEASES_OTHER", "releases_password"):
        with pytest.raises(Unreadable):
            fetching.secret_of(name)
