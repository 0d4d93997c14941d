// Names chosen by keyboard or thumb: what is written is asked of the server, Enter takes the first
// that fits, Enter on an empty line saves. The box of names underneath holds what is sent, and
// without this file it is written in directly.

const DAY = /^(-\d{1,3}|\d{1,2}\s*[/.]\s*\d{1,2}.*|\d{4}-?\d\d-?\d\d|\d{1,2} [a-zåäö]{3,}( \d{4})?|i ?dag|i ?går|(i )?förrgår|today|yesterday|(må|tis|ons|tors?|fre|lör|sön)n?(dag)?|(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?)$/i;
const WAIT = 60;

const entry = document.querySelector("[data-act-entry]");
const day = entry && entry.querySelector("[data-day]");

function moved(text, days) {
  const date = new Date(`${text}T12:00:00Z`);
  if (Number.isNaN(date.getTime())) {
    return text;
  }
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function readyDay() {
  day.addEventListener("keydown", (event) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (step && /^\d{4}-\d\d-\d\d$/.test(day.value)) {
      event.preventDefault();
      day.value = moved(day.value, step);
    }
  });
  const days = entry.querySelector("[data-days]");
  days.hidden = false;
  for (const button of days.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      day.value = button.dataset.dayIs;
    });
  }
}

