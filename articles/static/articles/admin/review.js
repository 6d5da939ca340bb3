/* The way out, in the article's form: findings without saving, links to what they are about, hints
 * set aside, the words of the buttons, and the keys:
 *
 *   Ctrl+Enter        save and take the next step      Ctrl+Shift+E   check the text as it stands
 *   Ctrl+Shift+Enter  a further step, where a page has one
 */

const form = document.getElementById("article_form")
const review = document.getElementById("review")
const panel = document.getElementById("findings")
const token = () => form.querySelector("[name=csrfmiddlewaretoken]").value

/* --- Findings ------------------------------------------------------------------------------- */

let asked // The check under way; a newer one takes its place.

async function check() {
  asked?.abort()
  asked = new AbortController()
  panel.setAttribute("aria-busy", "true")
  try {
    const body = new FormData(form)
    const response = await fetch(review.dataset.check, { method: "POST", body, signal: asked.signal })
    // A login that has ended answers with another page.
    if (response.ok && !response.redirected) {
      panel.innerHTML = await response.text()
      dress()
    }
  } catch (error) {
    if (error.name === "AbortError") return
  }
  panel.removeAttribute("aria-busy")
}

function dress() {
  for (const hidden of panel.querySelectorAll("[data-dismiss], [data-reopen]")) {
    hidden.hidden = !review.dataset.setAside
  }
}

/* Where one writes into the field: its search field, its prose editor, or itself. */
function fieldOf(id) {
  const field = document.getElementById(id)
  if (!field) return document.getElementById(`${id}_search`)
  return (
    document.getElementById(`${id}_search`) ||
    field.closest(".prose-editor")?.querySelector(".ProseMirror[contenteditable]") ||
    field
  )
}

function goTo(id) {
  const field = fieldOf(id)
  if (!field) return false
  for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true
  }
  const folded = field.closest(".order-machine > .inline-related.collapsed, .order-machine-hide")
  folded?.querySelector(":scope > h3")?.click()
  field.focus({ preventScroll: true })
  field.scrollIntoView({ block: "center" })
  return true
}

async function setAside(name, values) {
  const [, code, fingerprint] = name.split(":")
  const body = new FormData()
  for (const [key, value] of Object.entries({ code, fingerprint, ...values })) body.set(key, value)
  body.set("csrfmiddlewaretoken", token())
  const response = await fetch(review.dataset.setAside, { method: "POST", body })
  if (!response.ok) return (await response.json()).problem
  await check()
  return ""
}

async function dismiss(input) {
  input.setCustomValidity("")
  const problem = await setAside(input.name, { reason: input.value })
  if (!problem) {
    panel.querySelector("summary, a, button")?.focus()
    return
  }
  input.setCustomValidity(problem)
  input.reportValidity()
}

/* --- Buttons -------------------------------------------------------------------------------- */

const publish = form?.querySelector("[data-later]")

/* “Publish” says “Schedule” when the time that stands in the form is still to come. The field
 * speaks the paper's time, the browser perhaps another; a minute more or less does no harm. */
function nameTheButton() {
  if (!publish) return
  const value = (id) => document.getElementById(id)?.value
  const due = value("id_publish_at") || value("id_embargo_until")
  const zone = document.documentElement.dataset.zone || "Europe/Berlin"
  const now = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "medium",
  }).format(new Date()).replace(" ", "T")
  publish.value = due && due > now ? publish.dataset.later : publish.dataset.now
}

/* A step that publishes is asked once more when it came by keyboard: in prose, Ctrl+Enter is
 * pressed for a line break, too. */
function nextStep(button = form.querySelector("[data-next-step]")) {
  if (!button) return form.requestSubmit(form.querySelector("[name=_save]"))
  const dialog = document.getElementById("next-step")
  dialog.querySelector("[data-yes]").textContent = button.value
  dialog.querySelector("[data-about]").textContent =
    document.getElementById("id_headline").value.trim() || "–"
  const sum = () => {
    dialog.querySelector("[data-sum]").textContent =
      panel.querySelector(".findings-sum")?.textContent.replace(/\s+/g, " ").trim() || ""
    dialog.querySelector("[data-named]").replaceChildren(...named(dialog))
  }
  sum()
  dialog.showModal()
  check().then(sum)
  dialog.querySelector("[data-yes]").onclick = () => {
    dialog.close()
    form.requestSubmit(button)
  }
}

/* The findings in a few words each; their links lead out of the question to the field. */
function named(dialog) {
  return [...panel.querySelectorAll(".findings-open > li > p:first-child")].slice(0, 5).map((each) => {
    const row = document.createElement("li")
    row.append(...each.cloneNode(true).childNodes)
    for (const link of row.querySelectorAll("a[data-finding]")) {
      link.addEventListener("click", (event) => {
        event.preventDefault()
        dialog.close()
        goTo(link.hash.slice(1))
      })
    }
    return row
  })
}

/* What was made of somebody's words is looked at first, by mouse, too: a quotation that does not
 * say any more what was said is told before it goes out. */
async function lookFirst(event) {
  const button = event.currentTarget
  event.preventDefault()
  await check()
  if (panel.querySelector("[name^='dismiss:quotation_']")) nextStep(button)
  else form.requestSubmit(button)
}

if (form && review) {
  dress()
  if (publish && document.querySelector("[data-has-source]")) publish.addEventListener("click", lookFirst)
  for (const row of review.querySelectorAll(".check-row")) row.hidden = false
  review.querySelector("[data-check]:not(section)")?.addEventListener("click", check)
  // Findings below, and above what kept the form from being saved.
  form.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-finding]")
    if (link && goTo(link.hash.slice(1))) event.preventDefault()
  })
  review.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-dismiss]")
    if (button) dismiss(button.closest("p").querySelector("input"))
    const again = event.target.closest("button[data-reopen]")
    if (again) setAside(again.name, { act: "reopen" })
  })
  review.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.name?.startsWith("dismiss:")) return
    event.preventDefault() // Enter in a reason saves no article.
    if (review.dataset.setAside) dismiss(event.target)
  })
  for (const event of ["input", "change"]) form.addEventListener(event, nameTheButton)
  nameTheButton()

  for (const button of form.querySelectorAll("[data-wants-note]")) {
    button.addEventListener("click", (event) => {
      const note = document.getElementById("id_reason")
      if (note.value.trim()) return
      event.preventDefault()
      goTo("id_reason")
      note.closest("p, .form-row").classList.add("asked-for")
    })
  }

  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return
    if (event.key === "Enter" && !event.shiftKey) {
      if (document.querySelector("dialog[open]:modal")) return
      event.preventDefault()
      event.stopPropagation()
      nextStep()
    } else if (event.key === "Enter" && form.querySelector("[data-further-step]")) {
      if (document.querySelector("dialog[open]:modal")) return
      event.preventDefault()
      event.stopPropagation()
      nextStep(form.querySelector("[data-further-step]"))
    } else if (event.shiftKey && event.key.toLowerCase() === "e") {
      event.preventDefault()
      check().then(() => panel.querySelector("a, summary")?.focus())
    }
  }, true)
}
