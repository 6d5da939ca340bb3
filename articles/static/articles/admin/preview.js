/* The preview beside the form: the later page, rendered by the server from what stands in the form
 * now, in place of the page before. It keeps its place, nothing flashes, and only the newest
 * answer counts.
 *
 * Wide screens show it at the side and remember that; narrow ones as a page of its own. */

import { form, make, memory, say, words } from "articles/desk"

const QUIET = 120 // Milliseconds without a key before the server is asked.
const AGAIN = 2000 // Milliseconds until it is asked again when it did not answer.
const SIZES = { phone: 390, tablet: 820, desktop: 1280, dark: 390, print: 794 }
const WIDE = matchMedia("(min-width: 1200px)")
const LIMITS = { searchTitle: 60, searchText: 160, shareTitle: 70, shareText: 200 }

const panel = document.getElementById("preview")
const stage = panel?.querySelector(".preview-stage")
const cards = panel?.querySelector(".preview-cards")
const state = panel?.querySelector(".preview-state")
const missing = panel?.querySelector(".preview-missing")
const frame = panel?.querySelector("iframe")
const opener = () => form()?.querySelector("[name=_preview]")
const content = () => frame.contentDocument

let timer, request, asked, page
let loaded // Whether the frame has its first page; until one is asked for, neither.
let mode = memory.get("preview-mode", "phone")

/* --- Open and shut --------------------------------------------------------------------------- */

export const isOpen = () => Boolean(panel?.open)

export function open(focus = true) {
  if (!panel || !opener() || panel.open) return
  if (WIDE.matches) panel.open = true // show() would take the caret out of the text.
  else panel.showModal()
  document.body.classList.add("has-preview")
  opener().setAttribute("aria-expanded", "true")
  if (WIDE.matches) memory.set("preview", true)
  if (focus) panel.querySelector(`[data-mode=${mode}]`).focus()
  choose(mode)
  ask()
}

export function shut() {
  if (!isOpen()) return
  panel.close()
}

export const toggle = () => (isOpen() ? shut() : open(!WIDE.matches))

panel?.addEventListener("close", () => {
  document.body.classList.remove("has-preview")
  opener()?.setAttribute("aria-expanded", "false")
  request?.abort()
  clearTimeout(timer)
  if (WIDE.matches) memory.set("preview", false)
  if (panel.contains(document.activeElement) || document.activeElement === document.body) opener()?.focus()
})

/* --- Ask --------------------------------------------------------------------------------------- */

export function soon() {
  if (!isOpen()) return
  clearTimeout(timer)
  timer = setTimeout(ask, QUIET)
}

async function ask() {
  clearTimeout(timer)
  request?.abort()
  const mine = (request = new AbortController())
  const posted = new URLSearchParams()
  for (const [name, value] of new FormData(form())) {
    if (typeof value === "string" && !name.includes("__prefix__")) posted.append(name, value)
  }
  const body = posted.toString()
  if (body === asked) return
  const begun = performance.now()
  try {
    const response = await fetch(opener().formAction, {
      method: "POST",
      body: posted,
      signal: mine.signal,
    })
    if (!response.ok || response.redirected) throw new Error(String(response.status))
    const html = await response.text()
    if (mine !== request) return
    asked = body
    show(html)
    tell(JSON.parse(response.headers.get("Newsroom-Missing") || "[]"))
    state.textContent = ""
    panel.dataset.milliseconds = Math.round(performance.now() - begun)
  } catch (error) {
    if (error.name === "AbortError") return
    asked = null
    state.textContent = words.previewFailed
    if (mine === request && isOpen()) timer = setTimeout(ask, AGAIN)
  }
}

function tell(sentences) {
  missing.hidden = !sentences.length
  missing.replaceChildren(
    make("summary", {}, say(words.missing, sentences.length, sentences[0])),
    make("ul", {}, ...sentences.map((sentence) => make("li", {}, sentence))),
  )
}

/* --- Show ---------------------------------------------------------------------------------------- */

