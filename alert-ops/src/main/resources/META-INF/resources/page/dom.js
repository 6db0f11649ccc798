// Building blocks. Text from outside becomes a text node and nothing else: there is no way in here
// to turn it into markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element. Keys that begin with "on" are listeners, "class" and the others attributes. */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same within an image. */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else if (value === true) {
      element.setAttribute(key, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(key, String(value));
    }
  }
  element.append(...children.flat().filter((it) => it !== null && it !== undefined && it !== false));
  return element;
}

/** What others wrote, such as the name of a file: kept from changing the direction of our text. */
export function foreign(text, attributes = {}) {
  return el("bdi", attributes, visible(text));
}

/** Characters that show nothing, or turn the text around them, become visible. */
export function visible(text) {
  return String(text ?? "").replace(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, "\ufffd");
}

export function number(value) {
  return Number(value ?? 0).toLocaleString("en-US");
}

/** A time as the reader's clock shows it, with the exact one behind it. */
export function time(text) {
  if (!text) {
    return "";
  }
  const at = new Date(text);
  const shown = Number.isNaN(at.getTime())
    ? text
    : at.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
  return el("time", { datetime: text, title: text }, shown);
}

let numbered = 0;

export function id(prefix) {
  numbered += 1;
  return `${prefix}-${numbered}`;
}

/** A label, its control, a hint, and room for what is wrong with it. */
export function field(label, control, { hint = "", wide = false } = {}) {
  control.id ||= id("field");
  const about = [];
  const parts = [el("label", { for: control.id }, label), control];
  if (hint) {
    const text = el("p", { class: "hint", id: `${control.id}-hint` }, hint);
    about.push(text.id);
    parts.push(text);
  }
  const wrong = el("p", { class: "wrong", id: `${control.id}-wrong` });
  about.push(wrong.id);
  parts.push(wrong);
  control.setAttribute("aria-describedby", about.join(" "));
  return el("div", { class: wide ? "field wide" : "field" }, parts);
}

/** Says what is wrong with a control, and goes there; empty takes it back. */
export function wrong(control, text) {
  const place = document.getElementById(`${control.id}-wrong`);
  place.textContent = text;
  if (text) {
    control.setAttribute("aria-invalid", "true");
    control.focus();
  } else {
    control.removeAttribute("aria-invalid");
  }
}

export function select(options, chosen, attributes = {}) {
  return el(
    "select",
    attributes,
    options.map(([value, label]) => el("option", { value, selected: value === chosen }, label)),
  );
}

/** A table with a caption; columns are {title, cell, number, sort, class}. */
export function table(caption, columns, rows, { order = null, onorder = null, empty = "Nothing." } = {}) {
  if (rows.length === 0) {
    return el("p", {}, empty);
  }
  const heads = columns.map((column) => head(column, order, onorder));
  const body = rows.map((row) =>
    el(
      "tr",
      {},
      columns.map((column, at) =>
        el(
          at === 0 ? "th" : "td",
          { class: column.class ?? (column.number ? "number" : null), scope: at === 0 ? "row" : null },
          column.cell(row),
        ),
      ),
    ),
  );
  return el(
    "div",
    { class: "scroll", role: "region", "aria-label": caption, tabindex: "0" },
    el(
      "table",
      {},
      el("caption", {}, caption),
      el("thead", {}, el("tr", {}, heads)),
      el("tbody", {}, body),
    ),
  );
}

function head(column, order, onorder) {
  const sorted = order && column.sort && order.key === column.sort;
  const direction = sorted ? (order.down ? "descending" : "ascending") : null;
  const sign = sorted ? (order.down ? " ▼" : " ▲") : "";
  const content =
    column.sort && onorder
      ? el(
          "button",
          { type: "button", class: "plain", "data-sort": column.sort, onclick: () => onorder(column.sort) },
          column.title,
          el("span", { "aria-hidden": "true" }, sign),
        )
      : column.title;
  return el(
    "th",
    { scope: "col", class: column.number ? "number" : null, "aria-sort": direction },
    content,
  );
}

/** A bar, for the eye only: its number stands beside it. */
export function bar(value, most) {
  const width = most > 0 ? Math.max(0.5, (100 * value) / most) : 0;
  return svg(
    "svg",
    { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" },
    svg("rect", { class: "fill", x: 0, y: 0, height: 10, width }),
  );
}

export function facts(pairs) {
  return el(
    "dl",
    { class: "facts" },
    pairs.filter(([, value]) => value !== "" && value !== null && value !== undefined)
      .flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]),
  );
}

/** Tells a screen reader, and nobody else. */
export function announce(text) {
  document.getElementById("status").textContent = text;
}

/** A file made here, for the user to keep. */
export function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
