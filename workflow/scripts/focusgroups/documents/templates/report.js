"use strict";
// Everything can be read without this script. It adds what helps on a screen: picking quotes, sorting
// and searching tables, and enlarging figures. It asks for nothing outside the page.
(() => {
  const byId = (id) => document.getElementById(id);

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  // --- Quotes: by theme, group, score and words ------------------------------------------------

  function prepareQuotes() {
    const form = byId("quote-filters");
    if (!form) return;
    const quotes = [...document.querySelectorAll("#quote-list > li")].map((item) => ({
      item,
      theme: item.dataset.theme,
      group: item.dataset.group,
      score: item.dataset.score === "" ? null : Number(item.dataset.score),
      words: item.querySelector("blockquote").textContent.toLowerCase(),
    }));
    const fields = {
      theme: byId("filter-theme"),
      group: byId("filter-group"),
      from: byId("filter-score-from"),
      to: byId("filter-score-to"),
      words: byId("filter-words"),
    };
    const shows = (quote) => {
      const words = fields.words.value.trim().toLowerCase();
      const from = fields.from.value, to = fields.to.value;
      const inRange = (from === "" && to === "")
        || (quote.score !== null
          && (from === "" || quote.score >= Number(from))
          && (to === "" || quote.score <= Number(to)));
      return (fields.theme.value === "" || quote.theme === fields.theme.value)
        && (fields.group.value === "" || quote.group === fields.group.value)
        && inRange
        && quote.words.includes(words);
    };
    const update = () => {
      let shown = 0;
      for (const quote of quotes) {
        quote.item.hidden = !shows(quote);
        if (!quote.item.hidden) shown += 1;
      }
      byId("quote-list").classList.toggle("plain", !byId("filter-keywords").checked);
      byId("quote-count").textContent = `${shown} of ${quotes.length} quotes shown`;
      byId("no-quotes").hidden = shown > 0;
    };
    form.addEventListener("input", update);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(update));
    form.hidden = false;
    update();
    byId("quote-count").hidden = false;
  }

  // --- Tables: sorted by any column, searched if they are long ----------------------------------

  const LONG = 10;
  const cellOf = (row, column) => row.cells[column].textContent.trim();

  function numberOf(text) {
    const found = /^[-−]?[\d,]*\.?\d+/.exec(text);
    return found ? Number(found[0].replace("−", "-").replaceAll(",", "")) : null;
  }

  // Cells without a number, such as a withheld one, come last whichever way the table is sorted.
  function compare(one, other, direction, isNumber) {
    if (!isNumber) {
      return direction * one.localeCompare(other, "en-GB", { numeric: true, sensitivity: "base" });
    }
    const [a, b] = [numberOf(one), numberOf(other)];
    if (a === null || b === null) return (a === null) - (b === null);
    return direction * (a - b);
  }

  function prepareSorting(table) {
    const heads = [...table.tHead.rows[0].cells];
    const bodies = [...table.tBodies].map((body) => ({
      body,
      heading: [...body.rows].filter((row) => row.classList.contains("heading")),
      rows: [...body.rows].filter((row) => !row.classList.contains("heading")),
    }));
    if (Math.max(...bodies.map(({ rows }) => rows.length)) < 3) return;
    const next = { none: "ascending", ascending: "descending", descending: "none" };
    heads.forEach((head, column) => {
      const button = make("button", { type: "button", className: "sort" });
      button.append(...head.childNodes);
      head.append(button);
      head.setAttribute("aria-sort", "none");
      const isNumber = head.classList.contains("number");
      button.addEventListener("click", () => {
        const order = next[head.getAttribute("aria-sort")];
        heads.forEach((other) => other.setAttribute("aria-sort", "none"));
        head.setAttribute("aria-sort", order);
        const direction = order === "descending" ? -1 : 1;
        for (const { body, heading, rows } of bodies) {
          const sorted = order === "none" ? rows : [...rows].sort((one, other) =>
            compare(cellOf(one, column), cellOf(other, column), direction, isNumber));
          body.replaceChildren(...heading, ...sorted);
        }
      });
    });
  }

  function prepareSearch(box, table) {
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    const entries = rows.filter((row) => !row.classList.contains("heading"));
    if (entries.length <= LONG) return;
    const name = box.querySelector("caption b").textContent.replace(/\.$/, "");
    const input = make("input", { type: "search", className: "table-search" });
    const count = make("span", { className: "found" });
    count.setAttribute("role", "status");
    const label = make("label", {}, `Search ${name} `, input);
    box.before(make("div", { className: "search" }, label, count));
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLowerCase();
      for (const row of entries) row.hidden = !row.textContent.toLowerCase().includes(wanted);
      for (const body of table.tBodies) {
        const heading = body.querySelector("tr.heading");
        if (heading) heading.hidden = !entries.some((row) => row.parentNode === body && !row.hidden);
      }
      const found = entries.filter((row) => !row.hidden).length;
      count.textContent = wanted ? `${found} of ${entries.length} rows` : "";
    });
  }

  // --- Figures: enlarged in a window of their own -------------------------------------------------

  const SIZES = [100, 150, 200, 300, 400];

  function openFigure(name, image) {
    let size = 0;
    const large = make("img", { src: image.src, alt: image.alt });
    const canvas = make("div", { className: "canvas", tabIndex: 0 }, large);
    canvas.setAttribute("role", "region");
    canvas.setAttribute("aria-label", `${name}, enlarged`);
    const said = make("span", { className: "size" });
    said.setAttribute("role", "status");
    const control = (text, label, action) => {
      const button = make("button", { type: "button", textContent: text });
      button.setAttribute("aria-label", label);
      button.addEventListener("click", action);
      return button;
    };
    const resize = (step) => {
      size = Math.min(Math.max(size + step, 0), SIZES.length - 1);
      large.style.width = `${SIZES[size]}%`;
      said.textContent = `${SIZES[size]} %`;
      smaller.disabled = size === 0;
      larger.disabled = size === SIZES.length - 1;
    };
    const dialog = make("dialog", { className: "zoomed" });
    dialog.setAttribute("aria-label", name);
    const smaller = control("−", "Smaller", () => resize(-1));
    const larger = control("+", "Larger", () => resize(1));
    const close = control("Close", "Close", () => dialog.close());
    dialog.append(make("div", { className: "controls" }, smaller, said, larger, close), canvas);
    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("keydown", (event) => {
      if (event.key === "+" || event.key === "=") resize(1);
      if (event.key === "-") resize(-1);
    });
    document.body.append(dialog);
    resize(0);
    dialog.showModal();
  }

  function prepareFigure(figure) {
    const image = figure.querySelector("img");
    const name = figure.querySelector("figcaption b").textContent.replace(/\.$/, "");
    const button = make("button", { type: "button", className: "zoom", textContent: "Enlarge" });
    button.setAttribute("aria-label", `Enlarge ${name}`);
    button.addEventListener("click", () => openFigure(name, image));
    figure.querySelector("figcaption").before(button);
  }

  prepareQuotes();
  for (const box of document.querySelectorAll("div.table")) {
    const table = box.querySelector("table");
    prepareSorting(table);
    prepareSearch(box, table);
  }
  document.querySelectorAll("figure.plot").forEach(prepareFigure);
})();
