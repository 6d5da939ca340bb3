/* An article's versions by keyboard: J and K (or the arrows) go to the older and the newer one. */

const STEPS = { j: 1, ArrowLeft: 1, k: -1, ArrowRight: -1 }

function typing(target) {
  return target.closest("input:not([type=radio]), select, textarea, [contenteditable], dialog")
}

document.addEventListener("keydown", (event) => {
  const step = STEPS[event.key]
  if (!step || event.altKey || event.ctrlKey || event.metaKey || typing(event.target)) return
  const link = document.querySelector(step > 0 ? ".compare-steps [rel=prev]" : ".compare-steps [rel=next]")
  const rows = [...document.querySelectorAll("[data-version]")]
  if (link) {
    event.preventDefault()
    link.click()
  } else if (rows.length && event.key.length === 1) {
    event.preventDefault()
    const here = rows.indexOf(document.activeElement.closest(".version-row")?.querySelector("[data-version]"))
    rows[Math.min(Math.max(here + step, 0), rows.length - 1)].focus()
  }
})
