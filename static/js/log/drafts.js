// Where unsaved forms wait in this browser: one for each person and workout. A browser
// that keeps nothing, in a private window say, just has none.

const PREFIX = "hipstrength.draft.";
const LONGEST_KEPT = 14 * 24 * 60 * 60 * 1000;

function store() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function keys() {
  const kept = store();
  return kept ? Object.keys(kept).filter((key) => key.startsWith(PREFIX)) : [];
}

export function read(key) {
  try {
    return JSON.parse(store()?.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

export function keyOf(owner, id) {
  return `${PREFIX}${owner}.${id}`;
}

export function write(key, draft) {
  try {
    store()?.setItem(key, JSON.stringify(draft));
  } catch {
    // The browser's room is full; the form itself still works.
  }
}

export function drop(key) {
  store()?.removeItem(key);
}

// The latest draft of a new workout that somebody has left.
export function latestNew(owner) {
  const drafts = keys().filter((key) => key.startsWith(keyOf(owner, ""))).map((key) => ({ key, draft: read(key) }));
  return drafts.filter((one) => one.draft?.isNew).sort((one, other) => other.draft.time - one.draft.time)[0];
}

export function isAnyKept() {
  return keys().length > 0;
}

export function dropAll() {
  for (const key of keys()) drop(key);
}

export function dropWorkout(id) {
  for (const key of keys()) if (key.endsWith(`.${id}`)) drop(key);
}

export function dropOld(now) {
  for (const key of keys()) if (!(now - (read(key)?.time ?? 0) < LONGEST_KEPT)) drop(key);
}
