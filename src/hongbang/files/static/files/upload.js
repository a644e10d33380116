// How does a file go up over a line that breaks? In parts, each with its place and digest.
//
// Without this script the form sends the file whole, which does the same on a good line.

const PAUSES = [1, 2, 4, 8, 15, 30];

class Refused extends Error {
  constructor(sentence, told = {}) {
    super(sentence);
    this.told = told;
  }
}

/** Fill the gaps of a sentence that the page brought along. */
function say(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

function wait(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = window.setTimeout(resolve, seconds * 1000);
    signal.addEventListener("abort", () => {
      window.clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

async function digestOf(bytes) {
  if (!window.crypto?.subtle) return "";
  const digest = await window.crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A key that stays the same for the same file, so that a reload begins nothing twice. */
function keyOf(file) {
  const name = `upload:${file.name}:${file.size}:${file.lastModified}`;
  let key = window.sessionStorage.getItem(name);
  if (!key) {
    const random = window.crypto.getRandomValues(new Uint8Array(16));
    key = [...random].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    window.sessionStorage.setItem(name, key);
  }
  return { key, forget: () => window.sessionStorage.removeItem(name) };
}

class Upload {
  constructor(box) {
    this.box = box;
    this.form = box.closest("form");
    this.input = box.querySelector("input[type=file]");
    this.code = box.querySelector("input[type=hidden]");
    this.now = box.querySelector("[data-upload-now]");
    this.bar = box.querySelector("progress");
    this.told = box.querySelector("[data-upload-told]");
    this.refused = box.querySelector("[data-upload-refused]");
    this.acts = box.querySelector("[data-upload-acts]");
    this.open = [];
    this.current = null;
    this.form.addEventListener("submit", (event) => this.onSubmit(event));
    this.input.addEventListener("change", () => this.onChoice());
    box.querySelector("[data-upload-cancel]").addEventListener("click", () => this.cancel());
    this.findOpen().finally(() => box.toggleAttribute("data-upload-ready", true));
  }

  words(name, values = {}) {
    return say(this.box.dataset[`said${name}`] ?? "", values);
  }

  /** Ask the house; what is no answer of ours is a session that has ended. */
  async ask(address, options = {}) {
    const headers = { "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value };
    const answer = await fetch(address, { credentials: "same-origin", ...options, headers });
    const isOurs = (answer.headers.get("Content-Type") ?? "").includes("json");
    if (answer.status >= 500) throw new TypeError("the house is not well");
    if (!isOurs) throw new Refused(this.words("SignedOut"));
    const told = await answer.json();
    if (!answer.ok) throw new Refused(told.sentence, { ...told, status: answer.status });
    return told;
  }

  /** After a reload: what is half way up waits for the same file to be chosen again. */
  async findOpen() {
    try {
      const told = await this.ask(this.box.dataset.upload);
      this.open = told.uploads.filter((one) => one.state === "open");
    } catch {
      return;
    }
    const [first] = this.open;
    if (!first || this.current) return;
    this.current = first;
    const percent = Math.floor((first.offset * 100) / first.size);
    this.told.textContent = this.words("Open", { name: first.name, percent });
    this.acts.hidden = false;
  }

  onChoice() {
    this.code.value = "";
    this.refused.hidden = true;
    const [file] = this.input.files;
    const most = Number(this.box.dataset.max);
    if (file && file.size > most) {
      this.refuse(this.words("Large", { name: file.name, mb: Math.floor(most / 1048576) }));
      this.input.value = "";
    }
  }

  onSubmit(event) {
    const [file] = this.input.files;
    if (!file || this.code.value) return;
    event.preventDefault();
    if (this.abort) return; // under way already
    this.send(file, event.submitter);
  }

  async send(file, submitter) {
    this.abort = new AbortController();
    this.refused.hidden = true;
    this.now.hidden = this.acts.hidden = false;
    const key = keyOf(file);
    this.forget = key.forget;
    try {
      let row = await this.steadily(() => this.begin(file, key.key));
      if (!["open", "ready"].includes(row.state)) {
        key.forget(); // it was cancelled or has expired
        row = await this.steadily(() => this.begin(file, keyOf(file).key));
      }
      this.current = row;
      await this.parts(file, row);
      this.told.textContent = this.words("Checking");
      const done = await this.steadily(() => this.post(`${row.code}/complete/`));
      if (done.refusal) throw new Refused(done.refusal.sentence, done.refusal);
      key.forget();
      this.code.value = row.code;
      this.input.value = "";
      this.told.textContent = this.words("Done", { name: row.name });
      this.acts.hidden = true;
      this.form.requestSubmit(submitter);
    } catch (fault) {
      if (fault instanceof Refused) {
        if (fault.told.status !== 409) key.forget();
        this.refuse(fault.message);
      } else if (!this.abort?.signal.aborted) {
        throw fault;
      }
    } finally {
      this.abort = null;
      this.now.hidden = true;
    }
  }

  /** Begin, or go on with what this seat has half way up under the same name and size. */
  async begin(file, key) {
    const name = file.name.normalize("NFC");
    const half = this.open.find((one) => one.name === name && one.size === file.size);
    if (half) return this.ask(`${this.box.dataset.upload}${half.code}/`);
    const body = new URLSearchParams({ name: file.name, size: String(file.size), key });
    return this.ask(this.box.dataset.upload, { method: "POST", body });
  }

  async parts(file, row) {
    const size = row.part ?? 1048576;
    const began = performance.now();
    const from = row.offset;
    let offset = row.offset;
    while (offset < file.size) {
      const bytes = await file.slice(offset, offset + size).arrayBuffer();
      const sha256 = await digestOf(bytes);
      const place = `${row.code}/part/?offset=${offset}&sha256=${sha256}`;
      offset = await this.steadily(() => this.part(place, bytes));
      this.show(offset, from, file.size, (performance.now() - began) / 1000);
    }
  }

  /** Send one part; where it came already, or came broken, the answer says where to go on. */
  async part(place, bytes) {
    const type = "application/octet-stream";
    try {
      const told = await this.post(place, new Blob([bytes], { type }));
      return told.offset;
    } catch (fault) {
      if (fault instanceof Refused && "offset" in fault.told) return fault.told.offset;
      if (fault instanceof Refused && fault.told.code === "files.part_broken") {
        throw new TypeError(fault.message);
      }
      throw fault;
    }
  }

  post(place, body) {
    const options = { method: "POST", body, signal: this.abort.signal };
    return this.ask(this.box.dataset.upload + place, options);
  }

  /** Try until the line is there again; only a refusal ends it. */
  async steadily(attempt) {
    for (let tries = 0; ; tries += 1) {
      try {
        return await attempt();
      } catch (fault) {
        if (!(fault instanceof TypeError)) throw fault;
        const pause = PAUSES[Math.min(tries, PAUSES.length - 1)];
        this.told.textContent = this.words("Broken", { n: pause });
        await wait(pause, this.abort.signal);
      }
    }
  }

  show(offset, from, size, seconds) {
    const percent = Math.floor((offset * 100) / size);
    const left = (size - offset) / Math.max((offset - from) / Math.max(seconds, 0.001), 1);
    let rest = this.words("Soon");
    if (left > 90) rest = this.words("Minutes", { n: Math.ceil(left / 60) });
    else if (left > 3) rest = this.words("Seconds", { n: Math.ceil(left) });
    this.bar.value = percent;
    this.told.textContent = this.words("Sending", { percent, rest });
  }

  refuse(sentence) {
    this.refused.querySelector("span").textContent = sentence;
    this.refused.hidden = false;
    this.told.textContent = "";
    this.acts.hidden = true;
    this.refused.focus();
  }

  async cancel() {
    const { current } = this;
    this.abort?.abort(new DOMException("cancelled", "AbortError"));
    this.forget?.();
    this.acts.hidden = this.now.hidden = true;
    this.input.value = "";
    this.told.textContent = this.words("Cancelled");
    this.current = null;
    this.open = this.open.filter((one) => one.code !== current?.code);
    if (!current) return;
    const options = { method: "POST" };
    await this.ask(`${this.box.dataset.upload}${current.code}/cancel/`, options).catch(() => {});
  }
}

document.querySelectorAll("[data-upload]").forEach((box) => new Upload(box));
