import type { FrontendRenderer } from "@streamlit/component-v2-lib";

let shown: string | undefined;

/** Streamlit calls this on every rerun; each occasion leads to the top just once. */
const renderer: FrontendRenderer<Record<string, never>, { occasion: string }> = (component) => {
  const { data, parentElement } = component;
  const host = parentElement instanceof ShadowRoot ? parentElement.host : parentElement;
  const place = host.closest<HTMLElement>('[data-testid="stElementContainer"]');
  if (place) place.style.display = "none";
  if (data.occasion === shown) return;
  shown = data.occasion;
  document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 });
};

export default renderer;
