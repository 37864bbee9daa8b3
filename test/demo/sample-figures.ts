/** The pictures of the sample's papers, drawn here so that nobody's are copied. */

/** Inks that go together, as hue and saturation. */
const INKS = ['217 45%', '21 48%', '166 30%', '262 34%', '343 38%'];

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** Makes `count` numbers from 0 to 1, always the same for the same seed. */
function noise(seed: number, count: number): number[] {
  return range(count).map((i) => {
    const wave = Math.sin(seed * 12.9898 + i * 78.233) * 43758.5453;
    return wave - Math.floor(wave);
  });
}

const line = (points: readonly (readonly [number, number])[], opacity = 1, width = 3): string =>
  `<path fill="none" stroke="currentColor" stroke-width="${width}" opacity="${opacity.toFixed(2)}" stroke-linecap="round" stroke-linejoin="round" d="M${points.map(([x, y]) => `${x.toFixed(0)} ${y.toFixed(0)}`).join('L')}"/>`;

const box = (x: number, y: number, width: number, height: number, opacity: number, r = 5): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${r}" fill="currentColor" opacity="${opacity.toFixed(2)}"/>`;

const AXES = line(
  [
    [60, 40],
    [60, 172],
    [372, 172],
  ],
  0.3,
  2,
);

/** Figures as papers have them, 432 by 224, in one ink. */
const FIGURES = {
  lines: (seed: number) =>
    AXES +
    [1, 0.6, 0.3]
      .map((opacity, k) =>
        line(
          noise(seed + k, 9).map((n, i) => [
            72 + i * 36,
            60 + k * 26 + 60 * ((i - 4) / 4) ** 2 * (k === 0 ? -0.35 : 0.5) + n * 14,
          ]),
          opacity,
        ),
      )
      .join(''),
  curve: () =>
    AXES +
    [26, 13, 7]
      .map((scale, k) =>
        line(
          range(32).map((i) => [62 + i * 10, 172 - scale * Math.log(1 + i) * 1.32]),
          1 - k * 0.33,
        ),
      )
      .join(''),
  grid: (seed: number) =>
    noise(seed, 60)
      .map((n, i) =>
        box(86 + (i % 10) * 26.5, 32 + Math.floor(i / 10) * 26.5, 23, 23, 0.1 + n ** 2 * 0.8, 4),
      )
      .join(''),
  steps: () =>
    range(5)
      .map((i) => box(66 + i * 62, 52 + i * 17, 46, 120 - i * 17, 0.9 - i * 0.16, 6))
      .join('') +
    line(
      [
        [56, 176],
        [376, 176],
      ],
      0.3,
      2,
    ),
  dots: (seed: number) =>
    noise(seed, 130)
      .map((n, i) => {
        const [turn, reach] = [i * 2.39996, Math.sqrt(i / 130) * 84];
        const [x, y] = [216 + Math.cos(turn) * reach * 1.7, 104 + Math.sin(turn) * reach];
        return `<circle cx="${x.toFixed(0)}" cy="${y.toFixed(0)}" r="${(2 + n * 5).toFixed(1)}" fill="currentColor" opacity="${(0.25 + n * 0.6).toFixed(2)}"/>`;
      })
      .join(''),
  page: (seed: number) =>
    `<rect x="132" y="26" width="168" height="220" rx="6" fill="currentColor" fill-opacity=".08" stroke="currentColor" stroke-opacity=".3" stroke-width="2"/>${box(154, 46, 96, 8, 0.85, 4)}` +
    noise(seed, 12)
      .map((n, i) => box(154, 70 + i * 11, 92 + n * 32, 4, 0.28, 2))
      .join(''),
  net: (seed: number) => {
    const nodes = noise(seed, 9).map((n, i) => {
      const turn = (i / 9) * Math.PI * 2;
      return [216 + Math.cos(turn) * (96 + n * 50), 104 + Math.sin(turn) * (48 + n * 28)] as const;
    });
    const at = (i: number) => nodes[i % 9] as readonly [number, number];
    return (
      range(9)
        .map((i) => line([at(i), at(i + 2)], 0.3, 2) + line([at(i), at(i + 4)], 0.16, 2))
        .join('') +
      nodes
        .map(
          ([x, y]) =>
            `<circle cx="${x.toFixed(0)}" cy="${y.toFixed(0)}" r="9" fill="currentColor"/>`,
        )
        .join('')
    );
  },
  waves: (seed: number) =>
    noise(seed, 44)
      .map((n, i) => {
        const height = i > 15 && i < 25 ? 5 : 12 + n * 92 * Math.abs(Math.sin(i / 5));
        return box(60 + i * 7.2, 104 - height / 2, 4, height, i > 15 && i < 25 ? 0.35 : 0.8, 2);
      })
      .join(''),
  boxes: () =>
    range(3)
      .map((i) => box(64 + i * 112, 66, 80, 76, 0.18 + i * 0.3, 10))
      .join('') +
    range(2)
      .map((i) =>
        line(
          [
            [152 + i * 112, 104],
            [168 + i * 112, 104],
          ],
          0.6,
        ),
      )
      .join(''),
};

/** The name of a figure. */
export type Figure = keyof typeof FIGURES;

/** Draws a picture for a paper, the same for the same id, as an address of data. */
export function thumbnail(id: string, figure: Figure, theme: string): string {
  const seed = [...id].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 9973, 7);
  const ink = INKS[Object.keys(FIGURES).indexOf(figure) % INKS.length] as string;
  const [depth, ground, light] = theme === 'dark' ? [20, 11, 66] : [32, 96, 50];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 432 224" color="hsl(${ink} ${light}%)"><rect width="432" height="224" fill="hsl(${ink.split(' ')[0]} ${depth}% ${ground}%)"/>${FIGURES[figure](seed)}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
