"""What is pasted from Word, Google Docs, mail and web pages becomes prose; nothing is lost."""

import pytest

from articles import prose

pytestmark = pytest.mark.browser

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"><head>
<meta name=Generator content="Microsoft Word 15">
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} --></style></head>
<body lang=DE style='tab-interval:35.4pt'><!--StartFragment-->
<h1><span style='mso-fareast-font-family:"Times New Roman"'>Br\u00fccke<o:p></o:p></span></h1>
<p class=MsoNormal><span style='font-size:12.0pt'>Der <b>Rat</b> hat am
Montag&nbsp;&nbsp;beschlossen: <i
style='mso-bidi-font-style:normal'>Es geht los.</i><o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal style='text-align:justify'>Die Arbeiten kosten 3,5&nbsp;Millionen Euro.</p>
<!--EndFragment--></body></html>"""
WORD_LIST = """<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;
mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]>Erstens<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span><![endif]>Darunter</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Zweitens</p>
<p class=MsoNormal>Danach.</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>Gezählt</p>"""
DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1a2b"><h2
dir="ltr" style="line-height:1.38"><span
style="font-size:16pt;font-weight:400">Der Plan</span></h2><p
dir="ltr"><span style="font-weight:400;font-style:normal">Es wird </span><span
style="font-weight:700;font-style:normal">teurer</span><span
style="font-weight:400">, sagt </span><a
href="https://www.google.com/url?q=https://rathaus.example/plan%3Fseite%3D2%26utm_source%3Dp&amp;sa=D"
style="text-decoration:none"><span style="color:#1155cc">das Rathaus</span></a><span
style="font-style:italic;font-weight:400"> heute</span><span>.</span></p><br><ul><li dir="ltr"
aria-level="1"><p dir="ltr" role="presentation"><span>Eins</span></p></li><ul><li
aria-level="2"><p role="presentation"><span>Darunter</span></p></li></ul><li><p><span
>Zwei</span></p></li></ul></b>"""
WEB = """<article class="story"><header><h1 class="title">Kanal gesperrt</h1><p class="byline">Von
<a href="/autor/eva">Eva Muster</a></p></header><figure><picture><img src="https://bild.example/1.jpg"
alt="Kanal"></picture><figcaption>Der Kanal am Morgen</figcaption></figure><div><p>Mehr dazu
<a href="https://zeitung.example/kanal?utm_source=web&amp;utm_medium=x&amp;id=7&amp;fbclid=abc#mitte"
onclick="zaehle()">hier</a>.</p><aside><button>Teilen</button></aside><script>zaehle()</script>
<p style="display:none">Unsichtbar</p><h4>Ausblick</h4><p><span class="b">Es</span> <span
style="color:red">bleibt</span> zu.</p></div></article>"""
MAIL = """<div dir="ltr"><div>Guten Tag,</div><div><br></div><div>am <b>Samstag</b> ist Markt.</div>
<div><br></div><blockquote type="cite" style="margin:0"><div>Wann denn?</div></blockquote><div><a
href="mailto:markt@altrip.example">Schreiben Sie uns</a></div></div>"""
BREAKS = """Erste Zeile<br>
zweite Zeile<br><br>Neuer Absatz<br>&nbsp;<br>Noch einer<br class="Apple-interchange-newline">"""
TABLE = """<table border=1><thead><tr><th>Tag</th><th>Uhr</th></tr></thead>
<tbody><tr><td><b>Montag</b></td>
<td><p>8 bis 12</p></td></tr></tbody></table><p>Ende.</p>"""
LAYOUT = """<table><tr><td><h2>Links</h2><p>Ein Satz.</p></td>
<td><div><p>Zwei.</p><p>Drei.</p></div></td></tr></table>"""
UNSAFE = """<p><a href="javascript:alert(1)">Klick</a> <a href="data:text/html,x">Da</a>
<img src=x onerror=alert(1)>
&lt;b&gt;kein Fett&lt;/b&gt; & <a href='https://a.example/?q="x"&utm_campaign=y'>gut</a></p>"""

