// The workout is saved: its draft in this browser has done its work.

import { dropWorkout } from "./log/drafts.js";

const saved = document.querySelector("[data-saved]");
const [entry] = performance.getEntriesByType("navigation");

// Whoever comes back to this page later may have entered something since.
if (saved && entry?.type === "navigate") dropWorkout(saved.dataset.saved);
