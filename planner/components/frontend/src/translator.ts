import type { Dictionary } from "./dictionary";

const ATTRIBUTES = ["aria-label", "title", "placeholder"];

/** Places that hold words people wrote, or words the planner translated before sending them. */
const WRITTEN_BY_PEOPLE = [
  "[data-user-content]",
  '[data-testid="stMarkdown"]',
  '[data-testid="stMarkdownContainer"]',
  '[data-testid="stTable"]',
  '[data-testid="stHtml"]',
  '[data-testid="stCode"]',
  '[data-testid="stJson"]',
  '[data-testid="stFileChipName"]',
  // The grid is drawn on a canvas; its cells stand inside once more for screen readers.
  "canvas",
  // Marks, axes and tooltips of charts.
  "svg",
  "#vg-tooltip-element",
  'input:not([role="combobox"])',
  "textarea",
  // Options of a select box, and the chosen ones of a multiselect.
  '[role="option"][data-key]',
  "[data-tag]",
].join();

/** Places inside those that hold the frontend's own words all the same. */
const WRITTEN_BY_STREAMLIT = [
  '[data-testid="stFileUploaderDropzone"] button [data-testid="stMarkdownContainer"]',
  '[data-testid="stTooltipContent"] [data-testid="stMarkdownContainer"]',
  '[data-testid="stFileUploaderDropzoneInput"]',
  '[data-testid="stHeaderActionElements"] a',
  '[data-testid="stBaseButton-elementToolbar"]',
  // "Select all", "Add: ...".
  '[role="option"][data-key^="__"]',
  '[data-testid="stDateInputQuickSelectPopover"] [role="option"]',
  // "Remove ...".
  "[data-tag] button",
].join();

type Written = { english: string; shown: string };

/**
 * What we wrote where, by node and by attribute (null for a text node). It outlives a translator,
 * so that the next language starts from English again.
 */
const written = new WeakMap<Node, Map<string | null, Written>>();

function englishOf(node: Node, attribute: string | null, now: string): string {
  const ours = written.get(node)?.get(attribute);
  return ours?.shown === now ? ours.english : now;
}

function remember(node: Node, attribute: string | null, entry: Written): void {
  const entries = written.get(node) ?? new Map<string | null, Written>();
  written.set(node, entries.set(attribute, entry));
}

function read(node: Node, attribute: string | null): string | null {
  return attribute === null ? node.nodeValue : (node as Element).getAttribute(attribute);
}

function write(node: Node, attribute: string | null, text: string): void {
  if (attribute === null) node.nodeValue = text;
  else (node as Element).setAttribute(attribute, text);
}

/** Whether people wrote what stands at a node: the nearest marked place around it decides. */
function isWrittenByPeople(node: Node): boolean {
  const element = node instanceof Element ? node : node.parentElement;
  const place = element?.closest(`${WRITTEN_BY_PEOPLE},${WRITTEN_BY_STREAMLIT}`);
  return !!place && !place.matches(WRITTEN_BY_STREAMLIT);
}

/** Keeps the frontend's own words on the page in one language until it is stopped. */
export class Translator {
  private readonly observer = new MutationObserver((changes) => changes.forEach(this.follow));

  constructor(private readonly dictionary: Dictionary) {}

  start(): void {
    this.visitAll(document.body);
    // English needs no watching, only the walk that puts back what another language replaced.
    if (this.dictionary.isEmpty) return;
    this.observer.observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ATTRIBUTES,
    });
  }

  stop(): void {
    this.observer.disconnect();
  }

  private readonly follow = (change: MutationRecord): void => {
    if (change.type === "childList") change.addedNodes.forEach((node) => this.visitAll(node));
    else this.translate(change.target, change.attributeName);
  };

  private visitAll(root: Node): void {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node: Node | null = root; node; node = walker.nextNode()) this.visit(node);
  }

  private visit(node: Node): void {
    if (node instanceof Text) this.translate(node, null);
    else if (node instanceof Element) ATTRIBUTES.forEach((name) => this.translate(node, name));
  }

  private translate(node: Node, attribute: string | null): void {
    const now = read(node, attribute);
    if (!now) return;
    const english = englishOf(node, attribute, now);
    const shown = this.dictionary.find(english) ?? english;
    if (shown === now || isWrittenByPeople(node)) return;
    remember(node, attribute, { english, shown });
    write(node, attribute, shown);
  }
}
