/** The keys of the register book; F9 is its verb's own. */
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../ui/keys/KeyLayer.tsx';
import { useMay } from '../frame/desk.ts';
import { useNavigation } from '../frame/navigation.ts';

export type BookKeys = {
  readonly running: boolean;
  /** Undefined while there is nothing to print, or no right to. */
  readonly print: (() => void) | undefined;
  readonly stop: () => void;
  readonly move: (by: 1 | -1) => void;
};

export function useBookKeys({ running, print, stop, move }: BookKeys): void {
  const { t } = useTranslation();
  const may = useMay('paper.print');
  const go = useNavigation((navigation) => navigation.go);
  const choose = (by: 1 | -1) =>
    running
      ? undefined
      : () => {
          move(by);
        };
  useKeys([
    running
      ? { combo: 'Esc', label: t('registerBook.keys.stop'), run: stop }
      : {
          combo: 'Esc',
          label: t('registerBook.keys.back'),
          run: () => {
            go({ screen: 'dossiers' });
          },
        },
    { combo: 'Up', label: t('registerBook.keys.choose'), run: choose(-1), inFields: false },
    { combo: 'Down', label: t('registerBook.keys.choose'), run: choose(1), inFields: false, inBar: false },
    {
      combo: 'Ctrl+P',
      label: t('registerBook.verb.print'),
      run: running ? undefined : print,
      why: t(may ? 'registerBook.noNumbers' : 'refusals.not-permitted'),
      inBar: false,
    },
  ]);
}
