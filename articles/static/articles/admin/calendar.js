/* Keys of the calendar: from day to day with the arrows, a new article for the day one is at. */

import { register } from "../../desk/keys.js"

const words = JSON.parse(document.getElementById("calendar-words").textContent)
const days = [...document.querySelectorAll("[data-day]")]

function here() {
  const day = document.activeElement?.closest?.(".day")?.querySelector("[data-day]")
  return days.indexOf(day)
}

function step(number) {
  const at = here()
  const start = days.findIndex((day) => day.closest(".today"))
  const next = at < 0 ? Math.max(start, 0) : at + number
  if (!days[next]) return false
  days[next].focus()
  return true
}

const follow = (selector) => () => {
  const link = document.querySelector(selector)
  if (!link) return false
  location.assign(link.href)
  return true
}

register([
  { keys: "ArrowRight", what: words.days, run: () => step(1) },
  { keys: "ArrowLeft", what: words.days, run: () => step(-1) },
  { keys: "ArrowDown", what: words.days, run: () => here() >= 0 && step(7) },
  { keys: "ArrowUp", what: words.days, run: () => here() >= 0 && step(-7) },
  { keys: "PageUp", what: words.earlier, run: follow("[data-key=PageUp]") },
  { keys: "PageDown", what: words.later, run: follow("[data-key=PageDown]") },
  { keys: "h", what: words.today, run: follow("[data-key=h]") },
  {
    keys: "+",
    what: words.add,
    run: () => {
      const link = days[here()]?.closest(".day").querySelector(".day-add")
      if (!link) return false
      location.assign(link.href)
      return true
    },
  },
])
