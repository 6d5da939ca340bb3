/* The fields of running text: a name for screen readers, a menu in the desk's language, links to
 * own articles, clean pasting, German quotation marks. */

import { pm } from "django-prose-editor/editor"
import { isFresh, joinBefore, machine, seen } from "articles/blocks"
import { button, make, roving, words } from "articles/desk"
import { cleaned, paragraphs } from "articles/paste"
import { quoting } from "articles/typing"

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
  editor.htmlOf = (node) => htmlOf(editor, node)
  editor.registerPlugin(pasting(editor))
  editor.registerPlugin(typing(editor), (mine, others) => [mine, ...others])
  const hint = () => field.classList.toggle("is-blank", !editor.state.doc.textContent && editor.state.doc.childCount < 2)
  field.dataset.hint = words.write || ""
  editor.on("update", hint)
  hint()
  if (isFresh(field)) {
    seen()
    editor.commands.focus()
  }
  // The menu is put there a moment later.
  setTimeout(() => {
    const menu = field.closest(".prose-editor")?.querySelector(".prose-menubar")
    if (!menu) return
    nameMenu(menu)
    editor.on("transaction", () => setTimeout(() => nameMenu(menu)))
    menu.append(
      button("§", `${words.link} (${words.ctrlKey || "Ctrl"}+${words.shiftKey || "Shift"}+K)`, () => linkDialog(editor), "prose-menubar__button own-link"),
    )
    // The menu is there while one writes: a press on it must not take the caret away.
    menu.addEventListener("mousedown", (event) => event.preventDefault())
    menu.setAttribute("role", "toolbar")
    menu.setAttribute("aria-label", words.format || words.text)
    roving(menu, () => [...menu.querySelectorAll("button")])
  })
}

function htmlOf(editor, node) {
  const box = document.implementation.createHTMLDocument("").createElement("div")
  box.append(pm.model.DOMSerializer.fromSchema(editor.schema).serializeFragment(node.content))
  return box.innerHTML
}

/* --- Pasting ---------------------------------------------------------------------------------- */

function pasting(editor) {
  return new pm.state.Plugin({
    props: {
      transformPastedHTML: (html) => cleaned(html),
      clipboardTextParser(text, context) {
        const box = make("div")
        box.innerHTML = paragraphs(text) // Built of escaped text.
        return pm.model.DOMParser.fromSchema(editor.schema).parseSlice(box, {
          preserveWhitespace: true,
          context,
        })
      },
      handlePaste(view) {
        // One Ctrl+Z takes back what was pasted, and nothing that was typed before.
        view.dispatch(pm.history.closeHistory(view.state.tr))
        return false
      },
    },
  })
}

/* --- Typing ------------------------------------------------------------------------------------ */

function typing(editor) {
  const quotes = quoting()
  return new pm.state.Plugin({
    props: {
      handleTextInput(view, from, to, text) {
        const before = view.state.doc.textBetween(Math.max(0, from - 2), from, "\n", "\n")
        const instead = quotes.instead(text, before)
        if (!instead) return false
        const { tr, selection } = view.state
        const chosen = !instead.eats && from === selection.from && to === selection.to
        view.dispatch(chosen ? tr.insertText(instead.text) : tr.insertText(instead.text, from - instead.eats, to))
        quotes.placed(view.state.selection.from)
        return true
      },
      handleKeyDown(view, event) {
        if (event.key !== "Backspace" || event.altKey || event.ctrlKey || event.metaKey) return false
        const { from, empty } = view.state.selection
        const typed = empty && quotes.takenBack(from)
        if (typed) {
          view.dispatch(view.state.tr.insertText(typed.text, from - typed.eats, from))
          return true
        }
        return Boolean(machine()) && joinBefore(editor)
      },
    },
  })
}

/* --- The menu ---------------------------------------------------------------------------------- */

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

/* --- Links to own articles ----------------------------------------------------------------------- */

export function linkDialog(editor) {
  const input = make("input", {
    type: "search",
    id: "link-search",
    autocomplete: "off",
    role: "combobox",
    "aria-expanded": "true",
    "aria-controls": "link-found",
    "aria-autocomplete": "list",
  })
  const list = make("ul", { id: "link-found", role: "listbox", "aria-label": words.link })
  const dialog = make(
    "dialog",
    { class: "link-dialog", "aria-label": words.link },
    make("label", { for: "link-search" }, words.link),
    input,
    list,
  )
  dialog.append(button("×", words.close, () => dialog.close(), "dialog-close"))
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
        const note = make("span", { class: "pick-note" }, one.note)
        const option = make("li", { role: "option", id: `link-found-${index}` }, one.text, note)
        option.addEventListener("click", () => take(one))
        return option
      }),
    )
    if (!found.length) list.append(make("li", { class: "pick-nothing" }, words.nothing))
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
