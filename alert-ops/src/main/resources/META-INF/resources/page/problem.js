// Failures, in words.

import { el, foreign } from "./dom.js";

/** What went wrong and what to do, read out at once. */
export function showProblem(problem) {
  const known = problem.category !== undefined;
  const parts = [
    el("h2", {}, known ? problem.title : "This page failed"),
    el("p", {}, foreign(problem.message)),
  ];
  if (problem.missingScope) {
    parts.push(el("p", {}, "Missing scope: ", foreign(problem.missingScope)));
  }
  if (problem.advice) {
    parts.push(el("p", {}, problem.advice));
  }
  if (!known) {
    parts.push(el("p", {}, "Load it again; if it stays so, this is a fault of the page."));
  }
  if (problem.traceId) {
    parts.push(el("p", {}, "Trace: ", foreign(problem.traceId, { class: "mono" })));
  }
  return el("div", { class: "problem", role: "alert" }, parts);
}
