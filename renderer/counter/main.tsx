/** The counter's page: opens the line, then draws. Composes only. */
import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { counterApi, keepLine, openLine } from '../bridge/index.ts';
import { refuseDrops } from '../ui/refuse-drops.ts';
import { Page } from './Page.tsx';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="nonce"]')?.content ?? '';
setNonce(nonce);

const place = document.getElementById('page');
if (place === null) throw new Error('index.html has no #page.');
const keeper = keepLine(openLine);
window.addEventListener('beforeunload', (event) => {
  if (keeper.hasUnanswered()) event.preventDefault();
});
refuseDrops(window);
createRoot(place).render(<Page keeper={keeper} api={counterApi(keeper.link)} nonce={nonce} />);
