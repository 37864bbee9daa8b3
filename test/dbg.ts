import { launch } from './browser/harness/session';
import { startWeb } from './browser/harness/web';
import { DAILY, PAPERS, putSample } from './demo/sample';
const web = await startWeb(); putSample(web);
const s = await launch('chromium', {port: web.port});
const d = await s.open(DAILY);
await new Promise(r => setTimeout(r, 2500));
const p = await s.open('/src/popup/index.html', {width:440,height:580});
p.on('console', m => console.log('LOG', m.text()));
p.on('pageerror', m => console.log('ERR', m));
await p.evaluate(`(async () => {
  const send = (request, ...args) => chrome.runtime.sendMessage({request, args});
  const papers = ${JSON.stringify(PAPERS.slice(0,9))};
  for (const [i, x] of papers.entries()) await send('mark', {id: 'arxiv:'+x.id, title: x.title, authors: x.authors, published: x.published ?? '2026-11-20', links: {page: 'https://arxiv.org/abs/'+x.id}, seen: {site:'huggingface', url:'https://huggingface.co/papers', at: 1}}, {starred: true, read: i%3===0, ...(i===4?{note:{text:'Six moods, one tense. Compare with the grammar of 2019.', was:''}}:{})});
})()`);
await new Promise(r => setTimeout(r, 1500));
// the page beside: as if the popup lay over the digest
await p.evaluate(`chrome.tabs.query = async () => [{id: undefined}]`).catch(()=>{});
for (const scheme of ['light','dark'] as const) {
  await p.emulateMediaFeatures([{name:'prefers-color-scheme', value: scheme}]);
  await p.screenshot({path: `/tmp/pop-${scheme}.png`});
}
await p.type('[type=search]', 'gramar: foot');
await new Promise(r => setTimeout(r, 600));
await p.screenshot({path: `/tmp/pop-wrong.png`});
await p.click('[type=search]', {count:3}); await p.keyboard.type('a');
await new Promise(r => setTimeout(r, 600));
await p.emulateMediaFeatures([{name:'prefers-color-scheme', value: 'light'}]);
await p.screenshot({path: `/tmp/pop-hit.png`});
await s.close(); await web.close();
