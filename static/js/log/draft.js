// Keeps what is entered in this browser from the first change on, and offers it when
// the form is opened again; the page after a successful save drops it.

import { drop, dropOld, keyOf, latestNew, read, write } from "./drafts.js";
import { changed, form, sections } from "./form.js";
import { setRowCount } from "./rows.js";

const NOT_KEPT = new Set(["csrfmiddlewaretoken"]);
const offer = document.querySelector("[data-draft-offer]");
const words = offer.querySelector("[data-draft-words]");
const isNew = !form.dataset.id;
let offered = null;

function key() {
  return keyOf(form.dataset.owner, form.dataset.id ?? form.elements.public_id.value);
}

function controls() {
  return [...form.elements].filter((one) => one.name && one.type !== "submit" && !NOT_KEPT.has(one.name));
}

// Of radio buttons the chosen one is kept, as a select's choice would be.
function keep() {
  const kept = controls().filter((one) => one.type !== "radio" || one.checked);
  const values = kept.map((one) => [one.name, one.type === "checkbox" ? one.checked : one.value]);
  write(key(), { time: Date.now(), isNew, values });
  offer.hidden = true;
}

function rowCount(values, prefix) {
  const found = values.map(([name]) => name.match(/^(.+)-(\d+)-/)).filter((match) => match?.[1] === prefix);
  return found.reduce((most, match) => Math.max(most, Number(match[2]) + 1), 0);
}

// A band may be gone since: it stays chosen, and the server says so, rather than turn into no resistance.
function fillText(control, value) {
  control.value = value;
  if (control.localName !== "select" || control.value === value) return;
  control.add(new Option(form.dataset.bandGone, value));
  control.value = value;
}

function fillControl(control, value) {
  if (control.type === "radio") control.checked = control.value === value;
  else if (control.type === "checkbox") control.checked = value;
  else fillText(control, value);
}

function fill(values) {
  for (const section of sections()) {
    const count = rowCount(values, section.dataset.rows);
    if (count) setRowCount(section, count);
  }
  const filled = new Map(values);
  for (const control of controls()) {
    if (!filled.has(control.name) || control.name.endsWith("_FORMS")) continue;
    fillControl(control, filled.get(control.name));
  }
  for (const details of form.querySelectorAll("details")) {
    const fields = [...details.querySelectorAll("select, textarea, [type=radio]:checked, .tick [type=checkbox]:checked")];
    if (fields.some((field) => field.value)) details.open = true;
  }
  changed(form);
}

function when(time) {
  const parts = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
  return new Date(time).toLocaleString(document.documentElement.lang, parts);
}

function show(text, draft) {
  words.textContent = text.replace("{when}", when(draft.time));
  offer.hidden = false;
}

function apply() {
  const { key: kept, draft } = offered;
  fill(draft.values);
  if (kept !== key()) drop(kept);
  const address = new URL(location.href);
  if (isNew) address.searchParams.set("form", form.elements.public_id.value);
  history.replaceState(history.state, "", address);
  show(words.dataset.applied, draft);
  offer.querySelector("[data-draft-apply]").hidden = true;
}

function refuse() {
  drop(offered.key);
  offer.hidden = true;
  // What was brought back already is on the page: only a new page is without it.
  if (offer.querySelector("[data-draft-apply]").hidden) location.reload();
}

function wasHere() {
  const [entry] = performance.getEntriesByType("navigation");
  return entry?.type === "reload" || entry?.type === "back_forward";
}

function find() {
  const draft = read(key());
  if (draft) return { key: key(), draft };
  return isNew ? latestNew(form.dataset.owner) : undefined;
}

dropOld(Date.now());
// The browser's own memory of forms knows nothing of added rows; two of them would quarrel.
form.autocomplete = "off";
offered = "typed" in form.dataset ? null : find();
if (offered) {
  show(words.dataset.offer, offered.draft);
  if (offered.key === key() && wasHere()) apply();
}
offer.querySelector("[data-draft-apply]").addEventListener("click", apply);
offer.querySelector("[data-draft-drop]").addEventListener("click", refuse);
document.querySelector("[data-drop-draft]")?.addEventListener("click", () => drop(key()));
for (const name of ["input", "change"]) form.addEventListener(name, keep);
form.addEventListener("log:entered", keep);
