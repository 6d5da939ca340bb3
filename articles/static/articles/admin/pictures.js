/* Many pictures at once: files chosen or dropped are sent one by one, two at a time; each becomes
 * a card with its words. What is typed stays in this browser until it is saved. The same cards
 * open in a window over the article's form, when a picture is dropped onto a field for pictures. */

import { enhance } from "./focal.js"

const AT_ONCE = 2
const KEPT = 2 * 24 * 3600 * 1000 // Milliseconds; the server keeps waiting pictures as long.
const SHARED = ["caption", "credit", "licence", "rights_until"]

class PictureDesk {
  /* form: the desk's form. saved(found): called in a window, when all of it is kept. */
  constructor(form, saved = null) {
    this.form = form
    this.saved = saved
    const words = form.dataset.words.split("|")
    ;[this.waiting, this.sending, this.checking, this.again, this.silent, this.double] = words
    ;[this.counted, this.bare, this.refused, this.most] = words.slice(6)
    this.files = form.querySelector("input[type=file]")
    this.drop = form.querySelector("[data-drop]")
    this.queue = form.querySelector("[data-queue]")
    this.cards = form.querySelector("[data-cards]")
    this.total = form.querySelector("[name=card-TOTAL_FORMS]")
    this.status = form.querySelector("[data-status]")
    this.summary = form.querySelector("[data-summary]")
    this.lines = []
    this.busy = 0
    this.number = 0
    this.digests = new Set()
    this.key = saved ? "" : `pictures-${form.dataset.owner}`
    this.bind()
    const plain = form.querySelector("[data-plain]")
    plain.hidden = plain.disabled = true // Else Enter in a field would press it.
    this.restore()
    this.count()
  }

