// The log form as the other scripts of this folder see it.

export const form = document.querySelector("[data-log]");

export function sections() {
  return [...form.querySelectorAll("[data-exercise]")];
}

export function rowsOf(section) {
  return [...section.querySelectorAll("[data-set]")];
}

export function box(row, name) {
  return row.querySelector(`[name$="-${name}"]`);
}

export function repsOf(row) {
  return [...row.querySelectorAll("[data-reps]")];
}

// Says something to those who do not see the page: {name} and the like stand for values.
export function say(key, values) {
  const text = form.dataset[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  form.querySelector("[data-log-status]").textContent = text;
}

// Tells the other scripts that boxes were filled by a script, as the browser does when people type.
export function changed(element) {
  element.dispatchEvent(new Event("log:changed", { bubbles: true }));
}

// Tells them that somebody has added or removed something.
export function entered(element) {
  element.dispatchEvent(new Event("log:entered", { bubbles: true }));
}
