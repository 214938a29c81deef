import type { FrontendRenderer } from "@streamlit/component-v2-lib";

type GoToField = { field: string; part: string; occasion: string };

const TYPED = "input:not([type=hidden]):not([disabled]), textarea, select, [role=combobox], button";
const EVERY_MS = 80;
const MOST_TRIES = 50;
/** A part that has just been opened draws its fields a moment later. */
const TRIES_FOR_FIELD = 25;

let shown: string | undefined;

/** Open every closed part around a place; what is closed can't be focused. */
function openAround(place: Element): void {
  for (let part = place.closest("details"); part; part = part.parentElement?.closest("details") ?? null) {
    if (!part.open) part.querySelector("summary")?.click();
  }
}

function focusIn(place: Element): boolean {
  const target = place.querySelector<HTMLElement>(TYPED) ?? place.querySelector<HTMLElement>("summary");
  target?.focus({ preventScroll: true });
  if (!target || document.activeElement !== target) return false;
  target.scrollIntoView({ block: "center" });
  return true;
}

/** Find the field, opening the part that holds it; where there is none, end at the part itself. */
function go(asked: GoToField, tries = 0): void {
  const place = asked.field ? document.querySelector(asked.field) : null;
  const around = asked.part ? document.querySelector(asked.part) : null;
  if (place) openAround(place);
  else if (tries === 0) around?.querySelector<HTMLElement>("details:not([open]) > summary")?.click();
  const there = place ?? (tries < TRIES_FOR_FIELD ? null : around);
  if (there && focusIn(there)) return;
  if (tries < MOST_TRIES) setTimeout(() => go(asked, tries + 1), EVERY_MS);
}

/** Streamlit calls this on every rerun; each occasion leads to its field just once. */
const renderer: FrontendRenderer<Record<string, never>, GoToField> = ({ data, parentElement }) => {
  const host = parentElement instanceof ShadowRoot ? parentElement.host : parentElement;
  const place = host.closest<HTMLElement>('[data-testid="stElementContainer"]');
  if (place) place.style.display = "none";
  if (!data.occasion || data.occasion === shown) return;
  shown = data.occasion;
  go(data);
};

export default renderer;
