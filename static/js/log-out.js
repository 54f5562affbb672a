// Logging out makes this browser forget forms that were not saved: it asks before that.

import { dropAll, isAnyKept } from "./log/drafts.js";

// The words stand at the button on every page; a form that does more than log out has its own.
const words = document.querySelector('[data-log-out]:not([data-log-out=""])')?.dataset.logOut;

for (const form of document.querySelectorAll("[data-log-out]")) {
  form.addEventListener("submit", (event) => {
    if (isAnyKept() && !window.confirm(form.dataset.logOut || words)) event.preventDefault();
    else dropAll();
  });
}
