// Builds what browsers load, into static/dist: one style sheet, its fonts and pictures, and a sprite of icons.
// A file's name carries the hash of its content, so it may be kept for ever; manifest.json says which name is
// today's, and which icons the sprite has. The same sources give the same bytes.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { compileAsync } from "sass";

const root = fileURLToPath(new URL("..", import.meta.url));
const designSystem = join(root, "node_modules/dkfds/dist");
const finished = join(root, "static/dist");
const unfinished = `${finished}.new`;

// Where the style sheet's url(kind:name) is found.
const sources = {
  font: join(designSystem, "fonts/IBMPlexSans/split/woff2"),
  icon: join(designSystem, "img/svg-icons"),
};

// The sprite's icons: the page's name for each, and the design system's. Our own lie in static/icons.
const icons = {
  calendar: "calendar-month",
  check: "check",
  "chevron-down": "chevron-down",
  "chevron-right": "chevron-right",
  document: "document",
  error: "error",
  external: "open-in-new",
  info: "info",
  print: "print",
  success: "success",
  time: "time",
  user: "person",
  warning: "warning",
};

const published = {};
const symbols = drawings();

rmSync(unfinished, { recursive: true, force: true });
mkdirSync(unfinished, { recursive: true });
publish("portal.css", await styleSheet());
publish("sprite.svg", sprite());
const manifest = { files: Object.fromEntries(Object.entries(published).sort()), icons: Object.keys(symbols) };
writeFileSync(join(unfinished, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
rmSync(finished, { recursive: true, force: true });
renameSync(unfinished, finished);

async function styleSheet() {
  const importer = {
    findFileUrl: (url) =>
      url.startsWith("dkfds/") ? pathToFileURL(join(designSystem, "scss", url.slice("dkfds/".length))) : null,
  };
  const { css } = await compileAsync(join(root, "static/scss/portal.scss"), {
    charset: false,
    importers: [importer],
    quietDeps: true,
    style: "compressed",
  });
  return css.replace(/url\("?(\w+):([\w.-]+)"?\)/g, (_, kind, name) => `url(${publishSource(kind, name)})`);
}

function publishSource(kind, name) {
  return published[name] ?? publish(name, readFileSync(join(sources[kind], name)));
}

// Each icon's name and its file, in the order of the names.
function drawings() {
  const theirs = Object.entries(icons).map(([name, icon]) => [name, join(sources.icon, `${icon}.svg`)]);
  const folder = join(root, "static/icons");
  const ours = readdirSync(folder).map((file) => [basename(file, ".svg"), join(folder, file)]);
  return Object.fromEntries([...theirs, ...ours].sort());
}

function sprite() {
  const drawn = Object.entries(symbols).map(([name, path]) => {
    const [, viewBox, drawing] = readFileSync(path, "utf8").match(/viewBox="([^"]+)"[^>]*>(.*)<\/svg>/s);
    return `<symbol id="${name}" viewBox="${viewBox}">${drawing.trim()}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${drawn.join("")}</svg>`;
}

// Writes a file under the name that carries its hash, with its compressed forms, and returns that name.
function publish(name, content) {
  const extension = extname(name);
  const bytes = Buffer.from(content);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 12);
  const hashed = `${basename(name, extension)}.${hash}${extension}`;
  writeFileSync(join(unfinished, hashed), bytes);
  if (extension !== ".woff2") {
    const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    writeFileSync(join(unfinished, `${hashed}.br`), brotliCompressSync(bytes, { params: quality }));
    writeFileSync(join(unfinished, `${hashed}.gz`), gzipSync(bytes, { level: 9 }));
  }
  published[name] = hashed;
  return hashed;
}
