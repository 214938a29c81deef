// src/session_watch.ts
/** Led away to the sign-in page, or refused, is the answer to a browser that is not signed in. */
async function isOver(ask) {
	try {
		const answer = await fetch(ask, {
			redirect: "manual",
			cache: "no-store"
		});
		return answer.type === "opaqueredirect" || answer.status === 401;
	} catch {
		return false;
	}
}
function noticeOf({ says, leads, label }, host) {
	const colour = (name) => getComputedStyle(host).getPropertyValue(name);
	const notice = document.createElement("div");
	notice.setAttribute("role", "alert");
	notice.dataset["testid"] = "session-over";
	notice.style.cssText = "position: fixed; inset: auto 0 0 0; z-index: 2000000; padding: 1rem 1.5rem;border-top: 3px solid; display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem;";
	notice.style.background = colour("--st-background-color") || "Canvas";
	notice.style.color = colour("--st-text-color") || "CanvasText";
	notice.style.fontFamily = colour("--st-font") || "sans-serif";
	const words = document.createElement("span");
	words.textContent = says;
	const link = document.createElement("a");
	link.textContent = label;
	link.href = `${leads}?next=${encodeURIComponent(location.pathname + location.search)}`;
	link.style.cssText = "color: inherit; font-weight: 600; text-decoration: underline;";
	notice.append(words, link);
	return notice;
}
/** Asks now and then, and whenever the page is looked at again, until the session is over. */
function watch(told, host) {
	let notice;
	let stopped = false;
	const look = async () => {
		if (document.hidden || notice || !await isOver(told.ask) || stopped || notice) return;
		notice = noticeOf(told, host);
		document.body.append(notice);
	};
	const timer = setInterval(() => void look(), told.seconds * 1e3);
	const lookAgain = () => void look();
	document.addEventListener("visibilitychange", lookAgain);
	window.addEventListener("online", lookAgain);
	return () => {
		stopped = true;
		clearInterval(timer);
		document.removeEventListener("visibilitychange", lookAgain);
		window.removeEventListener("online", lookAgain);
		notice?.remove();
	};
}
var watching;
/** Streamlit calls this on every rerun; what is watched already goes on. */
var renderer = (component) => {
	const { key: mount, data, parentElement } = component;
	const host = parentElement instanceof ShadowRoot ? parentElement.host : parentElement;
	const place = host.closest("[data-testid=\"stElementContainer\"]");
	if (place) place.style.display = "none";
	const asked = JSON.stringify(data);
	if (watching?.asked === asked) watching.mount = mount;
	else {
		watching?.stop();
		watching = {
			mount,
			asked,
			stop: watch(data, host)
		};
	}
	return () => {
		if (watching?.mount !== mount) return;
		watching.stop();
		watching = void 0;
	};
};
export { renderer as default };
