const HOLE = /\{(\w+)\}/g;
const AFTER_COLON = /^(Error)?: (.*)$/s;

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
 * Translations of whole strings, never of parts of them. A key may have `{named}` holes for what
 * the frontend fills in; its words come back at the same holes of the translation.
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
    return this.whole(english) ?? this.afterColon(english);
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

  /** The frontend puts "Error: " or, with the word in bold before it, ": " before messages. */
  private afterColon(english: string): string | undefined {
    const [, error, message] = AFTER_COLON.exec(english) ?? [];
    if (message === undefined) return undefined;
    const first = error && this.whole(error);
    const second = this.whole(message);
    if (first === undefined && second === undefined) return undefined;
    return `${first ?? error ?? ""}: ${second ?? message}`;
  }
}
