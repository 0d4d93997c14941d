// Lights the words of a field in the document beside it: on its link, and when the field itself
// is entered. Without this file the same links lead to the words, and style lights them.

const paper = document.querySelector(".paper");
const shown = document.querySelector(".shown");
const reached = new Map();
let last = null;

function light(field) {
  paper.dataset.lit = field;
}

// Scrolls the words into sight inside the document, and on a phone the page too.
function bring(place) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  place.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
}

function next(link) {
  const { field, count } = link.dataset;
  const number = ((reached.get(field) || 0) % Number(count)) + 1;
  reached.set(field, number);
  light(field);
  const place = document.getElementById(`w-${field}-${number}`);
  if (place) {
    bring(place);
  }
  shown.textContent = Number(count) > 1 ? `${number} / ${count}` : "";
}

for (const link of document.querySelectorAll("a.shows")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    last = link;
    next(link);
  });
}

document.querySelector(".way-back a").addEventListener("click", (event) => {
  if (last) {
    event.preventDefault();
    last.focus({ preventScroll: true });
    bring(last);
  }
});

document.addEventListener("focusin", (event) => {
  const asked = event.target.closest("[data-words]");
  if (asked && asked.dataset.words && !event.target.closest("a")) {
    light(asked.dataset.words);
  }
});
