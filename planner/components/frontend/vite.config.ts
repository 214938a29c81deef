import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, type Plugin } from "vite";

const SETTINGS = ["package.json", "package-lock.json", "tsconfig.json", "vite.config.ts"];

function digestLine(folder: string, name: string): string {
  const digest = createHash("sha256").update(readFileSync(join(folder, name))).digest("hex");
  return `${digest}  ${name}\n`;
}

/** Writes which sources, and which files they became, so that a test can tell a stale build. */
function digests(): Plugin {
  return {
    name: "digests",
    writeBundle({ dir = "" }, bundle) {
      const sources = [...SETTINGS, ...readdirSync("src").map((name) => `src/${name}`)].sort();
      writeFileSync(join(dir, "source.sha256"), sources.map((name) => digestLine(".", name)).join(""));
      const built = Object.keys(bundle).sort();
      writeFileSync(join(dir, "build.sha256"), built.map((name) => digestLine(dir, name)).join(""));
    },
  };
}

export default defineConfig({
  base: "./",
  build: {
    outDir: "../build",
    emptyOutDir: true,
    // Kept readable: the built files are reviewed and committed.
    minify: false,
    lib: {
      entry: {
        close_menu: "src/close_menu.ts",
        go_to_field: "src/go_to_field.ts",
        next_field: "src/next_field.ts",
        page_language: "src/page_language.ts",
        page_top: "src/page_top.ts",
        session_watch: "src/session_watch.ts",
        typing_pause: "src/typing_pause.ts",
      },
      formats: ["es"],
    },
  },
  plugins: [digests()],
});
