/* On a phone each row of a list is a card: its cells say which column they are. */

const heads = [...document.querySelectorAll("#result_list thead th")].map(
  (head) => head.querySelector(".text")?.textContent.trim() || "",
)
for (const row of document.querySelectorAll("#result_list tbody tr")) {
  for (const [index, cell] of [...row.children].entries()) {
    if (heads[index] && cell.tagName === "TD") cell.dataset.label = heads[index]
    if (!cell.textContent.trim() && !cell.firstElementChild) cell.classList.add("empty-cell")
  }
}
