// Keyboard on every page: "/" goes to the search field, "?" opens help, arrows walk tables.
// Everything works without this file; it only shortens the way.

const help = document.getElementById("help");

function typing(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

function focusSearch() {
  const field = document.querySelector("input[type=search]");
  if (field) {
    field.focus();
    field.select();
  }
  return field !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
    return;
  }
  if (event.key === "/" && focusSearch()) {
    event.preventDefault();
  } else if (event.key === "?" && help && !help.open) {
    event.preventDefault();
    help.showModal();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    walk(event);
  }
});

function walk(event) {
  const row = event.target.closest("tbody tr");
  if (!row) {
    return;
  }
  const next = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
  const link = next && next.querySelector("a");
  if (link) {
    event.preventDefault();
    link.focus();
  }
}

for (const opener of document.querySelectorAll("[data-opens-help]")) {
  opener.hidden = false;
  opener.addEventListener("click", () => {
    const menu = opener.closest("[popover]");
    if (menu && menu.matches(":popover-open")) {
      menu.hidePopover();
    }
    help.showModal();
  });
}
