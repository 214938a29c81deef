import type { FrontendRenderer } from "@streamlit/component-v2-lib";

import { Dictionary } from "./dictionary";
import { Translator } from "./translator";

type PageLanguage = { language: string; translations: Record<string, string> };

const ONE_YEAR_IN_SECONDS = 31_536_000;

function keepForReloads(language: string): void {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  const value = encodeURIComponent(language);
  document.cookie =
    `planner_language=${value}; Path=/; Max-Age=${ONE_YEAR_IN_SECONDS}; SameSite=Lax${secure}`;
}

/**
 * Calendars take month names, the first day of the week and the words for screen readers from the
 * browser's language, so the page says what that is, and tells them the way a browser would.
 */
function speakAsBrowser(language: string): void {
  if (navigator.language === language) return;
  Object.defineProperty(navigator, "language", { configurable: true, get: () => language });
  window.dispatchEvent(new Event("languagechange"));
}

/** The component has nothing to show, so its place in the layout should take no gap either. */
function takeNoRoom(parent: HTMLElement | ShadowRoot): void {
  const host = parent instanceof ShadowRoot ? parent.host : parent;
  const place = host.closest<HTMLElement>('[data-testid="stElementContainer"]');
  if (place) place.style.display = "none";
}

type Run = { mount: string; asked: string; translator: Translator };

let running: Run | undefined;

function begin(mount: string, asked: string, { language, translations }: PageLanguage): Run {
  running?.translator.stop();
  document.documentElement.lang = language;
  keepForReloads(language);
  speakAsBrowser(language);
  const translator = new Translator(new Dictionary(translations));
  translator.start();
  return { mount, asked, translator };
}

function end(mount: string): void {
  if (running?.mount !== mount) return;
  running.translator.stop();
  running = undefined;
}

/**
 * Streamlit calls this on every rerun, and may end an older mount after it began a newer one. So
 * the same request leaves everything running, and only the mount that asked last ends it.
 */
const renderer: FrontendRenderer<Record<string, never>, PageLanguage> = (component) => {
  const { key: mount, data, parentElement } = component;
  takeNoRoom(parentElement);
  const asked = JSON.stringify(data);
  if (running?.asked === asked) running.mount = mount;
  else running = begin(mount, asked, data);
  return () => end(mount);
};

export default renderer;
