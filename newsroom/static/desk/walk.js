/* The rows of a list walked by keys: j and k go down and up, o or Enter opens, x selects.
 *
 *   const rows = walk(".field-title a", words)
 *   rows.walked()    the row one is in, if any
 *   rows.go(test)    walk to the first row for which test(row) is true */

import { register } from "./keys.js"

/** Walk the rows of the page's list; `link` leads from a row to what it is about. */
export function walk(link, words) {
  const table = document.getElementById("result_list")
  const rows = () => (table ? [...table.querySelectorAll("tbody tr")] : [])
  const walked = () => rows()[here]
  let here = -1

  function enter(index) {
    walked()?.classList.remove("walked")
    here = index
    walked().classList.add("walked")
  }

  function mark(index) {
    const last = rows().length - 1
    if (last < 0) return
    enter(Math.max(0, Math.min(index, last)))
    walked().querySelector(link)?.focus({ preventScroll: true })
    walked().scrollIntoView({ block: "nearest" })
  }

  register([
    { keys: "j", what: words.next, run: () => mark(here + 1) },
    { keys: "k", what: words.previous, run: () => mark(here < 0 ? 0 : here - 1) },
    { keys: "o", what: words.open, run: () => walked()?.querySelector(link)?.click() },
    { keys: "Enter", what: words.open },
    { keys: "x", what: words.select, run: () => walked()?.querySelector("input.action-select")?.click() },
  ])
  /* Walking starts from the row one is in. */
  table?.addEventListener("focusin", (event) => {
    const index = rows().indexOf(event.target.closest("tr"))
    if (index >= 0 && index !== here) enter(index)
  })
  return {
    walked,
    go: (test) => {
      const index = rows().findIndex(test)
      if (index >= 0) mark(index)
    },
  }
}
