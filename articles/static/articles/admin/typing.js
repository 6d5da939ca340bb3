/* What a German keyboard does not have: typing " makes „ or “, two hyphens a dash. Backspace right
 * behind takes it back; the switch under the text turns it off, and the browser remembers that. */

import { memory } from "articles/desk"

const OPENS = /(^|[\s([{–—/‚‘\u00a0\n])$/

export const isOn = () => memory.get("quotes", true)
export const turn = (on) => memory.set("quotes", on)

/** The state of one field: what was put in last, and where. */
export function quoting() {
  let last = null
  return {
    /** What to write instead of `text` typed behind `before`; null: as typed. */
    instead(text, before) {
      if (text === "„" || text === "“" || text === "–") return null // What we put in ourselves.
      last = null
      if (!isOn()) return null
      if (text === '"') {
        last = { text, eats: 1 }
        return { text: OPENS.test(before) ? "„" : "“", eats: 0 }
      }
      if (text === "-" && /(^|[^-])-$/.test(before)) {
        last = { text: "--", eats: 1 }
        return { text: "–", eats: 1 }
      }
      return null
    },
    /** Where the caret is behind the sign just put in. */
    placed(position) {
      if (last) last.at = position
    },
    /** What was really typed, if Backspace is pressed right behind a sign of ours. */
    takenBack(position) {
      const typed = last?.at === position ? last : null
      last = null
      return typed
    },
  }
}

/** The same for plain fields; the browser's own undo knows each step. */
export function quoteIn(field) {
  const quotes = quoting()
  field.addEventListener("beforeinput", (event) => {
    const { selectionStart: start, selectionEnd: end } = field
    if (event.inputType === "insertText" && event.data && !event.isComposing) {
      const instead = quotes.instead(event.data, field.value.slice(Math.max(0, start - 2), start))
      if (!instead) return
      event.preventDefault()
      field.setSelectionRange(start - instead.eats, end)
      document.execCommand("insertText", false, instead.text)
      quotes.placed(field.selectionStart)
    } else if (event.inputType === "deleteContentBackward" && start === end) {
      const typed = quotes.takenBack(start)
      if (!typed) return
      event.preventDefault()
      field.setSelectionRange(start - typed.eats, start)
      document.execCommand("insertText", false, typed.text)
    }
  })
}
