// Adds a row to an exercise without asking the server; without this script the
// button sends the form, and the server answers with one row more.

const MOST_ROWS = 20;

function addRow(section) {
  const counter = section.querySelector('input[name$="-TOTAL_FORMS"]');
  const index = Number(counter.value);
  const row = section.querySelector("template").content.cloneNode(true);
  for (const element of row.querySelectorAll("[id], [name], [for], [aria-describedby]")) {
    for (const name of ["id", "name", "for", "aria-describedby"]) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replaceAll("__prefix__", index));
    }
  }
  row.querySelector("[data-set-number]").textContent = index + 1;
  const first = row.querySelector("input");
  copyResistance(section, row);
  section.querySelector("template").before(row);
  counter.value = index + 1;
  first.focus();
  return index + 1;
}

function copyResistance(section, row) {
  const rows = section.querySelectorAll(".set-row");
  const last = rows[rows.length - 1];
  for (const ending of ["-resistance", "-weight", "-unit"]) {
    const from = last?.querySelector(`[name$="${ending}"]`);
    const to = row.querySelector(`[name$="${ending}"]`);
    if (from && to) to.value = from.value;
  }
}

for (const button of document.querySelectorAll("[data-add-set]")) {
  const section = button.closest("[data-rows]");
  button.addEventListener("click", (event) => {
    event.preventDefault();
    if (addRow(section) >= MOST_ROWS) button.disabled = true;
  });
}
