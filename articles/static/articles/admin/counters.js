/* How long things are: a quiet bar under headline, lead and titles, and the whole text in words,
 * signs and minutes above it. A screen reader hears of it only when it gets tight. */

import { form, make, say, words } from "articles/desk"
import { oneLine } from "articles/paste"
import { isOn, quoteIn, turn } from "articles/typing"

const AIMS = { headline: 70, lead: 220, seo_title: 60, share_title: 70 }
const TIGHT = 0.9
const WORDS_A_MINUTE = 200 // As the reader's page reckons.

function count(field, aim) {
  const bar = make("span", { class: "counter-bar", "aria-hidden": "true" }, make("span"))
  const figure = make("span", { class: "counter-figure" })
  const counter = make("p", { class: "counter", id: `${field.id}_counter` }, bar, figure)
  const box = field.closest(".fieldBox, .form-row")
  ;(field.closest(".flex-container") || box).append(counter)
  const described = field.getAttribute("aria-describedby")
  field.setAttribute("aria-describedby", [described, counter.id].filter(Boolean).join(" "))
  const show = () => {
    const length = [...oneLine(field.value)].length
    const tight = length > aim * TIGHT
    bar.firstChild.style.width = `${Math.min(100, (length / aim) * 100)}%`
    counter.classList.toggle("is-over", length > aim)
    counter.hidden = !length
    figure.setAttribute("aria-live", tight ? "polite" : "off")
    figure.textContent = say(length > aim ? words.tooLong : words.counted, length, aim)
  }
  field.addEventListener("input", show)
  show()
}

/** Several pasted paragraphs make one line here. */
function keepOneLine(field) {
  field.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") || ""
    if (!/[\r\n]|[\u00ad\u200b]/.test(text)) return
    event.preventDefault()
    document.execCommand("insertText", false, oneLine(text))
  })
}

/** Words, signs and minutes of all blocks that stay. */
export function measure() {
  let number = 0
  let signs = 0
  const fields = ".order-machine > .inline-related:not(.empty-form, .for-deletion) textarea:is([name$=-html], [name$=-text])"
  for (const field of document.querySelectorAll(fields)) {
    const text = field.value.replace(/<[^>]+>/g, " ").trim()
    number += text ? text.split(/\s+/).length : 0
    signs += text.replace(/&\w+;/g, "&").replace(/\s+/g, " ").length
  }
  return { number, signs, minutes: Math.max(1, Math.round(number / WORDS_A_MINUTE)) }
}

function textLine() {
  const line = make("span", { class: "text-length" })
  const box = make("input", { type: "checkbox" })
  box.checked = isOn()
  box.addEventListener("change", () => turn(box.checked))
  const quotes = make("label", { class: "quotes", title: words.quotesHelp }, box, words.quotes)
  document.querySelector(".machine-collapse")?.prepend(line, quotes)
  const numbers = new Intl.NumberFormat(document.documentElement.lang)
  let timer
  const show = () => {
    const { number, signs, minutes } = measure()
    const sentence = number ? say(words.length, numbers.format(number), numbers.format(signs), minutes) : ""
    line.textContent = sentence
  }
  form().addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(show, 300)
  })
  show()
}

for (const [name, aim] of Object.entries(AIMS)) {
  const field = document.getElementById(`id_${name}`)
  if (!field || field.type === "hidden") continue
  count(field, aim)
  keepOneLine(field)
  quoteIn(field)
}
document.addEventListener("content-editor:ready", textLine)
document.addEventListener("focusin", (event) => {
  const field = event.target
  if (!field.matches?.(".order-machine :is(textarea, input[type=text]):not(.pick-input)")) return
  if (field.dataset.quoted) return
  field.dataset.quoted = "yes"
  quoteIn(field)
})
