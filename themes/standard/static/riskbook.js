// Everything on a page can be read without this script; it adds filters and sorting to tables, lets the keyboard scroll code, and remembers nothing.
"use strict";
(function () {
  // normal folds width, case and kana so that half-width, capital and katakana input finds the same words.
  function normal(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[\u30a1-\u30f6]/g, function (c) {
      return String.fromCharCode(c.charCodeAt(0) - 0x60);
    });
  }

  function filterable(box) {
    var table = document.getElementById(box.dataset.filters);
    if (!table) return;
    var rows = Array.from(table.tBodies[0].rows);
    var texts = rows.map(function (row) { return normal(row.textContent); });
    var inputs = Array.from(box.querySelectorAll("input, select"));
    var output = box.querySelector("output");
    function apply() {
      var shown = 0;
      rows.forEach(function (row, i) {
        var fits = inputs.every(function (input) {
          if (!input.value) return true;
          if (input.name === "words") {
            return normal(input.value).split(/\s+/).every(function (word) { return texts[i].includes(word); });
          }
          return (" " + (row.getAttribute("data-" + input.name) || "") + " ").includes(" " + input.value + " ");
        });
        row.hidden = !fits;
        if (fits) shown++;
      });
      if (output) output.textContent = shown + " / " + rows.length;
    }
    box.addEventListener("input", apply);
    box.hidden = false;
    apply();
  }

  function key(cell) {
    var given = cell.getAttribute("data-sort");
    if (given !== null) return Number.isNaN(Number(given)) ? given : Number(given);
    return cell.textContent.trim();
  }

  function sortable(table) {
    var body = table.tBodies[0];
    Array.from(table.tHead.rows[0].cells).forEach(function (head, column) {
      var button = document.createElement("button");
      button.className = "sort";
      button.type = "button";
      button.append.apply(button, Array.from(head.childNodes));
      head.append(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        Array.from(head.parentNode.cells).forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        Array.from(body.rows)
          .map(function (row, i) { return { row: row, key: key(row.cells[column]), i: i }; })
          .sort(function (a, b) {
            var order = typeof a.key === "number" && typeof b.key === "number" ? a.key - b.key : String(a.key).localeCompare(String(b.key), document.documentElement.lang, { numeric: true });
            return (down ? -order : order) || a.i - b.i;
          })
          .forEach(function (item) { body.append(item.row); });
      });
    });
  }

  // reachable lets the keyboard scroll a block of code that is wider than its place.
  function reachable() {
    document.querySelectorAll("pre").forEach(function (block) {
      if (block.scrollWidth > block.clientWidth) block.tabIndex = 0;
    });
  }

  document.querySelectorAll("[data-filters]").forEach(filterable);
  document.querySelectorAll("table[data-sortable]").forEach(sortable);
  reachable();
  addEventListener("resize", reachable);
})();
