// Carries on what is most likely meant: the second side follows the first one until it
// is changed itself, and a changed resistance holds for the sets that are still to come.

import { box, form, repsOf, rowsOf, sections } from "./form.js";

const RESISTANCE = ["resistance", "weight", "unit"];
// The second sides that go their own way.
const own = new WeakSet();

function remember(row) {
  const [first, second] = repsOf(row);
  if (second && second.value !== first.value) own.add(second);
}

function follow(field) {
  const [first, second] = repsOf(field.closest("[data-set]"));
  if (field === second) own.add(second);
  if (field === first && second && !own.has(second) && first.value) second.value = first.value;
}

function showColour(row) {
  const dot = row.querySelector("[data-dot]");
  const select = box(row, "resistance");
  const colour = select.selectedOptions[0]?.dataset.colour ?? "";
  dot.dataset.colour = colour;
  dot.hidden = !colour;
}

function carryOn(row) {
  const rows = rowsOf(row.closest("[data-exercise]"));
  for (const later of rows.slice(rows.indexOf(row) + 1)) {
    if (later.querySelector("[data-tick]").checked) continue;
    for (const name of RESISTANCE) {
      const [from, to] = [box(row, name), box(later, name)];
      if (from && to) to.value = from.value;
    }
    showColour(later);
  }
}

function isResistance(field) {
  return RESISTANCE.some((name) => field.name?.endsWith(`-${name}`));
}

form.addEventListener("input", (event) => {
  if (event.target.matches("[data-reps]")) follow(event.target);
  if (!isResistance(event.target)) return;
  const row = event.target.closest("[data-set]");
  showColour(row);
  carryOn(row);
});

function lookAgain() {
  for (const row of sections().flatMap(rowsOf)) {
    remember(row);
    showColour(row);
  }
}

form.addEventListener("log:changed", lookAgain);
lookAgain();
