// src/typing_pause.ts
var WHILE_RUNNING = 50;
var TEXTS = "[data-testid=\"stTextInput\"], [data-testid=\"stTextArea\"]";
/** The lines and longer texts of one form; a password is handed over once, when it is left. */
function isReported(target, fields) {
	return (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) && target.type !== "password" && target.closest(TEXTS) !== null && target.closest(fields) !== null;
}
/** Streamlit takes a field over when it is left, so it is told of leaving while one stays in it. */
function report(field) {
	field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
	if (document.activeElement === field) field.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
}
/** A report ends the run before it, so reports that came faster than runs end would keep nothing. */
function isRunning() {
	return document.querySelector("[data-testid=\"stApp\"]")?.getAttribute("data-test-script-state") === "running";
}
/** Reports a field after a pause in typing, and while somebody types on without one. */
function reporting({ fields, pause, most }) {
	let typed;
	const tell = () => {
		if (!typed) return;
		clearTimeout(typed.timer);
		if (isRunning()) {
			typed.timer = window.setTimeout(tell, WHILE_RUNNING);
			return;
		}
		const { field } = typed;
		typed = void 0;
		if (field.isConnected) report(field);
	};
	const forget = () => {
		clearTimeout(typed?.timer);
		typed = void 0;
	};
	const note = (event) => {
		const field = event.target;
		if (!isReported(field, fields) || event instanceof InputEvent && event.isComposing) return;
		if (typed?.field !== field) forget();
		const now = performance.now();
		const since = typed?.since ?? now;
		clearTimeout(typed?.timer);
		const wait = Math.max(0, Math.min(pause, since + most - now));
		typed = {
			field,
			since,
			timer: window.setTimeout(tell, wait)
		};
	};
	const leave = (event) => {
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
var running = /* @__PURE__ */ new Map();
/**
* Streamlit calls this on every rerun, also in the middle of typing, and may end an older mount
* after it began a newer one. So what runs goes on, and ends with the last mount of its form.
*/
var renderer = ({ data, parentElement }) => {
	const place = (parentElement instanceof ShadowRoot ? parentElement.host : parentElement).closest("[data-testid=\"stElementContainer\"]");
	if (place) place.style.display = "none";
	const found = running.get(data.fields) ?? {
		mounts: 0,
		stop: reporting(data)
	};
	found.mounts += 1;
	running.set(data.fields, found);
	return () => {
		found.mounts -= 1;
		if (found.mounts > 0) return;
		found.stop();
		running.delete(data.fields);
	};
};
export { renderer as default };
