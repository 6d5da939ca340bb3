/* The press-release desk: text and form belong together.
 *
 *   A field lights what it was read from; a click on the text leads to its field.
 *   In the text the arrow keys go from sentence to sentence, Shift extends, ← → go by words; a
 *   letter then says what the marked text is. F6 leads from the one to the other. */

import * as blocks from "articles/blocks"
import { announce, changed, form, make, say } from "articles/desk"
import { register } from "desk/keys"

const spoken = (id) => JSON.parse(document.getElementById(id).textContent)
const words = spoken("release-words")
const ways = spoken("release-ways")
const targets = spoken("release-targets")
const repairs = spoken("release-repairs")
const source = document.getElementById("release-source")
const box = document.getElementById("release-text")
const text = box.textContent
const first = Number.parseInt(source.dataset.start || "0", 10)
let lastField // The field to come back to.
let lastStatement

/* --- Letters and places in the text ------------------------------------------------------------ */

const letter = /[\p{L}\p{N}]/u
/** The server counts characters, the browser halves of some: places of the one in the other. */
const units = [0]
for (const sign of text) units.push(units.at(-1) + sign.length)
const placeOf = (character) => units[Math.max(0, Math.min(character - first, units.length - 1))]

/** The range of the page for characters of the text. */
function rangeOf(from, to) {
  const range = document.createRange()
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT)
  let at = 0
  let begun = false
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const end = at + node.length
    if (!begun && from <= end) {
      range.setStart(node, from - at)
      begun = true
    }
    if (begun && to <= end) {
      range.setEnd(node, to - at)
      break
    }
    at = end
  }
  return range
}

function offsetOf(node, offset) {
  const range = document.createRange()
  range.selectNodeContents(box)
  range.setEnd(node, offset)
  return range.toString().length
}

/** What is marked in the text, as [from, to], or null. */
function marked() {
  const selection = document.getSelection()
  if (!selection.rangeCount || selection.isCollapsed) return null
  const range = selection.getRangeAt(0)
  if (!box.contains(range.startContainer) || !box.contains(range.endContainer)) return null
  const from = offsetOf(range.startContainer, range.startOffset)
  return [from, from + range.toString().length]
}

function show(node) {
  if (box.scrollHeight > box.clientHeight) {
    const place = node.getBoundingClientRect()
    const frame = box.getBoundingClientRect()
    if (place.top < frame.top || place.bottom > frame.bottom) {
      box.scrollTop += place.top - frame.top - frame.height / 3
    }
  } else node.scrollIntoView?.({ block: "nearest" })
}

/* --- A field lights its text ------------------------------------------------------------------- */

const spans = [...box.querySelectorAll("[data-read]")]
const namesOf = (span) => span.dataset.read.split(" ")
const reads = {}
for (const [name, target] of Object.entries(targets)) (reads[target] ??= []).push(name)

function light(names) {
  let shown = false
  for (const span of spans) {
    const lit = names.length > 0 && namesOf(span).some((name) => names.includes(name))
    span.classList.toggle("is-lit", lit)
    if (lit && !shown) {
      show(span)
      shown = true
    }
  }
}

/** The id by which the server knows a field: that of the posted one. */
function idOf(field) {
  const rich = field.closest(".prose-editor")?.querySelector("textarea")
  return (rich?.id || field.id || "").replace(/_search$/, "")
}

function entered(field) {
  if (!form().contains(field) || source.contains(field)) return
  lastField = field
  const block = blocks.blockOf(field)
  if (block && blocks.kindOf(block) === "statement") lastStatement = block
  light(reads[idOf(field)] || [])
}

form().addEventListener("focusin", (event) => entered(event.target))
entered(document.activeElement)

/* In running text the paragraph with the caret is the one that is meant. */
document.addEventListener("selectionchange", () => {
  const here = document.activeElement
  if (!here?.matches?.(".ProseMirror") || !form().contains(here)) return
  const names = reads[idOf(here)] || []
  if (names.length < 2) return
  const node = document.getSelection().anchorNode
  const paragraph = (node?.nodeType === 1 ? node : node?.parentElement)?.closest("p, h2, h3, li")
  const said = lettersOf(paragraph?.textContent || "").slice(0, 30)
  if (said.length < 3) return
  const one = names.find((name) =>
    lettersOf(spans.filter((span) => namesOf(span).includes(name)).map((span) => span.textContent).join("")).includes(said),
  )
  if (one) light([one])
})

