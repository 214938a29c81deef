import type { FrontendRenderer } from "@streamlit/component-v2-lib";

/** From this width on the menu stands beside the page; below, it covers it. */
const NARROW = "(max-width: 767.98px)";

let closed: string | undefined;

/** Streamlit calls this on every rerun; each occasion closes the menu just once. */
const renderer: FrontendRenderer<Record<string, never>, { occasion: string }> = (component) => {
  const { data, parentElement } = component;
  const host = parentElement instanceof ShadowRoot ? parentElement.host : parentElement;
  const place = host.closest<HTMLElement>('[data-testid="stElementContainer"]');
  if (place) place.style.display = "none";
  if (data.occasion === closed) return;
  // Who was faster than this script opened it on this very page.
  const isOwn = closed === undefined && navigator.userActivation.hasBeenActive;
  closed = data.occasion;
  if (isOwn) return;
  // Streamlit closes it when one of its own links is followed; the button would open it again.
  const isOpen = !document.querySelector('[data-testid="stExpandSidebarButton"]');
  if (!isOpen || !matchMedia(NARROW).matches) return;
  document.querySelector<HTMLElement>('[data-testid="stSidebarCollapseButton"] button')?.click();
};

export default renderer;
