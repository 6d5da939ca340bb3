/* The blocks of the text: they are put in, moved, doubled, folded, deleted and taken back by
 * keyboard and mouse. The order of the page is the order of Tab.
 *
 * Alt+Enter insert · Alt+↑ Alt+↓ move · Alt+Shift+↓ double · Alt+PageUp Alt+PageDown go
 * Alt+. fold (with Shift: all) · Alt+Delete delete */

import { announce, button, changed, form, make, roving, say, words } from "articles/desk"

let fill // Fills the block that is about to appear.
let rest // What stands behind the caret when a block goes in the middle of a text.
let fresh // The block just inserted; its prose editor comes a moment later.

export const machine = () => document.querySelector(".order-machine")
export const blockOf = (element) => element?.closest?.(".order-machine > .inline-related") || null
export const isFresh = (field) => Boolean(fresh?.contains(field))
export const seen = () => {
  fresh = null
}
export const editorOf = (block) => block?.querySelector(".ProseMirror[contenteditable]")?.editor
export const kindOf = (block) => block.id.replace(/_blocks-.*$/, "")
const writable = () => !document.querySelector(".order-machine-readonly")
const ICON = "block-button material-icons"
const ordering = (block) => block.querySelector(".order-machine-ordering")
const isDeleted = (block) => block.classList.contains("for-deletion")

/** All blocks in order, those marked for deletion too. */
export const blocks = () =>
  [...machine().querySelectorAll(":scope > .inline-related:not(.empty-form)")].sort(
    (one, other) => one.style.order - other.style.order,
  )

/* The editor sorts by CSS alone; Tab and screen readers follow the document, so that moves too. */
export function settle() {
  const focused = document.activeElement
  const wanted = blocks()
  const first = machine().querySelector(":scope > .empty-form, :scope > .machine-message")
  const now = [...machine().children].filter((child) => wanted.includes(child))
  machine().classList.toggle("is-empty", !wanted.length)
  if (now.every((child, index) => child === wanted[index])) return
  for (const block of wanted) machine().insertBefore(block, first)
  if (focused && focused !== document.activeElement) focused.focus({ preventScroll: true })
}

function moved() {
  settle()
  changed(ordering(blocks()[0]))
}

export function move(block, step, focus) {
  const all = blocks()
  const index = all.indexOf(block)
  const other = all[index + step]
  if (!other) return
  const place = block.style.order
  block.style.order = ordering(block).value = other.style.order
  other.style.order = ordering(other).value = place
  moved()
  focus?.focus()
  block.scrollIntoView({ block: "nearest" })
  announce(say(words.placed, index + step + 1, all.length))
}

/* --- Going ---------------------------------------------------------------------------------- */

const FIELD =
  ".ProseMirror[contenteditable], .pick-input, input:not([type=hidden]):not([type=checkbox]), textarea, select:not([hidden])"

/** Put the caret where one writes in the block; a folded or deleted one gets it on its head. */
export function enter(block, atEnd = false) {
  const shown = !block.classList.contains("collapsed") && !isDeleted(block)
  const editor = shown && editorOf(block)
  if (editor) {
    editor.view.focus() // At once; the command below waits for the next frame.
    editor.commands.focus(atEnd ? "end" : "start")
  } else (shown ? block.querySelector(`fieldset :is(${FIELD})`) : block.querySelector(".block-button"))?.focus()
  block.scrollIntoView({ block: "nearest" })
}

export function go(from, step) {
  const all = blocks()
  const index = from ? all.indexOf(from) : step > 0 ? -1 : all.length
  const next = all[index + step]
  if (next) return enter(next)
  document.getElementById(step > 0 ? "id_status" : "id_lead")?.focus()
}

/* --- Putting in ------------------------------------------------------------------------------ */

export function openPalette(target) {
  if (!target.classList.contains("selected")) target.click()
  const first = document.querySelector(".plugin-buttons .plugin-button:not(.content-editor-hide)")
  const palette = document.querySelector(".plugin-buttons")
  palette.returnTo = target
  first?.focus()
  palette.scrollIntoView({ block: "nearest" })
}

export function insertBehind(block) {
  const all = blocks()
  const next = block && all[all.indexOf(block) + 1]
  rest = cut(block)
  openPalette((next || machine()).querySelector(next ? ".order-machine-insert-target" : ".last"))
}