function show(html) {
  page = new DOMParser().parseFromString(html, "text/html")
  fillCards()
  // Nothing runs in the preview: a page of the paper needs no script.
  for (const script of page.querySelectorAll("script:not([type='application/ld+json'])")) script.remove()
  if (loaded === undefined) {
    loaded = false
    frame.addEventListener("load", () => {
      loaded = true
      draw()
    }, { once: true })
    frame.srcdoc = `<!DOCTYPE html>${page.documentElement.outerHTML}`
  } else if ((loaded ||= isParsed())) draw()
}

/** Whether the frame's first page is there, be it that its pictures are still on their way. */
const isParsed = () => content().URL === "about:srcdoc" && content().readyState !== "loading"

/** Put the newest answer in place of what the frame shows. */
function draw() {
  const now = content()
  morph(now.body, now.importNode(page.body, true))
  now.title = page.title
  settle()
  follow()
}

/* --- The preview shows what one is writing --------------------------------------------------------- */

const plain = (text) => text.replace(/\u00ad/g, "").replace(/\s+/g, " ").trim()
let here // The paragraph or field with the caret.
let sought = false // Whether the preview still has to go there.

document.addEventListener("selectionchange", () => {
  if (!isOpen()) return
  const field = document.activeElement
  const inside = field.matches?.(".ProseMirror") && document.getSelection().anchorNode
  const now = inside ? (inside.closest ? inside : inside.parentElement).closest(".ProseMirror > *") : field
  if (!now || now === here || panel.contains(field)) return
  here = now
  sought = true
  follow()
})

function follow() {
  if (!sought || !loaded || stage.hidden || !here?.isConnected) return
  const text = plain(here.value ?? here.textContent).slice(0, 60)
  if (text.length < 3 || !form().contains(here)) return
  const found = [...content().querySelectorAll("main :is(h1, h2, h3, p, li, figcaption, td, th)")].find(
    (one) => plain(one.textContent).includes(text),
  )
  if (!found) return
  sought = false
  const { top, bottom } = found.getBoundingClientRect()
  const height = content().defaultView.innerHeight
  if (bottom > height || top < 0) {
    content().defaultView.scrollBy({ top: top - height / 3, behavior: "instant" })
  }
}

/** What the frame's document gets that no page of the paper has. */
function settle() {
  const now = content()
  if (!now || now.settled) return fit()
  now.settled = true
  now.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]")
    if (!link) return
    event.preventDefault()
    const id = link.getAttribute("href")
    if (id.startsWith("#")) now.getElementById(decodeURIComponent(id.slice(1)))?.scrollIntoView()
    else window.open(new URL(id, location.origin), "_blank", "noopener")
  })
  now.addEventListener("submit", (event) => event.preventDefault())
  now.addEventListener("keydown", (event) => {
    if (event.key === "Escape") shut()
  })
  choose(mode)
}

/* Make `old` equal to `fresh` by as few changes as possible: pictures stay loaded, the place stays. */
function morph(old, fresh) {
  if (old.isEqualNode(fresh)) return
  if (old.nodeType !== 1 || old.nodeName !== fresh.nodeName) return old.replaceWith(fresh)
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name)
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value)
  }
  const before = [...old.childNodes]
  const after = [...fresh.childNodes]
  let start = 0
  let end = 0
  while (start < before.length && start < after.length && before[start].isEqualNode(after[start])) start += 1
  const most = Math.min(before.length, after.length) - start
  while (end < most && before.at(-1 - end).isEqualNode(after.at(-1 - end))) end += 1
  const gone = before.slice(start, before.length - end)
  const come = after.slice(start, after.length - end)
  if (gone.length === come.length) {
    for (const [index, child] of gone.entries()) morph(child, come[index])
    return
  }
  const anchor = before[before.length - end] || null
  for (const child of gone) child.remove()
  for (const child of come) old.insertBefore(child, anchor)
}

/* --- Sizes, dark, print ------------------------------------------------------------------------- */

function choose(wanted) {
  mode = panel.querySelector(`[data-mode=${CSS.escape(wanted)}]`) ? wanted : "phone"
  memory.set("preview-mode", mode)
  for (const choice of panel.querySelectorAll("[data-mode]")) {
    choice.setAttribute("aria-pressed", String(choice.dataset.mode === mode))
  }
  const card = mode === "share" || mode === "search"
  stage.hidden = card
  cards.hidden = !card
  fillCards()
  if (card) return
  const now = content()
  if (loaded) {
    now.documentElement.style.colorScheme = mode === "dark" ? "dark" : "light"
    now.documentElement.style.padding = mode === "print" ? "15mm" : "" // The paper's edge.
    print(now, mode === "print")
  }
  frame.classList.toggle("is-dark", mode === "dark")
  fit()
}

