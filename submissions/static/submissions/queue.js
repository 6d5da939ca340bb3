/* Keys of the queue: j and k walk the rows, Enter or o opens, x selects; in a submission j and k
 * lead to its neighbours, u back to the queue, t takes it on. A chosen answer is there to be read
 * and worded anew before it goes out. */

import { register } from "../desk/keys.js"
import { walk } from "../desk/walk.js"

const words = JSON.parse(document.getElementById("queue-words").textContent)
const go = (address) => address && location.assign(address)

if (document.getElementById("changelist")) walk(".field-title a", words)
else {
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
