import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { FULL_ENTRY, makeEntry } from '../entries';
import { writeAs } from '../write-as';

describe('HTML', () => {
  it('shows everything as text, and can run nothing', async () => {
    const evil = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>';
    const html = await writeAs('html', [
      makeEntry(
        {
          title: evil,
          authors: [evil],
          abstract: evil,
          venue: evil,
          categories: [evil],
          links: { page: 'javascript:alert(1)', pdf: 'https://x.org/"><script>' },
        },
        { note: evil, tags: [evil] },
      ),
    ]);
    const { document } = new JSDOM(html).window;
    const names = new Set([...document.body.querySelectorAll('*')].map((one) => one.localName));
    expect([...names].sort()).toEqual(['a', 'article', 'h1', 'h2', 'header', 'main', 'p', 'time']);
    const attributes = [...document.body.querySelectorAll('*')].flatMap((one) =>
      one.getAttributeNames(),
    );
    expect([...new Set(attributes)].sort()).toEqual(['class', 'dir', 'href']);
    expect(document.querySelector('h2')?.textContent).toBe(evil);
    expect(html).not.toContain('javascript:');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain(`default-src 'none'`);
    expect(html).toContain('href="https://arxiv.org/abs/2401.12345"');
  });

  it('has the abstract, the note and both schemes', async () => {
    const html = await writeAs('html', [FULL_ENTRY], { exportedAt: Date.UTC(2026, 10, 24) });
    expect(html).toContain('1 paper · <time>2026-11-24</time>');
    expect(html).toContain('Qwen Team and 5 more</p>');
    expect(html).toContain('We are 100% sure.');
    expect(html).toContain('First.\n\nER  - \n&lt;b&gt;Second&lt;/b&gt; &amp; last');
    expect(html).toMatch(/prefers-color-scheme: dark[\s\S]*@media print/);
  });
});
