// Chooses the browser's time zone in the sign-up form, unless the person has
// chosen one; without this script the site's own zone stands there.

const select = document.querySelector('select[name="time_zone"]');
const name = document.getElementById("time-zone-name");

function show() {
  name.textContent = select.value;
}

if (select) {
  const untouched = [...select.options].every((option) => option.selected === option.defaultSelected);
  const guess = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const known = [...select.options].some((option) => option.value === guess);
  const wasSent = document.getElementById("error-summary") !== null;
  if (untouched && known && !wasSent) select.value = guess;
  select.addEventListener("change", show);
  show();
}
