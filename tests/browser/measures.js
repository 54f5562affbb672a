// What the tests measure on a page. Each function returns a list of complaints.

const INTERACTIVE = "a[href], button, input:not([type=hidden]), select, textarea, summary";
// 44 px, less one on each side for rounding.
const REACH = 21;

function isShown(element) {
  return element.checkVisibility({ visibilityProperty: true }) && !element.closest("[aria-hidden=true]");
}

function nameOf(element) {
  const text = element.getAttribute("aria-label") || element.textContent || element.name || element.id;
  return `${element.localName} ${text.trim().replace(/\s+/g, " ").slice(0, 40)}`;
}

function all(selector, root = document) {
  return [...root.querySelectorAll(selector)];
}

// How the page is built, for people who hear it or move by keyboard.
function structure() {
  const faults = [];
  const expectCount = (selector, count) => {
    const found = all(selector).length;
    if (found !== count) faults.push(`${found} ${selector}`);
  };
  expectCount("h1", 1);
  expectCount("main", 1);
  expectCount("body > header", 1);
  expectCount("body > footer", 1);
  expectCount("html[lang^=en]", 1);
  const first = all(INTERACTIVE).filter((element) => element.tabIndex >= 0)[0];
  if (!first?.matches("a.skip-link[href='#main']")) faults.push(`first is ${first && nameOf(first)}`);
  if (!document.querySelector("main#main[tabindex='-1']")) faults.push("main cannot get the focus");
  for (const element of all("[tabindex]")) if (element.tabIndex > 0) faults.push(`tab order of ${nameOf(element)}`);
  for (const element of all("[id]")) {
    if (document.getElementById(element.id) !== element) faults.push(`second #${element.id}`);
  }
  for (const name of ["aria-describedby", "aria-labelledby", "for"]) {
    for (const element of all(`[${name}]`)) {
      for (const id of element.getAttribute(name).split(/\s+/)) {
        if (!document.getElementById(id)) faults.push(`${name} of ${nameOf(element)} leads nowhere: ${id}`);
      }
    }
  }
  return faults;
}

// What sticks out of a screen of this width.
function overflow() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width && document.body.scrollWidth <= width) return [];
  const wide = all("body *").filter((element) => isShown(element) && element.getBoundingClientRect().right > width + 1);
  return [`${document.documentElement.scrollWidth} > ${width}`, ...wide.slice(-5).map(nameOf)];
}

// What has to be pushed sideways to be read, though the text has its usual size.
function scrollers() {
  const scrolling = all("body *").filter((element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX));
  return scrolling.filter((element) => isShown(element) && element.scrollWidth > element.clientWidth).map(nameOf);
}

// Whether a finger that misses the middle of a target by a bit still hits it.
function smallTargets() {
  const faults = [];
  for (const target of all(INTERACTIVE)) {
    if (!isShown(target) || isInText(target)) continue;
    // The skip link is on the screen only while it has the focus.
    target.focus({ preventScroll: true });
    const label = ["checkbox", "radio"].includes(target.type) ? target.labels[0] : null;
    (label ?? target).scrollIntoView({ block: "center", behavior: "instant" });
    const box = (label ?? target).getBoundingClientRect();
    const x = box.left + box.width / 2;
    const y = box.top + box.height / 2;
    const misses = [[0, -REACH], [0, REACH], [-REACH, 0], [REACH, 0]].filter(([right, down]) => {
      const hit = document.elementFromPoint(x + right, y + down);
      return !hit || !(target.contains(hit) || hit.closest("label")?.control === target);
    });
    if (misses.length) faults.push(`${nameOf(target)}: ${Math.round(box.width)} × ${Math.round(box.height)}`);
  }
  document.activeElement.blur();
  scrollTo(0, 0);
  return faults;
}

// A link among words may be as low as its line.
function isInText(target) {
  if (target.localName !== "a" || getComputedStyle(target).display !== "inline") return false;
  const block = target.closest("p, li, dd, td")?.cloneNode(true);
  for (const other of block ? all(INTERACTIVE, block) : []) other.remove();
  return Boolean(block?.textContent.trim());
}
