/* The field in the head of every page: finds while one types (the ARIA combobox pattern with
 * groups). ↑ ↓ choose, Enter opens, Escape leaves. Without script the form leads to a page. */

const words = JSON.parse(document.getElementById("desk-words").textContent).desk
const WAIT = 120 // Milliseconds after the last key before the server is asked.

function make(name, attributes = {}, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "")
    else if (value !== false && value != null) element.setAttribute(key, value)
  }
  element.append(...children)
  return element
}

class Search {
  constructor(input) {
    this.input = input
    this.form = input.form
    this.list = make("div", {
      class: "find-list",
      id: "desk-search-found",
      role: "listbox",
      "aria-label": words.search,
      hidden: true,
    })
    this.status = make("span", { class: "visually-hidden", role: "status" })
    this.form.append(this.list, this.status)
    for (const [key, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    })) {
      input.setAttribute(key, value)
    }
    this.options = []
    this.active = -1
    input.addEventListener("input", () => this.later())
    input.addEventListener("focus", () => this.options.length && this.open())
    input.addEventListener("blur", () => this.close())
    input.addEventListener("keydown", (event) => this.key(event))
    /* The mouse must not take the focus before its click has arrived. */
    this.list.addEventListener("pointerdown", (event) => event.preventDefault())
  }

  later() {
    clearTimeout(this.timer)
    this.request?.abort()
    this.active = -1
    if (!this.input.value.trim()) return this.show([], "")
    this.timer = setTimeout(() => this.ask(), WAIT)
  }

  async ask() {
    const term = this.input.value.trim()
    this.request = new AbortController()
    const address = new URL(words.find, location)
    address.searchParams.set("q", term)
    address.searchParams.set("format", "json")
    try {
      const response = await fetch(address, { signal: this.request.signal })
      /* A login that has run out answers with a page: Enter then leads there. */
      if (!response.headers.get("Content-Type")?.includes("json")) return
      this.show((await response.json()).groups, term)
    } catch {
      /* The next key asks again. */
    }
  }

  show(groups, term) {
    this.options = []
    this.list.replaceChildren()
    groups.forEach((group, number) => {
      const title = make("div", { class: "find-title", id: `find-group-${number}` }, group.title)
      const box = make("div", { role: "group", "aria-labelledby": title.id }, title)
      for (const row of group.rows) box.append(this.option(row))
      this.list.append(box)
    })
    if (term) {
      const all = new URL(words.find, location)
      all.searchParams.set("q", term)
      const title = groups.length ? words.all.replace("%s", term) : words.nothing
      this.list.append(this.option({ title, url: all.href, quiet: true }))
      this.status.textContent = groups.length
        ? words.found.replace("%d", this.options.length - 1)
        : words.nothing
    }
    if (this.options.length && document.activeElement === this.input) this.open()
    else this.close()
    this.mark(this.options.length ? 0 : -1)
  }

  option(row) {
    const index = this.options.length
    const option = make(
      "div",
      {
        role: "option",
        id: `find-option-${index}`,
        class: row.quiet ? "find-option find-all" : "find-option",
        "aria-selected": "false",
      },
      ...(row.picture ? [make("img", { src: row.picture, alt: "" })] : []),
      make("span", { class: "find-name" }, row.title),
    )
    if (row.note) option.append(make("span", { class: "find-note" }, row.note))
    if (row.state) option.append(make("span", { class: `state state-${row.state_key}` }, row.state))
    option.addEventListener("click", (event) => this.go(index, event.ctrlKey || event.metaKey))
    option.addEventListener("pointermove", () => this.mark(index, false))
    this.options.push({ element: option, url: row.url })
    return option
  }

  key(event) {
    const last = this.options.length - 1
    if (event.isComposing) return
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (last < 0) return
      event.preventDefault()
      this.open()
      const next = this.active + (event.key === "ArrowDown" ? 1 : -1)
      this.mark(next > last ? 0 : next < 0 ? last : next)
    } else if (event.key === "Enter" && this.active >= 0 && !this.list.hidden) {
      event.preventDefault()
      this.go(this.active, event.ctrlKey || event.metaKey)
    } else if (event.key === "Escape") {
      event.preventDefault()
      if (!this.list.hidden) this.close()
      else this.input.blur()
    }
  }

  go(index, apart) {
    const { url } = this.options[index]
    if (apart) window.open(url, "_blank", "noopener")
    else location.assign(url)
  }

  mark(index, scroll = true) {
    this.options[this.active]?.element.setAttribute("aria-selected", "false")
    this.active = index
    const option = this.options[index]?.element
    if (!option) return this.input.removeAttribute("aria-activedescendant")
    option.setAttribute("aria-selected", "true")
    this.input.setAttribute("aria-activedescendant", option.id)
    if (scroll) option.scrollIntoView({ block: "nearest" })
  }

  open() {
    this.list.hidden = false
    this.input.setAttribute("aria-expanded", "true")
  }

  close() {
    this.list.hidden = true
    this.input.setAttribute("aria-expanded", "false")
  }
}

const field = document.getElementById("desk-search")
if (field) new Search(field)
