// Saves an answer as it is given. Without this file the button saves, one page at a time.

const form = document.querySelector("[data-saves]");
const status = form.querySelector("[data-saved]");
let latest = 0;

async function save() {
  const mine = ++latest;
  const data = new URLSearchParams(new FormData(form));
  let told = { saved: false, says: "" };
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: data,
      headers: { Accept: "application/json" },
      referrerPolicy: "no-referrer",
    });
    told = await answer.json();
  } catch {
    // No network: the button still saves, and the browser says so if it cannot.
  }
  if (mine === latest) {
    status.textContent = told.says;
    status.toggleAttribute("data-wrong", !told.saved);
  }
}

form.addEventListener("change", save);

// On a slow phone an answer is given before this file has come: it is saved now.
if (
  [...form.elements].some(
    (field) => field.checked !== field.defaultChecked || field.value !== (field.defaultValue ?? field.value),
  )
) {
  save();
}
