const OPENING = /^<svg class="typst-doc" viewBox="0 0 ([\d.]+) ([\d.]+)" width="[\d.]+pt" height="[\d.]+pt"/;
/** Typst draws glyphs and shapes as paths; anything that could fetch, link or run is not its output and not ours. */
const FORBIDDEN = /<(?:script|a|foreignObject|image|style|iframe|animate|set)\b|\son\w+=|(?:href|src)="(?!#)|url\((?!#)|javascript:/i;

/** The engine writes for readers of XML: without indents, defaults, long ids and sub-visible digits half of it is left. */
function compact(svg: string): string {
  const shortIds = new Map<string, string>();
  return svg
    .replaceAll(/>\s+</g, '><')
    .replaceAll(/ fill="#000000"| fill-rule="nonzero"/g, '')
    .replaceAll(/(\.\d\d)\d+/g, '$1')
    .replaceAll(/(id="|href="#)(g[0-9A-F]{20,})"/g, (_, before: string, id: string) => {
      const short = shortIds.get(id) ?? `g${shortIds.size.toString(36)}`;
      shortIds.set(id, short);
      return `${before}${short}"`;
    });
}

/**
 * Cuts the engine's picture of `pageCount` equal pages, drawn one below the other, into one SVG document a page on white ground.
 * Throws a TypeError when the picture is not of the known shape or holds anything but drawing.
 */
export function svgPages(whole: string, pageCount: number): readonly string[] {
  const opening = OPENING.exec(whole);
  if (opening === null || FORBIDDEN.test(whole)) throw new TypeError('the preview is not a plain drawing');
  const width = Number(opening[1]);
  const height = Number(opening[2]) / pageCount;
  const rest = compact(whole.slice(opening[0].length));
  const bodyAt = rest.indexOf('>') + 1;
  return Array.from({ length: pageCount }, (_, page) => {
    const top = page * height;
    const ground = `<rect x="0" y="${String(top)}" width="${String(width)}" height="${String(height)}" fill="#ffffff"/>`;
    const head = `<svg viewBox="0 ${String(top)} ${String(width)} ${String(height)}" width="${String(width)}pt" height="${String(height)}pt"`;
    return `${head}${rest.slice(0, bodyAt)}${ground}${rest.slice(bodyAt)}`;
  });
}