  bind() {
    this.files.addEventListener("change", () => {
      this.add([...this.files.files])
      this.files.value = ""
    })
    const target = this.saved ? this.drop : document.documentElement
    for (const kind of ["dragenter", "dragover"]) {
      target.addEventListener(kind, (event) => {
        if (!event.dataTransfer?.types.includes("Files")) return
        event.preventDefault()
        this.drop.classList.add("over")
      })
    }
    target.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) this.drop.classList.remove("over")
    })
    target.addEventListener("drop", (event) => {
      if (!event.dataTransfer?.files.length) return
      event.preventDefault()
      this.drop.classList.remove("over")
      this.add([...event.dataTransfer.files])
    })
    this.form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-remove-card]")
      if (!button) return
      event.preventDefault()
      this.remove(button.closest("[data-card]"))
    })
    this.form.addEventListener("input", () => {
      this.count()
      clearTimeout(this.timer)
      this.timer = setTimeout(() => this.keep(), 300)
    })
    this.form.addEventListener("submit", (event) => {
      if (!this.saved) return localStorage.removeItem(this.key)
      event.preventDefault()
      this.save()
    })
    for (const card of this.all()) this.dress(card)
  }

  all() {
    return [...this.cards.querySelectorAll("[data-card]:not([hidden])")]
  }

  /* --- Sending -------------------------------------------------------------------------------- */

  add(files) {
    const free = +this.form.dataset.most - this.all().length - this.lines.length
    for (const file of files.slice(0, Math.max(0, free))) {
      const line = document.createElement("li")
      const name = document.createElement("span")
      name.className = "queue-name"
      name.textContent = file.name
      const bar = document.createElement("progress")
      bar.max = 1
      bar.value = 0
      bar.setAttribute("aria-label", file.name)
      const state = document.createElement("span")
      state.className = "queue-state"
      line.append(name, bar, state)
      this.queue.append(line)
      this.number += 1
      this.enqueue({ file, line, bar, state, number: this.number })
    }
    if (files.length > free) this.status.textContent = this.most.replace("%d", this.form.dataset.most)
  }

  enqueue(one) {
    one.line.classList.remove("failed")
    one.state.textContent = this.waiting
    one.bar.hidden = false
    this.lines.push(one)
    this.next()
  }

  next() {
    while (this.busy < AT_ONCE && this.lines.length) {
      this.busy += 1
      const one = this.lines.shift()
      this.send(one).finally(() => {
        this.busy -= 1
        this.next()
      })
    }
  }

  send(one) {
    one.state.textContent = this.sending
    const request = new XMLHttpRequest()
    request.open("POST", this.form.dataset.upload)
    request.setRequestHeader("X-CSRFToken", this.form.elements.csrfmiddlewaretoken.value)
    request.responseType = "json"
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) one.bar.value = event.loaded / event.total
    })
    request.upload.addEventListener("load", () => {
      one.bar.removeAttribute("value")
      one.state.textContent = this.checking
    })
    const body = new FormData()
    body.append("file", one.file, one.file.name)
    return new Promise((done) => {
      request.addEventListener("loadend", () => {
        const answer = request.response
        if (request.status === 200 && answer?.card) this.arrived(one, answer)
        else this.failed(one, answer?.error || this.silent, request.status === 422)
        done()
      })
      request.send(body)
    })
  }

  arrived(one, answer) {
    if (this.digests.has(answer.digest)) return this.failed(one, this.double, true)
    this.digests.add(answer.digest)
    one.line.remove()
    this.insert(answer.card, one.number)
    this.keep()
    this.count()
  }

  failed(one, message, final) {
    one.line.classList.add("failed")
    one.bar.hidden = true
    one.state.textContent = message
    this.status.textContent = `${one.file.name}: ${message}`
    if (final) return
    const again = document.createElement("button")
    again.type = "button"
    again.textContent = this.again
    again.setAttribute("aria-label", `${this.again}: ${one.file.name}`)
    again.addEventListener("click", () => {
      again.remove()
      this.enqueue(one)
    })
    one.line.append(again)
  }

  /* --- Cards ---------------------------------------------------------------------------------- */

  /* number: which of the files it is; cards stand in the order in which they were chosen. */
  insert(html, number = 0) {
    const index = +this.total.value
    this.total.value = index + 1
    const holder = document.createElement("template")
    holder.innerHTML = html.replaceAll("__prefix__", index)
    const card = holder.content.querySelector("[data-card]")
    card.dataset.number = number
    const later = this.all().find((other) => +other.dataset.number > number)
    if (later) later.before(card)
    else this.cards.append(card)
    this.dress(card)
    return card
  }

  dress(card) {
    enhance(card)
    card.querySelector("[data-remove-card]").type = "button"
  }

  /* Whether a picture that is there already is to be used instead. */
  isTwin(card) {
    return Boolean(card.querySelector("[data-instead]:checked")?.value)
  }

  field(card, name) {
    return card.querySelector(`[name$="-${name}"]`)
  }

  remove(card) {
    const next = this.all()[this.all().indexOf(card) + 1]
    card.querySelector("[data-remove]").value = "on"
    card.hidden = true
    ;(next?.querySelector("textarea, input:not([type=hidden])") || this.files).focus()
    this.keep()
    this.count()
  }

  count() {
    const cards = this.all()
    this.form.classList.toggle("has-cards", cards.length > 0)
    const shared = this.form.elements["shared-credit"]?.value.trim()
    const bare = cards.filter((card) => {
      const needed = !this.isTwin(card) && !shared
      const lacks = needed && !this.field(card, "credit").value.trim()
      card.classList.toggle("lacks-credit", lacks)
      return lacks
    })
    for (const name of SHARED) {
      const value = this.form.elements[`shared-${name}`]?.value || ""
      for (const card of cards) {
        const field = this.field(card, name)
        if (field) field.placeholder = value
      }
    }
    const told = [this.counted.replace("%d", cards.length)]
    if (bare.length) told.push(this.bare.replace("%d", bare.length))
    this.summary.textContent = cards.length ? told.join(" · ") : ""
  }

  /* --- Kept in this browser --------------------------------------------------------------------- */

  keep() {
    if (!this.key) return
    const cards = this.all().map((card) => values(card, /^card-\d+-/))
    const shared = values(this.form.querySelector(".picture-shared"), /^shared-/)
    if (cards.length) {
      localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), cards, shared }))
    } else localStorage.removeItem(this.key)
  }

  async restore() {
    if (!this.key || this.all().length) return
    const kept = JSON.parse(localStorage.getItem(this.key) || "null")
    if (!kept || Date.now() - kept.at > KEPT) return
    fill(this.form.querySelector(".picture-shared"), "shared-", kept.shared)
    for (const one of kept.cards) {
      const body = new FormData()
      body.append("token", one.token)
      const headers = { "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value }
      const response = await fetch(this.form.dataset.upload, { method: "POST", headers, body })
      if (!response.ok) continue
      const answer = await response.json()
      this.digests.add(answer.digest)
      const card = this.insert(answer.card)
      fill(card, `card-${+this.total.value - 1}-`, one)
    }
    this.count()
  }

  /* --- In a window -------------------------------------------------------------------------------- */

  async save() {
    const headers = { Accept: "application/json" }
    const body = new FormData(this.form)
    body.delete("files")
    body.append("_save", "1")
    let answer
    try {
      const response = await fetch(this.form.action, { method: "POST", headers, body })
      answer = await response.json()
    } catch {
      this.status.textContent = this.silent
      this.summary.textContent = this.silent
      return
    }
    for (const card of this.cards.querySelectorAll("[data-card]")) card.remove()
    for (const html of answer.cards) {
      const holder = document.createElement("template")
      holder.innerHTML = html
      const card = holder.content.querySelector("[data-card]")
      this.cards.append(card)
      this.dress(card)
    }
    this.count()
    this.saved(answer.saved, !answer.cards.length)
    this.cards.querySelector(".errorlist")?.parentElement.querySelector("input, textarea")?.focus()
  }
}

