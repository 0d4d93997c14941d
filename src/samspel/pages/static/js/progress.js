// The job page asks for its own middle part every second and puts it in place, and goes on to
// the result when there is one. Without this file the page has a link that does the same.

const part = document.querySelector("[data-progress]");

async function refresh() {
  const answer = await fetch(part.dataset.progress, { headers: { Accept: "text/html" } });
  if (!answer.ok) {
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-progress]");
  if (!fresh) {
    return;
  }
  if (fresh.dataset.ended) {
    location.reload();
    return;
  }
  replace(fresh);
}

// A button that holds the focus stays where it is, so a keyboard is never thrown off the page.
function replace(fresh) {
  for (const live of part.querySelectorAll("[data-live]")) {
    const same = fresh.querySelector(`[data-live="${live.dataset.live}"]`);
    if (same && same.outerHTML !== live.outerHTML) {
      live.replaceWith(document.adoptNode(same));
    }
  }
}

async function keepOn() {
  try {
    await refresh();
  } catch {
    // The server may be starting again; ask once more a second later.
  }
  if (!part.dataset.ended) {
    setTimeout(keepOn, 1000);
  }
}

if (part && !part.dataset.ended) {
  setTimeout(keepOn, 1000);
}
