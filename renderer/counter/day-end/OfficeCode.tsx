/** Sticks between the desks of an office need its code: typed from another desk, or made here. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../frame/desk.ts';

/** `onCode` null: has one made. */
export function OfficeCode({ onCode }: { readonly onCode: (typed: string | null) => void }) {
  const { t } = useTranslation();
  const may = useMay('settings.write');
  const [typed, setTyped] = useState('');
  if (!may) return <p>{t('dayEnd.usb.code.ask')}</p>;
  return (
    <div className="mc-usb-code">
      <p>{t('dayEnd.usb.code.need')}</p>
      <label>
        {t('dayEnd.usb.code.field')}
        <input
          type="text"
          value={typed}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
      </label>
      <div className="mc-usb-verbs">
        <button
          type="button"
          className="mc-quiet-button"
          disabled={typed.trim() === ''}
          onClick={() => {
            onCode(typed.trim());
          }}
        >
          {t('dayEnd.usb.code.keep')}
        </button>
        <button
          type="button"
          className="mc-quiet-button"
          onClick={() => {
            onCode(null);
          }}
        >
          {t('dayEnd.usb.code.make')}
        </button>
      </div>
    </div>
  );
}
