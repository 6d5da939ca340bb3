/* Turns <select data-pick="address"> into a search field with a list of what is found
 * (the ARIA combobox pattern). A multiple select shows its choices in order; they move with ← and →.
 * The select stays the one that is posted. */

const words = JSON.parse(document.getElementById("desk-words").textContent)
const NEW = "new:"
const ADD = "add:"
const WAIT = 150 // Milliseconds after the last key before the server is asked.
const RECENT = 5 // So many choices of before stand first while nothing is typed.

/* What this browser chose last in fields of one kind. */
const recent = {
  of(kind) {
    try {
      return JSON.parse(localStorage.getItem(`desk:picked:${kind}`)) || []
    } catch {
      return []
    }
  },
  keep(kind, one) {
    const others = this.of(kind).filter((other) => other.id !== one.id)
    try {
      localStorage.setItem(`desk:picked:${kind}`, JSON.stringify([one, ...others].slice(0, RECENT)))
    } catch {
      /* Then it is not remembered. */
    }
  },
}

/* The words with the part that was typed marked, as far as it stands there letter by letter. */
function marked(text, term) {
  const at = term ? text.toLowerCase().indexOf(term.toLowerCase()) : -1
  if (at < 0) return [text]
  const end = at + term.length
  return [text.slice(0, at), make("mark", {}, text.slice(at, end)), text.slice(end)]
}

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "")
    else if (value !== false && value != null) element.setAttribute(key, value)
  }
  element.append(...children)
  return element
}

class Pick {
  constructor(select) {
    this.select = select
    this.many = select.multiple
    const asked = new URL(select.dataset.pick, location).searchParams
    this.kind = ["app_label", "model_name", "field_name"].map((name) => asked.get(name)).join(".")
    this.input = make("input", {
      type: "text",
      class: "pick-input",
      id: `${select.id}_search`,
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": `${select.id}_found`,
      "aria-describedby": select.getAttribute("aria-describedby"),
      "aria-invalid": select.getAttribute("aria-invalid"),
    })
    this.list = make("ul", {
      class: "pick-found",
      id: `${select.id}_found`,
      role: "listbox",
      hidden: true,
    })
    this.status = make("span", { class: "visually-hidden", role: "status" })
    this.chosen = make("ul", { class: "pick-chosen" })
    this.box = make("div", { class: this.many ? "pick pick-many" : "pick" }, this.chosen, this.input, this.list, this.status)
    select.after(this.box)
    select.hidden = true
    const label = document.querySelector(`label[for="${select.id}"]`)
    if (label) {
      label.htmlFor = this.input.id
      label.id ||= `${select.id}_label`
      this.list.setAttribute("aria-labelledby", label.id)
    }
    if (select.autofocus) this.input.focus()
    this.active = -1
    this.options = []
    this.bind()
    this.show()
  }

