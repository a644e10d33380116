// How does a Markdown textarea become a rich-text editor where script runs?
// Without script the textarea is used as it is. With it, clean HTML goes into a hidden field,
// and the server cleans it once more. Words come from data- attributes, so that they translate.

/* global Squire, DOMPurify */

const SVG = "http://www.w3.org/2000/svg";
const ADDRESS = /^(https?:\/\/|mailto:|\/(?!\/))/i;
const CLEAN = {
  ALLOWED_TAGS: [
    "p", "br", "h2", "h3", "b", "strong", "em", "ul", "ol", "li", "blockquote", "a",
    "table", "thead", "tbody", "tr", "th", "td",
  ],
  ALLOWED_ATTR: ["href", "colspan", "rowspan"],
  RETURN_DOM_FRAGMENT: true,
};

function clean(html) {
  return document.importNode(DOMPurify.sanitize(html, CLEAN), true);
}

function cleanedText(html) {
  return DOMPurify.sanitize(html, { ...CLEAN, RETURN_DOM_FRAGMENT: false });
}

/** Characters that are written; blanks do not count. */
function written(text) {
  return Array.from(text.replace(/[\s\u200b\u3000]/gu, "")).length;
}

/** A heading is a block of its own kind; pressing again makes it a paragraph. */
function asBlock(squire, tag) {
  squire.modifyBlocks((fragment) => {
    const made = document.createDocumentFragment();
    Array.from(fragment.childNodes).forEach((block) => {
      const changed = document.createElement(tag);
      changed.append(...(block.nodeType === Node.ELEMENT_NODE ? block.childNodes : [block]));
      made.append(changed);
    });
    return made;
  });
}

/** Each tool: its words, its icon, where it holds, what it does, what undoes it. */
function tools(squire, link) {
  const within = (tag) => new RegExp(`(^|>)${tag}\\b`).test(squire.getPath());
  return [
    {
      name: "bold", icon: "bold", key: "Control+B",
      holds: () => squire.hasFormat("B") || squire.hasFormat("STRONG"),
      act: (on) => (on ? squire.removeBold() : squire.bold()),
    },
    {
      name: "heading", icon: "head", holds: () => within("H2"),
      act: (on) => asBlock(squire, on ? "p" : "h2"),
    },
    {
      name: "bullets", icon: "bullets", gap: true, holds: () => within("UL"),
      act: (on) => (on ? squire.removeList() : squire.makeUnorderedList()),
    },
    {
      name: "numbers", icon: "numbers", holds: () => within("OL"),
      act: (on) => (on ? squire.removeList() : squire.makeOrderedList()),
    },
    {
      name: "quote", icon: "quote", holds: () => within("BLOCKQUOTE"),
      act: (on) => (on ? squire.decreaseQuoteLevel() : squire.increaseQuoteLevel()),
    },
    {
      name: "link", icon: "link", holds: () => squire.hasFormat("A"),
      act: (on) => (on ? squire.removeLink() : link()),
    },
    { name: "undo", icon: "undo", gap: true, key: "Control+Z", act: () => squire.undo() },
    { name: "redo", icon: "redo", key: "Control+Y", act: () => squire.redo() },
  ];
}

function drawn(sprite, name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${sprite}#i-${name}`);
  svg.append(use);
  return svg;
}

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...children);
  return made;
}

class Editor {
  constructor(box) {
    this.box = box;
    this.words = box.dataset;
    this.textarea = box.querySelector("textarea");
    this.output = this.findOutput();
    this.surface = this.makeSurface();
    this.bar = element("div", { role: "toolbar", class: "editor__bar" });
    this.bar.setAttribute("aria-label", this.words.toolbar);
    this.bar.setAttribute("aria-controls", this.surface.id);
    this.frame = element("div", { class: "editor" }, this.bar, this.surface);
    this.textarea.before(this.frame);
    this.textarea.required = false;
    this.textarea.hidden = true;
    this.textarea.disabled = true; // or emptied text would come back from it
    this.squire = new Squire(this.surface, {
      blockTag: "P",
      addLinks: false,
      sanitizeToDOMFragment: clean,
    });
    this.begin();
  }

  /** The form's own hidden field, else one of ours. */
  findOutput() {
    const kept = this.textarea.form?.elements.namedItem(this.words.output);
    if (kept) return kept;
    const made = element("input", { type: "hidden", name: this.words.output });
    this.textarea.after(made);
    return made;
  }

  makeSurface() {
    const surface = element("div", {
      id: `${this.textarea.id}_surface`,
      class: "editor__surface",
      role: "textbox",
      "aria-multiline": "true",
      "aria-labelledby": `${this.textarea.id}_label`,
    });
    ["aria-invalid", "lang"].forEach((name) => {
      const value = this.textarea.getAttribute(name);
      if (value) surface.setAttribute(name, value);
    });
    const wrong = `${this.textarea.id}_error`;
    if (document.getElementById(wrong)) surface.setAttribute("aria-describedby", wrong);
    if (this.textarea.required) surface.setAttribute("aria-required", "true");
    return surface;
  }

