// src/page_top.ts
var shown;
/** Streamlit calls this on every rerun; each occasion leads to the top just once. */
var renderer = (component) => {
	const { data, parentElement } = component;
	const place = (parentElement instanceof ShadowRoot ? parentElement.host : parentElement).closest("[data-testid=\"stElementContainer\"]");
	if (place) place.style.display = "none";
	if (data.occasion === shown) return;
	shown = data.occasion;
	document.querySelector("[data-testid=\"stMain\"]")?.scrollTo({ top: 0 });
};
export { renderer as default };
