/* What was mended in a release: a tick for each repair, one for each kind.
 *
 *   Without its tick the words stand in their field again as they came. The server knows for each
 *   field of which pieces it was filled (submissions/releases/passages.py, which does the same
 *   where no script runs): the passage is found in the field and put as it reads now; where
 *   somebody has written over it, the words around the repair are looked for. */

import { announce, changed, make } from "articles/desk"

const spoken = (id) => JSON.parse(document.getElementById(id).textContent)
const words = spoken("release-words")
const passages = spoken("release-passages")
const panel = document.querySelector(".release-mended")
const note = document.getElementById("release-mended")

/* --- What a passage says ------------------------------------------------------------------------ */

/** What Python takes for space: the server has filled the fields. */
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g
const AROUND = [24, 12, 6, 3]

const inOneLine = (pieces, taken) =>
  pieces
    .map((piece) => (typeof piece === "string" ? piece : taken.has(piece[0]) ? piece[2] : piece[1]))
    .join("")
    .replace(SPACE, " ")

function stripped(said, marks, atBegin = true, atEnd = true) {
  const bare = [...said]
  const isMark = (sign) => sign === " " || marks.includes(sign)
  while (atBegin && bare.length && isMark(bare[0])) bare.shift()
  while (atEnd && bare.length && isMark(bare.at(-1))) bare.pop()
  return bare.join("")
}

const reading = ({ pieces, marks }, taken) => stripped(inOneLine(pieces, taken), marks)
const slotsOf = ({ pieces }) => pieces.filter((piece) => typeof piece !== "string")

/* --- Where one writes --------------------------------------------------------------------------- */

/** The texts of a field, a running text by its paragraphs: each with its words, and `put`. */
function textsOf(name) {
  const field = document.getElementById(`id_${name}`)
  if (!field) return []
  const editor = field.closest(".prose-editor")?.querySelector(".ProseMirror[contenteditable]")?.editor
  if (!editor) {
    const put = (from, to, now) => {
      field.value = field.value.slice(0, from) + now + field.value.slice(to)
      changed(field)
    }
    return [{ text: field.value, put }]
  }
  const found = []
  editor.state.doc.descendants((node, place) => {
    if (!node.isTextblock) return
    let text = ""
    const places = []
    node.descendants((child, at) => {
      if (!child.isText) return
      for (let index = 0; index < child.text.length; index += 1) places.push(place + 1 + at + index)
      text += child.text
    })
    const put = (from, to, now) => {
      const begin = from < places.length ? places[from] : (places.at(-1) ?? place) + 1
      const range = { from: begin, to: to > from ? places[to - 1] + 1 : begin }
      if (now) editor.commands.insertContentAt(range, [{ type: "text", text: now }])
      else editor.commands.deleteRange(range)
    }
    found.push({ text, put })
  })
  return found
}

/** Change as little as can be, so that what is bold stays bold. */
function rewrite({ text, put }, was, now) {
  const begin = text.indexOf(was)
  let same = 0
  while (same < Math.min(was.length, now.length) && was[same] === now[same]) same += 1
  let tail = 0
  const most = Math.min(was.length, now.length) - same
  while (tail < most && was.at(-1 - tail) === now.at(-1 - tail)) tail += 1
  put(begin + same, begin + was.length - tail, now.slice(same, now.length - tail))
}

/* --- Taking back, and mending again --------------------------------------------------------------- */

/** One repair by the words around it; answers whether they stand there. */
function turnOne(passage, slot, taken) {
  const at = passage.pieces.indexOf(slot)
  const left = stripped(inOneLine(passage.pieces.slice(0, at), taken), passage.marks, true, false)
  const right = stripped(inOneLine(passage.pieces.slice(at + 1), taken), passage.marks, false, true)
  const both = [slot[2], slot[1]].map((each) => each.replace(SPACE, " "))
  const [was, now] = taken.has(slot[0]) ? both : both.toReversed()
  for (const size of AROUND) {
    const before = left.slice(-size)
    const behind = right.slice(0, size)
    if (before.length + behind.length < AROUND.at(-1)) return false
    const texts = textsOf(passage.field)
    let best = null
    for (const each of texts) {
      const sought = before + was + behind
      for (let index = each.text.indexOf(sought); index >= 0; index = each.text.indexOf(sought, index + 1)) {
        const far = Math.abs(index - left.length)
        if (!best || far < best.far) best = { each, far, from: index + before.length }
      }
    }
    if (best) {
      best.each.put(best.from, best.from + was.length, now)
      return true
    }
    if (texts.some((each) => each.text.includes(before + now + behind))) return true
  }
  return false
}

const numbers = (said) => new Set(said.split(" ").filter(Boolean).map(Number))

/** Take these repairs, and no others; answers how many were not found. */
function take(after) {
  const before = numbers(note.value)
  const lost = new Set()
  const differs = ([start]) => before.has(start) !== after.has(start)
  for (const passage of passages) {
    const turned = slotsOf(passage).filter(differs)
    if (!turned.length) continue
    const was = reading(passage, before)
    const now = reading(passage, after)
    const texts = textsOf(passage.field)
    const alike = passages.filter((each) => each.field === passage.field && reading(each, before) === was)
    const same = texts.filter(({ text }) => text === was)
    const whole = same[alike.indexOf(passage)] || same[0] || texts.find(({ text }) => text.includes(was))
    if (whole) {
      if (was !== now) rewrite(whole, was, now)
      continue
    }
    const state = new Set(before)
    for (const slot of turned) {
      if (!turnOne(passage, slot, state)) lost.add(slot[0])
      if (!state.delete(slot[0])) state.add(slot[0])
    }
  }
  for (const start of lost) if (!after.delete(start)) after.add(start)
  note.value = [...after].sort((one, other) => one - other).join(" ")
  return lost.size
}

/* --- The list ------------------------------------------------------------------------------------- */

const ticks = () => [...panel.querySelectorAll("[name=kept]")]

function shown() {
  const taken = numbers(note.value)
  for (const tick of ticks()) tick.checked = taken.has(Number(tick.value))
  for (const all of panel.querySelectorAll("[data-all]")) {
    const own = [...all.closest("h3").nextElementSibling.querySelectorAll("[name=kept]")]
    const count = own.filter((tick) => tick.checked).length
    all.checked = count === own.length
    all.indeterminate = count > 0 && count < own.length
  }
}

function turned(isTaken) {
  const lost = take(new Set(ticks().filter((tick) => tick.checked).map((tick) => Number(tick.value))))
  shown()
  changed(note)
  const said = lost ? words.gone : isTaken ? words.redo : words.undone
  document.querySelector(".release-said").textContent = lost ? said : ""
  announce(said)
}

if (panel && note) {
  panel.querySelector(".release-without-script").remove()
  for (const heading of panel.querySelectorAll("h3")) {
    const list = heading.nextElementSibling
    if (list.querySelectorAll("[name=kept]").length < 2) continue
    const all = make("input", { type: "checkbox", "data-all": "" })
    heading.replaceChildren(make("label", {}, all, " ", ...heading.childNodes))
    all.addEventListener("change", () => {
      for (const tick of list.querySelectorAll("[name=kept]")) tick.checked = all.checked
      turned(all.checked)
    })
  }
  panel.addEventListener("change", ({ target }) => target.name === "kept" && turned(target.checked))
  shown()
}
