/* What is pasted, as the paper's prose: paragraphs, two levels of headings, lists, indented
 * quotations, bold, italic and links. Pure: HTML or text in, HTML or text out.
 *
 *   cleaned(html)      of Word, Google Docs, mail and web pages
 *   paragraphs(text)   of plain text; hard-wrapped lines run on
 *   oneLine(text)      for the headline and the lead */

const DROPPED = new Set(
  "SCRIPT STYLE META LINK TITLE HEAD BASE TEMPLATE NOSCRIPT IMG PICTURE SVG VIDEO AUDIO CANVAS IFRAME OBJECT BUTTON INPUT SELECT TEXTAREA O:P".split(" "),
)
const BLOCKS = new Set(
  "ADDRESS ARTICLE ASIDE BODY CAPTION CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM HEADER HR LEGEND MAIN NAV P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR H1 H2 H3 H4 H5 H6 UL OL LI BLOCKQUOTE".split(" "),
)
const HEADINGS = { H1: "h2", H2: "h2", H3: "h3", H4: "h3", H5: "h3", H6: "h3" }
const TRACKING = /^(utm_|wt_|wt\.|mtm_|pk_|hsa_|at_)|^(fbclid|gclid|dclid|msclkid|yclid|igshid|igsh|mc_cid|mc_eid|_ga|_gl|_hsenc|_hsmi|ref_src|cmpid|xtor|si)$/i
const BREAK = { br: true }
const WRAPPED = 50 // A line this long that has another one below it was cut by a mail program.

const escaped = (text) =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;")

/** The address without what follows readers around; "" for one that prose may not hold. */
export function cleanAddress(address) {
  let url
  try {
    url = new URL(address.trim())
  } catch {
    return ""
  }
  if (url.protocol === "mailto:" || url.protocol === "tel:") return url.href
  if (url.protocol !== "http:" && url.protocol !== "https:") return ""
  if (/(^|\.)google\.[a-z.]+$/.test(url.hostname) && url.pathname === "/url") {
    const wanted = url.searchParams.get("q") || url.searchParams.get("url")
    if (wanted) return cleanAddress(wanted)
  }
  const unwanted = [...url.searchParams.keys()].filter((name) => TRACKING.test(name))
  if (!unwanted.length) return url.href
  for (const name of unwanted) url.searchParams.delete(name)
  return url.href
}

class Page {
  constructor() {
    this.out = [] // {tag, runs, level, ordered, quote}
    this.runs = []
    this.sawBlock = false
  }

  /** End the paragraph that is being collected. */
  end(kind = { tag: "p" }) {
    const parts = [[]]
    for (const run of this.runs) {
      const last = parts.at(-1)
      // Two line ends, with nothing but space between, part paragraphs.
      if (run.br && last.length && lastInk(last)?.br) {
        while (last.length && (last.at(-1).br || !last.at(-1).text.trim())) last.pop()
        parts.push([])
      } else last.push(run)
    }
    this.runs = []
    for (const part of parts) {
      const runs = tidy(part)
      if (runs.length) this.out.push({ ...kind, runs })
    }
  }

  walk(node, state) {
    for (const child of [...node.childNodes]) {
      if (child.nodeType === 3) this.text(child.data, state)
      else if (child.nodeType === 1) this.element(child, state)
    }
  }

  text(data, state) {
    const text = state.pre ? data : data.replace(/[ \t\r\n\f]+/g, " ")
    if (!state.pre) return this.runs.push({ text, ...state.look })
    for (const [index, line] of text.split(/\r\n?|\n/).entries()) {
      if (index) this.runs.push(BREAK)
      this.runs.push({ text: line, ...state.look })
    }
  }

