import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import fs from 'node:fs';
const require = createRequire(process.env.SOCKLAB_NODE_MODULES + '/x.js');
const { JSDOM } = require('jsdom');
const dom = new JSDOM('');
globalThis.window = dom.window; globalThis.document = dom.window.document;
const mermaid = (await import(pathToFileURL(process.env.SOCKLAB_NODE_MODULES + '/mermaid/dist/mermaid.core.mjs'))).default;
for (const text of fs.readFileSync(0, 'utf8').split('\0')) {
  try {
    console.log(JSON.stringify(await mermaid.parse(text)));
  } catch (e) {
    console.log(e, text);
    process.exitCode = 1;
  }
}
