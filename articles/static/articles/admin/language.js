/* German in the form as it stands: what may be mended, offered one by one, and nothing done unasked.
 *
 * The server says what and where (articles/admin/language.py); taking a proposal changes the field
 * in a step of its own, so one Ctrl+Z takes it back and everything that listens sees it.
 *
 *   F7 reads · ↑ ↓ walk · Enter takes · Del skips · A takes all of a kind · → goes to the place
 *   Ctrl+Z takes back what was taken here · Esc closes */

import { blockOf, blocks } from "articles/blocks"
import { announce, form, make, say } from "articles/desk"
import * as preview from "articles/preview"
import { texts } from "articles/texts"

const panel = document.getElementById("language")
const WIDE = matchMedia("(min-width: 1200px)")

if (panel && form()) start()

/* --- The list -------------------------------------------------------------------------------- */

function start() {
  const words = JSON.parse(document.getElementById("language-words").textContent)
  const list = panel.querySelector(".language-list")
  const sum = panel.querySelector(".language-sum")
  const opener = form().querySelector("[data-check-language]")
  const skipped = new Set() // What was skipped is not offered again as long as the page stands.
  let items = []
  let current = 0
  let taken = [] // What was accepted here, the last at the end: {items, before, after}.
  let asked, cameFrom, hadPreview, working

  opener?.addEventListener("click", read)
  panel.querySelector(".language-shut").addEventListener("click", shut)
  panel.querySelector(".language-again").addEventListener("click", read)
  const back = panel.querySelector(".language-undo")
  back.addEventListener("click", undo)

  /* Reading */

  async function read() {
    open()
    asked?.abort()
    const mine = (asked = new AbortController())
    const all = texts()
    for (const field of all) field.known = field.text()
    const day = ["id_publish_at", "id_embargo_until"].map((id) => document.getElementById(id)?.value)
    panel.setAttribute("aria-busy", "true")
    sum.textContent = words.reading
    let answer
    try {
      const response = await fetch(panel.dataset.address, {
        method: "POST",
        body: JSON.stringify({ texts: all.map((field) => field.known), day: day.find(Boolean) }),
        signal: mine.signal,
        headers: {
          "X-CSRFToken": form().elements.csrfmiddlewaretoken.value,
          "Content-Type": "application/json",
        },
      })
      answer = response.redirected ? {} : await response.json()
    } catch (error) {
      if (error.name === "AbortError") return
      answer = {}
    }
    panel.removeAttribute("aria-busy")
    items = (answer.proposals || [])
      .map((each) => ({ ...each, field: all[each.text], place: placeOf(all[each.text].element) }))
      .filter((item) => !skipped.has(nameOf(item)))
    current = 0
    if (!answer.proposals) {
      draw(answer.problem || words.failed)
    } else {
      for (const field of all) rebase(field) // Somebody may have typed meanwhile.
      draw(items.length ? "" : words.nothing)
    }
    focus()
  }

  function nameOf({ kind, reason, choices }) {
    return JSON.stringify([kind, reason, choices.map((choice) => choice.pieces)])
  }

  function placeOf(element) {
    const named = document.querySelector(`label[for="${element.id}"]`)?.textContent.replace(/:\s*$/, "").trim() || ""
    const block = blockOf(element)
    return block ? say(words.place, named, blocks().indexOf(block) + 1) : named
  }

  /* What was typed since: places behind it move, and what it touched is no proposal any more. */
  function rebase(field) {
    const now = field.text()
    const before = field.known
    if (now === before) return
    let same = 0
    while (same < Math.min(before.length, now.length) && before[same] === now[same]) same += 1
    let tail = 0
    const most = Math.min(before.length, now.length) - same
    while (tail < most && before[before.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1
    items = items.filter((item) => {
      if (item.field !== field || item.end <= same) return true
      return item.start >= before.length - tail && shift(item, now.length - before.length)
    })
    field.known = now
  }

  function shift(item, by) {
    item.start += by
    item.end += by
    for (const choice of item.choices) {
      choice.edits = choice.edits.map(([start, end, put]) => [start + by, end + by, put])
    }
    return item
  }

  /* Drawing */

  function draw(sentence) {
    current = Math.min(current, Math.max(0, items.length - 1))
    sum.textContent =
      sentence || (items.length === 1 ? words.one : items.length ? say(words.many, items.length) : words.done)
    list.replaceChildren(...items.map(entry))
    back.disabled = !taken.length
    point()
  }

  function entry(item, index) {
    const text = make("div", { id: `language-${index}`, class: "language-text" })
    text.append(
      make("p", { class: "language-reason" }, make("b", {}, item.place), ` ${item.reason}`),
      ...item.choices.map((choice) => make("p", { class: "language-piece" }, ...shown(choice))),
    )
    const row = make("p", { class: "language-choices" })
    const alike = items.filter((other) => other.kind === item.kind && other.choices.length === 1)
    for (const choice of item.choices) {
      const only = item.choices.length === 1
      const label = only ? words.accept : say(words.acceptThis, choice.pieces[0][2])
      row.append(press(label, () => accept([[item, choice]]), "accept"))
    }
    row.append(press(words.skip, () => skip(item), "skip"))
    if (item.choices.length === 1 && alike.length > 1) {
      row.append(press(say(words.all, alike.length), () => acceptAll(item), "all"))
    }
    row.append(press(words.go, () => goTo(item), "go"))
    const element = make("li", {}, text, row)
    element.addEventListener("focusin", () => {
      if (current === index) return
      current = index
      point()
    })
    element.addEventListener("click", (event) => {
      if (!event.target.closest("button")) choose(index)
    })
    for (const each of row.children) each.setAttribute("aria-describedby", text.id)
    return element

    function press(label, action, name) {
      const made = make("button", { type: "button", class: name }, label)
      made.addEventListener("click", action)
      return made
    }
  }

  function* shown(choice) {
    for (const [index, [before, old, put, behind]] of choice.pieces.entries()) {
      if (index) yield make("br")
      yield before
      yield make("del", {}, old)
      yield make("span", { class: "visually-hidden" }, ` ${words.becomes} `)
      yield make("ins", {}, ...fixed(put))
      yield behind
    }
  }

  /* A space that never breaks looks like any other; here it is to be seen. */
  function fixed(text) {
    return text.split("\u00a0").flatMap((part, index) =>
      index ? [make("span", { class: "fixed-space" }, "\u00a0"), part] : [part],
    )
  }

  /** Shows which one is meant: here, and in the form. */
  function point() {
    for (const [index, element] of [...list.children].entries()) {
      element.classList.toggle("is-current", index === current)
      for (const each of element.querySelectorAll("button")) each.tabIndex = index === current ? 0 : -1
    }
    unpoint()
    const item = items[current]
    if (!item || panel.hidden) return
    rebase(item.field)
    if (items[current] !== item) return
    item.field.show(item)
    const element = item.field.shown || item.field.element
    if (element.offsetParent !== null) element.scrollIntoView({ block: "nearest" })
  }

  function unpoint() {
    globalThis.CSS?.highlights?.delete("language")
    for (const each of document.querySelectorAll(".is-meant")) each.classList.remove("is-meant")
  }

  function focus() {
    const target = list.children[current]?.querySelector("button") || panel.querySelector(".language-shut")
    target.focus({ preventScroll: true })
    list.children[current]?.scrollIntoView({ block: "nearest" })
  }

  function choose(index) {
    current = Math.max(0, Math.min(items.length - 1, index))
    point()
    focus()
  }

  /* Taking and leaving */

  function accept(chosen) {
    for (const field of new Set(chosen.map(([item]) => item.field))) rebase(field)
    chosen = chosen.filter(([item]) => items.includes(item))
    if (!chosen.length) {
      draw()
      focus()
      return
    }
    const record = { items: items.map(copied), current, fields: [] }
    const gone = new Set(chosen.map(([item]) => item))
    items = items.filter((item) => !gone.has(item))
    working = true
    for (const field of new Set(chosen.map(([item]) => item.field))) {
      const edits = chosen
        .filter(([item]) => item.field === field)
        .flatMap(([, choice]) => choice.edits)
        .sort((one, other) => one[0] - other[0] || one[1] - other[1])
        .filter(([from], index, all) => !index || from >= all[index - 1][1])
      field.replace(edits)
      const before = field.known
      field.known = field.text()
      record.fields.push({ field, before, after: field.known })
      items = items.filter((item) => item.field !== field || follows(item, edits))
    }
    working = false
    taken.push(record)
    announce(
      chosen.length > 1
        ? say(words.acceptedAll, chosen.length)
        : say(words.accepted, chosen[0][1].pieces.map((piece) => piece[2]).join(", ")),
    )
    draw()
    focus()
  }

  const copied = (item) => ({ ...item, choices: item.choices.map((choice) => ({ ...choice })) })

  /** Moves a proposal by what was changed before it; false if the change touched it. */
  function follows(item, edits) {
    const moved = (place) =>
      edits.reduce((sum, [start, end, put]) => (end <= place ? sum + put.length - (end - start) : sum), place)
    const touches = ([start, end]) =>
      edits.some(([from, to]) => from < end && to > start) ||
      edits.some(([from, to]) => from === to && from === start && start === end)
    if (item.choices.flatMap((choice) => choice.edits).some(touches)) return false
    for (const choice of item.choices) {
      choice.edits = choice.edits.map(([start, end, put]) => [moved(start), moved(start) + end - start, put])
    }
    item.start = moved(item.start)
    item.end = moved(item.end)
    return true
  }

  function acceptAll(item) {
    const alike = items.filter((other) => other.kind === item.kind && other.choices.length === 1)
    accept(alike.map((other) => [other, other.choices[0]]))
  }

  function skip(item) {
    skipped.add(nameOf(item))
    items = items.filter((other) => other !== item)
    announce(words.skipped)
    draw()
    focus()
  }

  function undo() {
    const record = taken.pop()
    if (!record) return
    if (record.fields.some(({ field, after }) => field.text() !== after)) {
      taken = []
      draw(words.cannotUndo)
      focus()
      return
    }
    working = true
    // Browsers keep one row of changes for all plain fields: the last one first.
    for (const { field, before } of record.fields.toReversed()) {
      field.undo()
      field.known = field.text()
      if (field.known !== before) rebase(field)
    }
    working = false
    ;({ items, current } = record)
    announce(words.undone)
    draw()
    focus()
  }

  function goTo(item) {
    rebase(item.field)
    if (!items.includes(item)) return draw()
    for (let fold = item.field.element.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true
    }
    const folded = item.field.element.closest(".order-machine > .inline-related.collapsed")
    folded?.querySelector(":scope > h3")?.click()
    if (!WIDE.matches) shut(false)
    item.field.go(item)
    ;(item.field.shown || item.field.element).scrollIntoView({ block: "center" })
  }

  /* Open and shut */

  function open() {
    if (!panel.hidden) return
    cameFrom = document.activeElement
    hadPreview = WIDE.matches && preview.isOpen()
    if (hadPreview) preview.shut()
    panel.hidden = false
    document.body.classList.add("has-language")
    opener?.setAttribute("aria-expanded", "true")
  }

  function shut(goBack = true) {
    asked?.abort()
    panel.hidden = true
    document.body.classList.remove("has-language")
    opener?.setAttribute("aria-expanded", "false")
    unpoint()
    if (hadPreview) preview.open(false)
    if (goBack) (cameFrom?.isConnected && cameFrom !== document.body ? cameFrom : opener)?.focus()
  }

  form().addEventListener("input", () => {
    if (panel.hidden || working) return
    const before = items.length
    for (const field of new Set(items.map((item) => item.field))) rebase(field)
    if (items.length !== before) draw()
  })

  /* Keys */

  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "F7" || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
      if (document.querySelector("dialog:modal")) return
      event.preventDefault()
      read()
    },
    true,
  )

  panel.addEventListener("keydown", (event) => {
    if (event.altKey) return
    const control = event.ctrlKey || event.metaKey
    const item = items[current]
    const ways = control
      ? { z: undo }
      : {
          ArrowDown: () => choose(current + 1),
          ArrowUp: () => choose(current - 1),
          Home: () => choose(0),
          End: () => choose(items.length - 1),
          Delete: () => item && skip(item),
          ArrowRight: () => item && goTo(item),
          a: () => item?.choices.length === 1 && acceptAll(item),
          Escape: () => shut(),
        }
    const way = ways[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!way) return
    event.preventDefault()
    event.stopPropagation()
    way()
  })
}
