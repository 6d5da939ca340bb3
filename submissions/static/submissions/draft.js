// What was typed into the form stays on this device for a day, in case the browser is closed: the
// news itself, never who sends it. Nothing of it leaves the device. Without this script or without
// storage the form is the same.

const DAY = 24 * 3600 * 1000;
const QUIET = 400;
const PREFIX = "einsenden:";

/* Storage may be full, forbidden or spoilt by others; then there is no draft. */
function read(key) {
  try {
    const entry = JSON.parse(localStorage.getItem(key));
    return Date.now() - entry.at < DAY && typeof entry.said === "object" ? entry : null;
  } catch {
    return null;
  }
}

function write(key, entry) {
  try {
    localStorage.setItem(key, JSON.stringify(entry));
    return true;
  } catch {
    return false;
  }
}

function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was stored, then.
  }
}

/* Drafts whose day is over, and those that have arrived if this page says so. */
function clear(arrived) {
  try {
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))) {
      const entry = read(key);
      if (!entry || (entry.isSent && key === PREFIX + arrived)) {
        remove(key);
      }
    }
  } catch {
    // No storage.
  }
}

function clock(moment) {
  const minutes = String(moment.getMinutes()).padStart(2, "0");
  const isGerman = document.documentElement.lang.startsWith("de");
  return `${moment.getHours()}.${minutes}${isGerman ? " Uhr" : ""}`;
}

function keep(form) {
  const key = PREFIX + form.dataset.draft;
  const fields = form.dataset.kept.split(" ").map((name) => form.elements[name]).filter(Boolean);
  const [above, below] = form.querySelectorAll(".device-draft");
  const value = (field) => (field.type === "checkbox" ? field.checked : field.value);
  const isFilled = () => fields.some(value);
  const said = () => Object.fromEntries(fields.map((field) => [field.name, value(field)]));
  let waits;

  function fill(words) {
    for (const field of fields) {
      const kept = words[field.name];
      if (field.type === "checkbox") {
        field.checked = kept === true;
      } else {
        field.value = typeof kept === "string" ? kept : "";
      }
    }
    form.dispatchEvent(new Event("input"));
  }

  function show(note, text, can) {
    note.querySelector("span").textContent = text;
    const button = note.querySelector("button");
    button.textContent = can;
    button.hidden = !can;
    note.hidden = false;
  }

  function store(isSent = false) {
    clearTimeout(waits);
    if (!isFilled()) {
      remove(key);
      below.hidden = true;
    } else if (write(key, { at: Date.now(), isSent, said: said() })) {
      show(below, below.dataset.kept, below.dataset.discard);
    }
  }

  function discard(note) {
    const before = said();
    clearTimeout(waits);
    fill({});
    remove(key);
    above.hidden = below.hidden = true;
    show(note, note.dataset.gone, note.dataset.back);
    note.querySelector("button").onclick = () => {
      fill(before);
      store();
      note.hidden = note === above;
      listen();
      fields[0].focus();
    };
  }

  function listen() {
    for (const note of [above, below]) {
      note.querySelector("button").onclick = () => discard(note);
    }
  }

  listen();
  const entry = read(key);
  if (entry && !isFilled()) {
    fill(entry.said);
    const at = new Date(entry.at);
    const isToday = at.toDateString() === new Date().toDateString();
    const words = isToday ? above.dataset.today : above.dataset.yesterday;
    show(above, words.replace("{time}", clock(at)), above.dataset.discard);
  }
  if (isFilled()) {
    store();
  }
  form.addEventListener("input", (event) => {
    if (fields.includes(event.target)) {
      listen();
      clearTimeout(waits);
      waits = setTimeout(store, QUIET);
    }
  });
  form.addEventListener("submit", () => store(true));
  // A phone gives no other sign before it closes a page.
  document.addEventListener("visibilitychange", () => {
    if (waits && document.visibilityState === "hidden" && isFilled()) {
      store(read(key)?.isSent ?? false);
    }
  });
}

const form = document.querySelector("form[data-draft]");
clear(document.querySelector("[data-arrived]")?.dataset.arrived);
if (form) {
  keep(form);
}
