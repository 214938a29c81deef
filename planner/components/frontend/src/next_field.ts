import type { FrontendRenderer } from "@streamlit/component-v2-lib";

type NextField = { fields: string };

/** What Enter already means something to: a list picks, a longer text breaks its line. */
function isLeftAlone(field: HTMLElement): boolean {
  return field instanceof HTMLTextAreaElement || field.getAttribute("role") === "combobox";
}

/** One input a field: of a group of choices the chosen one, or else its first. */
function inputsOf(fields: string): HTMLElement[] {
  const found = [...document.querySelectorAll<HTMLElement>(fields)].map(
    (field) => field.querySelector<HTMLElement>("input:checked") ?? field.querySelector("input"),
  );
  return found.filter((input): input is HTMLInputElement => input !== null);
}

/** Where Enter leads from an input: to the next field of the sheet, or nowhere from the last. */
function nextOf(current: HTMLElement, fields: string): HTMLElement | undefined {
  const home = current.closest(fields);
  const inputs = inputsOf(fields);
  const place = inputs.findIndex((input) => input.closest(fields) === home);
  return home && place >= 0 ? inputs[place + 1] : undefined;
}

/**
 * Streamlit takes a field over on Enter and stays in it. Listening at the document, after its own
 * listeners, lets it take the value over before the next field is entered.
 */
const renderer: FrontendRenderer<Record<string, never>, NextField> = ({ data, parentElement }) => {
  const host = parentElement instanceof ShadowRoot ? parentElement.host : parentElement;
  const place = host.closest<HTMLElement>('[data-testid="stElementContainer"]');
  if (place) place.style.display = "none";
  const follow = (event: KeyboardEvent): void => {
    const field = event.target;
    if (event.key !== "Enter" || event.isComposing || !(field instanceof HTMLElement)) return;
    if (isLeftAlone(field)) return;
    nextOf(field, data.fields)?.focus();
  };
  document.addEventListener("keydown", follow);
  return () => document.removeEventListener("keydown", follow);
};

export default renderer;
