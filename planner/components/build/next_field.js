// src/next_field.ts
/** What Enter already means something to: a list picks, a longer text breaks its line. */
function isLeftAlone(field) {
	return field instanceof HTMLTextAreaElement || field.getAttribute("role") === "combobox";
}
/** One input a field: of a group of choices the chosen one, or else its first. */
function inputsOf(fields) {
	return [...document.querySelectorAll(fields)].map((field) => field.querySelector("input:checked") ?? field.querySelector("input")).filter((input) => input !== null);
}
/** Where Enter leads from an input: to the next field of the sheet, or nowhere from the last. */
function nextOf(current, fields) {
	const home = current.closest(fields);
	const inputs = inputsOf(fields);
	const place = inputs.findIndex((input) => input.closest(fields) === home);
	return home && place >= 0 ? inputs[place + 1] : void 0;
}
/**
* Streamlit takes a field over on Enter and stays in it. Listening at the document, after its own
* listeners, lets it take the value over before the next field is entered.
*/
var renderer = ({ data, parentElement }) => {
	const place = (parentElement instanceof ShadowRoot ? parentElement.host : parentElement).closest("[data-testid=\"stElementContainer\"]");
	if (place) place.style.display = "none";
	const follow = (event) => {
		const field = event.target;
		if (event.key !== "Enter" || event.isComposing || !(field instanceof HTMLElement)) return;
		if (isLeftAlone(field)) return;
		nextOf(field, data.fields)?.focus();
	};
	document.addEventListener("keydown", follow);
	return () => document.removeEventListener("keydown", follow);
};
export { renderer as default };