  element(element, state) {
    const name = element.nodeName.toUpperCase()
    const style = element.getAttribute("style") || ""
    if (DROPPED.has(name) || element.hidden || /display:\s*none|mso-list:\s*ignore|mso-hide:\s*all/i.test(style)) return
    if (name === "BR") {
      // Browsers end what they copy with one that nobody has typed.
      if (!element.classList.contains("Apple-interchange-newline")) this.runs.push(BREAK)
      return
    }
    const inner = { ...state, look: look(element, name, style, state.look) }
    if (!BLOCKS.has(name) || state.row) return this.walk(element, inner)
    this.sawBlock = true
    if (name === "TR" && plainRow(element)) return this.row(element, inner)
    if (name === "UL" || name === "OL") return this.list(element, name, inner)
    this.end(state.kind)
    inner.pre = state.pre || name === "PRE" || /white-space:\s*pre/i.test(style)
    inner.kind = kindOf(element, name, style, state)
    if (HEADINGS[name] || inner.kind.tag === "h2") inner.look = {}
    this.walk(element, inner)
    this.end(inner.kind)
  }

  list(element, name, state) {
    this.end(state.kind)
    const level = (state.level ?? 0) + 1
    const kind = { ...state.kind, tag: "li", level, ordered: name === "OL" }
    this.walk(element, { ...state, kind, level })
    this.end(kind)
  }

  row(element, state) {
    this.end(state.kind)
    for (const [index, cell] of [...element.cells].entries()) {
      if (index) this.runs.push({ text: " | " })
      this.walk(cell, { ...state, row: true })
    }
    this.end(state.kind)
  }
}

function lastInk(runs) {
  return runs.findLast((run) => run.br || run.text.trim())
}

const innerBlock = (cell) =>
  [...cell.querySelectorAll("*")].some((one) => BLOCKS.has(one.nodeName) && one.nodeName !== "P")

/** A row of words, no layout: its cells stand in one line. */
function plainRow(row) {
  const cells = [...(row.cells || [])]
  return (
    cells.length > 1 &&
    cells.every((cell) => cell.querySelectorAll("p").length < 2 && !innerBlock(cell)) &&
    cells.filter((cell) => cell.textContent.trim()).length > 1
  )
}

/** Bold, italic and link, by element or by style: Google Docs says it by style alone. */
function look(element, name, style, before) {
  const now = { ...before }
  if (name === "B" || name === "STRONG") now.bold = true
  if (name === "I" || name === "EM" || name === "CITE") now.italic = true
  const weight = /(?:^|;)\s*font-weight:\s*([a-z0-9]+)/i.exec(style)?.[1]
  if (weight) now.bold = weight === "bold" || weight === "bolder" || Number(weight) >= 600
  const slant = /(?:^|;)\s*font-style:\s*([a-z]+)/i.exec(style)?.[1]
  if (slant) now.italic = slant === "italic" || slant === "oblique"
  if (name === "A" && element.getAttribute("href")) now.href = cleanAddress(element.getAttribute("href"))
  return now
}

function kindOf(element, name, style, state) {
  const quote = state.kind?.quote || name === "BLOCKQUOTE"
  if (HEADINGS[name]) return { tag: HEADINGS[name], quote }
  if (/^MsoTitle$/.test(element.className)) return { tag: "h2", quote }
  const word = /mso-list:\s*l\d+\s+level(\d+)/i.exec(style)
  if (word) {
    const sign = [...element.querySelectorAll("[style]")].find((one) =>
      /mso-list:\s*ignore/i.test(one.getAttribute("style")),
    )
    const ordered = /^\s*\(?[0-9a-z]{1,4}[.)]/i.test(sign?.textContent || "")
    return { tag: "li", level: Number(word[1]), ordered: ordered && !/^\s*o\s/.test(sign.textContent), quote }
  }
  if (state.kind?.tag === "li") return { ...state.kind, quote }
  return { tag: "p", quote }
}

