/* Keys of the queue: j and k walk the rows, Enter or o opens, x selects; in a submission j and k
 * lead to its neighbours, u back to the queue, t takes it on. A chosen answer is there to be read
 * and worded anew before it goes out. */

import { register } from "../desk/keys.js"

const words = JSON.parse(document.getElementById("queue-words").textContent)
const table = document.getElementById("result_list")
const rows = () => (table ? [...table.querySelectorAll("tbody tr")] : [])
const link = (row) => row.querySelector(".field-title a")
let here = -1

function mark(index) {
  const all = rows()
  if (!all.length) return
  all[here]?.classList.remove("walked")
  here = Math.max(0, Math.min(index, all.length - 1))
  all[here].classList.add("walked")
  link(all[here])?.focus({ preventScroll: true })
  all[here].scrollIntoView({ block: "nearest" })
}

const go = (address) => address && location.assign(address)

if (document.getElementById("changelist")) {
  const walked = () => rows()[here]
  register([
    { keys: "j", what: words.next, run: () => mark(here + 1) },
    { keys: "k", what: words.previous, run: () => mark(here < 0 ? 0 : here - 1) },
    { keys: "o", what: words.open, run: () => walked() && go(link(walked()).href) },
    { keys: "Enter", what: words.open },
    { keys: "x", what: words.select, run: () => walked()?.querySelector("input.action-select")?.click() },
  ])
  table?.addEventListener("focusin", (event) => {
    const index = rows().indexOf(event.target.closest("tr"))
    if (index < 0 || index === here) return
    walked()?.classList.remove("walked")
    here = index
    walked().classList.add("walked")
  })
} else {
  register([
    { keys: "j", what: words.next, run: () => go(words.after) },
    { keys: "k", what: words.previous, run: () => go(words.before) },
    { keys: "u", what: words.up, run: () => go(words.queue) },
    { keys: "t", what: words.take, run: () => document.querySelector("[name=_take_on]")?.click() },
  ])
}

/* Own words are never overwritten. */
const template = document.getElementById("id_template")
const answer = document.getElementById("id_answer")
let filled = ""
template?.addEventListener("change", () => {
  if (answer.value.trim() && answer.value !== filled) return
  filled = document.querySelector(`[data-answer="${template.value}"]`)?.textContent ?? ""
  answer.value = filled
})
