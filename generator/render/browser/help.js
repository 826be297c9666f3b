// On every page: a small button and the key “?” for what the keys do and the signs mean. Keys of one character can be switched off, those of
// other scripts too; the choice stays in this browser.

const KEY = `briefpress.keys ${new URL("../", document.currentScript.src).pathname}`;
let dialog;

const areOn = () => {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
};

const make = () => {
  const made = document.createElement("dialog");
  made.className = "bp-dialog bp-help bp-slot";
  made.lang = HELP.lang;
  made.setAttribute("aria-labelledby", "_help");
  made.innerHTML = HELP.html; // made by this project, of nothing that anybody writes
  const around = document.createElement("div");
  around.className = "md-typeset";
  around.append(made);
  document.body.append(around);
  const choice = made.querySelector("input");
  choice.checked = areOn();
  choice.addEventListener("change", () => {
    try {
      if (choice.checked) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, "off");
    } catch {
      // No storage: keys stay as they are.
      choice.checked = true;
    }
  });
  made.querySelector(".bp-close").addEventListener("click", () => made.close());
  made.addEventListener("click", (event) => { if (event.target === made) made.close(); });
  return made;
};

const open = () => {
  dialog ||= make();
  dialog.showModal();
};

const follow = (selector) => {
  const link = document.querySelector(selector);
  if (link) location.href = link.href;
  return Boolean(link);
};

const ACTIONS = {
  "?": () => { open(); return true; },
  n: () => follow(".bp-beside__newer"),
  p: () => follow(".bp-beside__older"),
};

const isTyping = (element) => element.isContentEditable || element.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=button])");

// Before all others, so that a key that is switched off does nothing anywhere.
window.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.key.length !== 1 || event.key === " ") return;
  if (!(event.target instanceof Element) || isTyping(event.target)) return;
  if (!areOn()) event.stopImmediatePropagation();
  else if (!document.querySelector("dialog[open]") && ACTIONS[event.key.toLowerCase()]?.()) event.preventDefault();
}, true);

const header = document.querySelector(".md-header__inner");
if (header) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "bp-help-button";
  button.setAttribute("aria-haspopup", "dialog");
  button.setAttribute("aria-keyshortcuts", "?");
  button.setAttribute("aria-label", HELP.label);
  button.title = `${HELP.label} (?)`;
  button.textContent = "?";
  button.addEventListener("click", open);
  header.insertBefore(button, header.querySelector(".md-header__source"));
}
