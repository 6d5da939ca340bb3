"""Strings that try to run, to break out or to break something, and eyes that see it in Chromium.

strings() -> [text]     own inventions, and what HOSTILE_STRINGS names: folders or files of JSON
                        lines (.jsonl, .jsonl.gz) with "payload", "s" or "string", or of lines
Eyes(browser, ...)      opens pages, with the content security policy or without, and notes
                        whatever runs, asks elsewhere, is blocked, or has become an element
"""

import gzip
import json
import os
from pathlib import Path
from urllib.parse import urlsplit

OWN = (
    # Out of an element, an attribute, a comment, a script, a title, a text field.
    "<script>alert('eins')</script>",
    '"><script>alert(2)</script>',
    "'><img src=x onerror=alert(3)>",
    '" autofocus onfocus="alert(4)" x="',
    "' onmouseover='alert(5)",
    "</title><script>alert(6)</script>",
    "</textarea><svg onload=alert(7)>",
    "--><img src=x onerror=prompt(8)><!--",
    "]]><script>confirm(9)</script>",
    "</script><script>alert(10)</script>",
    "</style><img src=x onerror=alert(11)>",
    "<!--<script>",
    "<plaintext>",
    "<svg><animate onbegin=alert(12) attributeName=x dur=1s>",
    "<details open ontoggle=alert(13)>x</details>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(14)>",
    '<iframe srcdoc="<script>parent.alert(15)</script>"></iframe>',
    '<object data="data:text/html,<script>alert(16)</script>"></object>',
    "<base href=https://fremd.example/>",
    '<meta http-equiv="refresh" content="0;url=https://fremd.example/">',
    '<link rel=stylesheet href="https://fremd.example/a.css">',
    "<style>@import 'https://fremd.example/b.css';</style>",
    '<form action="https://fremd.example/"><button>Senden</button></form>',
    "<img src=https://fremd.example/punkt.png>",
    # Addresses that are programs.
    "javascript:alert(17)",
    "java\tscript:alert(18)",
    "data:text/html,<script>alert(19)</script>",
    "https://fremd.example/?a=1&amp;b=2\"onclick='alert(20)'",
    # Words of templates, formats, shells, databases and mails.
    "{{ 7|add:7 }}{% debug %}",
    "%(number)s %s %d {0} {number} ${7*7}",
    "'; DROP TABLE submissions_submission; --",
    "Betreff\r\nBcc: fremd@post.example",
    "Text\n\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:fremd",
    "a;b,c\\n\"d\":'e'",
    "../../etc/passwd\0.jpg",
    '=HYPERLINK("https://fremd.example")',
    # Letters that other programs stumble over.
    "\u202eumgekehrt\u202c \u2066und\u2069",
    "\u2028Zeile\u2029Absatz\u0085neu",
    "Z\u0351\u0300\u0489a\u0334lgo \U0001f9d1\u200d\U0001f680 \ufdfd",
    "\ufeffvorn \x1b[31mrot\x07 \x7f",
    "\N{FULLWIDTH LESS-THAN SIGN}script\N{FULLWIDTH GREATER-THAN SIGN}alert(21)",
    "İıſKÅ\u00ad\u200b\u2060",
    "\\u003cscript\\u003ealert(22)\\u003c/script\\u003e",
    "&lt;script&gt;alert(23)&lt;/script&gt; &#x3c;b&#62;",
)


def strings():
    """All of them, each once."""
    found = list(OWN)
    for name in filter(None, os.environ.get("HOSTILE_STRINGS", "").split(os.pathsep)):
        path = Path(name)
        inside = sorted(path.glob("*.jsonl*")) if path.is_dir() else [path]
        for file in inside:
            found += _read(file)
    found = list(dict.fromkeys(found))
    first, _colon, step = os.environ.get("HOSTILE_PART", "0:1").partition(":")
    return found[int(first) :: int(step)]  # "3:10": the fourth of every ten.


def _read(file):
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            if ".jsonl" not in file.name:
                yield line.rstrip("\n")
                continue
            row = json.loads(line)
            for key in ("payload", "s", "string"):
                if isinstance(row.get(key), str):
                    yield row[key]


# --- What a page must not hold --------------------------------------------------------------------

