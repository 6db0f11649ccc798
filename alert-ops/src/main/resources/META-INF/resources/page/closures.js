// The closures there were.

import * as api from "./api.js";
import { el, foreign, number, table, time } from "./dom.js";

export default function closures(page) {
  if (page.several) {
    page.body.append(el("p", { class: "note" }, "To begin a closure, choose one customer."));
  } else if (!page.session.roles.some((it) => it !== "viewer")) {
    page.body.append(el("p", { class: "note" }, "To begin a closure takes the role responder."));
  } else {
    page.body.append(el("p", {}, el("a", { href: page.address("closures", "new"), id: "new-closure" }, "New closure")));
  }
  const place = el("section", { "aria-label": "Closures", id: "closures-result" });
  page.body.append(place);
  load(page, place, [], "");
}

async function load(page, place, known, after) {
  try {
    const found = await api.get(api.of(page.tenant, "/closures", { limit: "50", after }), { signal: page.signal });
    const all = [...known, ...found.items];
    place.replaceChildren(
      table("Closures, the newest first", columns(page), all, { empty: "There were none yet." }),
      found.next
        ? el("button", { type: "button", onclick: () => load(page, place, all, found.next) }, "Show older ones")
        : "",
    );
  } catch (problem) {
    page.fail(problem);
  }
}

function columns(page) {
  return [
    {
      title: "Closure",
      cell: (it) => [
        el("a", { href: page.elsewhere(it.tenant, "closures", it.id) }, it.id.slice(0, 12)),
        it.revertOf ? " (takes one back)" : "",
        page.several ? [" ", foreign(it.tenant)] : "",
      ].flat(),
    },
    { title: "State", cell: state },
    { title: "Alerts", number: true, cell: (it) => number(it.total) },
    { title: "Closed", number: true, cell: (it) => number(it.counts.closed) },
    { title: "Untouched", number: true, cell: (it) => number(it.counts.already + it.counts.skippedDrift + it.counts.notFound) },
    { title: "Failed", number: true, cell: (it) => number(it.counts.failed) },
    { title: "By", cell: (it) => foreign(it.createdBy) },
    { title: "Reason", cell: (it) => foreign(it.reason) },
    { title: "When", cell: (it) => time(it.createdAt) },
  ];
}

/** The state, and what somebody has to do first. */
export function state(closure) {
  const waits = { confirm: "waits to be confirmed", approval: "waits for a second person" };
  return el("span", { class: `state ${closure.state}` }, waits[closure.waitsFor] ?? closure.state);
}
