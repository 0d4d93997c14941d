// Keeps what is typed while it is typed, and lets the grid be filled by keys. Without this file
// every page has a button that does the same.

const WAIT = 600;

function told(form) {
  return form.querySelector(".kept");
}

function say(form, failed) {
  const place = told(form);
  if (!place) {
    return;
  }
  place.classList.toggle("failed", failed);
  const count = place.dataset.cells ? ` (${place.dataset.told} / ${place.dataset.cells})` : "";
  place.textContent = (failed ? place.dataset.failed : place.dataset.kept) + count;
}

// A list or its choices: the whole form is sent to its keeper a moment after the last change.
function keep(form) {
  let timer = 0;
  let sending = Promise.resolve();
  let leaving = false;

  async function send() {
    const data = new FormData(form);
    try {
      const answer = await fetch(form.dataset.keeps, { method: "POST", body: data });
      if (answer.ok) {
        form.elements.changes.value = await answer.text();
      }
      say(form, !answer.ok);
    } catch {
      say(form, true);
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      sending = sending.then(() => (leaving ? undefined : send()));
    }, WAIT);
  }

  form.addEventListener("input", later);
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (leaving) {
      return;
    }
    // What is on its way must be kept first: its answer says which version the form is of.
    leaving = true;
    event.preventDefault();
    const button = event.submitter;
    // Not while the event is still being told: the browser would take no second sending.
    sending.then(() => setTimeout(() => form.requestSubmit(button)));
  });
}

// The grid: each cell is sent as it is told, several together when told quickly.
function grid(form) {
  const changed = new Map();
  const place = told(form);
  // What is told on other pages of the grid is counted, too.
  const elsewhere = place.dataset.told - form.querySelectorAll("input:checked").length;
  let timer = 0;
  let sending = Promise.resolve();
  let leaving = false;

  async function send() {
    if (!changed.size) {
      return;
    }
    const cells = new Map(changed);
    changed.clear();
    const data = new FormData();
    data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const [name, value] of cells) {
      data.set(name, value);
    }
    const headers = { "X-Samspel-Keeps": "1" };
    try {
      const answer = await fetch(location.href, {
        method: "POST",
        body: data,
        headers,
        keepalive: true,
      });
      if (!answer.ok) {
        throw new Error(answer.status);
      }
      say(form, false);
    } catch {
      for (const [name, value] of cells) {
        if (!changed.has(name)) {
          changed.set(name, value);
        }
      }
      say(form, true);
    }
  }

  function flush() {
    clearTimeout(timer);
    sending = sending.then(send);
    return sending;
  }

  form.addEventListener("change", (event) => {
    const input = event.target;
    changed.set(input.name, input.value);
    place.dataset.told = elsewhere + form.querySelectorAll("input:checked").length;
    clearTimeout(timer);
    timer = setTimeout(flush, WAIT);
  });
  form.addEventListener("submit", (event) => {
    if (leaving || event.submitter?.name !== "wheel") {
      return;
    }
    event.preventDefault();
    leaving = true;
    const button = event.submitter;
    flush().then(() => {
      if (changed.size) {
        leaving = false;
      } else {
        setTimeout(() => form.requestSubmit(button));
      }
    });
  });
  addEventListener("pagehide", flush);
  form.addEventListener("keydown", (event) => walk(form, event));
}

const KEYS = { j: "yes", y: "yes", 1: "yes", n: "no", 2: "no", v: "unknown", u: "unknown", 3: "unknown" };
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function walk(form, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.type !== "radio") {
    return;
  }
  const cell = event.target.closest(".cell");
  const value = KEYS[event.key.toLowerCase()];
  if (value) {
    event.preventDefault();
    const input = cell.querySelector(`input[value="${value}"]`);
    if (!input.checked) {
      input.checked = true;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    enter(after(form, cell) || cell);
  } else if (STEPS[event.key]) {
    // Arrows of a radio group would choose; here they walk, as in a table.
    event.preventDefault();
    event.stopPropagation();
    const next = beside(cell, ...STEPS[event.key]);
    if (next) {
      enter(next);
    }
  }
}

function enter(cell) {
  const input = cell.querySelector("input:checked") || cell.querySelector("input");
  input.focus();
  cell.closest("tr").scrollIntoView({ block: "nearest" });
}

function after(form, cell) {
  const cells = [...form.querySelectorAll(".cell")];
  return cells[cells.indexOf(cell) + 1];
}

function beside(cell, down, across) {
  const place = cell.closest("td");
  let row = place.parentElement;
  let column = place.cellIndex;
  for (;;) {
    row = down ? row[down > 0 ? "nextElementSibling" : "previousElementSibling"] : row;
    column += across;
    const next = row?.cells[column];
    if (!next || column < 1) {
      return null;
    }
    const found = next.querySelector(".cell");
    if (found) {
      return found;
    }
  }
}

document.documentElement.classList.add("scripted");
for (const form of document.querySelectorAll("form[data-keeps]")) {
  keep(form);
}
for (const form of document.querySelectorAll("form[data-grid]")) {
  grid(form);
}
