// The workout is saved: its draft in this browser has done its work.

import { dropWorkout } from "./log/drafts.js";

const saved = document.querySelector("[data-saved]");

if (saved) dropWorkout(saved.dataset.saved);
