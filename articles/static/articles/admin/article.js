/* What the article form adds to the block editor: blocks move and appear by keyboard, fields have
 * names, the order of the page is the order of Tab, links to own articles, and the preview.
 *
 *   Alt+↑, Alt+↓        move the block one is in         Alt+Enter   insert a block behind it
 *   Ctrl+Shift+K        link to an own article           Ctrl+Shift+P   preview */

const words = JSON.parse(document.getElementById("desk-words").textContent)
let fresh // The block just inserted; its prose editor comes a moment later.
const LIVE = 900 // Milliseconds of silence after which an open preview follows the text.

function button(sign, label, action, className) {
  const made = document.createElement("button")
  made.type = "button"
  made.textContent = sign
  made.title = label
  made.setAttribute("aria-label", label)
  made.className = className
  made.addEventListener("click", (event) => {
    event.preventDefault()
    event.stopPropagation() // A click on the head of a block folds it.
    action(made)
  })
  return made
}

/* --- Blocks ------------------------------------------------------------------------------- */

const machine = () => document.querySelector(".order-machine")
const blocks = () =>
  [...machine().querySelectorAll(":scope > .inline-related:not(.empty-form)")].sort(
    (one, other) => one.style.order - other.style.order,
  )

/* The editor sorts by CSS alone; Tab and screen readers follow the document, so that moves too. */
function settle() {
  const focused = document.activeElement
  const wanted = blocks()
  const first = machine().querySelector(":scope > .empty-form, :scope > .machine-message")
  const now = [...machine().children].filter((child) => wanted.includes(child))
  if (now.every((child, index) => child === wanted[index])) return
  for (const block of wanted) machine().insertBefore(block, first)
  if (focused && focused !== document.activeElement) focused.focus({ preventScroll: true })
}

function move(block, step, focus) {
  const all = blocks()
  const other = all[all.indexOf(block) + step]
  if (!other) return
  const ordering = (one) => one.querySelector(".order-machine-ordering")
  const place = block.style.order
  block.style.order = ordering(block).value = other.style.order
  other.style.order = ordering(other).value = place
  settle()
  focus?.focus()
  block.scrollIntoView({ block: "nearest" })
  changed()
}

function openPalette(target) {
  if (!target.classList.contains("selected")) target.click()
  const first = document.querySelector(".plugin-buttons .plugin-button:not(.content-editor-hide)")
  document.querySelector(".plugin-buttons").returnTo = target
  first?.focus()
}

function insertBehind(block) {
  const all = blocks()
  const next = block && all[all.indexOf(block) + 1]
  openPalette((next || machine()).querySelector(next ? ".order-machine-insert-target" : ".last"))
}

function dress(block) {
  if (block.classList.contains("empty-form") || block.querySelector(".block-buttons")) return
  const tools = document.createElement("span")
  tools.className = "block-buttons"
  tools.append(
    button("↑", words.up, (self) => move(block, -1, self), "block-button"),
    button("↓", words.down, (self) => move(block, 1, self), "block-button"),
  )
  block.querySelector(":scope > h3").append(tools)
  const target = block.querySelector(":scope > .order-machine-insert-target")
  if (!target) return
  dressTarget(target)
  block.prepend(target) // It stands above the block, so Tab comes to it first.
}

function dressTarget(target) {
  target.setAttribute("role", "button")
  target.setAttribute("aria-label", words.insert)
  target.title = words.insert
  target.tabIndex = 0
}

function dressPalette() {
  const palette = document.querySelector(".plugin-buttons")
  for (const choice of palette.querySelectorAll(".plugin-button")) choice.tabIndex = -1
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
      target?.focus()
    } else if (event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey) {
      const letter = event.key.toLowerCase()
      choices.find((choice) => choice.title.toLowerCase().startsWith(letter))?.focus()
    }
  })
}

