// Sends the form once, and only where somebody is there to take it: without a
// connection the browser would show its own page instead of the form.

import { form } from "./form.js";

const LONGEST_CHECK = 8000;
const notice = document.querySelector("[data-offline]");
let isChecking = false;

async function isOnline() {
  if (!navigator.onLine) return false;
  try {
    // Older browsers just wait until the network itself gives up.
    const signal = AbortSignal.timeout?.(LONGEST_CHECK);
    await fetch(notice.dataset.check, { cache: "no-store", signal });
    return true;
  } catch {
    return false;
  }
}

function tell(text) {
  notice.textContent = text;
  notice.hidden = false;
}

form.addEventListener("submit", async (event) => {
  // The buttons that send the form elsewhere do so.
  if (event.submitter?.hasAttribute("formaction")) return;
  event.preventDefault();
  if (isChecking) return;
  isChecking = true;
  if (await isOnline()) {
    notice.hidden = true;
    form.submit();
  } else {
    tell(notice.dataset.lost);
  }
  // A form that is sent twice is one workout, but one that cannot be sent again may be none.
  isChecking = false;
});

addEventListener("online", () => {
  if (!notice.hidden) tell(notice.dataset.back);
});
