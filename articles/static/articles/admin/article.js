/* The article form. Each module does one thing; here are the keys, and the way through the fields.
 *
 * blocks.js  the text's blocks          prose.js   fields of running text, links, pasting
 * preview.js the page beside the form   counters.js lengths     typing.js  German quotation marks */

import * as blocks from "articles/blocks"
import "articles/counters"
import { form, words } from "articles/desk"
import * as preview from "articles/preview"
import { linkDialog } from "articles/prose"
import "articles/speaking"
import { register } from "desk/keys"

if (words.keys) register(words.keys.map(([keys, what]) => ({ keys, what })))

// A refused save is told at the top; the block editor would go back to where one was.
if (document.querySelector(".errornote, .meanwhile")) {
  history.replaceState(null, "", location.pathname + location.search)
}

document.addEventListener(
  "keydown",
  (event) => {
    if (blocks.keys(event)) {
      event.preventDefault()
      event.stopPropagation()
      return
    }
    if (!(event.ctrlKey || event.metaKey) || !event.shiftKey) return
    if (event.code === "KeyP" && form()) {
      event.preventDefault()
      preview.toggle()
    } else if (event.code === "KeyK") {
      const editor = event.target.closest?.(".ProseMirror")?.editor
      if (!editor) return
      event.preventDefault()
      linkDialog(editor)
    }
  },
  true,
)

/* Enter in a line goes on to the next field; it never sends the form. */
form()?.addEventListener("keydown", (event) => {
  const field = event.target
  if (event.key !== "Enter" || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return
  if (field.id === "id_headline") {
    event.preventDefault()
    document.getElementById("id_lead").focus()
  } else if (field.matches("input:not([type=submit], [type=button], [type=checkbox], [type=file])")) {
    event.preventDefault()
    next(field)?.focus()
  }
})

function next(field) {
  const stops = [...form().querySelectorAll("input:not([type=hidden]), textarea, select, .ProseMirror, button.begin")]
  const shown = stops.filter((stop) => stop.offsetParent !== null && !stop.disabled)
  return shown[shown.indexOf(field) + 1]
}