CASES = {
    "Word": (
        WORD,
        "<h2>Brücke</h2><p>Der <strong>Rat</strong> hat am Montag beschlossen: "
        "<em>Es geht los.</em></p><p>Die Arbeiten kosten 3,5\N{NO-BREAK SPACE}Millionen Euro.</p>",
    ),
    "Word's lists": (
        WORD_LIST,
        "<ul><li><p>Erstens</p><ul><li><p>Darunter</p></li></ul></li><li><p>Zweitens</p></li></ul>"
        "<p>Danach.</p><ol><li><p>Gezählt</p></li></ol>",
    ),
    "Google Docs": (
        DOCS,
        "<h2>Der Plan</h2><p>Es wird <strong>teurer</strong>, sagt "
        '<a href="https://rathaus.example/plan?seite=2">das Rathaus</a> <em>heute</em>.</p>'
        "<ul><li><p>Eins</p><ul><li><p>Darunter</p></li></ul></li><li><p>Zwei</p></li></ul>",
    ),
    "a news site": (
        WEB,
        "<h2>Kanal gesperrt</h2><p>Von Eva Muster</p><p>Der Kanal am Morgen</p><p>Mehr dazu "
        '<a href="https://zeitung.example/kanal?id=7#mitte">hier</a>.</p><h3>Ausblick</h3>'
        "<p>Es bleibt zu.</p>",
    ),
    "a mail": (
        MAIL,
        "<p>Guten Tag,</p><p>am <strong>Samstag</strong> ist Markt.</p>"
        "<blockquote><p>Wann denn?</p></blockquote>"
        '<p><a href="mailto:markt@altrip.example">Schreiben Sie uns</a></p>',
    ),
    "line ends": (
        BREAKS,
        "<p>Erste Zeile<br>zweite Zeile</p><p>Neuer Absatz</p><p>Noch einer</p>",
    ),
    "a table": (
        TABLE,
        "<p>Tag | Uhr</p><p><strong>Montag</strong> | 8 bis 12</p><p>Ende.</p>",
    ),
    "a table for layout": (LAYOUT, "<h2>Links</h2><p>Ein Satz.</p><p>Zwei.</p><p>Drei.</p>"),
    "unsafe addresses": (
        UNSAFE,
        "<p>Klick Da &lt;b&gt;kein Fett&lt;/b&gt; &amp; "
        '<a href="https://a.example/?q=%22x%22">gut</a></p>',
    ),
    "a few words": (
        '<meta charset="utf-8"><span style="color:red">nur <b>so</b></span>',
        "nur <strong>so</strong>",
    ),
    "marks with space in them": (
        "<p>Das<b> ist </b>es<i> </i>doch.</p>",
        "<p>Das <strong>ist</strong> es doch.</p>",
    ),
    "code and lines of a poem": (
        "<pre>Zeile eins\n  Zeile zwei\n\nStrophe</pre>",
        "<p>Zeile eins<br>Zeile zwei</p><p>Strophe</p>",
    ),
    "signs that nobody sees": ("<p>Ge\u00adtrennt\u200b&nbsp;</p><p>&nbsp;</p>", "<p>Getrennt</p>"),
    "a list of links": (
        '<ol start=3><li><a href="https://a.example/">A</a></li><li></li><li>B<br></li></ol>',
        '<ol><li><p><a href="https://a.example/">A</a></p></li><li><p>B</p></li></ol>',
    ),
}


@pytest.fixture(scope="module")
def pasted(chromium, live_server):
    """Calls a function of the cleaning module in the browser."""
    page = chromium.new_page()
    page.goto(f"{live_server.url}/static/articles/admin/paste.js")
    call = "async ([name, text]) => (await import('/static/articles/admin/paste.js'))[name](text)"
    yield lambda name, text: page.evaluate(call, [name, text])
    page.close()


@pytest.mark.parametrize("source", CASES)
def test_it_becomes_prose(pasted, source):
    html, wanted = CASES[source]
    got = pasted("cleaned", html)
    assert got == wanted
    # The server finds nothing to take away, and a second cleaning changes nothing.
    assert prose.sanitise(got) == got.replace("\N{NO-BREAK SPACE}", "&nbsp;")
    assert pasted("cleaned", got) == got


def test_what_comes_from_our_own_editor_stays_as_it_is(pasted):
    html = '<p data-pm-slice="1 1 []">Ein <strong>Wort</strong></p>'
    assert pasted("cleaned", html) == html


def test_plain_text_becomes_paragraphs(pasted):
    wrapped = (
        "Am Montag hat der Rat beschlossen, dass die Brücke\r\nwieder frei wird.\r\n\r\n"
        "Kurz\nund gut"
    )
    assert pasted("paragraphs", wrapped) == (
        "<p>Am Montag hat der Rat beschlossen, dass die Brücke wieder frei wird.</p>"
        "<p>Kurz<br>und gut</p>"
    )
    assert pasted("paragraphs", "Eins\nZwei <b>") == "<p>Eins</p><p>Zwei &lt;b&gt;</p>"
    assert pasted("paragraphs", "nur & so") == "nur &amp; so"


def test_a_headline_is_one_line(pasted):
    assert pasted("oneLine", "  Die Br\u00adücke\r\n\r\nist  frei\u00a0") == "Die Brücke ist frei"
