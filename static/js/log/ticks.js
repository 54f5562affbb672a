// Ticks: a set that is typed into is ticked; an exercise, and the whole workout, can be
// ticked at once. From here on only ticks count, so the server need not look for
// changed numbers.

import { changed, form, repsOf, rowsOf, say, sections } from "./form.js";

const all = form.querySelector("[data-tick-all]");
const started = new WeakSet();

function tickOf(row) {
  return row.querySelector("[data-tick]");
}

function hasReps(row) {
  return repsOf(row).some((field) => field.value.trim());
}

// A master box is ticked when all below it are, and half ticked when some are.
function mirror(master, boxes) {
  const ticked = boxes.filter((one) => one.checked).length;
  master.checked = boxes.length > 0 && ticked === boxes.length;
  master.indeterminate = ticked > 0 && ticked < boxes.length;
}

function isSkipped(section) {
  return Boolean(section.querySelector('[name$="-skip_reason"]').value);
}

function partsOfAll() {
  return sections().filter((section) => "partOfAll" in section.dataset && !isSkipped(section));
}

function ticksOf(section) {
  return rowsOf(section).filter((row) => hasReps(row) || tickOf(row).checked).map(tickOf);
}

function update() {
  for (const section of sections()) {
    mirror(section.querySelector("[data-tick-exercise]"), ticksOf(section));
    for (const row of rowsOf(section)) row.classList.toggle("is-done", tickOf(row).checked);
  }
  if (all) mirror(all, partsOfAll().flatMap(ticksOf));
}

function tickSection(section, isTicked) {
  for (const tick of ticksOf(section)) tick.checked = isTicked;
}

function isToday() {
  return form.elements.performed_on.value === form.dataset.today;
}

function tellSet(row) {
  const section = row.closest("[data-exercise]");
  const number = rowsOf(section).indexOf(row) + 1;
  const isTicked = tickOf(row).checked;
  say(isTicked ? "ticked" : "unticked", { name: section.dataset.exercise, number });
  // The rest begins when a set is done, not when it is put right or written down later.
  if (isTicked && !started.has(row) && isToday()) document.dispatchEvent(new CustomEvent("set:done"));
  if (isTicked) started.add(row);
}

function tellMany(name, boxes, isTicked) {
  say(isTicked ? "tickedAll" : "untickedAll", { name, count: boxes.length });
}

form.addEventListener("change", (event) => {
  const target = event.target;
  if (target.matches("[data-tick]")) {
    tellSet(target.closest("[data-set]"));
  } else if (target.matches("[data-tick-exercise]")) {
    const section = target.closest("[data-exercise]");
    tickSection(section, target.checked);
    for (const row of rowsOf(section)) started.add(row);
    tellMany(section.dataset.exercise, ticksOf(section), target.checked);
  } else if (target === all) {
    const parts = partsOfAll();
    for (const section of parts) {
      tickSection(section, target.checked);
      for (const row of rowsOf(section)) started.add(row);
    }
    tellMany(target.closest("label").innerText.trim(), parts.flatMap(ticksOf), target.checked);
  }
  update();
});

form.addEventListener("input", (event) => {
  if (!event.target.matches("[data-reps]")) return;
  const row = event.target.closest("[data-set]");
  const wasTicked = tickOf(row).checked;
  tickOf(row).checked = hasReps(row);
  if (tickOf(row).checked !== wasTicked) tellSet(row);
  update();
});

form.addEventListener("log:changed", update);
form.elements.only_ticks.value = "1";
form.querySelector("[data-tick-hint]").hidden = true;
for (const section of sections()) {
  for (const row of rowsOf(section)) if (tickOf(row).checked) started.add(row);
}
update();
changed(form);