  begin() {
    const start = this.box.querySelector("template[data-editor-html]");
    // Tab leaves the sheet as it leaves any field
    this.squire.setKeyHandler("Tab", null).setKeyHandler("Shift-Tab", null);
    this.squire.setHTML(this.output.value || (start?.content.textContent ?? ""));
    this.addTools();
    this.box.querySelector("[data-without-editor]")?.setAttribute("hidden", "");
    this.box.querySelector("[data-editor-below]")?.removeAttribute("hidden");
    this.squire.addEventListener("input", () => this.keep());
    this.squire.addEventListener("pathChange", () => this.show());
    this.squire.addEventListener("undoStateChange", (event) => this.showUndo(event.detail));
    this.textarea.form?.addEventListener("submit", () => this.keep(), { capture: true });
    this.box.querySelector("label")?.addEventListener("click", (event) => {
      event.preventDefault();
      this.squire.focus();
    });
    this.keep();
    this.showUndo({ canUndo: false, canRedo: false });
    ["keydown", "beforeinput", "paste", "cut", "drop"].forEach((name) => {
      this.surface.addEventListener(name, () => this.touch(), { once: true, capture: true });
    });
  }

  addTools() {
    this.buttons = tools(this.squire, () => this.askAddress()).map((tool, place) => {
      const button = element("button", { type: "button", title: this.words[tool.name] });
      button.append(drawn(this.words.icons, tool.icon));
      button.setAttribute("aria-label", this.words[tool.name]);
      button.tabIndex = place ? -1 : 0;
      if (tool.key) button.setAttribute("aria-keyshortcuts", tool.key);
      if (tool.gap) button.dataset.gap = "";
      if (tool.holds) button.setAttribute("aria-pressed", "false");
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => this.press(button, tool));
      this.bar.append(button);
      return { button, tool };
    });
    this.bar.addEventListener("keydown", (event) => this.walk(event));
  }

  press(button, tool) {
    if (button.getAttribute("aria-disabled") === "true") return;
    const fromKeyboard = document.activeElement === button;
    this.touch();
    tool.act(button.getAttribute("aria-pressed") === "true");
    this.show();
    this.keep();
    // who works by keyboard stays on the tool that was pressed
    if (fromKeyboard && !this.asking) button.focus();
  }

  /** Arrow keys walk along the toolbar, as Tab walks past it. */
  walk(event) {
    const all = this.buttons.map(({ button }) => button);
    const at = all.indexOf(document.activeElement);
    const goal = {
      ArrowRight: (at + 1) % all.length,
      ArrowLeft: (at + all.length - 1) % all.length,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (at < 0 || goal === undefined) return;
    event.preventDefault();
    all.forEach((button, place) => {
      button.tabIndex = place === goal ? 0 : -1;
    });
    all[goal].focus();
  }

  show() {
    this.buttons.forEach(({ button, tool }) => {
      if (tool.holds) button.setAttribute("aria-pressed", String(Boolean(tool.holds())));
    });
  }

  touch() {
    this.isTouched = true;
  }

  /** What stands at the beginning is not a change that could be undone. */
  showUndo(state) {
    const can = { undo: this.isTouched && state.canUndo, redo: state.canRedo };
    this.buttons.forEach(({ button, tool }) => {
      if (tool.name in can) button.setAttribute("aria-disabled", String(!can[tool.name]));
    });
  }

  keep() {
    this.output.value = written(this.surface.textContent) ? cleanedText(this.squire.getHTML()) : "";
    const told = this.box.querySelector("[data-editor-count]");
    if (told) told.textContent = this.words.count.replace("{n}", written(this.surface.textContent));
  }

  /** The address of a link is asked for in the page; no dialog opens. */
  askAddress() {
    if (this.asking) {
      this.asking.querySelector("input").focus();
      return;
    }
    const range = this.squire.getSelection();
    const input = element("input", { type: "url", inputmode: "url", autocomplete: "off" });
    const wrong = element("p", { class: "err", role: "alert" });
    const set = element("button", { type: "button" }, this.words.setLink);
    const cancel = element("button", { type: "button" }, this.words.cancel);
    const label = element("label", {}, this.words.address, input);
    this.asking = element("div", { class: "editor__link", role: "group" }, label, set, cancel, wrong);
    this.asking.setAttribute("aria-label", this.words.link);
    const close = () => {
      this.asking.remove();
      this.asking = null;
      this.squire.setSelection(range);
      this.squire.focus();
    };
    const accept = () => {
      const address = input.value.trim();
      if (!ADDRESS.test(address)) {
        wrong.textContent = this.words.badLink;
        input.setAttribute("aria-invalid", "true");
        input.focus();
        return;
      }
      close();
      this.squire.makeLink(address);
      this.show();
      this.keep();
    };
    set.addEventListener("click", accept);
    cancel.addEventListener("click", close);
    this.asking.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      if (event.key !== "Enter" || event.target !== input) return;
      event.preventDefault();
      accept();
    });
    this.bar.after(this.asking);
    input.focus();
  }
}

document.querySelectorAll("[data-editor-box]").forEach((box) => {
  if (typeof Squire === "function" && typeof DOMPurify === "function") new Editor(box);
});
