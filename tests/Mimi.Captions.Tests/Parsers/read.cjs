// Reads a caption file with a published parser and prints what it found: {"errors": [...], "cues": [{"start": ms, "end": ms, "text": "..."}]}
// node read.cjs FOLDER PARSER FILE, where FOLDER holds the node_modules with webvtt-parser, subtitle and srt-parser-2.
const fs = require("fs");
const path = require("path");

const [folder, parser, file] = process.argv.slice(2);
const load = (name) => import("file://" + require.resolve(path.join(path.resolve(folder), "node_modules", name)));
const text = fs.readFileSync(file, "utf8");

const readers = {
  async "webvtt-parser"() {
    const module = await load("webvtt-parser");
    const { WebVTTParser } = module.default ?? module;
    const entities = require(path.join(path.resolve(folder), "node_modules", "webvtt-parser", "html-entities.json"));
    const tree = new WebVTTParser(entities).parse(text, "captions");
    const flat = (node) => (node.type === "text" ? node.value : (node.children ?? []).map(flat).join(""));
    return { errors: tree.errors.map((e) => `${e.line}: ${e.message}`), cues: tree.cues.map((c) => ({ start: c.startTime * 1000, end: c.endTime * 1000, text: c.tree.children.map(flat).join("") })) };
  },
  async subtitle() {
    const module = await load("subtitle");
    const { parseSync } = module.default ?? module;
    return { errors: [], cues: parseSync(text).filter((n) => n.type === "cue").map((n) => ({ start: n.data.start, end: n.data.end, text: n.data.text })) };
  },
  async "srt-parser-2"() {
    const module = await load("srt-parser-2");
    const Parser = module.default?.default ?? module.default;
    return { errors: [], cues: new Parser().fromSrt(text).map((c) => ({ start: c.startSeconds * 1000, end: c.endSeconds * 1000, text: c.text })) };
  },
};

readers[parser]().then(
  (result) => process.stdout.write(JSON.stringify({ errors: result.errors, cues: result.cues.map((c) => ({ start: Math.round(c.start), end: Math.round(c.end), text: c.text })) })),
  (error) => { console.error(error); process.exit(1); });