/** The element in which one writes a posted field. */
function fieldOf(id) {
  const field = document.getElementById(id)
  return (
    document.getElementById(`${id}_search`) ||
    field?.closest(".prose-editor")?.querySelector(".ProseMirror[contenteditable]") ||
    field
  )
}

function enter(id) {
  const field = fieldOf(id)
  if (!field) return
  chooseTab("form")
  for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true
  field.focus({ preventScroll: true })
  field.scrollIntoView({ block: "center" })
}

box.addEventListener("click", (event) => {
  const span = event.target.closest("[data-read]")
  if (!span || marked()) return
  const target = namesOf(span).toReversed().map((name) => targets[name]).find(Boolean)
  if (target) enter(target)
})

/* --- Sentence by sentence ------------------------------------------------------------------------ */

const cut = (granularity, part) =>
  "Segmenter" in Intl
    ? [...new Intl.Segmenter("de", { granularity }).segment(part)].map(({ index, segment }) => [index, segment])
    : [[0, part]]

const sentences = []
for (const line of text.matchAll(/[^\n]+/g)) {
  for (const [index, part] of cut("sentence", line[0])) {
    const from = line.index + index + part.search(/\S|$/)
    const to = line.index + index + part.trimEnd().length
    if (to > from) sentences.push([from, to])
  }
}

let at = -1 // The sentence one is in.
let begin = 0 // Where the marking began: it grows from there.

function mark(from, to) {
  const selection = document.getSelection()
  selection.removeAllRanges()
  const range = rangeOf(from, to)
  selection.addRange(range)
  show({ getBoundingClientRect: () => range.getBoundingClientRect() })
}

function walk(step, extend) {
  const now = marked()
  if (now) {
    const inside = sentences.findIndex(([from, to]) => from < now[1] && now[1] <= to)
    if (inside >= 0) at = inside
  }
  const next = Math.max(0, Math.min(at + step, sentences.length - 1))
  if (extend && now) {
    const anchor = Math.min(begin, sentences.length - 1)
    const [low, high] = [Math.min(anchor, next), Math.max(anchor, next)]
    mark(sentences[low][0], sentences[high][1])
  } else {
    begin = next
    mark(...sentences[next])
  }
  at = next
  announce(text.slice(...(marked() || [0, 0])).slice(0, 300))
}

/** ← and → move the end by a word, with Shift the begin. */
function byWord(step, atBegin) {
  const now = marked()
  if (!now) return walk(step, false)
  let [from, to] = now
  if (atBegin) {
    const before = step < 0 ? text.slice(0, from).search(/\S+\s*$/) : from + text.slice(from).search(/(?<=\s)\S|$/)
    from = Math.max(0, Math.min(before < 0 ? 0 : before, to - 1))
  } else {
    const behind = step > 0 ? to + (text.slice(to).match(/^\s*\S+/)?.[0].length || 0) : text.slice(0, to).trimEnd().search(/\s+\S+$/)
    to = Math.max(from + 1, behind)
  }
  mark(from, to)
}

/* --- The marked text is … ------------------------------------------------------------------------ */

