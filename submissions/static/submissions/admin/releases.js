/* Keys of the list of releases, of the page to paste one, and of a text as it came.
 *
 * List: j k walk, o opens, x selects. Pasting keeps what the clipboard holds as a
 * page, so that paragraphs and lists stay what they are; Ctrl+Enter reads it in. */

import { register } from "../../desk/keys.js"
import { walk } from "../../desk/walk.js"

const words = JSON.parse(document.getElementById("queue-words").textContent)
const go = (address) => address && location.assign(address)

const form = document.getElementById("read-in")
if (form) readIn()
else if (document.getElementById("changelist")) walk(".field-name a", words)
else {
  register([
    { keys: "j", what: words.next, run: () => go(words.after) },
    { keys: "k", what: words.previous, run: () => go(words.before) },
    { keys: "u", what: words.up, run: () => go(words.queue) },
  ])
}

function readIn() {
  const text = form.querySelector("textarea")
  const page = form.querySelector("[name=page]")
  text.addEventListener("paste", (event) => {
    const all = text.selectionStart === 0 && text.selectionEnd === text.value.length
    page.value = all ? event.clipboardData.getData("text/html") : ""
  })
  keepWhatWasPasted(text)
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.altKey) return
    event.preventDefault()
    form.requestSubmit(event.shiftKey ? form.querySelector("[name=_keep]") : undefined)
  })
  register([
    { keys: "Ctrl+Enter", what: words.read },
    { keys: "Ctrl+Shift+Enter", what: words.keep },
  ])
}

/* Whoever was logged out meanwhile finds the text here again; a release that came in is safe. */
function keepWhatWasPasted(text) {
  const shelf = "desk:pasted-release"
  try {
    if (document.querySelector(".messagelist .success")) sessionStorage.removeItem(shelf)
    text.value ||= sessionStorage.getItem(shelf) || ""
    text.addEventListener("input", () => sessionStorage.setItem(shelf, text.value))
  } catch {
    // The store is full or forbidden.
  }
}