  bind() {
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.search(), WAIT)
    })
    this.input.addEventListener("keydown", (event) => this.key(event))
    this.input.addEventListener("focus", () => {
      if (!this.many) this.input.select()
    })
    this.input.addEventListener("blur", () => {
      this.close()
      if (!this.many) this.settle()
    })
    this.input.addEventListener("click", () => {
      if (this.list.hidden) this.search()
    })
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault()
      const option = event.target.closest("[role=option]")
      if (option) this.choose(this.options[+option.dataset.index])
    })
    // Django's popups add options through jQuery, which native listeners do not hear.
    window.django?.jQuery(this.select).on("change", () => this.show())
  }

  key(event) {
    const open = !this.list.hidden
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (event.altKey) return
      event.preventDefault()
      if (!open) return this.search()
      const step = event.key === "ArrowDown" ? 1 : -1
      this.mark((this.active + step + this.options.length) % this.options.length)
    } else if (event.key === "Enter") {
      if (!open || this.active < 0) {
        if (this.input.value.trim() && this.many) event.preventDefault()
        return
      }
      event.preventDefault()
      this.choose(this.options[this.active])
    } else if (event.key === "Escape" && open) {
      event.stopPropagation()
      this.close()
    } else if (event.key === "Backspace" && !this.input.value && this.many) {
      this.remove([...this.select.selectedOptions].at(-1))
    }
  }

  /* What is asked for; the name of what is chosen already is no question. */
  term() {
    const typed = this.input.value.trim()
    const chosen = !this.many && this.select.selectedOptions[0]
    return chosen && chosen.value && chosen.text.trim() === typed ? "" : typed
  }

  async search() {
    const term = this.term()
    this.request?.abort()
    this.request = new AbortController()
    const address = new URL(this.select.dataset.pick, location)
    address.searchParams.set("term", term)
    let found
    try {
      const response = await fetch(address, { signal: this.request.signal })
      found = (await response.json()).results
    } catch {
      return
    }
    if (document.activeElement !== this.input) return
    const taken = new Set([...this.select.selectedOptions].map((option) => option.value))
    const before = term ? [] : recent.of(this.kind)
    const again = new Set(before.map((one) => one.id))
    this.asked = term
    this.options = [...before, ...found.filter((one) => !again.has(one.id))].filter(
      (one) => !(this.many && taken.has(one.id)),
    )
    const known = found.some((one) => one.text.toLowerCase() === term.toLowerCase())
    if ("mayMake" in this.select.dataset && term && !(this.many && known)) {
      this.options.push({ id: NEW + term, text: term, label: words.make.replace("%s", term) })
    }
    if (this.select.dataset.upload) this.options.push({ id: ADD, text: words.addPicture })
    this.open()
  }

  open() {
    this.list.replaceChildren(
      ...this.options.map((one, index) => {
        const option = make("li", {
          role: "option",
          id: `${this.list.id}_${index}`,
          "data-index": index,
          "aria-selected": "false",
        })
        if (one.picture) option.append(make("img", { src: one.picture, alt: "" }))
        option.append(make("span", {}, ...(one.label ? [one.label] : marked(one.text, this.asked))))
        if (one.note) option.append(make("span", { class: "pick-note" }, one.note))
        return option
      }),
    )
    if (this.options.every((one) => one.id === ADD)) {
      this.list.prepend(make("li", { class: "pick-nothing" }, words.nothing))
    }
    this.list.hidden = false
    this.input.setAttribute("aria-expanded", "true")
    this.status.textContent = this.options.length
      ? words.found.replace("%d", this.options.length)
      : words.nothing
    this.mark(this.options.length ? 0 : -1)
  }

  mark(index) {
    this.active = index
    for (const [number, option] of [...this.list.children].entries()) {
      option.setAttribute("aria-selected", String(number === index))
      if (number === index) option.scrollIntoView({ block: "nearest" })
    }
    if (index < 0) this.input.removeAttribute("aria-activedescendant")
    else this.input.setAttribute("aria-activedescendant", `${this.list.id}_${index}`)
  }

  close() {
    clearTimeout(this.timer)
    this.request?.abort()
    this.list.hidden = true
    this.input.setAttribute("aria-expanded", "false")
    this.input.removeAttribute("aria-activedescendant")
  }

  choose(one) {
    if (one.id === ADD) return this.add()
    if (!one.id.startsWith(NEW)) recent.keep(this.kind, one)
    let option = [...this.select.options].find((each) => each.value === one.id)
    if (!option) {
      option = new Option(one.text, one.id)
      if (one.picture) option.dataset.picture = one.picture
    }
    if (this.many) this.select.append(option)
    else if (!option.parentNode) this.select.append(option)
    option.selected = true
    this.changed()
    this.close()
    if (this.many) this.input.value = ""
    this.select.dispatchEvent(new CustomEvent("pick:chosen", { bubbles: true, detail: one }))
  }

  /* A new picture: over this page where it knows how (pictures.js), else on the picture desk. */
  add() {
    this.close()
    const asked = new CustomEvent("pick:add", { bubbles: true, cancelable: true })
    if (!this.select.dispatchEvent(asked)) return
    window.open(new URL(this.select.dataset.upload, location).pathname, "_blank")
  }

  remove(option) {
    if (!option) return
    option.remove()
    this.changed()
    this.input.focus()
  }

  /* A single pick: an emptied field means none, unfinished words mean what was chosen before. */
  settle() {
    if (!this.input.value.trim() && this.select.value) {
      this.select.value = ""
      this.changed()
    } else this.show()
  }

  changed() {
    this.show()
    this.select.dispatchEvent(new Event("change", { bubbles: true }))
    this.select.dispatchEvent(new Event("input", { bubbles: true }))
  }

  show() {
    const options = [...this.select.selectedOptions].filter((option) => option.value)
    if (!this.many) {
      const option = options[0]
      this.input.value = option ? option.text : ""
      this.chosen.replaceChildren()
      if (option?.dataset.picture) {
        this.chosen.append(
          make("li", {}, make("img", { src: option.dataset.picture, alt: "" })),
        )
      }
      this.chosen.hidden = !this.chosen.children.length
      return
    }
    this.chosen.hidden = !options.length
    this.chosen.replaceChildren(
      ...options.map((option, index) => {
        const chip = make("li", { class: "chip" })
        if (option.dataset.picture) chip.append(make("img", { src: option.dataset.picture, alt: "" }))
        chip.append(make("span", {}, option.text))
        if (options.length > 1) {
          chip.append(
            this.button("←", words.earlier, option, () => this.move(options, index, -1), !index),
            this.button(
              "→",
              words.later,
              option,
              () => this.move(options, index, 1),
              index === options.length - 1,
            ),
          )
        }
        if ("captions" in this.select.dataset) {
          chip.classList.add("chip-with-texts")
          chip.append(this.text("caption", option), this.text("alt", option))
        }
        chip.append(this.button("×", words.remove, option, () => this.remove(option)))
        return chip
      }),
    )
  }

  /* What is said of a picture here; posted in the order of the chips. */
  text(kind, option) {
    const input = make("input", {
      type: "text",
      name: `${this.select.name}-${kind}`,
      value: option.dataset[kind] || "",
      placeholder: words[kind],
      "aria-label": `${words[kind]}: ${option.text}`,
      maxlength: kind === "alt" ? 300 : 500,
    })
    input.addEventListener("input", () => {
      option.dataset[kind] = input.value
    })
    return input
  }

  button(sign, label, option, action, disabled = false) {
    const button = make(
      "button",
      { type: "button", "aria-label": `${label}: ${option.text}`, title: label, disabled },
      sign,
    )
    button.addEventListener("click", action)
    return button
  }

  move(options, index, step) {
    const other = options[index + step]
    if (step < 0) other.before(options[index])
    else other.after(options[index])
    this.changed()
    const chip = this.chosen.children[index + step]
    const wanted = chip.querySelectorAll("button")[step < 0 ? 0 : 1]
    ;(wanted.disabled ? chip.querySelector("button:not([disabled])") : wanted).focus()
  }
}

function enhance(root) {
  for (const select of root.querySelectorAll("select[data-pick]")) {
    if (select.closest(".empty-form") || select.dataset.picked) continue
    select.dataset.picked = "yes"
    new Pick(select)
  }
}

enhance(document)
document.addEventListener("formset:added", (event) => enhance(event.target))
