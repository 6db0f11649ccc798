// What somebody typed, kept in memory over a sign-in.

/** The named controls of every form that has an id. */
export function typed(root) {
  return [...root.querySelectorAll("form[id]")].map((form) => ({
    id: form.id,
    values: controls(form).map((it) => ({ name: it.name, value: it.value, checked: it.checked === true })),
  }));
}

/** Puts it back where the same form is shown again. */
export function retype(root, kept) {
  for (const { id, values } of kept) {
    const form = root.querySelector(`#${CSS.escape(id)}`);
    const all = form ? controls(form) : [];
    values.forEach(({ name, value, checked }, at) => {
      if (all[at]?.name === name) {
        put(all[at], value, checked);
      }
    });
  }
}

function controls(form) {
  return [...form.elements].filter((it) => it.name);
}

function put(control, value, checked) {
  if (control.type === "radio" || control.type === "checkbox") {
    control.checked = checked;
  } else {
    control.value = value;
  }
  if (control.type !== "radio" || checked) {
    control.dispatchEvent(new Event("change"));
  }
}
