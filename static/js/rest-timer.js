// Times the rest after a set. It starts with "set:done", an event on the document. It keeps the time at which the
// rest ends, so that a reload, a locked phone or a tab in the background changes nothing; ticks only show what is left.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
// How long a rest can get, and how long after its end it is still worth a word.
const LONGEST = 10 * MINUTE;
const SHOWN_AFTER_END = 8 * SECOND;
const KEPT_AS = "rest";

const timer = document.querySelector("[data-rest-timer]");
const status = document.querySelector("[data-rest-status]");
const [digits, running, over] = ["digits", "running", "over"].map((part) => timer.querySelector(`[data-rest-${part}]`));
// A rest belongs to one workout: the next one does not begin with the end of it.
const form = document.querySelector('input[name="public_id"]')?.value;

// When the clock was read last (`at`) and when the rest ends, in milliseconds; null without a rest.
let rest = null;
let tick;
let focusBefore;
let screenLock;
let audio;

function start() {
  focusBefore = document.activeElement;
  allowSound();
  begin(Number(timer.dataset.seconds) * SECOND);
  status.textContent = status.dataset.started;
}

function begin(length) {
  const now = Date.now();
  rest = { at: now, end: now + length };
  keep();
  look();
}

function add(milliseconds) {
  if (rest.isOver && milliseconds < 0) return;
  const left = Math.max(rest.end - Date.now(), 0) + milliseconds;
  begin(Math.min(Math.max(left, 0), LONGEST));
}

function look() {
  if (!rest) return;
  clearTimeout(tick);
  const now = Date.now();
  // A clock that is put back must not make the rest longer.
  if (now < rest.at) rest.end -= rest.at - now;
  rest.at = now;
  const left = rest.end - now;
  if (left > 0) {
    show(left);
    tick = setTimeout(look, left % SECOND || SECOND);
  } else if (left < -LONGEST) {
    hide();
  } else {
    if (!rest.isOver) finish(-left);
    // Somebody who looks elsewhere sees it when they come back.
    if (!document.hidden) tick = setTimeout(hide, SHOWN_AFTER_END);
  }
}

function show(left) {
  const seconds = Math.ceil(left / SECOND);
  digits.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  running.hidden = left <= 0;
  over.hidden = left > 0;
  timer.classList.toggle("rest-over", left <= 0);
  timer.hidden = false;
  if (left > 0) keepScreenOn();
}

function finish(late) {
  rest.isOver = true;
  forget();
  letScreenSleep();
  show(0);
  status.textContent = status.dataset.over;
  if (late > MINUTE) return;
  if ("vibration" in timer.dataset && isTouched()) navigator.vibrate?.([200, 100, 200]);
  playTone();
}

function hide() {
  if (timer.contains(document.activeElement)) focusBefore?.focus({ preventScroll: true });
  clearTimeout(tick);
  rest = null;
  forget();
  letScreenSleep();
  audio?.suspend().catch(() => null);
  timer.hidden = true;
  status.textContent = "";
}

// Where a browser keeps nothing, a rest ends with its page.

function keep() {
  try {
    sessionStorage.setItem(KEPT_AS, JSON.stringify({ ...rest, form }));
  } catch {}
}

function forget() {
  try {
    sessionStorage.removeItem(KEPT_AS);
  } catch {}
}

function kept() {
  try {
    const { at, end, form: owner } = JSON.parse(sessionStorage.getItem(KEPT_AS));
    return owner === form && end >= at && end - at <= LONGEST ? { at, end } : null;
  } catch {
    return null;
  }
}

// What a browser refuses here is a comfort less, and no fault.

function keepScreenOn() {
  if (!document.hidden) screenLock ??= navigator.wakeLock?.request("screen").catch(() => null);
}

function letScreenSleep() {
  screenLock?.then((lock) => lock?.release()).catch(() => null);
  screenLock = undefined;
}

// Before the first touch browsers refuse sound and vibration, and complain about whoever asks.
function isTouched() {
  return navigator.userActivation?.hasBeenActive ?? true;
}

function allowSound() {
  if (!("sound" in timer.dataset) || !isTouched()) return;
  try {
    audio ??= new AudioContext();
    audio.resume().catch(() => null);
  } catch {}
}

function playTone() {
  if (audio?.state !== "running") return;
  try {
    const [tone, volume, now] = [audio.createOscillator(), audio.createGain(), audio.currentTime];
    tone.frequency.value = 660;
    volume.gain.setValueAtTime(0, now);
    volume.gain.linearRampToValueAtTime(0.2, now + 0.05);
    volume.gain.linearRampToValueAtTime(0, now + 0.6);
    tone.connect(volume).connect(audio.destination);
    tone.start(now);
    tone.stop(now + 0.6);
  } catch {}
}

document.addEventListener("set:done", start);
document.addEventListener("visibilitychange", () => (document.hidden ? letScreenSleep() : look()));
addEventListener("pageshow", look);
// After a reload in the middle of a rest, sound is allowed again with the first touch.
for (const gesture of ["click", "keydown"]) addEventListener(gesture, () => rest && allowSound());
for (const button of timer.querySelectorAll("[data-rest-add]")) {
  button.addEventListener("click", () => add(Number(button.dataset.restAdd) * SECOND));
}
timer.querySelector("[data-rest-skip]").addEventListener("click", hide);

rest = kept();
look();
