/** F1: the keys that hold on this screen, from the registry that acts on them; dim ones say why. */
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusReturn } from '../../ui/focus-back.ts';
import { KeyCap } from '../../ui/bars/KeyCap.tsx';
import { keyRank } from '../../ui/keys/key-map.ts';
import { type KeyBinding, useHeldKeys, useKeys } from '../../ui/keys/KeyLayer.tsx';
import './help.css';

export function Help({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  useFocusReturn();
  // The dialog's own keys replace the held ones: what is listed are those of the moment before.
  const held = useHeldKeys();
  const [keys] = useState<readonly KeyBinding[]>(() => held.toSorted((a, b) => keyRank(a.combo) - keyRank(b.combo)));
  useKeys(
    [
      { combo: 'F1', label: t('keys.help'), run: onClose },
      { combo: 'Esc', label: t('ui.close'), run: onClose },
    ],
    'dialog',
  );
  return (
    <Modal opened onClose={onClose} title={t('help.title')} size="lg">
      <dl className="mc-help">
        {keys.map(({ combo, label, why, run }) => (
          <div key={combo} className={run === undefined ? 'mc-muted' : undefined}>
            <dt>
              <KeyCap combo={combo} />
            </dt>
            <dd>
              {label}
              {run === undefined && why !== undefined ? <small>{why}</small> : null}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mc-s mc-muted">{t('help.notes')}</p>
    </Modal>
  );
}
