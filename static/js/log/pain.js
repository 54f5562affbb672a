// Says at once what a pain score means; without this script the page after the save does.

import { form } from "./form.js";

// The zones come with the page: for each its lowest score and its sentence, lowest first.
function tell(group) {
  const score = group.querySelector(":checked")?.value ?? "";
  const zones = JSON.parse(group.dataset.zones).filter(([least]) => score !== "" && Number(score) >= least);
  const words = zones.at(-1)?.[1] ?? "";
  const place = group.querySelector("[data-zone]");
  // What is said already is not said again.
  if (place.textContent !== words) place.textContent = words;
}

function tellAll() {
  form.querySelectorAll("[data-pain]").forEach(tell);
}

form.addEventListener("change", (event) => {
  const group = event.target.closest("[data-pain]");
  if (group) tell(group);
});
form.addEventListener("log:changed", tellAll);
tellAll();
