"""CPU time per request: python -m bench.measure_pages SIZE [--rounds N] [--peers FILE].

Serves bench_SIZE (see bench.load) as `manage.py demo` does, granian with the embedded PostgreSQL,
and asks for each page with wrk, one connection and sixteen. Every process of the stack, the
database included, runs on the first processor and wrk on the second; the figure is user and
system time of all of them, divided by the requests: it hardly depends on what else runs.

`--peers`: a JSON file with other stacks to ask in turn, a list of objects with "stack", "page",
"url" and "pids" (a shell command that prints the numbers of the stack's root processes).
"""

import argparse
import contextlib
import json
import os
import re
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from bench import corpus
from bench.load import set_up

TICKS = os.sysconf("SC_CLK_TCK")
SERVER, CLIENT = {0}, "1"  # Processors.
IDLE_SECONDS = 0.03  # Of CPU in a third of a second: less is at rest.
COLUMNS = (
    "| page | stack | CPU ms, c=1 | CPU ms, c=16 | of it database | req/s, c=16 | p50 ms, c=1 "
    "| bytes | load |"
)


@dataclass(frozen=True)
class Target:
    """A page of a stack; `pids` gives the numbers of its root processes."""

    stack: str
    page: str
    url: str
    pids: object


def main():
    parser = argparse.ArgumentParser(prog="python -m bench.measure_pages", description=__doc__)
    parser.add_argument("size", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--port", type=int, default=8700)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", default="", help="pages whose name matches this pattern")
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--out", help="append the raw figures to this file as JSON lines")
    options = parser.parse_args()
    os.environ["NEWSROOM_DATABASE"] = f"bench_{options.size}"
    set_up()
    with site(options.port, options.workers) as ours:
        base = f"http://127.0.0.1:{options.port}"
        targets = [
            Target("newsroom", page, base + path, ours)
            for page, path in pages().items()
            if re.search(options.only, page)
        ]
        for peer in json.loads(options.peers.read_text()) if options.peers else ():
            if re.search(options.only, peer["page"]):
                command = peer["pids"]
                peer["pids"] = lambda command=command: printed_by(command)
                targets.append(Target(**{name: peer[name] for name in Target.__annotations__}))
        results = measure(targets, options)
    report(results)
    if options.out:
        with open(options.out, "a") as out:
            out.writelines(json.dumps(result) + "\n" for result in results)


def pages():
    """Names and paths of the measured pages; the names are those of the peers' benchmark."""
    from articles import paging
    from articles.models import Article, ArticleTopic, Place, Topic

    topic = Topic.objects.get(name=corpus.BUSY_TOPIC)
    path = topic.get_absolute_url()
    rows = ArticleTopic.objects.filter(tag=topic, listed_at__isnull=False)
    rows = rows.order_by("-listed_at", "-content_object")
    deep = min(200 * 10, rows.count() - 2 * paging.ROWS)  # Page 200 of ten.
    at, key = rows.values_list("listed_at", "content_object")[deep]
    return {
        "home": "/",
        "article": Article.objects.get(pk=4).get_absolute_url(),
        "list1": path,
        "listdeep": f"{path}?vor={paging.Cursor(at, key).write(path)}",
        "place": Place.objects.get(key=corpus.BUSY_TOWN).get_absolute_url(),
        "district": Place.objects.get(key=corpus.DISTRICT_OF_MANY_TOWNS).get_absolute_url(),
        "filtered": "/meldungen/?thema=verkehr&art=news",
        "speaker": f"/stimme/stimme-{corpus.BUSY_SPEAKER}/",
        "feed": "/feed/",
        "search": "/suche/?q=damm+polizei",
    }


@contextlib.contextmanager
def site(port, workers):
    """Our stack; yields a function that gives the numbers of its root processes."""
    from django.conf import settings
    from django.core.management import call_command

    call_command("demo", prepare_only=True, empty=True)
    command = [sys.executable, "-m", "newsroom.web", "--port", str(port)]
    server = subprocess.Popen([*command, "--workers", str(workers)], cwd=settings.BASE_DIR)
    try:
        for _ in range(600):
            time.sleep(0.1)
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/").close()
                break
        data = Path(settings.DATABASES["default"]["EMBEDDED"]["folder"]) / "data"
        postgres = int((data / "postmaster.pid").read_text().split()[0])
        yield lambda: [server.pid, postgres]
    finally:
        server.terminate()
        server.wait()


