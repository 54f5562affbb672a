// Makes and uses passkeys. The account library's scripts speak with the browser; this one
// shows the forms that need them, and says in words when it does not work.

const library = window.allauth?.webauthn?.forms;

function start(form) {
  const { passkey, button, credential, passwordless, options } = form.dataset;
  const ids = { credential, passwordless, add: button, authenticate: button, login: button };
  library[passkey]({ ids, data: options ? JSON.parse(options) : undefined });
  form.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const words of document.querySelectorAll("[data-passkey-error]")) words.hidden = false;
});

if (library && window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("[data-passkey]")) start(form);
}
