// Sign-in: by the issuer, or by a token that somebody pastes.

import { el, field, wrong } from "./dom.js";
import { showProblem } from "./problem.js";

export function signIn(by, problem, enter) {
  const parts = [el("h1", { tabindex: "-1" }, "Sign in")];
  if (problem) {
    parts.push(showProblem(problem));
  }
  if (by === "login") {
    parts.push(...(problem ? again(enter) : [
      el("p", {}, "Your organisation's sign-in opens, and brings you back here."),
      el("p", {}, el("a", { href: "/login", id: "login" }, "Sign in")),
    ]));
  } else {
    parts.push(tokenForm(enter));
  }
  return parts;
}

/** In a tab of its own: leaving this one would lose what was typed here. */
function again(enter) {
  const place = el("div", {});
  const back = async () => {
    try {
      await enter(null);
    } catch (failure) {
      place.replaceChildren(showProblem(failure));
    }
  };
  return [
    el("p", {}, "Your session has ended. Sign in again in a new tab, then come back: what you typed is still here."),
    el("p", {}, el("a", { href: "/login", id: "login", target: "_blank", rel: "noopener" }, "Sign in in a new tab")),
    el("div", { class: "actions" }, el("button", { class: "main", type: "button", id: "signed-in", onclick: back }, "I have signed in")),
    place,
  ];
}

function tokenForm(enter) {
  const input = el("input", {
    type: "password",
    id: "token",
    autocomplete: "off",
    spellcheck: "false",
    required: true,
  });
  const place = el("div", {});
  const form = el(
    "form",
    {
      novalidate: true,
      onsubmit: async (event) => {
        event.preventDefault();
        const token = input.value.trim().replace(/^(Authorization:\s*)?Bearer\s+/i, "");
        if (!/^[\x21-\x7e]+$/.test(token)) {
          wrong(input, "Paste a token: one line without blanks.");
          return;
        }
        wrong(input, "");
        place.replaceChildren();
        input.value = "";
        try {
          await enter(token);
        } catch (failure) {
          place.replaceChildren(showProblem(failure));
          input.focus();
        }
      },
    },
    field("Bearer token", input, {
      hint: "In a local run: what .local/authorization holds. It is kept in memory only and is gone when this page is.",
      wide: true,
    }),
    el("div", { class: "actions" }, el("button", { class: "main", type: "submit" }, "Sign in")),
    place,
  );
  return form;
}