function values(root, prefix) {
  const found = {}
  for (const field of root.querySelectorAll("[name]")) {
    if (field.type !== "radio" || field.checked) found[field.name.replace(prefix, "")] = field.value
  }
  return found
}

function fill(root, prefix, kept) {
  for (const [name, value] of Object.entries(kept)) {
    const fields = [...root.querySelectorAll(`[name="${prefix}${name}"]`)]
    const field = fields[0]
    if (!field || name === "token" || name === "DELETE") continue
    if (field.type === "radio") {
      for (const choice of fields) choice.checked = choice.value === value
      continue
    }
    field.value = value
    field.dispatchEvent(new Event("input", { bubbles: true }))
  }
}

for (const form of document.querySelectorAll("[data-picture-desk]")) new PictureDesk(form)

/* --- Fields for pictures in the article's form ------------------------------------------------------ */

let window_ // One dialog, made when it is needed first.

async function openWindow(select, files) {
  const address = select.dataset.upload
  const page = await fetch(address)
  if (!page.ok) return
  window_ ||= makeWindow()
  const holder = document.createElement("template")
  holder.innerHTML = await page.text()
  window_.querySelector(".window-body").replaceChildren(holder.content)
  const form = window_.querySelector("[data-picture-desk]")
  const desk = new PictureDesk(form, (found, done) => {
    for (const one of found) put(select, one)
    if (done) window_.close()
  })
  window_.returnTo = document.getElementById(`${select.id}_search`)
  window_.showModal()
  if (!select.multiple) form.querySelector("input[type=file]").removeAttribute("multiple")
  if (files.length) desk.add(select.multiple ? files : files.slice(0, 1))
  else form.querySelector("input[type=file]").focus()
}

function makeWindow() {
  const made = document.createElement("dialog")
  made.className = "picture-window"
  const head = document.createElement("div")
  head.className = "window-head"
  const title = document.createElement("h2")
  const words = JSON.parse(document.getElementById("desk-words").textContent)
  title.id = "picture-window-title"
  title.textContent = words.pictures
  made.setAttribute("aria-labelledby", title.id)
  const close = document.createElement("button")
  close.type = "button"
  close.textContent = words.close
  close.addEventListener("click", () => made.close())
  head.append(title, close)
  const body = document.createElement("div")
  body.className = "window-body"
  made.append(head, body)
  made.addEventListener("close", () => made.returnTo?.focus())
  document.body.append(made)
  return made
}

function put(select, one) {
  let option = [...select.options].find((each) => each.value === one.id)
  if (!option) {
    option = new Option(one.text, one.id)
    option.dataset.picture = one.picture
    select.append(option)
  }
  option.selected = true
  for (const kind of ["change", "input"]) select.dispatchEvent(new Event(kind, { bubbles: true }))
  window.django?.jQuery(select).trigger("change")
}

function dressField(select) {
  if (select.dataset.drops || select.closest(".empty-form")) return
  select.dataset.drops = "yes"
  const box = select.nextElementSibling
  if (!box?.classList.contains("pick")) return
  const words = JSON.parse(document.getElementById("desk-words").textContent)
  const button = document.createElement("button")
  button.type = "button"
  button.className = "pick-new"
  button.textContent = words.newPicture
  button.addEventListener("click", () => openWindow(select, []))
  box.append(button)
  for (const kind of ["dragenter", "dragover"]) {
    box.addEventListener(kind, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return
      event.preventDefault()
      event.stopPropagation()
      box.classList.add("over")
    })
  }
  box.addEventListener("dragleave", () => box.classList.remove("over"))
  box.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return
    event.preventDefault()
    event.stopPropagation()
    box.classList.remove("over")
    openWindow(select, [...event.dataTransfer.files])
  })
}

function dressFields(root) {
  for (const select of root.querySelectorAll("select[data-pictures][data-upload]")) dressField(select)
}

/* Choosing to upload one, among what a search field has found. */
document.addEventListener("pick:add", (event) => {
  if (!event.target.dataset.upload) return
  event.preventDefault()
  openWindow(event.target, [])
})

dressFields(document)
document.addEventListener("formset:added", (event) => setTimeout(() => dressFields(event.target)))
