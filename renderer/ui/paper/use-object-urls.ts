import { useEffect, useState } from 'react';

/** `blob:` addresses of SVG documents. Old ones are given back only once the new pictures are decoded, so the paper never blinks. */
export function useObjectUrls(pages: readonly string[]): readonly string[] {
  const [urls, setUrls] = useState<readonly string[]>([]);
  const key = pages.join('\u0000');
  useEffect(() => {
    const made = key === '' ? [] : key.split('\u0000').map((svg) => URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' })));
    let shown = true;
    const show = async () => {
      await Promise.all(made.map(decoded));
      if (shown) setUrls(made);
    };
    void show();
    return () => {
      shown = false;
      // The pictures on screen may still read them until the next ones are in place.
      setTimeout(() => {
        for (const url of made) URL.revokeObjectURL(url);
      }, 1000);
    };
  }, [key]);
  return urls;
}

async function decoded(url: string): Promise<void> {
  const image = new Image();
  image.src = url;
  // A page that cannot be decoded is shown as its alternative text by the <img> itself.
  await image.decode().catch(() => undefined);
}
