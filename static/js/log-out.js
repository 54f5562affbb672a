// Logging out makes this browser forget forms that were not saved: it asks before that.

import { dropAll, isAnyKept } from "./log/drafts.js";

for (const form of document.querySelectorAll("[data-log-out]")) {
  form.addEventListener("submit", (event) => {
    if (isAnyKept() && !window.confirm(form.dataset.logOut)) event.preventDefault();
    else dropAll();
  });
}