/** Runs without outer space, with single spaces, neighbours of one look joined. */
function tidy(runs) {
  const joined = []
  for (const run of runs) {
    const last = joined.at(-1)
    if (run.br) {
      if (last) joined.push(run)
      continue
    }
    let text = run.text
      .replace(/[\u00ad\u200b\u2060\ufeff]/g, "")
      // A space that must not break is meant where a number has its unit; else it is a makeshift.
      .replace(/(?<!\d)\u00a0|\u00a0(?![\p{L}%€])/gu, " ")
      .replace(/[ \t\r\n]+/g, " ")
    if (!last || last.br || /[ ]$/.test(last.text)) text = text.replace(/^ +/, "")
    if (!text) continue
    const same = last && !last.br && ["bold", "italic", "href"].every((key) => (last[key] || "") === (run[key] || ""))
    if (same) last.text += text
    else if (text === " " && last && !last.br) last.text += " "
    else joined.push({ ...run, text })
  }
  while (joined.length && (joined.at(-1).br || !joined.at(-1).text.trim())) joined.pop()
  if (joined.length) joined.at(-1).text = joined.at(-1).text.replace(/[ \u00a0]+$/, "")
  for (const [index, run] of joined.entries()) {
    if (joined[index + 1]?.br && !run.br) run.text = run.text.replace(/ +$/, "")
  }
  return joined
}

function inline(runs) {
  return runs
    .map((run) => {
      if (run.br) return "<br>"
      // Space at the edge of a mark belongs outside.
      const [, before, ink, after] = /^( *)(.*?)( *)$/su.exec(run.text)
      let html = escaped(ink)
      if (!ink) return run.text
      if (run.italic) html = `<em>${html}</em>`
      if (run.bold) html = `<strong>${html}</strong>`
      if (run.href) html = `<a href="${escaped(run.href)}">${html}</a>`
      return before + html + after
    })
    .join("")
}

/** The blocks as HTML; items of lists nest by their level. */
function written(blocks) {
  let html = ""
  let quoted = false
  const open = [] // The lists that are open, outermost first.
  const closeTo = (level) => {
    while (open.length > level) html += `</li></${open.pop()}>`
  }
  for (const block of blocks) {
    const list = block.tag === "li"
    if (!list || Boolean(block.quote) !== quoted) closeTo(0)
    if (Boolean(block.quote) !== quoted) {
      html += quoted ? "</blockquote>" : "<blockquote>"
      quoted = !quoted
    }
    if (!list) {
      html += `<${block.tag}>${inline(block.runs)}</${block.tag}>`
      continue
    }
    const tag = block.ordered ? "ol" : "ul"
    const level = Math.min(block.level, open.length + 1)
    closeTo(level)
    if (open.length === level && open[level - 1] !== tag) closeTo(level - 1)
    if (open.length < level) {
      open.push(tag)
      html += `<${tag}><li>`
    } else html += "</li><li>"
    html += `<p>${inline(block.runs)}</p>`
  }
  closeTo(0)
  return html + (quoted ? "</blockquote>" : "")
}

export function cleaned(html) {
  // Copied in our own editor: there is nothing in it but prose.
  if (html.includes("data-pm-slice")) return html
  const source = new DOMParser().parseFromString(html, "text/html").body
  const page = new Page()
  page.walk(source, { look: {}, kind: { tag: "p" } })
  page.end()
  const [first] = page.out
  const words = page.out.length === 1 && first.tag === "p" && !first.quote && !page.sawBlock
  return words ? inline(first.runs) : written(page.out)
}

/** Blank lines part paragraphs; without any each line is one. Returns HTML. */
export function paragraphs(text) {
  const lines = text.replace(/\r\n?/g, "\n").replace(/[\u00ad\u200b\u2060\ufeff]/g, "").trim()
  if (!lines.includes("\n")) return escaped(lines)
  const parts = /\n[ \t]*\n/.test(lines) ? lines.split(/\n(?:[ \t]*\n)+/) : lines.split("\n")
  return parts
    .map((part) => {
      const rows = part.split("\n").map((row) => row.replace(/\s+/g, " ").trim()).filter(Boolean)
      const joined = rows.reduce((all, row, index) => {
        if (!index) return escaped(row)
        return all + (rows[index - 1].length >= WRAPPED ? " " : "<br>") + escaped(row)
      }, "")
      return joined && `<p>${joined}</p>`
    })
    .join("")
}

export function oneLine(text) {
  return text.replace(/[\u00ad\u200b\u2060\ufeff]/g, "").replace(/\s+/g, " ").trim()
}