#: Run in every document, before anything else of it.
HOOKS = """
(() => {
  const told = (what) => console.error("ran: " + what);
  for (const name of ["alert", "confirm", "prompt", "print"]) {
    window[name] = () => { told(name); };
  }
  window.open = (where) => { told("open " + where); return null; };
  addEventListener("securitypolicyviolation", (event) =>
    console.error(`blocked: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
})();
"""
#: Everything in a document that came from no template of ours; `document` or a parsed text.
SCAN = """
(given) => {
  const page = given || document;
  const faults = [];
  const own = (address) => {
    try {
      const url = new URL(address, location.href);
      return url.origin === location.origin || url.protocol === "mailto:" || url.protocol === "tel:"
        || url.origin === "https://zweistrom.example" || url.origin === "http://localhost:8000";
    } catch { return false; }
  };
  const foreign = (each, name) =>
    faults.push(`${each.localName} ${name}=${(each.getAttribute(name) || "").slice(0, 80)}`);
  for (const each of page.querySelectorAll("*")) {
    for (const attribute of each.attributes) {
      const name = attribute.name.toLowerCase();
      if (name.startsWith("on") || name === "srcdoc") foreign(each, name);
      if (["href", "src", "action", "formaction", "data", "xlink:href", "poster"].includes(name)) {
        const text = attribute.value.replace(/[\\u0000-\\u0020]/g, "").toLowerCase();
        if (/^(javascript|data|vbscript):/.test(text) && !given?.allowData) foreign(each, name);
        else if (name !== "href" && !own(attribute.value)) foreign(each, name);
      }
    }
    const name = each.localName;
    if (["iframe", "object", "embed", "base", "applet", "frame", "marquee", "math", "plaintext",
         "portal", "isindex", "xmp", "noembed", "animate", "set", "foreignobject", "mglyph",
        ].includes(name)
        && !each.closest(".preview-stage")
        && each.getAttribute("name") !== "front-preview") {
      faults.push(`<${name}>`);
    }
    if (name === "script" && !each.src && !["application/json", "application/ld+json",
        "importmap", "speculationrules"].includes(each.type)) {
      faults.push("inline script: " + each.textContent.slice(0, 60));
    }
    if (name === "script" && each.type.endsWith("json")) {
      try { JSON.parse(each.textContent); } catch { faults.push("broken JSON"); }
    }
    if (name === "link" && !["stylesheet", "icon", "canonical", "alternate", "preload", "manifest",
        "apple-touch-icon", "prev", "next", "modulepreload", "license", "shortlink",
        ].includes(each.rel)) {
      faults.push(`<link rel=${each.rel}>`);
    }
    if (name === "meta" && each.httpEquiv) faults.push(`<meta ${each.httpEquiv}>`);
  }
  return faults;
}
"""
PARSE = (
    "(texts) => { const scan = "
    + SCAN
    + "; return texts.map((text) => scan(new DOMParser().parseFromString(text, 'text/html'))); }"
)


class Eyes:
    """A browser that opens pages of the site and notes in `faults` what should not be.

    policy: whether the content security policy holds; without it, whatever could run does. cookie:
    the session of somebody at the desk.
    """

    def __init__(self, browser, base_url, *, policy, cookie=None):
        self.context = browser.new_context(
            base_url=base_url, locale="de-DE", bypass_csp=not policy, permissions=[]
        )
        if cookie:
            self.context.add_cookies([cookie])
        self.context.add_init_script(HOOKS)
        self.host = urlsplit(base_url).netloc
        self.opened, self.faults, self.where = 0, [], ""
        self.page = self.context.new_page()
        self._listen(self.page)

    def _listen(self, page):
        page.on("dialog", self._dialog)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.note(f"threw: {error}"))
        page.on("request", self._asked)
        page.on("popup", lambda popup: self.note(f"opened: {popup.url}"))
        page.on("download", lambda download: self.note(f"download: {download.url}"))

    def note(self, what):
        self.faults.append(f"{self.where}: {what}"[:300])

    def _dialog(self, dialog):
        self.note(f"ran: dialog {dialog.message}")
        dialog.dismiss()

    def _heard(self, message):
        text = message.text
        if text.startswith(("ran:", "blocked:")) or "Content Security Policy" in text:
            self.note(text)

    def _asked(self, request):
        url = urlsplit(request.url)
        if url.scheme in ("http", "https", "ws", "wss", "ftp") and url.netloc != self.host:
            self.note(f"asked: {request.url}")

    def open(self, path, about=""):
        """Open a page as a person does, and look at it."""
        self.where = f"{path} {about[:60]!r}"
        answer = self.page.goto(path, wait_until="load")
        if answer.status >= 500:
            self.note(f"answered {answer.status}")
        self.look()
        return answer

    def look(self):
        """Look at the page that is open now."""
        self.opened += 1
        for fault in self.page.evaluate(f"({SCAN})()"):
            self.note(fault)

    def parse(self, pages):
        """Look at documents, {where: text}, by Chromium's own parser, without opening them."""
        names = list(pages)
        for start in range(0, len(names), 20):
            some = names[start : start + 20]
            for where, faults in zip(
                some, self.page.evaluate(PARSE, [pages[name] for name in some]), strict=True
            ):
                self.where = where
                for fault in faults:
                    self.note(f"parsed: {fault}")

    def close(self):
        self.context.close()
