/* Keys of the desk: ways through it, `?` for the list of all, and what a page adds for itself.
 *
 *   import { register } from "../../desk/keys.js"
 *   register([{ keys: "j", what: words.next, run: (event) => … }])
 *
 * `keys` is one key ("j", "?", "Enter") or two pressed in turn ("g d"). An entry without `run`
 * is only told of (the page listens itself, as for Alt+↑). No key fires inside a field, with
 * Ctrl, Alt or Meta, or while a dialog is open. */

const words = JSON.parse(document.getElementById("desk-words").textContent).desk
const SECOND_KEY = 1500 // Milliseconds between two keys pressed in turn.
const OFF = "desk-keys-off"
/* The module may be loaded by two names (hashed and not); its state is one. */
const state = (globalThis.deskKeys ??= { here: [], everywhere: [], first: "", listening: false })

/** Add keys of this page; returns a function that takes them away again. */
export function register(entries) {
  state.here.push(...entries)
  return () => {
    state.here = state.here.filter((entry) => !entries.includes(entry))
  }
}

/** Whether letters are text here and not keys. */
export function isField(element) {
  return Boolean(
    element?.closest?.(
      "input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select, " +
        "[contenteditable]:not([contenteditable=false]), [role=textbox], [role=combobox], dialog",
    ),
  )
}

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}

function go(url) {
  location.assign(url)
}

const isOff = () => {
  try {
    return localStorage.getItem(OFF) === "1"
  } catch {
    return false
  }
}

function entryOf(keys) {
  return [...state.here, ...state.everywhere].find((one) => one.run && one.keys === keys)
}

function pressed(event) {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return
  if (event.isComposing || event.key === "Shift") return
  if (isField(event.target) || document.querySelector("dialog:modal")) return
  if (isOff() && event.key !== "?") return
  /* The time of the keys, not of the page, which may be busy for a while. */
  const inTurn = state.first && event.timeStamp - state.pressedAt < SECOND_KEY
  const both = inTurn && `${state.first} ${event.key}`
  state.first = ""
  const entry = (both && entryOf(both)) || entryOf(event.key)
  if (entry) {
    /* Enter and Space belong to what has the focus. */
    if (["Enter", " "].includes(event.key) && event.target.closest("a, button, summary")) return
    if (entry.run(event) !== false) event.preventDefault()
    return
  }
  const begins = [...state.here, ...state.everywhere].some(
    (one) => one.run && one.keys.startsWith(`${event.key} `),
  )
  if (!begins) return
  state.first = event.key
  state.pressedAt = event.timeStamp
}

function rows(entries) {
  const list = make("dl", { class: "keys-list" })
  for (const { keys, what } of entries) {
    const parts = keys.split(" ").flatMap((key, index) => [
      ...(index ? [" "] : []),
      make("kbd", {}, key),
    ])
    list.append(make("div", {}, make("dt", {}, ...parts), make("dd", {}, what)))
  }
  return list
}

function show() {
  const dialog = make("dialog", { class: "keys-dialog", "aria-labelledby": "keys-title" })
  const close = make("button", { type: "button", class: "keys-close", "aria-label": words.close }, "×")
  const letters = make("input", { type: "checkbox", id: "keys-letters" })
  letters.checked = !isOff()
  letters.addEventListener("change", () => {
    try {
      if (letters.checked) localStorage.removeItem(OFF)
      else localStorage.setItem(OFF, "1")
    } catch {
      letters.checked = true
    }
  })
  close.addEventListener("click", () => dialog.close())
  dialog.addEventListener("close", () => dialog.remove())
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close())
  dialog.append(make("h2", { id: "keys-title" }, words.keys), close)
  if (state.here.length) dialog.append(make("h3", {}, words.here), rows(state.here))
  dialog.append(
    make("h3", {}, words.everywhere),
    rows(state.everywhere),
    make("p", {}, letters, " ", make("label", { for: "keys-letters" }, words.letters)),
  )
  document.body.append(dialog)
  dialog.showModal()
  close.focus()
}

if (!state.listening) {
  state.listening = true
  state.everywhere = [
    {
      keys: "/",
      what: words.search,
      run: () => {
        const field = document.getElementById("desk-search")
        field?.focus()
        field?.select()
      },
    },
    { keys: "?", what: words.help, run: show },
    ...words.jumps.map(({ keys, url, what }) => ({ keys, what, run: () => go(url) })),
    { keys: "Esc", what: words.leave },
  ]
  document.addEventListener("keydown", pressed)
  const button = document.getElementById("show-keys")
  if (button) {
    button.hidden = false
    button.addEventListener("click", show)
  }
}
