// Writes the name of the form into the address, so that a form that is reloaded, or
// left and come back to, is the same workout.

const name = document.querySelector('input[name="public_id"]');

if (name) {
  // After an error the page may stand at an address that cannot be loaded again.
  const address = new URL(name.form.action);
  if (address.pathname === location.pathname) address.search = location.search;
  address.searchParams.delete("fresh");
  address.searchParams.set("form", name.value);
  history.replaceState(history.state, "", address);
}
