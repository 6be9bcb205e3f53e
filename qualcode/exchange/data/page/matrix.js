"use strict";
(() => {
  const table = document.querySelector(".scroll table");
  const body = table.tBodies[0];
  const find = document.getElementById("find");
  const shown = document.getElementById("shown");
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const rows = [...body.rows];
  const words = new Map(rows.map((row) => [row, row.textContent.toLocaleLowerCase()]));

  const filter = () => {
    const wanted = find.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let number = 0;
    for (const row of rows) {
      const hit = wanted.every((word) => words.get(row).includes(word));
      row.hidden = !hit;
      number += hit ? 1 : 0;
    }
    shown.textContent = shown.dataset.words.replace("{shown}", number).replace("{all}", rows.length);
  };

  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.order === undefined ? cell.textContent : Number(cell.dataset.order);
  };

  const sort = (head) => {
    const column = head.cellIndex;
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const sign = down ? -1 : 1;
    const order = (a, b) => {
      const [x, y] = [key(a, column), key(b, column)];
      return sign * (typeof x === "number" && typeof y === "number" ? x - y : collator.compare(String(x), String(y)));
    };
    body.append(...[...rows].sort(order));
  };

  for (const button of table.tHead.querySelectorAll("button")) {
    button.addEventListener("click", () => sort(button.closest("th")));
  }
  find.addEventListener("input", filter);
  filter();
})();
