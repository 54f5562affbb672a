// One more, one less: by a tap, by holding the button down, or by the arrow keys.

import { form } from "./form.js";

const [LEAST, MOST] = [1, 100];
const [WAIT, PAUSE] = [400, 90];
let timer;
let wasHeld = false;

function step(field, by) {
  const typed = Number.parseInt(field.value, 10);
  const value = Number.isNaN(typed) ? by : typed + by;
  const next = String(Math.min(MOST, Math.max(LEAST, value)));
  if (next === field.value) return;
  field.value = next;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function stepBy(button) {
  step(button.closest(".stepper").querySelector("[data-reps]"), Number(button.dataset.step));
}

function stop() {
  clearTimeout(timer);
}

function hold(button) {
  wasHeld = true;
  stepBy(button);
  timer = setTimeout(() => hold(button), PAUSE);
}

form.addEventListener("pointerdown", (event) => {
  const button = event.target.closest("[data-step]");
  if (!button || event.button !== 0) return;
  stop();
  wasHeld = false;
  timer = setTimeout(() => hold(button), WAIT);
});

for (const name of ["pointerup", "pointercancel", "blur"]) addEventListener(name, stop);
form.addEventListener("pointerout", (event) => {
  if (event.target.closest("[data-step]")) stop();
});

form.addEventListener("click", (event) => {
  const button = event.target.closest("[data-step]");
  if (!button) return;
  // What a long press has counted already is not counted again when the finger goes.
  if (!wasHeld) stepBy(button);
  wasHeld = false;
});

form.addEventListener("contextmenu", (event) => {
  if (event.target.closest("[data-step]")) event.preventDefault();
});

form.addEventListener("keydown", (event) => {
  const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (!by || !event.target.matches("[data-reps]")) return;
  event.preventDefault();
  step(event.target, by);
});

form.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-reps]")) event.target.select();
});

function show(place) {
  for (const button of place.querySelectorAll("[data-step]")) button.hidden = false;
}

form.addEventListener("log:row", (event) => show(event.target));
show(form);
