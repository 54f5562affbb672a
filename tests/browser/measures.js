// What the tests measure on a page. Most functions return a list of complaints, which is empty on a good page.

const INTERACTIVE = "a[href], button, input:not([type=hidden]), select, textarea, summary";
// 44 px, less one on each side for rounding.
const REACH = 21;

function isShown(element) {
  return element.checkVisibility({ visibilityProperty: true }) && !element.closest("[aria-hidden=true]");
}

function nameOf(element) {
  const label = element.getAttribute("aria-label") || element.labels?.[0]?.textContent;
  const text = label || element.textContent || element.name || element.id;
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
  expectCount(".page > header", 1);
  expectCount(".page > footer", 1);
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
  // The log form scrolls within the page, so that its bar stays below.
  const pages = [document.documentElement, document.body, ...all(".page")];
  if (pages.every((page) => page.scrollWidth <= width)) return [];
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
    if (!isShown(target) || isInText(target) || target.disabled) continue;
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

// What has the focus, where it is on the page, and what is wrong with how that shows; null where nothing has it.
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const faults = [];
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) {
    faults.push(`outline ${style.outlineWidth} ${style.outlineStyle}`);
  } else if (contrast(style.outlineColor, backgroundBehind(element)) < 3) {
    faults.push(`outline ${style.outlineColor} on ${backgroundBehind(element)}`);
  }
  if (box.bottom > innerHeight || box.top < 0) faults.push(`from ${box.top} to ${box.bottom} on a screen of ${innerHeight}`);
  const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  if (!hit || !(element.contains(hit) || hit.closest("label")?.control === element)) faults.push("covered");
  // What stands outside of the part that scrolls comes after all of it.
  const page = element.closest(".page");
  const scrolled = scrollY + (page ?? document.querySelector(".page"))[page ? "scrollTop" : "scrollHeight"];
  const sides = { left: box.left, right: box.right, top: box.top + scrolled, bottom: box.bottom + scrolled };
  return { index: all("*").indexOf(element), name: nameOf(element), faults, ...sides };
}

// How many places the keyboard can get to.
function stopCount() {
  const stops = all(`${INTERACTIVE}, [tabindex="0"]`);
  // Of radio buttons only the chosen one is a stop; arrow keys lead to the others.
  const isStop = (element) => element.tabIndex >= 0 && !element.disabled && !(element.type === "radio" && !element.checked);
  return stops.filter((element) => isShown(element) && isStop(element)).length;
}

function backgroundBehind(element) {
  for (let parent = element.parentElement; parent; parent = parent.parentElement) {
    const colour = getComputedStyle(parent).backgroundColor;
    if (colour !== "rgba(0, 0, 0, 0)") return colour;
  }
  return "rgb(255, 255, 255)";
}

// The contrast ratio of WCAG 2.2 between two opaque colours.
function contrast(...colours) {
  const [dark, light] = colours.map(luminance).sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour) {
  const [red, green, blue] = colour.match(/[\d.]+/g).slice(0, 3).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

// What does not belong on paper.
function onPaper() {
  const faults = [];
  for (const element of all("header, footer, nav, button, .btn, input, .skip-link").filter(isShown)) {
    faults.push(`${nameOf(element)} is printed`);
  }
  for (const element of all("html, body, body *").filter(isShown)) {
    const style = getComputedStyle(element);
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (hasText && style.color !== "rgb(0, 0, 0)") faults.push(`${nameOf(element)} is ${style.color}`);
    if (!["rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"].includes(style.backgroundColor)) {
      faults.push(`${nameOf(element)} is on ${style.backgroundColor}`);
    }
  }
  return faults;
}
