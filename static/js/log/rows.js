// Adds and removes sets without asking the server; without this script the buttons
// send the form, and the server answers with one row more or less.

import { box, changed, entered, repsOf, rowsOf, say, sections } from "./form.js";

const MOST_ROWS = 20;
const COPIED = ["left", "right", "both", "resistance", "weight", "unit"];
const removed = new Map();

function counter(section) {
  return section.querySelector('input[name$="-TOTAL_FORMS"]');
}

function number(row, index) {
  for (const element of row.querySelectorAll("[data-set-number]")) element.textContent = index + 1;
}

function update(section) {
  const count = rowsOf(section).length;
  counter(section).value = count;
  section.querySelector("[data-add-set]").disabled = count >= MOST_ROWS;
  section.querySelector("[data-remove-set]").disabled = count <= 1;
  changed(section);
}

function newRow(section, index) {
  const row = section.querySelector("template").content.cloneNode(true).firstElementChild;
  for (const element of row.querySelectorAll("[id], [name], [for], [aria-describedby]")) {
    for (const name of ["id", "name", "for", "aria-describedby"]) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replaceAll("__prefix__", index));
    }
  }
  number(row, index);
  return row;
}

// The new set repeats the one before, without its tick.
export function addRow(section) {
  const rows = rowsOf(section);
  const row = newRow(section, rows.length);
  for (const name of COPIED) {
    const [from, to] = [rows.at(-1) && box(rows.at(-1), name), box(row, name)];
    if (from && to) to.value = from.value;
  }
  section.querySelector("template").before(row);
  row.dispatchEvent(new Event("log:row", { bubbles: true }));
  removed.delete(section);
  section.querySelector("[data-removed]").hidden = true;
  update(section);
  return row;
}

function removeRow(section) {
  const row = rowsOf(section).at(-1);
  row.remove();
  removed.set(section, row);
  section.querySelector("[data-removed]").hidden = false;
  update(section);
}

function bringBack(section) {
  section.querySelector("template").before(removed.get(section));
  removed.delete(section);
  section.querySelector("[data-removed]").hidden = true;
  update(section);
}

export function setRowCount(section, count) {
  while (rowsOf(section).length < Math.min(count, MOST_ROWS)) addRow(section);
  while (rowsOf(section).length > Math.max(count, 1)) rowsOf(section).at(-1).remove();
  update(section);
}

for (const section of sections()) {
  const name = section.dataset.exercise;
  section.querySelector("[data-add-set]").addEventListener("click", (event) => {
    event.preventDefault();
    const row = addRow(section);
    say("setAdded", { name, number: rowsOf(section).length });
    entered(section);
    repsOf(row)[0].focus();
  });
  section.querySelector("[data-remove-set]").addEventListener("click", (event) => {
    event.preventDefault();
    say("setRemoved", { name, number: rowsOf(section).length });
    removeRow(section);
    entered(section);
    section.querySelector("[data-undo-remove]").focus();
  });
  section.querySelector("[data-undo-remove]").addEventListener("click", () => {
    bringBack(section);
    entered(section);
    section.querySelector("[data-remove-set]").focus();
  });
}