document.addEventListener("content-editor:ready", () => {
  for (const block of blocks()) dress(block)
  dressTarget(machine().querySelector(".order-machine-insert-target.last"))
  dressPalette()
  for (const tab of document.querySelectorAll(".tabs.regions .tab")) tab.removeAttribute("tabindex")
  settle()
  machine().addEventListener("drop", () => setTimeout(settle))
  machine().addEventListener("keydown", (event) => {
    const target = event.target.closest(".order-machine-insert-target")
    if (target && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault()
      openPalette(target)
    }
  })
})

document.addEventListener("formset:added", (event) => {
  if (!event.target.closest(".order-machine")) return
  fresh = event.target
  setTimeout(() => {
    dress(event.target)
    settle()
    const field = event.target.querySelector(
      ".ProseMirror[contenteditable], .pick-input, input:not([type=hidden]), textarea, select:not([hidden])",
    )
    field?.focus()
    event.target.scrollIntoView({ block: "nearest" })
  })
})

document.addEventListener("keydown", (event) => {
  if (event.altKey && !event.ctrlKey && !event.metaKey && machine()) {
    const block = event.target.closest?.(".order-machine > .inline-related")
    if (event.key === "Enter") {
      event.preventDefault()
      insertBehind(block)
    } else if (block && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault()
      move(block, event.key === "ArrowUp" ? -1 : 1, document.activeElement)
    }
  } else if (event.ctrlKey && event.shiftKey && event.key.toLowerCase() === "p") {
    event.preventDefault()
    preview()
  } else if (event.ctrlKey && event.shiftKey && event.key.toLowerCase() === "k") {
    const editor = event.target.closest?.(".ProseMirror")?.editor
    if (editor) {
      event.preventDefault()
      linkDialog(editor)
    }
  }
}, true)

/* --- Prose: a name for screen readers, links to own articles -------------------------------- */

document.addEventListener("prose-editor:ready", ({ detail }) => equip(detail.editor, detail.textarea))

// Some editors may be there before this file is.
for (const field of document.querySelectorAll(".ProseMirror[contenteditable]")) {
  if (field.editor) equip(field.editor, field.closest(".prose-editor").querySelector("textarea"))
}

function equip(editor, textarea) {
  const field = editor.view.dom
  if (field.getAttribute("role") === "textbox" && field.hasAttribute("aria-label")) return
  field.setAttribute("spellcheck", "true")
  const label = document.querySelector(`label[for="${textarea.id}"]`)
  field.setAttribute("aria-label", label ? label.textContent.replace(/:\s*$/, "") : words.text)
  field.setAttribute("role", "textbox")
  field.setAttribute("aria-multiline", "true")
  const error = document.getElementById(`${textarea.id}_error`)
  if (error) {
    field.setAttribute("aria-invalid", "true")
    field.setAttribute("aria-describedby", error.id)
  }
  label?.addEventListener("click", () => editor.commands.focus())
  field.editor = editor
  editor.on("update", changed)
  if (fresh?.contains(field)) {
    fresh = null
    editor.commands.focus()
  }
  // The menu is put there a moment later.
  setTimeout(() => {
    const menu = field.closest(".prose-editor")?.querySelector(".prose-menubar")
    if (!menu) return
    nameMenu(menu)
    editor.on("transaction", () => setTimeout(() => nameMenu(menu)))
    menu.append(
      button("§", words.link, () => linkDialog(editor), "prose-menubar__button own-link"),
    )
  })
}

/* The library names its menu in English only, and by icons for screen readers. */
function nameMenu(menu) {
  for (const item of menu.querySelectorAll(".prose-menubar__button")) {
    item.title = words.menu[item.title] || item.title
    item.setAttribute("aria-label", item.title || item.textContent)
  }
  for (const option of menu.querySelectorAll(".prose-menubar__option > *")) {
    option.textContent = words.menu[option.textContent.toLowerCase()] || option.textContent
  }
}

