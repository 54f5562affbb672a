// Writes the name of the form into the address, so that a form that is reloaded, or
// left and come back to, is the same workout.

const name = document.querySelector('input[name="public_id"]');

if (name) {
  const address = new URL(location.href);
  address.searchParams.delete("fresh");
  address.searchParams.set("form", name.value);
  history.replaceState(history.state, "", address);
}
