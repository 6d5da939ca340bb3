/* A statement is written in one go: the words, Enter, who says it, Enter, in which office. The
 * office of the last time is proposed. */

import { blockOf, kindOf } from "articles/blocks"
import { changed, form } from "articles/desk"

form()?.addEventListener("keydown", (event) => {
  const block = blockOf(event.target)
  if (!block || kindOf(block) !== "statement" || !event.target.matches("textarea[name$=-text]")) return
  // A second line of what was said needs Shift.
  if (event.key !== "Enter" || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  block.querySelector(".pick-input").focus()
})

document.addEventListener("pick:chosen", ({ target, detail }) => {
  const block = blockOf(target)
  if (!block || kindOf(block) !== "statement" || !target.name.endsWith("-speaker")) return
  const field = (name) => block.querySelector(`input[name$="-${name}"]`)
  const proposed = field("role").dataset.proposed
  for (const name of ["role", "organisation"]) {
    const input = field(name)
    const untouched = !input.value || (proposed && input.value === input.dataset.proposed)
    if (!untouched) continue
    input.value = detail[name] || ""
    input.dataset.proposed = input.value
  }
  changed(field("role"))
  field("role").focus()
  field("role").select()
})
