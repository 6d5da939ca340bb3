"""deploy/ as it would stand on a server, but below a folder and on ports of this machine."""

import os
import shutil
import socket
import subprocess
import time

import pytest
from django.conf import settings

DEPLOY = settings.BASE_DIR / "deploy"
#: Debian puts servers where only root's PATH looks.
PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])


def program(name):
    """The path of a program of the server; the test is skipped where there is none."""
    return shutil.which(name, path=PATH) or pytest.skip(f"{name} is not installed")


def environment_of_the_example():
    """deploy/newsroom.env.example as systemd reads it: {name: value}."""
    lines = (DEPLOY / "newsroom.env.example").read_text("utf-8").splitlines()
    pairs = [line.split("=", 1) for line in lines if line and not line.startswith("#")]
    return {name: value.strip('"') for name, value in pairs}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def configure(folder, *, https, papers):
    """Write nginx.conf below the folder: deploy/nginx/ with other paths and ports; its path."""
    subprocess.run(
        [
            program("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt",
            "ec_paramgen_curve:P-256", "-nodes", "-days", "1", "-subj", "/CN=paper.example",
            "-keyout", folder / "key.pem", "-out", folder / "certificate.pem",
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    changes = {
        "/etc/letsencrypt/live/paper.example/fullchain.pem": str(folder / "certificate.pem"),
        "/etc/letsencrypt/live/paper.example/privkey.pem": str(folder / "key.pem"),
        "/srv/newsroom/current/var/static": str(folder / "static"),
        "/var/lib/newsroom/media": str(folder / "media"),
        "/var/log/newsroom": str(folder / "log"),
        "/var/cache/nginx/newsroom": str(folder / "cache"),
        "127.0.0.1:8000": f"127.0.0.1:{papers[0]}",
        "127.0.0.1:8001": f"127.0.0.1:{papers[1]}",
        "include snippets/": f"include {folder}/snippets/",
        "listen 443": f"listen 127.0.0.1:{https}",
        "listen [::]:443": "# listen",
        "listen 80 ": f"listen 127.0.0.1:{free_port()} ",
        "listen [::]:80": "# listen",
    }
    for name in ("log", "snippets", "temporary", "media", "static"):
        (folder / name).mkdir(exist_ok=True)
    for source in (DEPLOY / "nginx").iterdir():
        text = source.read_text("utf-8")
        for before, after in changes.items():
            text = text.replace(before, after)
        (folder / "snippets" / source.name).write_text(text, "utf-8")
    kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    temporary = "".join(f"{kind}_temp_path {folder}/temporary/{kind};\n" for kind in kinds)
    types = "/etc/nginx/mime.types"
    (folder / "nginx.conf").write_text(
        f"daemon off;\npid {folder}/nginx.pid;\nworker_processes 1;\n"
        f"error_log {folder}/log/start.log notice;\nevents {{ worker_connections 2048; }}\n"
        f"http {{\ninclude {types};\naccess_log off;\n{temporary}"
        f"include {folder}/snippets/newsroom.conf;\n}}\n"
    )
    if os.geteuid() == 0:
        with (folder / "nginx.conf").open("a") as file:
            file.write("user root;\n")  # It may look into the folder of the test.
    return folder / "nginx.conf"


def wait_for(port, process, seconds=30):
    """Until somebody listens on the port."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"nobody listens on {port}")
