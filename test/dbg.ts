import { launch, until } from './browser/harness/session';
const s = await launch('chromium', {});
const p = await s.open('/src/popup/index.html', {width:440,height:580});
p.on('console', m => console.log('LOG', m.text()));
p.on('pageerror', m => console.log('ERR', m));
await p.evaluate(`(async () => {
  const send = (request, ...args) => chrome.runtime.sendMessage({request, args});
  const P = (n, title) => ({id: 'arxiv:2601.0000'+n, title, authors: ['José Álvarez-León'], links: {page: 'https://arxiv.org/abs/2601.0000'+n}});
  await send('mark', P(0,'Beta 10'), {starred: true});
  await send('mark', P(1,'Älpha'), {starred: true, note: {text:'For Łódź', was: ''}});
  await send('mark', P(2,'beta 9'), {starred: true});
})()`);
const titles = () => p.evaluate(() => [...document.querySelectorAll('ul li a')].map(a => a.textContent + ' | ' + document.querySelector('.tools p')!.textContent));
for (const q of ['beta', 'ALPHA', 'alpha', 'lodz for']) {
  await p.click('[type=search]', {count: 3}); await p.keyboard.press('Backspace'); await p.keyboard.type(q);
  await new Promise(r => setTimeout(r, 1000));
  console.log(q, await p.$eval('[type=search]', e => (e as HTMLInputElement).value), await titles());
}
await s.close();
