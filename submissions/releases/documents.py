"""The process that opens PDF and Word files: one file in, its text out, and nothing else.

`extraction` starts it without the environment for each file: `python -m
submissions.releases.documents pdf`, the file on standard input, JSON on standard output, either
{"text": …} or {"refused": code}. No answer means that it met a limit. Knows no Django.
"""

import io
import json
import resource
import sys
import zipfile
from xml.etree import ElementTree

from pypdf import PdfReader

#: Memory in bytes and seconds of computing; a release of five pages needs a tenth.
MEMORY, CPU_SECONDS = 400 * 1024 * 1024, 10
#: What is no release any more.
MOST_PAGES, MOST_UNZIPPED = 60, 16 * 1024 * 1024
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class Refused(Exception):
    """The file is not read; the code says why: broken, locked, pages, large."""


def text_of_pdf(content):
    """The text of all pages, one after the other."""
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused("locked")
    if len(reader.pages) > MOST_PAGES:
        raise Refused("pages")
    return "\n".join(page.extract_text() for page in reader.pages)


def text_of_word(content):
    """The paragraphs of a .docx, parted by empty lines; items of lists by a line end."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            part = packed.getinfo("word/document.xml")
            if part.file_size > MOST_UNZIPPED:
                raise Refused("large")
            with packed.open(part) as stream:
                written = stream.read(MOST_UNZIPPED + 1)
    except RuntimeError as locked:  # What zipfile raises for a password.
        raise Refused("locked") from locked
    if len(written) > MOST_UNZIPPED:
        raise Refused("large")
    # Word writes neither; whoever does wants to make much of little.
    if b"<!DOCTYPE" in written or b"<!ENTITY" in written or b"\0" in written:
        raise Refused("broken")
    return _written(ElementTree.iterparse(io.BytesIO(written), events=("start", "end")))


def _written(steps):
    text, paragraph, is_item, skipped = [], [], False, 0
    for step, element in steps:
        tag = element.tag
        if tag == _FALLBACK:
            skipped += 1 if step == "start" else -1
        if skipped:
            continue
        if step == "start":
            is_item = is_item or tag == f"{_W}numPr"
            continue
        if tag == f"{_W}t":
            paragraph.append(element.text or "")
        elif tag in (f"{_W}br", f"{_W}cr"):
            paragraph.append("\n")
        elif tag in (f"{_W}tab", f"{_W}tc"):
            paragraph.append(" ")
        elif tag == f"{_W}p":
            line = "".join(paragraph).strip()
            if line:
                text.append(f"- {line}\n" if is_item else f"\n{line}\n")
            paragraph, is_item = [], False
        element.clear()
    return "".join(text).strip()


READ = {"pdf": text_of_pdf, "word": text_of_word}


def main(kind):
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        answer = {"text": READ[kind](sys.stdin.buffer.read())}
    except Refused as refused:
        answer = {"refused": str(refused)}
    except MemoryError:
        answer = {"refused": "large"}
    except Exception:
        # Readers of foreign formats raise anything, and this process ends here anyway.
        answer = {"refused": "broken"}
    sys.stdout.buffer.write(json.dumps(answer).encode())


if __name__ == "__main__":
    main(sys.argv[1])
