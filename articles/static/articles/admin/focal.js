/* The focal point of a picture: a marker set by click, dragged, or moved with the arrow keys, and
 * previews of all crops that follow it. A figure with data-focal names the ids of its two number
 * fields in data-across and data-down; [data-crops] holds the previews.
 *
 *   ← → ↑ ↓   one hundredth of the picture       with Shift   a tenth       Home   the middle */

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const words = JSON.parse(document.getElementById("desk-words")?.textContent || "{}")

const within = (value) => Math.min(1, Math.max(0, value))
const number = (field) => within(Number(field.value.replace(",", ".")) || 0)

class FocalPoint {
  constructor(figure) {
    this.across = document.getElementById(figure.dataset.across)
    this.down = document.getElementById(figure.dataset.down)
    this.picture = figure.querySelector("img")
    if (!this.across || !this.down || !this.picture) return
    this.crops = figure.parentElement.querySelector("[data-crops]")
    this.marker = document.createElement("button")
    this.marker.type = "button"
    this.marker.className = "focal-point"
    const frame = document.createElement("span")
    frame.className = "focal-frame"
    this.picture.replaceWith(frame)
    frame.append(this.picture, this.marker)
    this.frame = frame
    this.bind()
    this.show()
  }

  bind() {
    this.frame.addEventListener("pointerdown", (event) => {
      if (event.button) return
      event.preventDefault()
      this.frame.setPointerCapture(event.pointerId)
      this.at(event)
      this.marker.focus({ preventScroll: true })
    })
    this.frame.addEventListener("pointermove", (event) => {
      if (this.frame.hasPointerCapture(event.pointerId)) this.at(event)
    })
    this.marker.addEventListener("keydown", (event) => {
      const step = STEPS[event.key]
      if (!step && event.key !== "Home") return
      event.preventDefault()
      if (!step) return this.set(0.5, 0.5)
      const far = event.shiftKey ? 0.1 : 0.01
      this.set(number(this.across) + step[0] * far, number(this.down) + step[1] * far)
    })
    for (const field of [this.across, this.down]) {
      field.addEventListener("input", () => this.show())
    }
  }

  at(event) {
    const box = this.picture.getBoundingClientRect()
    this.set((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height)
  }

  set(x, y) {
    this.across.value = within(x).toFixed(3)
    this.down.value = within(y).toFixed(3)
    this.across.dispatchEvent(new Event("input", { bubbles: true }))
  }

  /* `object-position` cuts as the renditions do: the point keeps its share of the way across. */
  show() {
    const x = number(this.across) * 100
    const y = number(this.down) * 100
    this.marker.style.left = `${x}%`
    this.marker.style.top = `${y}%`
    const name = words.focal || "%x % / %y %"
    this.marker.setAttribute(
      "aria-label",
      name.replace("%x", Math.round(x)).replace("%y", Math.round(y)),
    )
    for (const crop of this.crops?.querySelectorAll("img") || []) {
      crop.style.objectPosition = `${x}% ${y}%`
    }
  }
}

export function enhance(root) {
  for (const crop of root.querySelectorAll(".crop[data-ratio]")) {
    crop.querySelector("img").style.aspectRatio = crop.dataset.ratio
  }
  for (const figure of root.querySelectorAll("[data-focal]:not([data-ready])")) {
    figure.dataset.ready = "yes"
    new FocalPoint(figure)
  }
}

enhance(document)