/* The page knows of the caret a moment before the editor does. */
function caretIn(editor) {
  const { focusNode, focusOffset } = document.getSelection()
  return focusNode && editor.view.dom.contains(focusNode) ? editor.view.posAtDOM(focusNode, focusOffset) : 0
}

/** Where the caret of a block of prose is, if there is text on both sides of it. */
function cut(block) {
  const editor = block && document.activeElement?.closest(".ProseMirror")?.editor
  if (!editor || editorOf(block) !== editor || kindOf(block) !== "prose") return null
  const to = caretIn(editor)
  const { doc } = editor.state
  const before = doc.textBetween(0, to).trim()
  const after = doc.textBetween(to, doc.content.size).trim()
  return before && after ? { block, editor, position: to } : null
}

/** Add a block of a kind behind `block` (at the end without one); `filling` gets it to fill it. */
export function add(kind, block, filling) {
  const all = blocks()
  fill = filling
  window.ContentEditor._insertBefore = (block && all[all.indexOf(block) + 1]) || null
  window.ContentEditor.addContent(`${kind}_blocks`)
  window.ContentEditor._insertBefore = null
  fill = null
  return fresh
}

/** The prose behind the caret becomes a block of its own behind the one just put in. */
function carryOver(block) {
  const { editor, position } = rest
  rest = null
  const { doc } = editor.state
  const html = (from, to) => editor.htmlOf(doc.cut(from, to)).replace(/^(<p><\/p>)+|(<p><\/p>)+$/g, "")
  const behind = html(position, doc.content.size)
  editor.commands.setContent(html(0, position), { emitUpdate: true })
  add("prose", block, (made) => {
    made.querySelector("textarea[name$=-html]").value = behind
  })
  fresh = block
}

export function double(block) {
  if (isDeleted(block)) return
  const made = add(kindOf(block), block, (copy) => {
    for (const from of fieldsOf(block)) {
      const to = copy.querySelector(`[name$="-${CSS.escape(suffix(from))}"]`)
      if (!to || ["uid", "ordering", "region"].includes(suffix(from))) continue
      if (from.matches("select")) {
        to.replaceChildren(...[...from.options].map((option) => {
          const cloned = option.cloneNode(true)
          cloned.selected = option.selected
          return cloned
        }))
      } else if (from.type === "checkbox") to.checked = from.checked
      else to.value = from.value
    }
  })
  changed(ordering(made))
  announce(words.doubled)
}

const suffix = (field) => field.name.replace(/^.*_blocks-\d+-/, "")
const fieldsOf = (block) =>
  [...block.querySelectorAll("fieldset :is(input, textarea, select)[name]")].filter((field) =>
    /_blocks-\d+-/.test(field.name) && !/-(caption|alt)$/.test(field.closest(".chip") ? field.name : ""),
  )

// Before the editors and picks of the new block are made: they read what its fields say.
document.addEventListener(
  "formset:added",
  (event) => {
    if (!event.target.closest(".order-machine")) return
    fresh = event.target
    fill?.(event.target)
  },
  true,
)

document.addEventListener("formset:added", (event) => {
  const block = event.target
  if (!block.closest(".order-machine")) return
  const filled = Boolean(fill)
  setTimeout(() => {
    dress(block)
    settle()
    if (rest && !filled) carryOver(block)
    if (!filled || fresh === block) {
      enter(block)
      block.scrollIntoView({ block: "nearest" })
    }
  })
})

/* --- Joining ----------------------------------------------------------------------------------- */

/** Backspace at the very start of a text puts it at the end of the text above. */
export function joinBefore(editor) {
  const block = blockOf(editor.view.dom)
  if (!block || kindOf(block) !== "prose") return false
  const { doc } = editor.state
  if (!document.getSelection().isCollapsed || caretIn(editor) !== 1) return false
  if (doc.firstChild.type.name !== "paragraph") return false
  const above = blocks().filter((one) => !isDeleted(one))
  const before = above[above.indexOf(block) - 1]
  const target = before && kindOf(before) === "prose" && editorOf(before)
  if (!target) return false
  const end = target.state.doc.content.size
  target.view.focus()
  target.chain().insertContentAt(end, editor.getJSON().content).setTextSelection(end + 1).run()
  remove(block, false)
  return true
}

/* --- Folding ------------------------------------------------------------------------------------ */

