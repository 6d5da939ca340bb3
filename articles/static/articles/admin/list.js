/* Keys and small helps of the list of articles: j and k walk the rows, Enter or o opens, x selects,
 * s opens the steps of a row. After a step the list stands where it stood. */

import { register } from "../../desk/keys.js"
import { walk } from "../../desk/walk.js"

const words = JSON.parse(document.getElementById("list-words").textContent)
const PLACE = "desk-list-place"

const { walked, go } = walk(".field-line a", words)
register([
  {
    keys: "s",
    what: words.state,
    run: () => {
      const menu = walked()?.querySelector(".state-menu")
      if (!menu) return
      menu.open = true
      menu.querySelector("button")?.focus()
    },
  },
])

/* One menu at a time; Escape closes it and gives the focus back; arrows walk through it. */
for (const menu of document.querySelectorAll(".state-menu")) {
  menu.addEventListener("toggle", () => {
    if (!menu.open) return
    for (const other of document.querySelectorAll(".state-menu[open]")) {
      if (other !== menu) other.open = false
    }
  })
  menu.addEventListener("keydown", (event) => {
    const buttons = [...menu.querySelectorAll("button")]
    const at = buttons.indexOf(document.activeElement)
    if (event.key === "Escape" && menu.open) {
      event.preventDefault()
      menu.open = false
      menu.querySelector("summary").focus()
    } else if (menu.open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault()
      const step = event.key === "ArrowDown" ? 1 : -1
      buttons[(at + step + buttons.length) % buttons.length].focus()
    }
  })
}
document.addEventListener("pointerdown", (event) => {
  for (const menu of document.querySelectorAll(".state-menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false
  }
})

/* Only what the chosen action needs to know is asked. */
const action = document.querySelector(".actions select[name=action]")
if (action) {
  const ask = () => {
    document.querySelector(".action-topic").hidden = !action.value.endsWith("_topic")
    document.querySelector(".action-source").hidden = action.value !== "set_source"
  }
  action.addEventListener("change", ask)
  ask()
}

/* A chosen place, topic or author narrows the list at once. */
for (const select of document.querySelectorAll(".pick-filter select")) {
  select.addEventListener("change", () => select.form.requestSubmit())
}

/* Filters are folded away on a phone until somebody wants them. */
const filters = document.querySelector(".all-filters")
if (filters && matchMedia("(max-width: 767px)").matches) filters.open = false

/* After a step or an action the list comes back where it was. */
const form = document.getElementById("changelist-form")
form?.addEventListener("submit", () => {
  const row = walked()?.querySelector("input.action-select")?.value
  sessionStorage.setItem(PLACE, JSON.stringify({ at: location.href, y: scrollY, row }))
})
try {
  const place = JSON.parse(sessionStorage.getItem(PLACE))
  sessionStorage.removeItem(PLACE)
  if (place?.at === location.href) {
    scrollTo(0, place.y)
    if (place.row) go((row) => row.querySelector("input.action-select")?.value === place.row)
  }
} catch {
  /* Without it the list begins at its top. */
}
