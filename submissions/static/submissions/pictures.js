// Pictures are uploaded as soon as they are chosen, and moved and removed where they stand: the
// rest of the page stays as it is typed. Without this script the same buttons send the page.

const form = document.querySelector("form.asking");
const BUTTONS = ["upload", "remove", "earlier"];

/* While an upload runs, the button that wanted to send all: it waits. */
let isBusy = false;
let waits = null;

const part = () => form.querySelector("#pictures");

function tell(text) {
  part().querySelector(".told").textContent = text;
}

/* Sends the form as the button would, and shows the pictures that come back. */
function send(button) {
  const posted = new FormData(form);
  posted.set(button.name, button.value);
  if (button.name !== "upload") {
    posted.delete("pictures");
  }
  const bar = part().querySelector(".progress");
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.responseType = "document";
  request.upload.addEventListener("progress", (event) => {
    if (bar && event.lengthComputable) {
      bar.value = (100 * event.loaded) / event.total;
    }
  });
  request.addEventListener("load", () => show(request, button));
  request.addEventListener("error", () => failed());
  for (const each of part().querySelectorAll("button, input[type=file]")) {
    each.disabled = true;
  }
  if (button.name === "upload") {
    bar.hidden = false;
    tell(part().dataset.reading);
  }
  isBusy = true;
  request.addEventListener("loadend", () => {
    isBusy = false;
    if (waits) {
      form.requestSubmit(waits);
    }
    waits = null;
  });
  request.send(posted);
}

function failed() {
  for (const each of part().querySelectorAll("button, input[type=file]")) {
    each.disabled = false;
  }
  const bar = part().querySelector(".progress");
  if (bar) {
    bar.hidden = true;
  }
  tell(part().dataset.lost);
}

function show(request, button) {
  const fresh = request.response?.querySelector("form.asking #pictures");
  const problem = request.response?.querySelector(".faults li:not(:has(a))");
  if (!fresh) {
    failed();
    return;
  }
  const token = request.response.querySelector("form.asking [name=token]");
  if (request.status === 403 && token) {
    form.elements.token.value = token.value;
  }
  const before = part().querySelectorAll(".kept").length;
  const told = fresh.querySelector(".told").textContent || problem?.textContent || "";
  fresh.querySelector(".told").textContent = "";
  part().replaceWith(document.importNode(fresh, true));
  // What changes in a region that stands is read out; what comes with it is not.
  setTimeout(() => tell(told), 50);
  const at = Number(button.value);
  const next = {
    upload: () => part().querySelector(`#picture-${before + 1} input:not([type=hidden])`),
    earlier: () => part().querySelector(`#picture-${at} [name=earlier], #picture-${at} [name=remove]`),
    remove: () => part().querySelector("#id_pictures"),
  };
  const error = part().querySelector("#id_pictures[aria-invalid=true]");
  (error ?? next[button.name]())?.focus();
}

form?.addEventListener("submit", (event) => {
  const button = event.submitter;
  const isOurs = BUTTONS.includes(button?.name);
  if (isOurs || isBusy) {
    event.preventDefault();
  }
  if (isBusy) {
    waits = isOurs ? null : button;
  } else if (isOurs) {
    send(button);
  }
});

form?.addEventListener("change", (event) => {
  if (event.target.id === "id_pictures" && event.target.files.length) {
    send(part().querySelector(".upload"));
  }
});

if (form) {
  document.documentElement.classList.add("uploads");
}
