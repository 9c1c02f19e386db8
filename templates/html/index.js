"use strict";
(() => {
  const page = document.querySelector("main"), tools = page.querySelector(".tools");
  const table = page.querySelector("table"), body = table.tBodies[0], rows = [...body.rows];
  const heads = [...table.tHead.rows[0].cells], search = tools.querySelector("input");
  const choice = tools.querySelector("select"), count = tools.querySelector("output");
  const language = document.documentElement.lang, order = new Intl.Collator(language, {numeric: true});
  const even = text => text.normalize("NFKC").toLocaleLowerCase(language).replace(/\s+/g, " ").trim();
  const texts = new Map(rows.map(row => [row, even([...row.cells].slice(0, 3).map(cell => cell.textContent).join(" "))]));

  const said = (row, column) => row.cells[column].dataset.key ?? row.cells[column].textContent;
  const compared = (sorts, one, other) => sorts === "number" ? one - other : order.compare(one, other);

  const sort = (column, down) => {
    const sorts = heads[column].dataset.sorts, turn = down ? -1 : 1;
    const keys = new Map(rows.map(row => [row, said(row, column)]));
    const sorted = rows.slice().sort((a, b) => {
      const one = keys.get(a), other = keys.get(b);
      return one === "" || other === "" ? (one === "") - (other === "") : turn * compared(sorts, one, other);
    });
    body.append(...sorted);
    heads.forEach((head, place) => {
      head.removeAttribute("aria-sort");
      if (place === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
    });
    choice.value = column;
  };

  const find = () => {
    const words = even(search.value).split(" ");
    for (const row of rows) row.hidden = !words.every(word => texts.get(row).includes(word));
    const shown = rows.filter(row => !row.hidden).length, values = {shown, all: rows.length};
    count.textContent = tools.dataset.shown.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
  };

  heads.forEach((head, column) => {
    const sorts = head.dataset.sorts;
    if (!sorts) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    choice.add(new Option(button.firstChild.textContent, column));
    button.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort");
      sort(column, now ? now === "ascending" : sorts === "number");
    });
  });
  choice.addEventListener("change", () => sort(+choice.value, heads[choice.value].dataset.sorts === "number"));
  search.addEventListener("input", find);
  tools.hidden = false;
  find();
})();