// A day, a note, a title: nobody's name, so nobody is looked for.
function plain(text) {
  return day && (DAY.test(text) || /[:"“]/.test(text));
}

function said(text, values) {
  return text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
}

class Names {
  constructor(box) {
    this.box = box;
    this.text = box.querySelector("textarea");
    this.chosen = [];
    this.options = [];
    this.at = -1;
    this.asked = 0;
    this.offered = null;
    this.looking = [];
    this.build();
    this.read();
  }

  build() {
    const label = this.box.querySelector("label");
    this.list = document.createElement("ul");
    this.list.className = "met";
    this.field = document.createElement("input");
    this.field.type = "text";
    this.field.id = `${this.text.id}-one`;
    this.field.placeholder = this.box.dataset.placeholder;
    for (const [name, value] of Object.entries({
      role: "combobox",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "next",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": `${this.field.id}-list`,
    })) {
      this.field.setAttribute(name, value);
    }
    const help = this.text.getAttribute("aria-describedby");
    if (help) {
      this.field.setAttribute("aria-describedby", help);
    }
    this.shown = document.createElement("ul");
    this.shown.className = "suggestions";
    this.shown.id = `${this.field.id}-list`;
    this.shown.setAttribute("role", "listbox");
    this.shown.setAttribute("aria-label", label.textContent);
    this.shown.hidden = true;
    this.says = document.createElement("p");
    this.says.className = "unseen";
    this.says.setAttribute("role", "status");
    label.htmlFor = this.field.id;
    this.text.hidden = true;
    this.text.required = false;
    this.text.before(this.list, this.field, this.shown, this.says);
    this.listen();
  }

  listen() {
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("keydown", (event) => this.key(event));
    // Who leaves and comes back at once keeps what is offered then.
    this.field.addEventListener("blur", () => {
      this.leaving = setTimeout(() => this.close(), 150);
    });
    this.field.addEventListener("focus", () => clearTimeout(this.leaving));
    this.shown.addEventListener("mousedown", (event) => event.preventDefault());
    this.shown.addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) {
        this.take(this.options[Number(row.dataset.at)]);
      }
    });
    this.list.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) {
        this.chosen.splice(Number(button.dataset.at), 1);
        this.write();
        this.field.focus();
      }
    });
    entry.addEventListener("submit", () => this.leave());
    const again = this.box.querySelector("[data-again]");
    if (again) {
      again.hidden = false;
      again.querySelector("button").addEventListener("click", () => this.again());
    }
  }

  // What the server sent back, after a question or a fault.
  read() {
    for (const line of this.text.value.split("\n")) {
      if (line.trim()) {
        const whole = line.match(/^(.*)<([^<>]+)>$/);
        const name = whole ? whole[1].trim() : line.trim();
        this.chosen.push({ name, line: line.trim(), raw: !whole });
      }
    }
    this.write();
  }

  write() {
    this.text.value = this.chosen.map((one) => one.line).join("\n");
    this.list.replaceChildren(
      ...this.chosen.map((one, at) => {
        const row = document.createElement("li");
        row.className = one.raw ? "raw" : "";
        const name = document.createElement("span");
        name.textContent = one.name;
        const button = document.createElement("button");
        button.type = "button";
        button.dataset.at = at;
        button.textContent = "×";
        button.setAttribute("aria-label", said(this.box.dataset.remove, { name: one.name }));
        row.append(name, button);
        return row;
      }),
    );
  }

  add(one) {
    if ("one" in this.box.dataset) {
      this.chosen = [];
    }
    if (!this.chosen.some((other) => other.line === one.line)) {
      this.chosen.push(one);
      this.write();
    }
  }

  take(actor) {
    this.add({ name: actor.name, line: `${actor.name} <${actor.id}>`, raw: false });
    this.clear();
  }

  again() {
    for (const one of this.box.querySelectorAll("[data-actor]")) {
      const { actor, name } = one.dataset;
      this.add({ name, line: `${name} <${actor}>`, raw: false });
    }
    this.field.focus();
  }

  clear() {
    this.field.value = "";
    this.asked += 1;
    this.close();
  }

  close() {
    this.offered = this.field.value.trim() || null;
    this.options = [];
    this.at = -1;
    this.shown.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  typed() {
    const text = this.field.value.trim();
    this.asked += 1;
    if (text === "+" && this.box.querySelector("[data-again]")) {
      this.clear();
      this.again();
    } else if (!text || plain(text)) {
      this.close();
    } else {
      this.wonder(text, this.asked);
    }
  }

  async wonder(text, number) {
    await new Promise((done) => {
      setTimeout(done, WAIT);
    });
    if (number === this.asked) {
      const actors = await this.ask(text);
      if (number === this.asked) {
        this.offer(actors);
        this.offered = text;
      }
    }
  }

  // Without an answer the name is kept as it is written, and the server reads it.
  async ask(text) {
    try {
      const answer = await fetch(`${this.box.dataset.names}?q=${encodeURIComponent(text)}`);
      return (await answer.json()).actors;
    } catch {
      return [];
    }
  }

  offer(actors) {
    const there = new Set(this.chosen.map((one) => one.line));
    this.options = actors.filter((one) => !there.has(`${one.name} <${one.id}>`));
    this.shown.replaceChildren(
      ...this.options.map((one, at) => {
        const row = document.createElement("li");
        row.id = `${this.shown.id}-${at}`;
        row.dataset.at = at;
        row.setAttribute("role", "option");
        row.append(one.name);
        const more = document.createElement("span");
        more.className = "note";
        more.textContent = one.says;
        row.append(more);
        return row;
      }),
    );
    this.shown.hidden = !this.options.length;
    this.field.setAttribute("aria-expanded", String(this.options.length > 0));
    const { found, none } = this.box.dataset;
    this.says.textContent = this.options.length ? said(found, { n: this.options.length }) : none;
    this.point(this.options.length ? 0 : -1);
  }

  point(at) {
    this.at = at;
    for (const row of this.shown.children) {
      row.setAttribute("aria-selected", String(Number(row.dataset.at) === at));
    }
    if (at < 0) {
      this.field.removeAttribute("aria-activedescendant");
    } else {
      this.field.setAttribute("aria-activedescendant", `${this.shown.id}-${at}`);
      this.shown.children[at].scrollIntoView({ block: "nearest" });
    }
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.options.length) {
      event.preventDefault();
      this.point((this.at + step + this.options.length) % this.options.length);
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      this.enter();
    } else if (event.key === "Escape" && this.options.length) {
      event.stopPropagation();
      this.close();
    } else if (event.key === "Backspace" && !this.field.value && this.chosen.length) {
      this.chosen.pop();
      this.write();
    }
  }

  async enter() {
    const text = this.field.value.trim();
    if (!text) {
      await Promise.all(this.looking);
      entry.requestSubmit();
    } else if (plain(text)) {
      this.keep(text);
    } else if (this.offered === text) {
      if (this.at >= 0) {
        this.take(this.options[this.at]);
      } else {
        this.keep(text);
      }
    } else {
      // Who writes fast is not made to wait: the name is looked up behind the next one.
      const one = { name: text, line: text, raw: true };
      this.keep(text, one);
      this.looking.push(this.look(one));
    }
  }

  async look(one) {
    const [actor] = await this.ask(one.line);
    const at = this.chosen.indexOf(one);
    if (actor && at >= 0) {
      const line = `${actor.name} <${actor.id}>`;
      const there = this.chosen.some((other) => other.line === line);
      this.chosen.splice(at, 1, ...(there ? [] : [{ name: actor.name, line, raw: false }]));
      this.write();
    }
  }

  keep(text, one = { name: text, line: text, raw: true }) {
    if (day && DAY.test(text)) {
      day.value = text;
    } else {
      this.add(one);
    }
    this.clear();
  }

  leave() {
    const text = this.field.value.trim();
    if (text) {
      this.keep(text);
    }
  }
}

if (entry) {
  if (day) {
    readyDay();
  }
  const box = entry.querySelector("[data-names]");
  if (box) {
    const names = new Names(box);
    if (day && !document.querySelector("[autofocus]")) {
      names.field.focus();
    }
  }
}