/** One line that says what the block holds. */
export function summary(block) {
  const value = (name) => {
    const field = block.querySelector(`[name$="-${name}"]`)
    if (field?.matches("select")) return [...field.selectedOptions].map((option) => option.text).join(", ")
    return field?.value || ""
  }
  const text = (html) =>
    new DOMParser().parseFromString(html.replace(/<\/(p|h2|h3|li)>|<br>/g, " "), "text/html").body.textContent
  const found = {
    prose: () => text(value("html")),
    statement: () => [value("text") && `„${value("text")}“`, value("speaker")].filter(Boolean).join(" – "),
    picture: () => value("caption") || value("image"),
    gallery: () => value("title") || value("pictures"),
    infobox: () => value("title") || text(value("html")),
    info_box: () => value("title") || text(value("html")),
    table: () => value("caption") || value("cells"),
    file: () => value("title") || value("document"),
    video: () => value("title") || value("url"),
    embed: () => value("title") || value("url"),
  }[kindOf(block)]
  const said = (found ? found() : "").replace(/\s+/g, " ").trim()
  return said.length > 140 ? `${said.slice(0, 140)} …` : said || words.blank
}

function label(block) {
  block.querySelector(":scope > h3 .inline_label").textContent = summary(block)
}

export function fold(block, folded = !block.classList.contains("collapsed")) {
  if (isDeleted(block)) return
  const inside = block.contains(document.activeElement)
  block.classList.toggle("collapsed", folded)
  show(block)
  if (inside && folded) block.querySelector(".block-fold").focus({ preventScroll: true })
  else if (inside) enter(block)
}

/** What head and buttons say of a block's state. */
function show(block) {
  const folded = block.classList.contains("collapsed")
  label(block)
  const toggle = block.querySelector(".block-fold")
  toggle?.setAttribute("aria-expanded", String(!folded))
  const all = document.querySelector(".fold-all")
  if (all) all.textContent = blocks().every((one) => one.classList.contains("collapsed")) ? words.unfoldAll : words.foldAll
}

export function foldAll() {
  const folded = !blocks().every((block) => block.classList.contains("collapsed"))
  const within = folded ? blockOf(document.activeElement) : null
  // The editor's own switch also remembers it, and leaves blocks with errors open.
  const input = document.querySelector(".collapse-items input")
  input.checked = folded
  input.dispatchEvent(new Event("change"))
  for (const block of blocks()) show(block)
  within?.querySelector(".block-fold").focus({ preventScroll: true })
}

/* --- Deleting ------------------------------------------------------------------------------------ */

function deletion(block) {
  return block.querySelector('input[name$="-DELETE"]')
}

/** Only marked: the line that stays takes it back, until the article is saved. */
export function remove(block, focus = true) {
  let mark = deletion(block)
  if (!mark) {
    mark = make("input", { type: "checkbox", hidden: true, name: `${block.id}-DELETE` })
    block.append(mark)
  }
  mark.checked = true
  label(block)
  gone(block)
  changed(mark)
  announce(say(words.deleted, summary(block)))
  if (focus) block.querySelector(".block-restore").focus({ preventScroll: true })
}

function gone(block) {
  block.classList.add("for-deletion")
  if (block.querySelector(".block-restore")) return
  const back = button(words.restore, words.restore, () => restore(block), "block-restore block-button")
  block.querySelector(":scope > h3").append(back)
}

export function restore(block) {
  const mark = deletion(block)
  mark.checked = false
  block.classList.remove("for-deletion")
  block.querySelector(".block-restore")?.remove()
  changed(mark)
  show(block)
  enter(block)
}

/* --- What each block and the page get ---------------------------------------------------------- */

