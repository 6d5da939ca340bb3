/* What the modules of the article form share: the words of the page, small elements, what the
 * browser remembers, and one word for "something has changed". */

function spoken(id) {
  const element = document.getElementById(id)
  return element ? JSON.parse(element.textContent) : {}
}

export const words = { ...spoken("desk-words"), ...spoken("writing-words") }

export const form = () => document.getElementById("article_form")

/** The sentence with %s replaced by each value in turn. */
export const say = (sentence, ...values) =>
  values.reduce((text, value) => text.replace(/%[sd]/, () => value), sentence || "")

export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "")
    else if (value !== false && value != null) element.setAttribute(key, value)
  }
  element.append(...children.filter((child) => child != null))
  return element
}

export function button(sign, label, action, className) {
  const made = make("button", { type: "button", title: label, "aria-label": label, class: className }, sign)
  made.addEventListener("click", (event) => {
    event.preventDefault()
    event.stopPropagation() // A click on the head of a block folds it.
    action(made)
  })
  return made
}

/** One stop for Tab, arrows inside: for rows of small buttons. `all` finds the buttons. */
export function roving(container, all) {
  const settle = (chosen) => {
    for (const one of all()) one.tabIndex = one === chosen ? 0 : -1
  }
  settle(all()[0])
  container.addEventListener("focusin", (event) => {
    if (all().includes(event.target)) settle(event.target)
  })
  container.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const shown = all().filter((one) => one.offsetParent !== null)
    const index = shown.indexOf(event.target)
    if (!step || event.altKey || index < 0) return
    event.preventDefault()
    shown[(index + step + shown.length) % shown.length].focus()
  })
}

/** What this browser remembers between two visits; a full or forbidden store is no error. */
export const memory = {
  get(name, otherwise) {
    try {
      return JSON.parse(localStorage.getItem(`desk:${name}`)) ?? otherwise
    } catch {
      return otherwise
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(`desk:${name}`, JSON.stringify(value))
    } catch {
      /* Then it is not remembered. */
    }
  },
}

/** Tell all who listen to the form (preview, counters, working copy) that its content has changed. */
export function changed(element) {
  ;(element || form()).dispatchEvent(new Event("input", { bubbles: true }))
}

let line
/** Say a sentence to screen readers. */
export function announce(sentence) {
  if (!line) {
    line = make("div", { class: "visually-hidden", role: "status" })
    document.body.append(line)
  }
  line.textContent = sentence
}
