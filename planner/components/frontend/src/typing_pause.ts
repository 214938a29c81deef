import type { FrontendRenderer } from "@streamlit/component-v2-lib";

type Field = HTMLInputElement | HTMLTextAreaElement;
type Pauses = { fields: string; pause: number; most: number };

const WHILE_RUNNING = 50;
const TEXTS = '[data-testid="stTextInput"], [data-testid="stTextArea"]';

/** The lines and longer texts of one form; a password is handed over once, when it is left. */
function isReported(target: EventTarget | null, fields: string): target is Field {
  return (
    (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) &&
    target.type !== "password" &&
    target.closest(TEXTS) !== null &&
    target.closest(fields) !== null
  );
}

/** Streamlit takes a field over when it is left, so it is told of leaving while one stays in it. */
function report(field: Field): void {
  field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
  if (document.activeElement === field) {
    field.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
  }
}

/** A report ends the run before it, so reports that came faster than runs end would keep nothing. */
function isRunning(): boolean {
  const app = document.querySelector('[data-testid="stApp"]');
  return app?.getAttribute("data-test-script-state") === "running";
}

/** Reports a field after a pause in typing, and while somebody types on without one. */
function reporting({ fields, pause, most }: Pauses): () => void {
  let typed: { field: Field; since: number; timer: number } | undefined;
  const tell = (): void => {
    if (!typed) return;
    clearTimeout(typed.timer);
    if (isRunning()) {
      typed.timer = window.setTimeout(tell, WHILE_RUNNING);
      return;
    }
    const { field } = typed;
    typed = undefined;
    if (field.isConnected) report(field);
  };
  const forget = (): void => {
    clearTimeout(typed?.timer);
    typed = undefined;
  };
  const note = (event: Event): void => {
    const field = event.target;
    // Half a Chinese word is still being composed: taking it over would break it off.
    if (!isReported(field, fields) || (event instanceof InputEvent && event.isComposing)) return;
    if (typed?.field !== field) forget();
    const now = performance.now();
    const since = typed?.since ?? now;
    clearTimeout(typed?.timer);
    const wait = Math.max(0, Math.min(pause, since + most - now));
    typed = { field, since, timer: window.setTimeout(tell, wait) };
  };
  // A field that somebody really leaves is reported by that.
  const leave = (event: Event): void => {
    if (event.isTrusted && event.target === typed?.field) forget();
  };
  document.addEventListener("input", note, true);
  document.addEventListener("compositionend", note, true);
  document.addEventListener("focusout", leave, true);
  return () => {
    forget();
    document.removeEventListener("focusout", leave, true);
    document.removeEventListener("input", note, true);
    document.removeEventListener("compositionend", note, true);
  };
}

const running = new Map<string, { mounts: number; stop: () => void }>();

/**
 * Streamlit calls this on every rerun, also in the middle of typing, and may end an older mount
 * after it began a newer one. So what runs goes on, and ends with the last mount of its form.
 */
const renderer: FrontendRenderer<Record<string, never>, Pauses> = ({ data, parentElement }) => {
  const host = parentElement instanceof ShadowRoot ? parentElement.host : parentElement;
  const place = host.closest<HTMLElement>('[data-testid="stElementContainer"]');
  if (place) place.style.display = "none";
  const found = running.get(data.fields) ?? { mounts: 0, stop: reporting(data) };
  found.mounts += 1;
  running.set(data.fields, found);
  return () => {
    found.mounts -= 1;
    if (found.mounts > 0) return;
    found.stop();
    running.delete(data.fields);
  };
};

export default renderer;
