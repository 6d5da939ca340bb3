/* Nothing typed is lost. The form is written to this browser at once (at most 300 ms later) and to
 * the server when the keys rest; the server keeps it beside the article, never in it.
 *
 *   look()    has the form changed?  → local copy, then send() a little later
 *   send()    one request at a time; refused as older: another tab writes too, so this one goes
 *             on as a copy of its own
 *   What the server has confirmed is deleted here: the browser holds only what is not safe yet. */

const section = document.getElementById("working")
const form = document.getElementById("article_form")

const QUIET = 1200 // Milliseconds of silence after which the text is sent,
const LONGEST = 4000 // and how long it waits at most while somebody types.
const LOOK = 250
const BEAT = 15_000 // A sign of life while the page is seen.
const STALE = 20_000 // Before a save: if nobody has answered for so long, ask first.
const ATTEMPT = 8000
const OLD = 14 * 24 * 3600 * 1000
const LEFT_OUT = /^(_|csrfmiddlewaretoken$|copy($|-)|choose-|looked$|action$|change_form-|initial-)/

if (section && form) start()

function start() {
  const spoken = (id) => JSON.parse(document.getElementById(id).textContent)
  const words = spoken("working-words")
  const hidden = (name) => form.elements.namedItem(name)
  const user = hidden("copy-user").value
  const article = hidden("copy-article").value
  const shelf = `desk-copy:${user}:${article || "new"}:`
  const bar = document.getElementById("working-state")
  const part = (name) => bar.querySelector(`[data-${name}]`)

  let uid = hidden("copy").value
  let serial = Number(section.dataset.serial)
  let last = null // The form as it was last looked at.
  let first = null // As it was opened; a reopened copy differs from the article from the start.
  let confirmed = serial // The serial the server has.
  let place = spoken("working-place")
  let looking, sending, waitingSince, busy, leaving, answeredAt = performance.now(), state

  const submits = form.querySelector(".submit-row")
  submits?.append(bar)
  bar.hidden = false

  /* --- What the form says ------------------------------------------------------------------ */

  function said() {
    const pairs = [...new FormData(form)].filter(
      ([name, value]) => typeof value === "string" && !LEFT_OUT.test(name),
    )
    return new URLSearchParams(pairs).toString()
  }

  /* Before the first key: what the editors make of the text by themselves is no change. */
  function begin() {
    if (first === null) first = last = said()
  }
  for (const event of ["pointerdown", "keydown", "beforeinput"]) {
    document.addEventListener(event, begin, { capture: true })
  }
  setTimeout(begin, 1500)

  function look() {
    clearTimeout(looking)
    looking = undefined
    if (leaving) return
    begin()
    const now = said()
    if (now === last) return
    last = now
    serial += 1
    whereIsTheWriter()
    store()
    show("typing")
    for (const note of section.querySelectorAll("[data-when-typing]")) note.hidden = false
    waitingSince ??= performance.now()
    clearTimeout(sending)
    const left = LONGEST - (performance.now() - waitingSince)
    sending = setTimeout(send, Math.max(0, Math.min(QUIET, left)))
  }

  function soon() {
    looking ??= setTimeout(look, LOOK)
  }
  for (const event of ["input", "change", "click", "keyup", "drop", "paste"]) {
    document.addEventListener(event, soon, { capture: true })
  }

  /* --- On this device ---------------------------------------------------------------------- */

  function store() {
    const entry = { uid, serial, at: Date.now(), place, form: last }
    try {
      localStorage.setItem(shelf + uid, JSON.stringify(entry))
    } catch {
      // The store is full or forbidden; the server's copy remains.
    }
  }

  function forget(key) {
    try {
      localStorage.removeItem(key)
    } catch {
      // Nothing was stored, then.
    }
  }

  function* stored() {
    const keys = []
    try {
      for (let index = 0; index < localStorage.length; index += 1) keys.push(localStorage.key(index))
    } catch {
      return
    }
    for (const key of keys.filter((each) => each.startsWith(`desk-copy:${user}:`))) {
      try {
        const entry = JSON.parse(localStorage.getItem(key))
        if (Date.now() - entry.at > OLD) forget(key)
        else if (key.startsWith(shelf)) yield [key, entry]
      } catch {
        forget(key)
      }
    }
  }

  /* --- On the server ----------------------------------------------------------------------- */

  const address = (id) => section.dataset.address.replace(/[0-9a-f-]{36}(?=\/$)/, id)

  function about(entry) {
    const pairs = new URLSearchParams({ "copy-user": user, "copy-article": article })
    if (entry) {
      pairs.set("copy-serial", entry.serial)
      for (const [name, value] of Object.entries(entry.place || {})) pairs.set(`copy-${name}`, value)
    } else {
      pairs.set("version", hidden("version")?.value || "")
    }
    return pairs.toString()
  }

  /* {status, answer}: "ok", "problem" (an answer that names one), "login" or "away". */
  async function ask(id, body, options = {}) {
    try {
      const response = await fetch(address(id), {
        method: body === undefined ? "GET" : "POST",
        body,
        redirect: "manual",
        signal: AbortSignal.timeout(ATTEMPT),
        headers: {
          "X-CSRFToken": hidden("csrfmiddlewaretoken").value,
          ...(body === undefined ? {} : { "Content-Type": "application/x-www-form-urlencoded" }),
        },
        ...options,
      })
      if (response.type === "opaqueredirect") return { status: "login" }
      const isAnswer = (response.headers.get("Content-Type") || "").startsWith("application/json")
      if (!isAnswer) return { status: response.status === 403 ? "token" : "away" }
      const answer = await response.json()
      answeredAt = performance.now()
      return { status: answer.problem ? "problem" : "ok", answer }
    } catch {
      return { status: "away" }
    }
  }

  /* After a new login the page's token is an old one; a fresh one comes by GET. */
  async function freshToken() {
    const { status, answer } = await ask(uid)
    if (status !== "ok") return status
    if (String(answer.user) !== user) return "problem"
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) {
      field.value = answer.token
    }
    return "ok"
  }

  async function tell(id, body, options) {
    const result = await ask(id, body, options)
    if (result.status !== "token") return result
    const status = await freshToken()
    return status === "ok" ? ask(id, body, options) : { status, answer: {} }
  }

  async function send(options) {
    clearTimeout(sending)
    if (busy || leaving || last === null || serial === confirmed) return
    busy = true
    waitingSince = undefined
    const entry = { uid, serial, place, form: last }
    const clean = !("kept" in section.dataset) && entry.form === first
    const body = clean ? `${about()}&copy-clean=1` : `${entry.form}&${about(entry)}`
    const { status, answer } = await tell(uid, body, options)
    busy = false
    if (leaving) return
    if (status === "ok") {
      confirmed = entry.serial
      if (serial === confirmed) {
        forget(shelf + entry.uid)
        show(clean ? "" : "saved", answer.at)
      }
      news(answer)
    } else if (status === "problem") {
      refused(answer)
      return
    } else {
      show(status)
    }
    if (serial !== confirmed) sending = setTimeout(send, status === "ok" ? QUIET : LONGEST)
  }

  function refused(answer) {
    if (answer?.problem === "older" && answer.ended) {
      // It was saved or thrown away, and then somebody typed on: newer than what is there.
      serial = Math.max(serial, answer.serial) + 1
      send()
    } else if (answer?.problem === "older" || answer?.problem === "foreign") {
      forget(shelf + uid)
      uid = hidden("copy").value = newUid()
      store()
      note(words.elsewhere)
      send()
    } else {
      show("kept", answer?.text)
    }
  }

  function newUid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16))
    bytes[6] = (bytes[6] & 0x0f) | 0x40
    bytes[8] = (bytes[8] & 0x3f) | 0x80
    const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
  }

  /* A sign of life, and the way back after an outage or a login in another tab. */
  async function beat() {
    if (busy || leaving || document.visibilityState !== "visible") return
    if (serial !== confirmed && last !== null) {
      await send()
      return
    }
    const { status, answer } = await tell(uid, about())
    if (status === "ok") {
      if (["away", "login"].includes(state)) show("")
      news(answer)
    } else if (status !== "problem") {
      show(status)
    }
  }
  setInterval(beat, BEAT)
  window.addEventListener("online", beat)
  window.addEventListener("focus", () => {
    if (["away", "login"].includes(state)) beat()
  })
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") beat()
    else rescue()
  })
  window.addEventListener("pagehide", rescue)

  /* The last chance of a page that goes: what is typed is stored, and sent if it is small. */
  function rescue() {
    look()
    if (serial !== confirmed && last !== null && last.length < 60_000) send({ keepalive: true })
  }

  /* --- Saving ------------------------------------------------------------------------------ */

  let asked = false
  form.addEventListener("submit", async (event) => {
    const aside = event.submitter?.name === "_preview" || event.submitter?.formTarget
    if (event.defaultPrevented || aside) return
    look()
    if (!asked && (performance.now() - answeredAt > STALE || ["login", "away"].includes(state))) {
      // Whoever is logged out would lose the way back to this page.
      event.preventDefault()
      const submitter = event.submitter
      const status = await freshToken()
      if (status !== "ok") {
        show(status === "problem" ? "kept" : status)
        part("state").querySelector("a")?.focus()
        return
      }
      asked = true
      form.requestSubmit(submitter)
      return
    }
    if (last !== null && serial !== confirmed) store()
    hidden("copy-serial").value = serial + 1
    for (const [name, value] of Object.entries(place)) hold(`copy-${name}`, value)
    leaving = true
    // A download or a page that does not come: go on keeping.
    setTimeout(() => {
      leaving = asked = false
    }, 10_000)
  })

  function hold(name, value) {
    let field = hidden(name)
    if (!field) {
      field = document.createElement("input")
      Object.assign(field, { type: "hidden", name })
      form.append(field)
    }
    field.value = value
  }

  /* --- What the page says ------------------------------------------------------------------ */

  function show(next, detail) {
    const text = {
      saved: words.saved.replace("%s", detail || ""),
      typing: words.typing,
      away: words.away,
      login: words.login,
      kept: detail ? `${detail} ${words.kept}` : words.kept,
      "": "",
    }[next] ?? words.away
    const line = part("state")
    line.textContent = text
    bar.dataset.now = next
    if (next === "login") {
      const link = document.createElement("a")
      Object.assign(link, { href: section.dataset.login, target: "_blank", rel: "opener" })
      link.textContent = words.loginLink
      line.append(" ", link)
    }
    // Heard once for each change, not every few seconds while somebody writes.
    const quiet = ["saved", "typing", ""]
    if (next !== state && !(quiet.includes(next) && quiet.includes(state))) {
      part("told").textContent = text
    }
    state = next
  }

  function note(text, link, target) {
    const line = section.querySelector("[data-found]")
    line.textContent = text
    if (link) {
      const made = document.createElement("a")
      Object.assign(made, { href: target, textContent: link })
      line.append(" ", made)
    }
    line.hidden = false
  }

  function news(answer) {
    // The conflict above says it already.
    const told = document.querySelector(".meanwhile")?.dataset.version
    if (answer.news !== undefined && String(answer.version) !== told) {
      const line = section.querySelector("[data-news]")
      if (line.textContent !== answer.news) line.textContent = answer.news
      line.hidden = !answer.news
    }
    if (answer.here) {
      part("here").replaceChildren(
        ...answer.here.map(({ name, initials }) => {
          const sign = document.createElement("span")
          sign.className = "initials"
          sign.title = words.here.replace("%s", name)
          sign.setAttribute("role", "img")
          sign.setAttribute("aria-label", sign.title)
          sign.textContent = initials
          return sign
        }),
      )
    }
  }

  /* --- Where the writer was ---------------------------------------------------------------- */

  function whereIsTheWriter() {
    const here = document.activeElement
    const rich = here?.closest?.(".ProseMirror")
    if (rich?.editor) {
      const { from, to } = rich.editor.state.selection
      const name = rich.closest(".prose-editor")?.querySelector("textarea")?.name
      place = { field: name || "", from, to }
    } else if (here?.name && form.contains(here)) {
      let from = 0
      let to = 0
      try {
        from = here.selectionStart ?? 0
        to = here.selectionEnd ?? 0
      } catch {
        // A field without a caret.
      }
      place = { field: here.name, from, to }
    }
    place.scroll = Math.round(scrollY)
  }

  function goBack(tries = 20) {
    const field = place.field && form.elements.namedItem(place.field)
    if (!(field instanceof HTMLElement)) return
    const rich = field.closest(".prose-editor")?.querySelector(".ProseMirror[contenteditable]")
    if (field.matches("textarea") && field.closest(".prose-editor") && !rich?.editor) {
      if (tries) setTimeout(() => goBack(tries - 1), 100)
      return
    }
    if (rich) {
      const end = rich.editor.state.doc.content.size
      const [from, to] = [place.from, place.to].map((at) => Math.min(at, end))
      rich.editor.chain().focus().setTextSelection({ from, to }).run()
    } else {
      field.focus({ preventScroll: true })
      try {
        field.setSelectionRange(place.from, place.to)
      } catch {
        // A field without a caret.
      }
    }
    scrollTo({ top: place.scroll || 0, behavior: "instant" })
  }

  /* --- When the page opens ----------------------------------------------------------------- */

  /* What this browser wrote down and the server never got. A live tab holds its own copy. */
  async function recover() {
    const held = await heldElsewhere()
    for (const [key, entry] of stored()) {
      if (held.has(key)) continue
      if (entry.uid === uid && entry.serial <= serial) {
        forget(key)
        continue
      }
      const { status, answer } = await tell(entry.uid, `${entry.form}&${about(entry)}`)
      if (status === "ok" && !answer.ended) {
        forget(key)
        if (isOfAnotherPage(entry)) continue
        const target = `?copy=${entry.uid}`
        const untouched = last === first && !document.querySelector(".errornote, .meanwhile")
        const mayLeave = entry.uid === uid || !("kept" in section.dataset)
        if (untouched && mayLeave) location.replace(target)
        else note(words.found, words.foundLink, target)
        return
      }
      if (status === "ok" || answer?.problem === "older") forget(key)
    }
  }

  /* Begun at a press release: kept now, and opened where that is opened. */
  function isOfAnotherPage(entry) {
    const said = new URLSearchParams(entry.form)
    return ["release", "report"].some((name) => (said.get(name) || "") !== (hidden(name)?.value || ""))
  }

  async function heldElsewhere() {
    if (!navigator.locks) return new Set()
    const { held } = await navigator.locks.query()
    const names = new Set(held.map((lock) => lock.name))
    navigator.locks.request(shelf + uid, { ifAvailable: true }, (lock) => lock && new Promise(() => {}))
    return names
  }

  if ("reopened" in section.dataset) {
    if (document.readyState === "complete") goBack()
    else window.addEventListener("load", () => goBack())
  }
  recover().then(() => {
    if (article) beat()
  })
}