function linkDialog(editor) {
  const dialog = document.createElement("dialog")
  dialog.className = "link-dialog"
  dialog.setAttribute("aria-label", words.link)
  const label = document.createElement("label")
  label.textContent = words.link
  label.htmlFor = "link-search"
  const input = document.createElement("input")
  Object.assign(input, { type: "search", id: "link-search", autocomplete: "off" })
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-expanded": "true",
    "aria-controls": "link-found",
    "aria-autocomplete": "list",
  })) input.setAttribute(name, value)
  const list = document.createElement("ul")
  list.id = "link-found"
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", words.link)
  dialog.append(label, input, list, button("×", words.close, () => dialog.close(), "dialog-close"))
  document.body.append(dialog)
  dialog.addEventListener("close", () => {
    dialog.remove()
    editor.commands.focus()
  })

  const { from, to, empty } = editor.state.selection
  let found = []
  let active = 0
  function take(one) {
    if (!one) return
    dialog.close()
    const chain = editor.chain().focus()
    if (empty && !editor.isActive("link")) {
      chain.insertContent({
        type: "text",
        text: one.text,
        marks: [{ type: "link", attrs: { href: one.path } }],
      }).run()
    } else {
      chain.setTextSelection({ from, to }).extendMarkRange("link").setLink({ href: one.path }).run()
    }
  }
  function mark(index) {
    active = index
    for (const [number, option] of [...list.children].entries()) {
      option.setAttribute("aria-selected", String(number === index))
      if (number === index) {
        option.scrollIntoView({ block: "nearest" })
        input.setAttribute("aria-activedescendant", option.id)
      }
    }
  }
  let timer, request
  async function search() {
    request?.abort()
    request = new AbortController()
    const address = new URL(words.links, location)
    address.searchParams.set("term", input.value.trim())
    try {
      const response = await fetch(address, { signal: request.signal })
      found = (await response.json()).results
    } catch {
      return
    }
    list.replaceChildren(
      ...found.map((one, index) => {
        const option = document.createElement("li")
        option.setAttribute("role", "option")
        option.id = `link-found-${index}`
        const note = document.createElement("span")
        note.className = "pick-note"
        note.textContent = one.note
        option.append(one.text, note)
        option.addEventListener("click", () => take(one))
        return option
      }),
    )
    mark(0)
  }
  input.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(search, 150)
  })
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      const step = event.key === "ArrowDown" ? 1 : -1
      if (found.length) mark((active + step + found.length) % found.length)
    } else if (event.key === "Enter") {
      event.preventDefault()
      take(found[active])
    }
  })
  dialog.showModal()
  input.focus()
  const selected = editor.state.doc.textBetween(from, to, " ").trim()
  if (selected) input.value = selected
  search()
}

/* --- Headline ------------------------------------------------------------------------------ */

document.getElementById("id_headline")?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.altKey) {
    event.preventDefault()
    document.getElementById("id_lead").focus()
  }
})

/* --- Preview -------------------------------------------------------------------------------- */

const form = () => document.getElementById("article_form")
const dialog = document.getElementById("preview")
let live

function preview() {
  const submit = form()?.querySelector("[name=_preview]")
  if (submit) form().requestSubmit(submit)
}

function changed() {
  if (!dialog?.open) return
  clearTimeout(live)
  live = setTimeout(preview, LIVE)
}

form()?.addEventListener("submit", (event) => {
  if (event.submitter?.name !== "_preview") return
  if (!dialog.open) {
    dialog.show()
    document.body.classList.add("has-preview")
    dialog.querySelector("[data-close]").focus()
  }
})
form()?.addEventListener("input", changed)
dialog?.addEventListener("close", () => {
  document.body.classList.remove("has-preview")
  form().querySelector("[name=_preview]").focus()
})
dialog?.querySelector("[data-close]").addEventListener("click", () => dialog.close())
dialog?.addEventListener("keydown", (event) => {
  if (event.key === "Escape") dialog.close()
})
for (const choice of dialog?.querySelectorAll("[data-width]") || []) {
  choice.addEventListener("click", () => {
    dialog.dataset.shown = choice.dataset.width
  })
}
