// src/dictionary.ts
var HOLE = /\{(\w+)\}/g;
var BEFORE_COLON = /^(.*?): (.*)$/s;
function literal(text) {
	return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
/** "{size} per file" becomes /^(?<size>.+) per file$/s: still the whole string, with holes. */
function pattern(english, translation) {
	const source = english.split(HOLE).map((part, i) => i % 2 ? `(?<${part}>.+)` : literal(part)).join("");
	return {
		english: new RegExp(`^${source}$`, "s"),
		translation
	};
}
function fill({ english, translation }, text) {
	const found = english.exec(text)?.groups;
	return found && translation.replace(HOLE, (hole, name) => found[name] ?? hole);
}
/**
* Translations of whole strings, never of words inside them. A key may have `{named}` holes for
* what the frontend fills in; that comes back at the same holes of the translation.
*/
var Dictionary = class {
	isEmpty;
	exact = /* @__PURE__ */ new Map();
	patterns = [];
	constructor(translations) {
		const entries = Object.entries(translations);
		this.isEmpty = entries.length === 0;
		for (const [english, translation] of entries) if (english.includes("{")) this.patterns.push(pattern(english, translation));
		else this.exact.set(english, translation);
	}
	/** The translation of an English string, or undefined when it is none of ours. */
	find(english) {
		return this.whole(english) ?? this.parts(english);
	}
	whole(english) {
		const exact = this.exact.get(english);
		if (exact !== void 0) return exact;
		for (const candidate of this.patterns) {
			const filled = fill(candidate, english);
			if (filled !== void 0) return filled;
		}
	}
	/**
	* The frontend writes "Error: <message>", or ": <message>" where the word stands apart in bold,
	* and "Fullscreen: <name of the chart>", whose name is none of its own words.
	*/
	parts(english) {
		const [, head, rest] = BEFORE_COLON.exec(english) ?? [];
		if (head === void 0 || rest === void 0) return void 0;
		const isMessage = head === "" || head === "Error";
		const first = head && this.exact.get(head);
		const second = isMessage ? this.whole(rest) : void 0;
		return first === void 0 ? void 0 : `${first}: ${second ?? rest}`;
	}
};
// src/translator.ts
var ATTRIBUTES = [
	"aria-label",
	"title",
	"placeholder"
];
/** Places that hold words people wrote, or words the planner translated before sending them. */
var WRITTEN_BY_PEOPLE = [
	"[data-user-content]",
	"[data-testid=\"stMarkdown\"]",
	"[data-testid=\"stMarkdownContainer\"]",
	"[data-testid=\"stTable\"]",
	"[data-testid=\"stHtml\"]",
	"[data-testid=\"stCode\"]",
	"[data-testid=\"stJson\"]",
	"[data-testid=\"stFileChipName\"]",
	"canvas",
	"svg",
	"#vg-tooltip-element",
	"input:not([role=\"combobox\"])",
	"textarea",
	"[role=\"option\"][data-key]",
	"[data-tag]"
].join();
/** Places inside those that hold the frontend's own words all the same. */
var WRITTEN_BY_STREAMLIT = [
	"[data-testid=\"stFileUploaderDropzone\"] button [data-testid=\"stMarkdownContainer\"]",
	"[data-testid=\"stTooltipContent\"] [data-testid=\"stMarkdownContainer\"]",
	"[data-testid=\"stFileUploaderDropzoneInput\"]",
	"[data-testid=\"stHeaderActionElements\"] a",
	"[data-testid=\"stBaseButton-elementToolbar\"]",
	"[role=\"option\"][data-key^=\"__\"]",
	"[data-testid=\"stDateInputQuickSelectPopover\"] [role=\"option\"]",
	"[data-tag] button"
].join();
/**
* What we wrote where, by node and by attribute (null for a text node). It outlives a translator,
* so that the next language starts from English again.
*/
var written = /* @__PURE__ */ new WeakMap();
function englishOf(node, attribute, now) {
	const ours = written.get(node)?.get(attribute);
	return ours?.shown === now ? ours.english : now;
}
function remember(node, attribute, entry) {
	const entries = written.get(node) ?? /* @__PURE__ */ new Map();
	written.set(node, entries.set(attribute, entry));
}
function read(node, attribute) {
	return attribute === null ? node.nodeValue : node.getAttribute(attribute);
}
function write(node, attribute, text) {
	if (attribute === null) node.nodeValue = text;
	else node.setAttribute(attribute, text);
}
/** Whether people wrote what stands at a node: the nearest marked place around it decides. */
function isWrittenByPeople(node) {
	const place = (node instanceof Element ? node : node.parentElement)?.closest(`${WRITTEN_BY_PEOPLE},${WRITTEN_BY_STREAMLIT}`);
	return !!place && !place.matches(WRITTEN_BY_STREAMLIT);
}
/** Keeps the frontend's own words on the page in one language until it is stopped. */
var Translator = class {
	dictionary;
	observer = new MutationObserver((changes) => changes.forEach(this.follow));
	constructor(dictionary) {
		this.dictionary = dictionary;
	}
	start() {
		this.visitAll(document.body);
		if (this.dictionary.isEmpty) return;
		this.observer.observe(document.body, {
			subtree: true,
			childList: true,
			characterData: true,
			attributeFilter: ATTRIBUTES
		});
	}
	stop() {
		this.observer.disconnect();
	}
	follow = (change) => {
		if (change.type === "childList") change.addedNodes.forEach((node) => this.visitAll(node));
		else this.translate(change.target, change.attributeName);
	};
	visitAll(root) {
		const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
		for (let node = root; node; node = walker.nextNode()) this.visit(node);
	}
	visit(node) {
		if (node instanceof Text) this.translate(node, null);
		else if (node instanceof Element) ATTRIBUTES.forEach((name) => this.translate(node, name));
	}
	translate(node, attribute) {
		const now = read(node, attribute);
		if (!now) return;
		const english = englishOf(node, attribute, now);
		const shown = this.dictionary.find(english) ?? english;
		if (shown === now || isWrittenByPeople(node)) return;
		remember(node, attribute, {
			english,
			shown
		});
		write(node, attribute, shown);
	}
};
// src/page_language.ts
var ONE_YEAR_IN_SECONDS = 31536e3;
function keepForReloads(language) {
	const secure = location.protocol === "https:" ? "; Secure" : "";
	document.cookie = `planner_language=${encodeURIComponent(language)}; Path=/; Max-Age=${ONE_YEAR_IN_SECONDS}; SameSite=Lax${secure}`;
}
/**
* Calendars take month names, the first day of the week and the words for screen readers from the
* browser's language, so the page says what that is, and tells them the way a browser would.
*/
function speakAsBrowser(language) {
	if (navigator.language === language) return;
	Object.defineProperty(navigator, "language", {
		configurable: true,
		get: () => language
	});
	window.dispatchEvent(new Event("languagechange"));
}
/** The component has nothing to show, so its place in the layout should take no gap either. */
function takeNoRoom(parent) {
	const place = (parent instanceof ShadowRoot ? parent.host : parent).closest("[data-testid=\"stElementContainer\"]");
	if (place) place.style.display = "none";
}
var running;
function begin(mount, asked, { language, translations }) {
	running?.translator.stop();
	document.documentElement.lang = language;
	keepForReloads(language);
	speakAsBrowser(language);
	const translator = new Translator(new Dictionary(translations));
	translator.start();
	return {
		mount,
		asked,
		translator
	};
}
function end(mount) {
	if (running?.mount !== mount) return;
	running.translator.stop();
	running = void 0;
}
/**
* Streamlit calls this on every rerun, and may end an older mount after it began a newer one. So
* the same request leaves everything running, and only the mount that asked last ends it.
*/
var renderer = (component) => {
	const { key: mount, data, parentElement } = component;
	takeNoRoom(parentElement);
	const asked = JSON.stringify(data);
	if (running?.asked === asked) running.mount = mount;
	else running = begin(mount, asked, data);
	return () => end(mount);
};
export { renderer as default };
