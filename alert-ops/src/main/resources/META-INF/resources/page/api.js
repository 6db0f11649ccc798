// The API, as this page calls it.

const UNREACHED = "The service cannot be reached.";

/** What to do about a failure, by its category. */
const ADVICE = {
  throttled: "Falcon's quota of this customer is used up for the moment. Wait a minute and try again.",
  auth: "Sign in again, or ask for the role that this takes.",
  "scope-missing": "Grant the missing scope to the API client of this customer in Falcon.",
  "bad-request": "Change what was asked as the sentence says, and try again.",
  "not-found": "Go back to the list and look there; it may be another customer's.",
  conflict: "Load this page again to see how it is now.",
  "gone-upstream": "Falcon has taken this out of service; nothing here can bring it back.",
  "vendor-down": "Falcon does not answer as it should. Try again in a few minutes.",
  network: "Look at the states of the services, and try again.",
  timeout: "It took too long. Ask for less, or try again in a few minutes.",
  bug: "This is a fault of the service. Its log has the details.",
};

/** An answer that is no success, or none at all. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? `The service answered with status ${status}.`);
    this.status = status;
    this.title = body.title ?? "It did not work";
    this.category = body.category ?? "";
    this.traceId = body.traceId ?? "";
    this.missingScope = body.missingScope ?? "";
  }

  get advice() {
    return ADVICE[this.category] ?? "";
  }
}

// A pasted token is kept here and nowhere else: it is gone with the page.
let token = null;
let signedOut = () => {};

export function useToken(text) {
  token = text;
}

/** Called when an answer says that nobody is signed in (any more). */
export function onSignedOut(listener) {
  signedOut = listener;
}

function headers(more) {
  const all = { "X-Ropewalk-Page": "1", ...more };
  if (token !== null) {
    all.Authorization = `Bearer ${token}`;
  }
  return all;
}

async function send(method, path, { body, accept = "application/json", signal, more = {} }) {
  const asked = { Accept: `${accept}, application/problem+json`, ...more };
  if (body !== undefined) {
    asked["Content-Type"] = "application/json";
  }
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers: headers(asked),
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      signal,
    });
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw failure;
    }
    throw new Problem(0, { title: "Network", detail: UNREACHED, category: "network" });
  }
  if (!answer.ok) {
    const problem = new Problem(answer.status, await readable(answer));
    if (answer.status === 401) {
      signedOut(problem);
    }
    throw problem;
  }
  return answer;
}

async function readable(answer) {
  try {
    return await answer.json();
  } catch {
    return answer.status === 401 ? { title: "Auth", detail: "Nobody is signed in.", category: "auth" } : {};
  }
}

export async function get(path, options = {}) {
  return (await send("GET", path, options)).json();
}

/** An answer that is no JSON, or is to be kept as it came. */
export async function text(path, accept, options = {}) {
  return (await send("GET", path, { ...options, accept })).text();
}

export async function post(path, body, options = {}) {
  const answer = await send("POST", path, { ...options, body });
  const text = await answer.text();
  return text ? JSON.parse(text) : null;
}

/** The path of a customer's resource; several customers have a comma between them. */
export function of(tenant, path, parameters = {}) {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== "" && value !== null && value !== undefined) {
      asked.append(name, value);
    }
  }
  const query = asked.size > 0 ? `?${asked}` : "";
  return `/v1/tenants/${encodeURIComponent(tenant)}${path}${query}`;
}

/**
 * Server-sent events, by fetch: an EventSource could not send a token. Returns when the service
 * ends the stream.
 */
export async function events(path, listener, signal) {
  const answer = await send("GET", path, { accept: "text/event-stream", signal });
  if (!(answer.headers.get("Content-Type") ?? "").startsWith("text/event-stream")) {
    listener(await answer.json());
    return;
  }
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    rest += value.replaceAll("\r\n", "\n");
    let end = rest.indexOf("\n\n");
    while (end >= 0) {
      const data = rest.slice(0, end).split("\n")
        .filter((line) => line.startsWith("data:"))
        .map((line) => line.slice(5).trimStart())
        .join("\n");
      rest = rest.slice(end + 2);
      if (data) {
        listener(JSON.parse(data));
      }
      end = rest.indexOf("\n\n");
    }
  }
}

/** A key that stands for one request, however often it is sent. */
export function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (it) => it.toString(16).padStart(2, "0")).join("");
}
