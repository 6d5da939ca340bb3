/* The front-page desk: the form's own buttons without a new page. The server knows the clock, the
 * stories and what stands where, so it makes every change; here stories only move, at once, and the
 * server says a moment later what that does to the page.
 *
 *   Alt+↑, Alt+↓   move the story one is in      Ctrl+Shift+P   preview      Ctrl+S   take over */

const form = document.getElementById("front_form")
const parts = document.getElementById("arrangement-parts")
const status = document.getElementById("front-status")
const dialog = document.getElementById("front-preview")
const WAIT = 350 // Milliseconds after the last change before the server is asked.

let changed = parts.dataset.changed === "yes"
let timer, request

document.body.classList.add("with-script")
form.querySelector("[name=_preview]").formTarget = "front-preview"

/* --- The server's answers ----------------------------------------------------------------- */

/* Posts the form as if `button` were pressed; the page that comes back, or null if none does. */
async function ask(button) {
  clearTimeout(timer)
  request?.abort()
  request = new AbortController()
  const data = new FormData(form)
  data.append(button.name, button.value)
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, signal: request.signal })
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText)
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    status.textContent = ""
    return page.getElementById("arrangement-parts") && page
  } catch (error) {
    if (error.name !== "AbortError") status.textContent = form.dataset.failed
    return null
  }
}

/* What the server says about the page; what is being typed stays. */
function tell(page) {
  for (const part of page.querySelectorAll("[data-fresh]")) {
    document.getElementById(part.id)?.replaceChildren(...part.childNodes)
  }
}

/* The whole form anew; the cursor stays where it was, unless a colleague has something to say. */
function show(page, focus) {
  parts.replaceChildren(...page.getElementById("arrangement-parts").childNodes)
  tell(page)
  equip()
  parts.dispatchEvent(new CustomEvent("formset:added", { bubbles: true }))
  document.getElementById(document.getElementById("meanwhile") ? "meanwhile" : focus)?.focus()
}

async function replace(button, focus = document.activeElement?.id) {
  changed = true
  const page = await ask(button)
  if (page) show(page, focus)
}

async function refresh() {
  const page = await ask({ name: "_check", value: "1" })
  if (page?.getElementById("meanwhile")) show(page)
  else if (page) tell(page)
}

function touched() {
  changed = true
  clearTimeout(timer)
  timer = setTimeout(refresh, WAIT)
}

/* --- Moving --------------------------------------------------------------------------------- */

const stories = () => [...parts.querySelectorAll(".story")]

function number() {
  const all = stories()
  for (const [index, story] of all.entries()) {
    story.querySelector(".place-number input").value = index + 1
  }
  return all
}

function move(story, step) {
  const all = stories()
  const other = all[all.indexOf(story) + step]
  if (!other) return
  const focused = document.activeElement
  if (step < 0) other.before(story)
  else other.after(story)
  focused.focus({ preventScroll: true })
  story.scrollIntoView({ block: "nearest" })
  status.textContent = form.dataset.moved.replace("%s", number().indexOf(story) + 1)
  touched()
}

function equip() {
  for (const story of stories()) {
    const handle = document.createElement("span")
    handle.className = "handle"
    handle.draggable = true
    handle.title = form.dataset.drag
    handle.textContent = "⠿"
    handle.setAttribute("aria-hidden", "true")
    story.prepend(handle)
  }
}

let dragged
parts.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".handle")?.closest(".story")
  if (!dragged) return
  event.dataTransfer.effectAllowed = "move"
  event.dataTransfer.setData("text/plain", dragged.id)
  event.dataTransfer.setDragImage(dragged, 12, 12)
  dragged.classList.add("dragged")
})
parts.addEventListener("dragover", (event) => {
  const over = event.target.closest?.(".story")
  if (!dragged || !over) return
  event.preventDefault()
  if (over === dragged) return
  const { top, height } = over.getBoundingClientRect()
  if (event.clientY < top + height / 2) over.before(dragged)
  else over.after(dragged)
})
parts.addEventListener("drop", (event) => event.preventDefault())
parts.addEventListener("dragend", () => {
  if (!dragged) return
  dragged.classList.remove("dragged")
  dragged = null
  number()
  touched()
})

/* --- Buttons and keys ----------------------------------------------------------------------- */

form.addEventListener("submit", (event) => {
  const button = event.submitter
  if (!button || button.name === "_save") {
    changed = false
    return
  }
  if (button.name === "_preview") {
    dialog.showModal()
    return
  }
  event.preventDefault()
  if (button.name === "_up" || button.name === "_down") {
    move(button.closest(".story"), button.name === "_up" ? -1 : 1)
  } else replace(button)
})

parts.addEventListener("change", (event) => {
  const field = event.target
  if (field.name === "add") {
    if (field.value) replace({ name: "_add", value: "1" }, "id_add_search")
  } else if (field.closest(".story")) {
    field.closest(".story").classList.toggle(
      "removed",
      field.closest(".story").querySelector("[type=checkbox]").checked,
    )
    touched()
  }
})

document.addEventListener("keydown", (event) => {
  const story = event.target.closest?.(".story")
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  if (event.altKey && story && step) {
    event.preventDefault()
    move(story, step)
  } else if (event.ctrlKey && event.shiftKey && event.key.toLowerCase() === "p") {
    event.preventDefault()
    form.requestSubmit(form.querySelector("[name=_preview]"))
  } else if (event.ctrlKey && !event.shiftKey && event.key.toLowerCase() === "s") {
    event.preventDefault()
    form.requestSubmit(form.querySelector("[name=_save]"))
  }
})

document.getElementById("discard").addEventListener("click", () => {
  changed = false
})
addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault()
})

/* --- Preview -------------------------------------------------------------------------------- */

for (const choice of dialog.querySelectorAll("[data-width]")) {
  choice.addEventListener("click", () => {
    dialog.dataset.shown = choice.dataset.width
    for (const other of dialog.querySelectorAll("[data-width]")) {
      other.setAttribute("aria-pressed", String(other === choice))
    }
  })
}
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close())
dialog.addEventListener("close", () => form.querySelector("[name=_preview]").focus())

equip()
