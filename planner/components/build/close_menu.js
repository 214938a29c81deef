// src/close_menu.ts
/** From this width on the menu stands beside the page; below, it covers it. */
var NARROW = "(max-width: 767.98px)";
var closed;
/** Streamlit calls this on every rerun; each occasion closes the menu just once. */
var renderer = (component) => {
	const { data, parentElement } = component;
	const place = (parentElement instanceof ShadowRoot ? parentElement.host : parentElement).closest("[data-testid=\"stElementContainer\"]");
	if (place) place.style.display = "none";
	if (data.occasion === closed) return;
	const isOwn = closed === void 0 && navigator.userActivation.hasBeenActive;
	closed = data.occasion;
	if (isOwn) return;
	if (!!document.querySelector("[data-testid=\"stExpandSidebarButton\"]") || !matchMedia(NARROW).matches) return;
	document.querySelector("[data-testid=\"stSidebarCollapseButton\"] button")?.click();
};
export { renderer as default };
