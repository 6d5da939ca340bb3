/* The focal point: a click on the picture fills the two numbers. */

const figure = document.querySelector("[data-focal]")
const across = document.getElementById("id_focal_x")
const down = document.getElementById("id_focal_y")

if (figure && across && down) {
  const point = document.createElement("span")
  point.className = "focal-point"
  figure.append(point)
  const picture = figure.querySelector("img")
  const number = (field) => Number(field.value.replace(",", ".")) || 0
  const show = () => {
    point.style.left = `${picture.offsetLeft + number(across) * picture.clientWidth}px`
    point.style.top = `${picture.offsetTop + number(down) * picture.clientHeight}px`
  }
  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect()
    across.value = ((event.clientX - box.left) / box.width).toFixed(3)
    down.value = ((event.clientY - box.top) / box.height).toFixed(3)
    show()
  })
  for (const field of [across, down]) field.addEventListener("input", show)
  window.addEventListener("resize", show)
  if (picture.complete) show()
  else picture.addEventListener("load", show)
}
