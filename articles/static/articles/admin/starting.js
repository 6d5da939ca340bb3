/* The menus beside the title close by Escape or a click elsewhere; a copy or an article from a
 * template opens with its headline marked, so that the first key writes a new one. */

const menus = () => document.querySelectorAll(".start-menu details[open]")

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return
  for (const menu of menus()) {
    menu.open = false
    menu.querySelector("summary").focus()
  }
})

document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false
})

if (location.hash === "#id_headline") {
  const headline = document.getElementById("id_headline")
  headline?.focus()
  headline?.select?.()
}
