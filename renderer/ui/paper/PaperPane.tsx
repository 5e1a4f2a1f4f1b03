/** The paper as the printer will give it: pages as pictures, because Typst's SVG carries live links. */
import { useTranslation } from 'react-i18next';
import { useObjectUrls } from './use-object-urls.ts';
import './paper.css';

export type PaperPaneProps = {
  /** One SVG document a page; the last good ones stay while new ones come. */
  readonly pages: readonly string[];
  /** Read aloud for the picture: "Xem trước giấy tiếp nhận". */
  readonly label: string;
  /** `a5` upright, `a4` lying (two copies), `slip` 80 mm. */
  readonly size?: 'a5' | 'a4' | 'slip';
  /** Slides the paper off after it went to the printer. */
  readonly leaving?: boolean;
};

/** The desk with the paper on it; pages follow each other and scroll. No tab stop: F6 reaches it. */
export function PaperPane({ pages, label, size = 'a5', leaving = false }: PaperPaneProps) {
  const { t } = useTranslation();
  const urls = useObjectUrls(pages);
  return (
    <section className="mc-desk" data-region="paper" tabIndex={-1} aria-label={label}>
      {urls.map((url, index) => (
        <figure className={`mc-paper mc-paper-${size}${leaving ? ' mc-paper-leaving' : ''}`} key={url}>
          <img src={url} alt={t('ui.page', { label, n: index + 1, count: urls.length })} draggable={false} />
        </figure>
      ))}
    </section>
  );
}
