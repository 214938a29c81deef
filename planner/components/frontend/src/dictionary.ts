const HOLE = /\{(\w+)\}/g;
const BEFORE_COLON = /^(.*?): (.*)$/s;

type Pattern = { english: RegExp; translation: string };

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** "{size} per file" becomes /^(?<size>.+) per file$/s: still the whole string, with holes. */
function pattern(english: string, translation: string): Pattern {
  const parts = english.split(HOLE);
  const source = parts.map((part, i) => (i % 2 ? `(?<${part}>.+)` : literal(part))).join("");
  return { english: new RegExp(`^${source}$`, "s"), translation };
}

function fill({ english, translation }: Pattern, text: string): string | undefined {
  const found = english.exec(text)?.groups;
  return found && translation.replace(HOLE, (hole, name: string) => found[name] ?? hole);
}

/**
 * Translations of whole strings, never of words inside them. A key may have `{named}` holes for
 * what the frontend fills in; that comes back at the same holes of the translation.
 */
export class Dictionary {
  readonly isEmpty: boolean;
  private readonly exact = new Map<string, string>();
  private readonly patterns: Pattern[] = [];

  constructor(translations: Record<string, string>) {
    const entries = Object.entries(translations);
    this.isEmpty = entries.length === 0;
    for (const [english, translation] of entries) {
      if (english.includes("{")) this.patterns.push(pattern(english, translation));
      else this.exact.set(english, translation);
    }
  }

  /** The translation of an English string, or undefined when it is none of ours. */
  find(english: string): string | undefined {
    return this.whole(english) ?? this.parts(english);
  }

  private whole(english: string): string | undefined {
    const exact = this.exact.get(english);
    if (exact !== undefined) return exact;
    for (const candidate of this.patterns) {
      const filled = fill(candidate, english);
      if (filled !== undefined) return filled;
    }
    return undefined;
  }

  /**
   * The frontend writes "Error: <message>", or ": <message>" where the word stands apart in bold,
   * and "Fullscreen: <name of the chart>", whose name is none of its own words.
   */
  private parts(english: string): string | undefined {
    const [, head, rest] = BEFORE_COLON.exec(english) ?? [];
    if (head === undefined || rest === undefined) return undefined;
    const isMessage = head === "" || head === "Error";
    const first = head && this.exact.get(head);
    const second = isMessage ? this.whole(rest) : undefined;
    return first === undefined ? undefined : `${first}: ${second ?? rest}`;
  }
}
