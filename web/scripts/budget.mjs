// Initial JavaScript = entry chunk plus everything it imports statically.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const limit = 150_000;
const html = readFileSync('dist/index.html', 'utf8');
const files = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((m) => m[1]);
const total = files.reduce((n, f) => n + gzipSync(readFileSync(`dist/${f}`), { level: 9 }).length, 0);
console.log(`initial JavaScript ${total} of ${limit} bytes gzipped in ${files.length} files`);
if (/<script(?![^>]*\bsrc=)|<style|\sstyle=/.test(html))
  throw new Error('inline script or style in index.html');
if (total > limit) process.exit(1);