function dress(block) {
  if (block.classList.contains("empty-form") || block.querySelector(".block-buttons")) return
  const head = block.querySelector(":scope > h3")
  const kind = head.querySelector("b")
  if (kind) kind.textContent = kind.textContent.replace(/:\s*$/, "")
  const tools = make("span", { class: "block-buttons", role: "toolbar", "aria-label": words.tools })
  if (writable()) {
    tools.append(
      button("arrow_upward", `${words.up} (Alt+↑)`, (self) => move(block, -1, self), ICON),
      button("arrow_downward", `${words.down} (Alt+↓)`, (self) => move(block, 1, self), ICON),
      button("content_copy", `${words.double} (Alt+${words.shiftKey}+↓)`, () => double(block), ICON),
      button("delete", `${words.delete} (Alt+${words.deleteKey})`, () => remove(block), ICON),
    )
  }
  tools.append(button("expand_less", `${words.fold} (Alt+.)`, () => fold(block), `${ICON} block-fold`))
  head.append(tools)
  roving(tools, () => [...tools.querySelectorAll("button")])
  block.addEventListener("focusout", () => label(block))
  show(block)
  if (deletion(block)?.checked) gone(block)
  const target = block.querySelector(":scope > .order-machine-insert-target")
  if (!target) return
  dressTarget(target)
  block.prepend(target) // It stands above the block, so Tab comes to it first.
}

function dressTarget(target) {
  target.setAttribute("role", "button")
  target.setAttribute("aria-label", words.insert)
  target.title = `${words.insert} (Alt+Enter)`
  target.tabIndex = 0
}

function dressPalette() {
  const palette = document.querySelector(".plugin-buttons")
  palette.setAttribute("role", "menu")
  palette.setAttribute("aria-label", words.insert)
  for (const choice of palette.querySelectorAll(".plugin-button")) {
    choice.tabIndex = -1
    choice.setAttribute("role", "menuitem")
    const kind = choice.dataset.pluginPrefix?.replace(/_blocks$/, "")
    const note = words.kinds?.[kind]
    if (note) choice.append(make("span", { class: "plugin-button-note" }, note))
  }
  palette.addEventListener("keydown", (event) => {
    const choices = [...palette.querySelectorAll(".plugin-button:not(.content-editor-hide)")]
    const index = choices.indexOf(document.activeElement)
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
    if (step) {
      event.preventDefault()
      choices[(index + step + choices.length) % choices.length].focus()
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault()
      document.activeElement.click()
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault()
      const target = palette.returnTo
      if (target?.classList.contains("selected")) target.click()
      if (rest) rest.editor.commands.focus()
      else target?.focus()
      rest = null
    } else if (event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey) {
      const letter = event.key.toLowerCase()
      const behind = [...choices.slice(index + 1), ...choices]
      behind.find((choice) => choice.title.toLowerCase().startsWith(letter))?.focus()
    }
  })
}

/** An empty text says how to begin. */
function invite() {
  const begin = make("button", { type: "button", class: "begin" }, words.begin)
  begin.addEventListener("click", () => add("prose", null))
  machine().prepend(begin)
}

document.addEventListener("content-editor:ready", () => {
  for (const block of blocks()) dress(block)
  dressTarget(machine().querySelector(".order-machine-insert-target.last"))
  dressPalette()
  if (writable()) invite()
  for (const tab of document.querySelectorAll(".tabs.regions .tab")) tab.removeAttribute("tabindex")
  const all = make("button", { type: "button", class: "fold-all", title: "Alt+Shift+." }, words.foldAll)
  all.addEventListener("click", foldAll)
  document.querySelector(".machine-collapse")?.append(all)
  settle()
  machine().addEventListener("drop", () => setTimeout(moved))
  machine().addEventListener("click", (event) => {
    const head = event.target.closest(".inline-related > h3")
    if (head && !event.ctrlKey) setTimeout(() => show(head.parentElement))
  })
  machine().addEventListener("keydown", (event) => {
    const target = event.target.closest(".order-machine-insert-target")
    if (target && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault()
      openPalette(target)
    }
  })
  form()?.dispatchEvent(new CustomEvent("article:blocks-ready", { bubbles: true }))
})

/** The keys of blocks; true if this was one. */
export function keys(event) {
  if (!event.altKey || event.ctrlKey || event.metaKey || !machine()) return false
  const block = blockOf(event.target)
  if (event.key === "PageDown" || event.key === "PageUp") {
    go(block, event.key === "PageDown" ? 1 : -1)
  } else if (event.code === "Period" && event.shiftKey) foldAll()
  else if (event.code === "Period" && block) fold(block)
  else if (!writable()) return false
  else if (event.key === "Enter") insertBehind(block)
  else if (!block) return false
  else if (event.key === "ArrowDown" && event.shiftKey) double(block)
  else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    move(block, event.key === "ArrowUp" ? -1 : 1, document.activeElement)
  } else if (event.key === "Delete") remove(block)
  else return false
  return true
}