def measure(targets, options):
    """Round by round, page by page, every stack in turn; a list of dictionaries."""
    sizes = {}
    for target in targets:
        with urllib.request.urlopen(target.url, timeout=60) as answer:
            sizes[target] = len(answer.read())
        wrk(target.url, 4, 1)
    results = []
    for turn in range(options.rounds):
        for page in dict.fromkeys(target.page for target in targets):
            for connections in (1, 16):
                for target in targets:
                    if target.page == page:
                        result = run(target, connections, options.seconds)
                        result |= {"round": turn, "bytes": sizes[target]}
                        results.append(result)
                        print(
                            f"{turn} {page:<10} c{connections:<3}{target.stack:<12}"
                            f"{result['cpu_ms']:8.2f} ms CPU {result['rps']:8.1f}/s"
                            f" p50 {result['p50']:8.2f} ms  bad {result['bad']}",
                            file=sys.stderr,
                        )
    return results


def run(target, connections, seconds):
    """Ask for one page for some seconds; what it cost."""
    processes = tree(target.pids())
    wait_until_idle(processes)
    for process in processes:
        with contextlib.suppress(OSError):
            for thread in os.listdir(f"/proc/{process}/task"):
                os.sched_setaffinity(int(thread), SERVER)
    before, of_database = cpu_seconds(processes), cpu_seconds(filter(is_database, processes))
    result = wrk(target.url, connections, seconds)
    processes = tree(target.pids())
    used = cpu_seconds(processes) - before
    in_database = cpu_seconds(filter(is_database, processes)) - of_database
    result |= {"stack": target.stack, "page": target.page, "connections": connections}
    result["cpu_ms"] = 1000 * used / max(1, result["requests"])
    result["database_ms"] = 1000 * in_database / max(1, result["requests"])
    result["load"] = os.getloadavg()[0]
    return result


def printed_by(command):
    shown = subprocess.run(command, shell=True, capture_output=True, text=True, check=True).stdout
    return [int(word) for word in shown.split() if word.isdigit()]


def stat(process):
    """The fields of /proc/…/stat after the name (proc_pid_stat(5)), or None if it is gone."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return None


def tree(roots):
    """The processes and all their descendants."""
    children = {}
    for each in os.listdir("/proc"):
        if each.isdigit() and (fields := stat(each)):
            children.setdefault(int(fields[1]), []).append(int(each))
    found, waiting = [], list(roots)
    while waiting:
        process = waiting.pop()
        found.append(process)
        waiting += children.get(process, [])
    return found


def cpu_seconds(processes):
    """User and system time, with that of children that have ended (parallel workers)."""
    return sum(sum(map(int, fields[11:15])) for each in processes if (fields := stat(each))) / TICKS


def is_database(process):
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/comm").read_text().strip() in ("postgres", "mariadbd")
    return False


def wait_until_idle(processes):
    for _ in range(100):
        before = cpu_seconds(processes)
        time.sleep(0.3)
        if cpu_seconds(processes) - before < IDLE_SECONDS:
            return


def wrk(url, connections, seconds):
    """Requests, requests a second, median in milliseconds and failures of a run of wrk."""
    command = ["taskset", "-c", CLIENT, "wrk", "-t1", f"-c{connections}", f"-d{seconds}s"]
    command += ["--timeout", "20s", "--latency", url]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    median, unit = re.search(r"50%\s+([\d.]+)(us|ms|s)", text).groups()
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", text)
    return {
        "requests": int(re.search(r"(\d+) requests in", text)[1]),
        "rps": float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]),
        "p50": float(median) * {"us": 0.001, "ms": 1, "s": 1000}[unit],
        "bad": int(bad[1]) if bad else 0,
    }


def report(results):
    print(COLUMNS)
    print("|---|---|--:|--:|--:|--:|--:|--:|--:|")
    for page, stack in dict.fromkeys((result["page"], result["stack"]) for result in results):
        rows = [row for row in results if (row["page"], row["stack"]) == (page, stack)]

        def median(field, connections, rows=rows):
            return statistics.median(
                row[field] for row in rows if row["connections"] == connections
            )

        bad = sum(row["bad"] for row in rows)
        cells = [
            page,
            stack,
            f"{median('cpu_ms', 1):.2f}",
            f"{median('cpu_ms', 16):.2f}",
            f"{median('database_ms', 16):.2f}",
            f"{median('rps', 16):.0f}",
            f"{median('p50', 1):.2f}",
            f"{rows[0]['bytes']:,}",
            f"{statistics.median(row['load'] for row in rows):.1f}",
        ]
        print(f"| {' | '.join(cells)} |" + (f" {bad} answers failed" if bad else ""))


if __name__ == "__main__":
    main()