/** The frame has the device's width; where the panel is narrower, it is drawn smaller. */
function fit() {
  const width = SIZES[mode]
  if (!width || stage.hidden) return
  const scale = Math.min(1, stage.clientWidth / width)
  frame.style.width = `${width}px`
  frame.style.height = `${stage.clientHeight / scale}px`
  frame.style.transform = `scale(${scale})`
  frame.style.marginLeft = `${Math.max(0, (stage.clientWidth - width * scale) / 2)}px`
}

/* A page in a frame is never printed, so the rules for print are made rules for the screen. */
function print(now, on) {
  for (const sheet of now.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof now.defaultView.CSSMediaRule)) continue
      const before = (rule.wanted ??= rule.media.mediaText)
      const swapped = before === "print" ? "all" : before === "screen" ? "not all" : before
      const text = on ? swapped : before
      if (rule.media.mediaText !== text) rule.media.mediaText = text
    }
  }
}

/* --- Share card and search snippet ----------------------------------------------------------------- */

const meta = (name) =>
  page?.querySelector(`meta[property="${name}"], meta[name="${name}"]`)?.content || ""

function warned(text, limit, ...others) {
  const length = [...text].length
  const line = make("p", { class: "card-length" }, say(length > limit ? words.cut : words.counted, length, limit))
  line.classList.toggle("is-over", length > limit)
  return [line, ...others]
}

function fillCards() {
  if (!page || cards.hidden) return
  const address = meta("og:url") || page.querySelector("link[rel=canonical]")?.href || ""
  const site = address && new URL(address)
  if (mode === "search") {
    const text = meta("description")
    const steps = site ? [site.hostname, ...decodeURIComponent(site.pathname).split("/").filter(Boolean)] : []
    cards.replaceChildren(
      make(
        "div",
        { class: "snippet" },
        make("p", { class: "snippet-path" }, steps.join(" › ")),
        make("p", { class: "snippet-title" }, page.title),
        make("p", { class: "snippet-text" }, text || words.noLead),
      ),
      ...warned(page.title.replace(` – ${meta("og:site_name")}`, ""), LIMITS.searchTitle),
      ...(text ? warned(text, LIMITS.searchText) : []),
    )
    return
  }
  const title = meta("og:title")
  const text = meta("og:description")
  // A new picture has its copies in a moment; till then the page's own stands for them.
  const image = meta("og:image") || page.querySelector("article figure img")?.getAttribute("src")
  // The paper's own address may lead elsewhere while it is tried out: the path is the same.
  const picture = image && make("img", { src: new URL(image, location).pathname, alt: "" })
  cards.replaceChildren(
    make(
      "div",
      { class: "share-card" },
      picture || make("p", { class: "share-blank" }, words.noPicture),
      make(
        "div",
        { class: "share-words" },
        make("p", { class: "share-site" }, site?.hostname || ""),
        make("p", { class: "share-title" }, title),
        make("p", { class: "share-text" }, text),
      ),
    ),
    ...warned(title, LIMITS.shareTitle),
    ...(text ? warned(text, LIMITS.shareText) : []),
  )
}

/* --- Wiring ------------------------------------------------------------------------------------------ */

if (panel && form()) {
  form().addEventListener("input", soon)
  form().addEventListener("change", soon)
  opener()?.addEventListener("click", (event) => {
    event.preventDefault()
    toggle()
  })
  for (const choice of panel.querySelectorAll("[data-mode]")) {
    choice.addEventListener("click", () => choose(choice.dataset.mode))
  }
  panel.querySelector(".preview-shut").addEventListener("click", shut)
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault()
      shut()
    }
  })
  new ResizeObserver(fit).observe(stage)
  WIDE.addEventListener("change", () => {
    if (!isOpen()) return
    panel.close()
    open(false)
  })
  document.addEventListener("content-editor:ready", () => {
    if (WIDE.matches && memory.get("preview", false)) open(false)
  })
}