const lettersOf = (words_) => [...words_].filter((sign) => letter.test(sign)).join("")
const oneLine = (words_) => words_.replace(/\s+/g, " ").trim()
const bare = (words_) => oneLine(words_).replace(/^["„“”»«‚‘']+|["„“”»«‚‘']+$/g, "").trim()
const escaped = (words_) => make("p", {}, words_).innerHTML

function write(id, value) {
  const field = document.getElementById(id)
  field.value = value
  changed(field)
}

async function ask(select, name) {
  const address = new URL(select.dataset.pick, location)
  address.searchParams.set("term", name)
  try {
    return (await (await fetch(address)).json()).results
  } catch {
    return []
  }
}

async function pick(select, name, mayMake) {
  const found = await ask(select, name)
  const low = name.toLowerCase()
  const known =
    found.find((one) => one.text.toLowerCase() === low) ||
    found.find((one) => one.text.toLowerCase().startsWith(low)) ||
    (found.length === 1 && found[0])
  if (!known && !mayMake) return false
  const [value, label] = known ? [known.id, known.text] : [`new:${name}`, name]
  const there = [...select.options].find((one) => one.value === value)
  const option = there || new Option(label, value)
  if (!there) select.append(option)
  option.selected = true
  select.dispatchEvent(new Event("change", { bubbles: true }))
  return true
}

/** The block of the form behind which text from this place belongs. */
function blockBefore(from) {
  let behind = null
  for (const span of spans) {
    if (offsetOf(span, 0) > from) break
    for (const name of namesOf(span)) {
      const block = blocks.blockOf(document.getElementById(targets[name] || ""))
      if (block) behind = block
    }
  }
  return behind || blocks.blocks().at(-1) || null
}

function addProse(html, from) {
  const before = blockBefore(from)
  const editor = before && blocks.kindOf(before) === "prose" && blocks.editorOf(before)
  if (editor) {
    editor.commands.insertContentAt(editor.state.doc.content.size, html)
    return
  }
  blocks.add("prose", before, (made) => {
    made.querySelector("textarea[name$=-html]").value = html
  })
}

/** Every letter of a rich text with its place: [letters, places]. */
function lettersIn(editor) {
  const letters = []
  const places = []
  editor.state.doc.descendants((node, place) => {
    if (!node.isText) return
    for (let index = 0; index < node.text.length; index += 1) {
      if (!letter.test(node.text[index])) continue
      letters.push(node.text[index])
      places.push(place + index)
    }
  })
  return [letters.join(""), places]
}

const editors = () =>
  blocks.blocks().filter((block) => !block.classList.contains("for-deletion")).map((block) => [block, blocks.editorOf(block)]).filter(([, editor]) => editor)

/** Take the words out of the running text they stand in; answers whether they stood there. */
function takeOut(said) {
  const sought = lettersOf(said)
  if (sought.length < 2) return false
  for (const [block, editor] of editors()) {
    const [letters, places] = lettersIn(editor)
    const index = letters.indexOf(sought)
    if (index < 0) continue
    let from = places[index]
    let to = places[index + sought.length - 1] + 1
    const { doc } = editor.state
    const around = (a, b) => doc.textBetween(Math.max(0, a), Math.min(doc.content.size, b), "\n", " ")
    while (/["„“”»«‚‘'.!?,;:)]/.test(around(to, to + 1))) to += 1
    while (/["„“”»«‚‘'(]/.test(around(from - 1, from))) from -= 1
    if (/\s/.test(around(from - 1, from)) && around(from - 1, from) !== "\n") from -= 1
    editor.commands.deleteRange({ from, to })
    const place = editor.state.doc.resolve(Math.min(from, editor.state.doc.content.size))
    if (place.depth && !place.parent.content.size && editor.state.doc.childCount > 1) {
      editor.commands.deleteRange({ from: place.before(), to: place.after() })
    }
    if (!editor.state.doc.textContent.trim()) blocks.remove(block, false)
    return true
  }
  return false
}

const actions = {
  headline: (said) => write("id_headline", oneLine(said)),
  lead(said) {
    takeOut(said)
    write("id_lead", oneLine(said))
  },
  paragraph(said, from) {
    const html = said.split(/\n\s*\n/).map((part) => `<p>${escaped(oneLine(part))}</p>`).join("")
    addProse(html, from)
  },
  heading(said, from) {
    takeOut(said)
    addProse(`<h2>${escaped(oneLine(said))}</h2>`, from)
  },
  statement(said, from) {
    const before = blockBefore(from)
    takeOut(said)
    lastStatement = blocks.add("statement", before, (made) => {
      made.querySelector("[name$=-text]").value = bare(said)
    })
  },
  async speaker(said) {
    const statement = statementFor()
    if (!statement) return words.noStatement
    const [name, ...role] = oneLine(said)
      .replace(/^.*["“”«»‘’]\s*(?=[–—-])/, "") // The quotation may be marked with its speaker.
      .replace(/^[–—-]\s*/, "")
      .split(/,\s*/)
    await pick(statement.querySelector("select[name$=-speaker]"), name, true)
    const field = statement.querySelector("[name$=-role]")
    if (role.length && !field.value) {
      field.value = role.join(", ")
      changed(field)
    }
    return ""
  },
  role(said) {
    const field = statementFor()?.querySelector("[name$=-role]")
    if (!field) return words.noStatement
    field.value = oneLine(said)
    changed(field)
    return ""
  },
  async place(said) {
    const found = await pick(document.getElementById("id_places"), oneLine(said), false)
    return found ? "" : words.noPlace
  },
  source: (said) => pick(document.getElementById("id_source"), oneLine(said), true).then(() => ""),
  out(said, from, to) {
    takeOut(said)
    for (const span of spans) {
      const begins = offsetOf(span, 0)
      if (begins >= from && begins + span.textContent.length <= to) span.classList.add("is-out")
    }
    return ""
  },
}

const isHere = (block) => block?.isConnected && !block.classList.contains("for-deletion")

function statementFor() {
  if (isHere(lastStatement)) return lastStatement
  return blocks.blocks().findLast((block) => isHere(block) && blocks.kindOf(block) === "statement")
}

const said = make("p", { class: "release-said", role: "status" })

/** The text of a stretch with the repairs that are taken, as the fields have theirs. */
function mendedBetween(from, to) {
  const offered = new Set([...source.querySelectorAll("[name=kept]")].map((tick) => Number(tick.value)))
  const taken = new Set(document.getElementById("release-mended")?.value.split(" ").filter(Boolean).map(Number))
  let said = ""
  let here = from
  for (const [start, end, after] of repairs) {
    const [begin, stop] = [placeOf(start), placeOf(end)]
    // What no field has is a mark at an end of it, or an advert that is wanted now.
    const isMended = taken.has(start) || (!offered.has(start) && after)
    if (begin < here || stop > to || !isMended) continue
    said += text.slice(here, begin) + after
    here = stop
  }
  return said + text.slice(here, to)
}

async function assign(name) {
  const range = marked()
  if (!range) {
    said.textContent = words.nothing
    return
  }
  const [from, to] = range
  const problem = await actions[name](mendedBetween(from, to), from, to)
  said.textContent = problem || say(words.taken, words.fields[name])
  // A new block takes the caret; one stays in the text.
  setTimeout(() => {
    box.focus({ preventScroll: true })
    mark(from, to)
  }, 30)
}

const keys = Object.fromEntries(words.keys)

box.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return
  const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (step && /Up|Down/.test(event.key)) walk(step, event.shiftKey)
  else if (step) byWord(step, event.shiftKey)
  else if (event.key === "Escape") document.getSelection().removeAllRanges()
  else if (event.key === "Enter") {
    const [from] = marked() || [0]
    const span = spans.findLast((one) => offsetOf(one, 0) <= from)
    const target = span && namesOf(span).map((name) => targets[name]).findLast(Boolean)
    if (target) enter(target)
  } else if (keys[event.key] && !event.shiftKey) assign(keys[event.key])
  else return
  event.preventDefault()
})

document.addEventListener("keydown", (event) => {
  if (event.key !== "F6" || event.ctrlKey || event.altKey) return
  event.preventDefault()
  if (source.contains(document.activeElement)) {
    chooseTab("form")
    ;(lastField?.isConnected ? lastField : document.getElementById("id_headline")).focus()
  } else {
    chooseTab("text")
    box.focus({ preventScroll: true })
    const lit = box.querySelector(".is-lit")
    if (lit) at = Math.max(0, sentences.findIndex(([, to]) => to > offsetOf(lit, 0))) - 1
    if (!marked()) walk(1, false)
  }
})

const tools = document.getElementById("release-tools")
for (const [key, name] of words.keys) {
  const button = make("button", { type: "button", "data-assign": name }, make("kbd", {}, key), words.fields[name])
  // The marking stays while the button is pressed.
  button.addEventListener("pointerdown", (event) => event.preventDefault())
  button.addEventListener("click", () => assign(name))
  tools.append(button)
}
tools.hidden = false
box.after(said, make("p", { class: "release-keys" }, words.legend))

/* --- What to look at ------------------------------------------------------------------------------ */

/** Lights a place of the text and leaves the marking alone. */
function shine(entry) {
  const range = entry && rangeOf(placeOf(Number(entry.dataset.from)), placeOf(Number(entry.dataset.to)))
  globalThis.CSS?.highlights?.delete("release-place")
  if (!range) return
  globalThis.CSS?.highlights?.set("release-place", new Highlight(range))
  show({ getBoundingClientRect: () => range.getBoundingClientRect() })
}

const entryOf = (target) => target.closest?.(".release-changes [data-from], .release-hints [data-from]")
source.addEventListener("focusin", ({ target }) => shine(entryOf(target)))
source.addEventListener("pointerover", ({ target }) => entryOf(target) && shine(entryOf(target)))

for (const quote of source.querySelectorAll("q[data-from]")) {
  const { from, to } = quote.dataset
  const button = make("button", { type: "button", class: "release-quote", title: words.found, "data-from": from, "data-to": to })
  quote.replaceWith(button)
  quote.removeAttribute("data-from")
  button.append(quote)
  button.addEventListener("click", () => {
    chooseTab("text")
    box.focus({ preventScroll: true })
    mark(placeOf(Number(from)), placeOf(Number(to)))
  })
}

const hints = source.querySelector(".release-hints")
hints?.addEventListener("change", () => {
  hints.closest("details").querySelector(".count").textContent = hints.querySelectorAll("[name=seen]:not(:checked)").length
})

/* --- On a phone: one after the other --------------------------------------------------------------- */

const tabs = make("div", { class: "release-tabs", role: "group", "aria-label": words.tabs.label })
for (const name of ["text", "form"]) {
  const button = make("button", { type: "button", "aria-pressed": "false", "data-tab": name }, words.tabs[name])
  button.addEventListener("click", () => chooseTab(name))
  tabs.append(button)
}
source.before(tabs)

function chooseTab(name) {
  document.body.classList.toggle("shows-form", name === "form")
  document.body.classList.toggle("shows-text", name === "text")
  for (const button of tabs.children) button.setAttribute("aria-pressed", String(button.dataset.tab === name))
}
chooseTab("form")
// The text stood above the form until now, and the field with the focus far below it.
if (matchMedia("(max-width: 61.99rem)").matches) scrollTo(0, 0)

/* The form remembers how far it was scrolled for the page that comes back; the next release is
 * another one and begins at its top. Heard behind the form's own listeners. */
window.addEventListener("submit", ({ target }) => {
  if (target === form()) target.action = `${target.action.split("#")[0]}#`
})

/* What was pasted has arrived. */
try {
  sessionStorage.removeItem("desk:pasted-release")
} catch {
  // Nothing was stored, then.
}

/* --- Keys of the page ------------------------------------------------------------------------------- */

/** To the earlier reports: ↑ ↓ choose of which one this is a follow-up. */
function follow() {
  const earliest = source.querySelector("[name=continues]")
  if (!earliest) return
  chooseTab("text")
  earliest.closest("details").open = true
  earliest.focus()
  earliest.checked = true
  changed(earliest)
}

const go = (address) => address && location.assign(address)
register([
  ...words.help.slice(0, 6).map(([key, what]) => ({ keys: key, what })),
  ...words.keys.map(([key, name]) => ({ keys: key, what: say(words.markedIs, words.fields[name]) })),
  { keys: "f", what: words.follow, run: follow },
  { keys: "j", what: words.next, run: () => go(ways.below) },
  { keys: "k", what: words.previous, run: () => go(ways.above) },
  { keys: "u", what: words.up, run: () => go(ways.queue) },
  { keys: "d", what: words.aside, run: () => form().querySelector("[name=_not_used]").click() },
])
